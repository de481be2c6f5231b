"""The shipped encoder: loads offline from its folder, is what its card says, and puts near sentences near."""

import hashlib
import re
import time
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file

MODEL = Path(__file__).parents[2] / "assistant" / "retrieval" / "model"
SENTENCES = [
    "我镇及时更新政府网站，主动公开财政预算决算信息。",
    "全年未收到依申请公开政府信息的申请。",
    "组织工作人员参加业务培训，提高能力水平。",
    "附件打不开怎么办？",
]
NEAR_AND_FAR = [  # a sentence, one of the same meaning, one of another
    ("工作人员业务能力有待提高", "加强对工作人员的培训，提升专业水平", "定期维护政府网站，保证栏目更新"),
    ("政府网站更新不够及时", "门户网站信息发布滞后", "申请人不服答复的，可以申请行政复议"),
    ("公民向行政机关申请公开政府信息", "依申请公开的受理和答复", "加强森林防火和防汛抢险工作"),
    ("财政预算和决算向社会公布", "公开部门预算、决算信息", "依法处理噪声污染的投诉"),
]


@pytest.fixture(scope="module")
def model():
    """The encoder as the application loads it, with the hub switched off."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HF_HUB_OFFLINE", "1")
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(MODEL), device="cpu", local_files_only=True)


def encode(model, texts: list[str]) -> NDArray[np.float32]:
    return model.encode(texts, show_progress_bar=False)


def test_the_folder_is_small_and_holds_the_weights_that_the_card_names():
    assert sum(f.stat().st_size for f in MODEL.rglob("*") if f.is_file()) <= 12e6
    named = re.search(r"sha256 of model\.safetensors: `([0-9a-f]{64})`", (MODEL / "README.md").read_text("utf-8"))
    assert named
    assert hashlib.sha256((MODEL / "model.safetensors").read_bytes()).hexdigest() == named[1]


def test_the_weights_are_int8_rows_with_their_scales():
    weights = load_file(MODEL / "model.safetensors")
    assert {k: v.dtype.name for k, v in weights.items()} == {"embeddings": "int8", "weights": "float32"}
    assert weights["embeddings"].shape == (len(weights["weights"]), 256)
    assert not weights["embeddings"][0].any()  # the unknown


def test_it_loads_again_in_a_moment(model):
    from sentence_transformers import SentenceTransformer

    start = time.perf_counter()
    SentenceTransformer(str(MODEL), device="cpu", local_files_only=True)
    assert time.perf_counter() - start < 3


def test_vectors_are_finite_and_of_length_one(model):
    vectors = encode(model, SENTENCES)
    assert vectors.shape == (4, 256) and vectors.dtype == np.float32
    assert np.isfinite(vectors).all()
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


@pytest.mark.parametrize("nothing", ["", "。！…", "\U0001f600"])
def test_a_text_without_words_is_the_zero_vector(model, nothing):
    assert not encode(model, [nothing, SENTENCES[0]])[0].any()


@pytest.mark.parametrize(("sentence", "near", "far"), NEAR_AND_FAR)
def test_near_sentences_score_above_far_ones(model, sentence, near, far):
    query, right, wrong = encode(model, [sentence, near, far])
    assert query @ right > query @ wrong + 0.05


def test_the_same_text_gives_the_same_vector_in_any_batch(model):
    together = encode(model, SENTENCES)
    np.testing.assert_array_equal(together, encode(model, SENTENCES))
    alone = np.concatenate([encode(model, [s]) for s in SENTENCES])
    np.testing.assert_allclose(together, alone, atol=1e-6)


def test_width_and_case_and_the_digits_make_no_difference(model):
    left, right = encode(model, ["２０２４年公开ＰＤＦ文件12件", "2023年公开pdf文件3,456件"])
    np.testing.assert_allclose(left, right, atol=1e-6)

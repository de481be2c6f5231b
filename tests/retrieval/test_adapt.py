"""Adapting the encoder to a corpus: kept only if better on headings not learned from, and undone without a trace."""

from pathlib import Path
from random import Random

import numpy as np
import pytest

from assistant.report import Passage, Unusable
from assistant.retrieval import SentenceEncoder, StaticEncoder, adapt, adaptation, adapted, forget, load_encoder

# Words that say nothing of the themes by themselves: only this corpus ties them together.
LOCAL = {
    "proactive": "苹果、香蕉、葡萄、西瓜、樱桃、石榴",
    "on_request": "铁路、公路、桥梁、隧道、港口、机场",
    "management": "毛笔、宣纸、砚台、墨汁、印泥、画轴",
    "platform": "稻谷、小麦、玉米、高粱、大豆、棉花",
}


def a_corpus(words: int, units: int = 6) -> list[Passage]:
    """Every unit speaks of each theme in `words` of its words, drawn at random."""
    random, found = Random(1), []
    for unit in range(units):
        for theme, known in LOCAL.items():
            for part in range(2):
                text = "、".join(random.sample(known.split("、"), words)) + "。"
                found.append(
                    Passage(
                        f"{unit}-{theme}-{part}", text, str(unit), "overview", f"{unit}乡人民政府", "乡", 2024,
                        theme=theme, sure=1.0,
                    )
                )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def base() -> StaticEncoder:
    found = load_encoder()
    assert isinstance(found, StaticEncoder)
    return found


def test_what_is_better_is_kept_and_can_be_undone(base: StaticEncoder, tmp_path: Path) -> None:
    folder = tmp_path / "encoder"
    found = adapt(base, a_corpus(2), folder)
    assert found.kept and found.after > found.before
    better = adapted(folder, base)
    assert better is not None and better.name != base.name and better.dimension == base.dimension
    kept = adaptation(folder)
    assert kept is not None and (kept.before, kept.after, kept.base) == (found.before, found.after, base.name)
    vectors = better.encode(["香蕉。", "樱桃。", "隧道。"])
    came = base.encode(["香蕉。", "樱桃。", "隧道。"])
    assert vectors[0] @ vectors[1] - vectors[0] @ vectors[2] > came[0] @ came[1] - came[0] @ came[2]
    forget(folder)
    assert adapted(folder, base) is None and adaptation(folder) is None


def test_what_is_no_better_leaves_everything_as_it_is(base: StaticEncoder, tmp_path: Path) -> None:
    found = adapt(base, a_corpus(6), tmp_path / "encoder")  # the same words everywhere: nothing to learn
    assert found.before == found.after and not found.kept
    assert not (tmp_path / "encoder").exists()


def test_an_adaptation_of_another_base_is_not_used(base: StaticEncoder, tmp_path: Path) -> None:
    folder = tmp_path / "encoder"
    assert adapt(base, a_corpus(2), folder).kept
    newer = base.with_rows(np.roll(base.rows, 1, axis=1), tmp_path / "newer")
    assert adapted(folder, newer) is None


def test_too_small_a_corpus_and_other_encoders_are_said_plainly(base: StaticEncoder, tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="太少"):
        adapt(base, a_corpus(2, units=2)[:20], tmp_path / "encoder")
    with pytest.raises(Unusable, match="静态编码器"):
        adapt(SentenceEncoder(str(tmp_path)), a_corpus(2), tmp_path / "encoder")

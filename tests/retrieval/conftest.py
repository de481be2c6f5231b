"""A store in memory, a small real encoder, passages of invented townships; and no network at all."""

import json
import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, models, pre_tokenizers

from assistant.report import Passage
from assistant.retrieval import Index, StaticEncoder, passages_of
from tests.reports import a_report

OVERVIEW = """2021年，本单位认真贯彻条例，公开工作平稳有序。
（一）主动公开。全年公开财政预决算、惠农补贴等重点领域信息56条，政策解读3篇。
（二）依申请公开。畅通受理渠道，收到申请2件，均按时答复申请人。
（三）监督保障。组织业务培训3次，开展自查整改，落实责任追究。"""
PROBLEMS = "1、信息更新不够及时，个别栏目存在滞后现象。\n2、业务人员能力不足，培训较少。"
IMPROVEMENTS = "1、建立更新台账，明确时限，做到及时发布。\n2、每季度组织一次业务培训，以会代训。"


class ListStore:
    """A PassageStore in memory."""

    def __init__(self, passages: list[Passage]) -> None:
        self.kept, self.made = list(passages), {}  # type: ignore[var-annotated]

    def passages(self) -> list[Passage]:
        return sorted(self.kept, key=lambda passage: passage.id)

    def vectors(self, encoder: str) -> tuple[list[str], np.ndarray]:
        rows = self.made.get(encoder, {})
        return list(rows), np.array(list(rows.values()), dtype=np.float32)

    def put_vectors(self, encoder: str, ids: list[str], matrix: np.ndarray) -> None:
        self.made.setdefault(encoder, {}).update(zip(ids, matrix, strict=True))

    def put_themes(self, themes: Mapping[str, tuple[str | None, float]]) -> None:
        self.kept = [
            replace(p, theme=themes[p.id][0], sure=themes[p.id][1]) if p.id in themes else p for p in self.kept
        ]


def write_model(folder: Path, seed: int, *, small: bool = False) -> Path:
    """Write a StaticEmbedding of single characters as sentence-transformers saves it; `small` as int8 rows with scales."""
    letters = sorted(set("".join((OVERVIEW, PROBLEMS, IMPROVEMENTS, "财政资金使用扩大宣传渠道公众号制度建设量子"))))
    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0} | {c: n for n, c in enumerate(letters, 1)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")  # type: ignore[assignment]
    rows = np.random.default_rng(seed).normal(size=(len(letters) + 1, 32)).astype(np.float32)
    rows[0] = 0
    folder.mkdir(parents=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    scales = np.abs(rows).max(axis=1) / 127 + 1e-9
    stored = {"embeddings": np.round(rows / scales[:, None]).astype(np.int8), "weights": scales.astype(np.float32)}
    save_file(stored if small else {"embedding.weight": rows}, folder / "model.safetensors")
    kind = "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"
    (folder / "modules.json").write_text(json.dumps([{"idx": 0, "name": "0", "path": "", "type": kind}]))
    (folder / "config_sentence_transformers.json").write_text('{"prompts": {}, "similarity_fn_name": "cosine"}')
    return folder


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"the network was used: {address}")
        real(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("models") / "tiny", 1)


@pytest.fixture
def encoder(model: Path) -> StaticEncoder:
    return StaticEncoder(model)


def three_townships() -> ListStore:
    """Three townships, one of them in two years with the same problems."""
    found = []
    for n, (name, year) in enumerate(
        (("河源县松涛乡人民政府", 2021), ("松涛乡人民政府", 2022), ("云水县竹溪镇人民政府", 2022))
    ):
        text = OVERVIEW.replace("56条", f"{56 + n}条").replace(
            "组织业务培训", ("组织业务培训", "举办专题讲座", "参加上级会议")[n]
        )
        problems = PROBLEMS if n < 2 else "一是公众号粉丝少，宣传渠道单一；二是制度建设不健全。"
        report = a_report(name=name, year=year, overview=text, problems=problems, improvements=IMPROVEMENTS, other="无")
        found += passages_of(report, f"{n}" * 64, sample=n == 2)
    return ListStore(found)


@pytest.fixture
def store() -> ListStore:
    return three_townships()


@pytest.fixture
def index_of(tmp_path: Path, encoder: StaticEncoder) -> Iterator[Callable[..., Index]]:
    """Make indexes in one folder; all are closed at the end."""
    made: list[Index] = []

    def make(store: ListStore, encoder: Any = encoder, **options: Any) -> Index:
        made.append(Index(tmp_path / "index", store, encoder, **options))
        return made[-1]

    yield make
    for index in made:
        index.close()


@pytest.fixture
def index(store: ListStore, index_of: Callable[..., Index]) -> Index:
    built = index_of(store)
    built.rebuild()
    return built

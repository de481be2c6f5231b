"""Speed, memory and disk of search beside what one would build instead, in one run.

    python -m bench.retrieval_speed [--passages 10000] [--system ours|usual|both] [--json FILE]

The usual stack: LangChain's EnsembleRetriever over Chroma and BM25Retriever with jieba, and a transformer encoder of
bge-small-zh's size with random weights (for its cost only; it is given little to do: texts of a passage's length). Ours: corpus,
encoder and index as the product uses them. Each system runs in a process of its own; passages are made of the samples.
The usual stack encodes only ENCODED passages and its ingest time is that rate × the number; its vectors in Chroma are random.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import numpy as np

from assistant.report import Passage

ENCODED, QUERIES, WARM = 400, 60, 5
ASKED = (
    "更新不及时怎么改进", "公众号和网站怎么写", "没有收到申请怎么写", "业务培训开展情况", "重点领域信息公开", "保密审查和三审三校",
    "公开形式单一，老年人看不到", "工作人员变动，业务不熟", "政策解读不够通俗", "公开专区和查阅点",
)  # fmt: skip


def main() -> None:
    """Measure one system here, or both in processes of their own and compare them."""
    options = _options()
    if options.system != "both":
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps({"ours": ours, "usual": usual}[options.system](options.passages, Path(folder))))
        return
    found = {name: _apart(name, options.passages) for name in ("ours", "usual")}
    lines = [
        f"{options.passages} passages, {len(os.sched_getaffinity(0))} cores",
        "",
        "| | ours | usual | ratio |",
        "| --- | --- | --- | --- |",
    ]
    for key in found["ours"]:
        mine, theirs = found["ours"][key], found["usual"][key]
        lines.append(
            f"| {key} | {mine:,.4g} | {theirs:,.4g} | {max(mine, theirs) / max(min(mine, theirs), 1e-9):.1f} × |"
        )
    print("\n".join(lines))
    if options.json:
        options.json.write_text(json.dumps({"passages": options.passages, **found}, indent=1), "utf-8")


def ours(count: int, folder: Path) -> dict[str, float]:
    """The product's own way: stored passages, the shipped encoder, SQLite, Chroma, fused search."""
    from assistant.report import Report, Unit
    from assistant.retrieval import Index, load_encoder
    from assistant.storage import Corpus, Document, open_database

    passages, encoder = passages_made(count), load_encoder()
    rate = _rate(lambda texts: encoder.encode(texts), [p.text for p in passages], 20_000)
    corpus = Corpus(open_database(f"sqlite:///{folder / 'corpus.sqlite3'}"))
    begun = perf_counter()
    for document, some in by_document(passages):
        report = Report(Unit.parse(some[0].unit), some[0].year)
        corpus.add(Document(document, f"{document}.txt", "", report), b"", some)
    index = Index(folder / "index", corpus, encoder)
    index.sync()
    ingest = perf_counter() - begun
    begun = perf_counter()
    index.search(ASKED[0], section="problems")
    first = perf_counter() - begun
    filtered = _times(lambda q, s: index.search(q, section=s))
    free = _times(lambda q, _: index.search(q))
    begun = perf_counter()
    corpus.add(
        Document("f" * 64, "new.txt", "", Report(Unit.parse("新河乡人民政府"), 2024)),
        b"",
        [replace(p, id=f"new-{n}", document="f" * 64) for n, p in enumerate(passages[:15])],
    )
    index.sync()
    index.search(ASKED[0], section="problems")
    more = perf_counter() - begun
    return _figures(rate, ingest, filtered, free, first, more, folder)


def usual(count: int, folder: Path) -> dict[str, float]:
    """The stack that a user would build."""
    import chromadb
    import jieba
    from langchain_chroma import Chroma
    from langchain_classic.retrievers import EnsembleRetriever
    from langchain_community.retrievers import BM25Retriever
    from langchain_core.documents import Document

    jieba.setLogLevel("ERROR")
    passages, encode = passages_made(count), _transformer()
    rate = _rate(encode, [p.text for p in passages], ENCODED)
    random = np.random.default_rng(1)

    class Vectors:
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            made = random.normal(size=(len(texts), 512)).astype(np.float32)
            return (made / np.linalg.norm(made, axis=1, keepdims=True)).tolist()

        def embed_query(self, text: str) -> list[float]:
            return encode([text])[0].tolist()

    def documents(some: list[Passage]) -> list[Document]:
        return [
            Document(p.text, id=p.id, metadata={"section": p.section, "unit": p.unit, "year": p.year}) for p in some
        ]

    begun = perf_counter()
    store = Chroma(
        collection_name="reports", embedding_function=Vectors(),  # type: ignore[arg-type]
        client=chromadb.PersistentClient(str(folder / "chroma")),
    )  # fmt: skip
    for start in range(0, count, 1000):
        store.add_documents(documents(passages[start : start + 1000]))
    words = {
        s: BM25Retriever.from_documents(
            documents([p for p in passages if p.section == s]), preprocess_func=jieba.lcut, k=10
        )
        for s in sorted({p.section for p in passages})
    }
    everywhere = BM25Retriever.from_documents(documents(passages), preprocess_func=jieba.lcut, k=10)
    ingest = perf_counter() - begun + count / rate

    def search(query: str, section: str | None) -> Any:
        wanted: dict[str, Any] = {"k": 10} | ({"filter": {"section": section}} if section else {})
        near = store.as_retriever(search_kwargs=wanted)
        lexical = words[section] if section else everywhere
        return EnsembleRetriever(retrievers=[lexical, near], weights=[0.3, 0.7]).invoke(query)

    begun = perf_counter()
    search(ASKED[0], "problems")
    first = perf_counter() - begun
    filtered, free = _times(search), _times(lambda q, _: search(q, None))
    begun = perf_counter()
    store.add_documents(
        [
            Document(p.text, id=f"new-{n}", metadata={"section": p.section, "unit": p.unit, "year": p.year})
            for n, p in enumerate(passages[:15])
        ]
    )
    BM25Retriever.from_documents(documents(passages), preprocess_func=jieba.lcut, k=10)
    search(ASKED[0], "problems")
    return _figures(rate, ingest, filtered, free, first, perf_counter() - begun + 15 / rate, folder)


def passages_made(count: int) -> list[Passage]:
    """Passages of invented townships: sentences of the samples in new company, with other figures."""
    from assistant.documents import read_document
    from assistant.retrieval import passages_of

    samples = sorted(Path("corpus/samples").rglob("*样例*")) or sorted(Path("corpus/samples").rglob("*.txt"))
    known: dict[str, list[Passage]] = {}
    for file in samples:
        for passage in passages_of(read_document(file.name, file.read_bytes()), "0" * 64):
            known.setdefault(passage.section, []).append(passage)
    random, found = Random(7), []
    sections = [s for s in ("overview", "overview", "problems", "improvements") if known.get(s)]
    for number in range(count):
        place, item = divmod(number, 15)
        section = sections[item % len(sections)]
        parts = [s for p in random.sample(known[section], 3) for s in p.text.split("。") if s.strip()]
        text = "。".join(random.sample(parts, min(3, len(parts)))).replace("2", str(random.randrange(2, 99))) + "。"
        document = f"{place:064x}"
        found.append(
            Passage(
                f"{place:012x}-{section}-{item}", text, document, section, f"第{place // 6}乡人民政府", "乡",
                2019 + place % 6, position=item, county=f"第{place // 180}县",
            )
        )  # fmt: skip
    return found


def by_document(passages: list[Passage]) -> Iterator[tuple[str, list[Passage]]]:
    for start in range(0, len(passages), 15):
        yield passages[start].document, passages[start : start + 15]


def _transformer() -> Callable[[list[str]], np.ndarray]:
    """A BERT of bge-small-zh's size (4 layers, 512 wide, 21,128 words) with random weights; characters as tokens."""
    import torch
    from transformers import BertConfig, BertModel

    torch.set_num_threads(1)
    model = BertModel(
        BertConfig(
            vocab_size=21128, hidden_size=512, num_hidden_layers=4, num_attention_heads=8, intermediate_size=2048
        )
    ).eval()

    def encode(texts: list[str]) -> np.ndarray:
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))  # as sentence-transformers does
        found = np.zeros((len(texts), 512), dtype=np.float32)
        for start in range(0, len(texts), 32):
            chosen = order[start : start + 32]
            length = max(len(texts[n]) for n in chosen) + 2
            ids = torch.tensor([[ord(c) % 21128 for c in texts[n].ljust(length)] for n in chosen])
            with torch.inference_mode():
                found[chosen] = torch.nn.functional.normalize(model(ids).last_hidden_state[:, 0], dim=1).numpy()
        return found

    return encode


def _rate(encode: Callable[[list[str]], Any], texts: list[str], most: int) -> float:
    """Texts encoded a second on one core, after a first few."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    encode(texts[:32])
    begun = perf_counter()
    encode(texts[:most])
    taken = perf_counter() - begun
    return min(len(texts), most) / taken


def _times(search: Callable[[str, str], Any]) -> list[float]:
    sections = ("overview", "problems", "improvements")
    asked = [(ASKED[n % len(ASKED)], sections[n % 3]) for n in range(QUERIES + WARM)]
    found = []
    for query, section in asked:
        begun = perf_counter()
        search(query, section)
        found.append((perf_counter() - begun) * 1000)
    return found[WARM:]


def _figures(
    rate: float, ingest: float, filtered: list[float], free: list[float], first: float, more: float, folder: Path
) -> dict[str, float]:
    disk = sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())
    return {
        "encoded a second on one core": rate, "ingest, s": ingest, "filtered query p50, ms": float(np.quantile(filtered, 0.5)),
        "filtered query p95, ms": float(np.quantile(filtered, 0.95)), "unfiltered query p95, ms": float(np.quantile(free, 0.95)),
        "first query, s": first, "one more report, then a query, s": more,
        "memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "disk, MB": disk / 1e6,
    }  # fmt: skip


def _apart(system: str, passages: int) -> dict[str, float]:
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "bench.retrieval_speed",
        "--system",
        system,
        "--passages",
        str(passages),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.strip().splitlines()[-1])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--system", choices=("ours", "usual", "both"), default="both")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()

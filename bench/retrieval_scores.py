"""The evaluation set as ranking tasks, the systems that rank, and the score of every query."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
from numpy.typing import NDArray

from assistant.retrieval import Lexical, bigrams
from assistant.retrieval.ranking import fused

FOLDER = Path(__file__).with_name("retrieval_set")
ORDERS = 5  # in which ties are broken; the score is their mean
Array = NDArray[np.float64]
Encode = Callable[..., Any]
Rank = Callable[[Sequence[str], Sequence[str]], Array]  # scores [queries, candidates]; -inf: not found


@dataclass(frozen=True)
class Query:
    """`grades`: candidate id → gain; `cluster`: what is drawn together; `group`: what the mean is taken over first."""

    text: str
    candidates: tuple[str, ...]
    grades: dict[str, float]
    cluster: str
    group: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """`measure` is precision, ndcg or mrr, over the first `depth`."""

    name: str
    measure: str
    depth: int
    queries: list[Query]
    texts: dict[str, str]

    def only(self, topics: set[str]) -> "Task":
        """The queries that are about one of the topics."""
        return replace(self, queries=[q for q in self.queries if topics & set(q.topics)])


@dataclass(frozen=True)
class Scored:
    """A value for each query."""

    values: Array
    clusters: NDArray[np.str_]
    groups: NDArray[np.str_]

    def mean(self, rows: NDArray[np.int64]) -> float:
        """The mean of the groups' means."""
        values, groups = self.values[rows], self.groups[rows]
        return float(np.mean([values[groups == g].mean() for g in np.unique(groups)]))

    def minus(self, other: "Scored") -> "Scored":
        return replace(self, values=self.values - other.values)


def read_tasks(folder: Path = FOLDER) -> list[Task]:
    """Themes, needs and pairs."""
    passages, needs, pairs = (_lines(folder / f"{name}.jsonl") for name in ("passages", "needs", "pairs"))
    texts = {p["id"]: p["text"] for p in passages}
    overview = [p for p in passages if p["section"] == "overview"]
    themes = [
        Query(
            p["text"], tuple(o["id"] for o in overview if o["unit"] != p["unit"]),
            {o["id"]: 1.0 for o in overview if o["theme"] == p["theme"]}, p["unit"], p["theme"],
        )
        for p in overview
    ]  # fmt: skip
    wanted = [
        Query(
            n["text"], tuple(p["id"] for p in passages if n["section"] in (None, p["section"])),
            {key: 2.0**grade - 1 for key, grade in n["labels"].items()}, n["id"], "", tuple(n["topics"]),
        )
        for n in needs
    ]  # fmt: skip
    measures = tuple(p["id"] for p in passages if p["section"] == "improvements")
    answers = [Query(p["problem"], measures, {p["measure"]: 1.0}, p["id"]) for p in pairs]
    return [
        Task("themes", "precision", 5, themes, texts), Task("needs", "ndcg", 5, wanted, texts),
        Task("pairs", "mrr", 10, answers, texts),
    ]  # fmt: skip


def score(task: Task, rank: Rank) -> Scored:
    """The score of every query; queries with the same candidates are ranked together."""
    values = np.zeros(len(task.queries))
    for candidates in dict.fromkeys(q.candidates for q in task.queries):
        rows = [n for n, q in enumerate(task.queries) if q.candidates == candidates]
        scores = rank([task.queries[n].text for n in rows], [task.texts[key] for key in candidates])
        for n, row in zip(rows, scores, strict=True):
            values[n] = _value(task, task.queries[n], candidates, row)
    queries = task.queries
    return Scored(values, np.array([q.cluster for q in queries]), np.array([q.group for q in queries]))


def _value(task: Task, query: Query, candidates: Sequence[str], scores: Array) -> float:
    random, found = np.random.default_rng(1), []
    gains = np.array([query.grades.get(key, 0.0) for key in candidates])
    for _ in range(ORDERS):
        ties = random.permutation(len(scores))
        order = ties[np.argsort(-scores[ties], kind="stable")][: task.depth]
        found.append(_measure(task, np.where(np.isfinite(scores[order]), gains[order], 0.0), gains))
    return float(np.mean(found))


def _measure(task: Task, best: Array, gains: Array) -> float:
    if task.measure == "precision":
        return float(best.sum() / task.depth)
    if task.measure == "mrr":
        return float(1 / (best.argmax() + 1)) if best.any() else 0.0
    discount = 1 / np.log2(np.arange(2, task.depth + 2))
    ideal = np.sort(gains)[::-1][: task.depth]
    return float(best @ discount[: len(best)] / (ideal @ discount[: len(ideal)]))


def lexical_systems() -> dict[str, Rank]:
    """BM25 on words, on character bigrams and on characters and bigrams (the product's), and TF-IDF on character bigrams."""
    return {
        "BM25 words": _bm25(_words), "BM25 bigrams": _bm25(bigrams), "BM25 characters and bigrams": _own,
        "TF-IDF bigrams": _tfidf,
    }  # fmt: skip


def dense_systems(encode: Encode) -> dict[str, Rank]:
    """The vectors alone, and fused with the lexical half as the product does."""

    @cache
    def vector(text: str, query: bool) -> Any:
        return encode([text], query=query)[0]

    def dense(queries: Sequence[str], candidates: Sequence[str]) -> Array:
        left, right = [vector(q, True) for q in queries], [vector(c, False) for c in candidates]
        return np.asarray(np.stack(left) @ np.stack(right).T, dtype=np.float64)

    def both(queries: Sequence[str], candidates: Sequence[str]) -> Array:
        index = Lexical(candidates)
        near = dense(queries, candidates)
        return np.stack([fused(index.scores(q), d) for q, d in zip(queries, near, strict=True)])

    return {"dense": dense, "fused": both}


def _own(queries: Sequence[str], candidates: Sequence[str]) -> Array:
    index = Lexical(candidates)
    scores = np.stack([index.scores(q) for q in queries])
    return np.where(scores > 0, scores, -np.inf).astype(float)


def _bm25(split: Callable[[str], list[str]]) -> Rank:
    def rank(queries: Sequence[str], candidates: Sequence[str]) -> Array:
        index = bm25s.BM25(backend="numpy")
        index.index([split(c) for c in candidates], show_progress=False)
        zero = np.zeros(len(candidates))
        scores = np.stack([index.get_scores(tokens) if (tokens := split(q)) else zero for q in queries])
        return np.where(scores > 0, scores, -np.inf).astype(float)

    return rank


def _tfidf(queries: Sequence[str], candidates: Sequence[str]) -> Array:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(analyzer=bigrams, sublinear_tf=True).fit(candidates)
    scores = np.asarray((vectors.transform(queries) @ vectors.transform(candidates).T).todense())
    return np.where(scores > 0, scores, -np.inf)


@cache
def _cut(text: str) -> tuple[str, ...]:
    import jieba

    jieba.setLogLevel("ERROR")
    return tuple(word for word in jieba.lcut(text) if any(c.isalnum() for c in word))


def _words(text: str) -> list[str]:
    return list(_cut(text))


def _lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]

"""Held-out retrieval from the formal text itself: BM25 on character bigrams, the dense vectors, and both fused."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import bm25s
import numpy as np
from numpy.typing import NDArray

from bench.encoder.text import HAN, REST_CHARS, Passage, normalise

CANDIDATES, QUERIES = 5000, 1000
LEXICAL_SHARE = 0.3  # of the fused z-scores
_RUN = re.compile(f"[{HAN}]+|[a-z]+|0")

Item = TypeVar("Item")
Encode = Callable[[Sequence[str]], NDArray[np.float32]]
Scores = NDArray[np.float32]


@dataclass(frozen=True)
class Task:
    """Queries over candidates; relevant[q] names the places of the right candidates."""

    name: str
    queries: list[str]
    candidates: list[str]
    relevant: list[set[int]]


def tasks(
    judged: Sequence[Passage], others: Sequence[Passage], known: frozenset[str] = frozenset(), seed: int = 1
) -> list[Task]:
    """Build lead → rest (all, and work reports alone), title → article and article → next article.

    Queries come from `judged`; the candidates are its passages, filled up to CANDIDATES with `others`.
    A text in `known` is a candidate, but neither asked with nor (titles aside) asked for.
    """
    random = np.random.default_rng(seed)
    return [*_lead_tasks(judged, others, known, random), *_law_tasks(judged, others, known, random)]


def _lead_tasks(
    judged: Sequence[Passage], others: Sequence[Passage], known: frozenset[str], random: np.random.Generator
) -> list[Task]:
    leads = {lead[1]: (lead[0], p) for p in judged if (lead := p.lead())}
    rests = list(leads)
    more = [lead[1] for p in others if (lead := p.lead()) and lead[1] not in leads]
    pool = rests + _some(sorted(set(more)), CANDIDATES - len(rests), random)
    fresh = [r for r in rests if leads[r][1].text not in known]
    reports = [r for r in fresh if leads[r][1].kind == "work_report"]
    place = {rest: i for i, rest in enumerate(pool)}
    return [
        Task(name, [leads[r][0] for r in chosen], pool, [{place[r]} for r in chosen])
        for name, chosen in (
            ("first sentence → rest", _some(fresh, QUERIES, random)),
            ("the same, work reports", reports),
        )
    ]


def _law_tasks(
    judged: Sequence[Passage], others: Sequence[Passage], known: frozenset[str], random: np.random.Generator
) -> list[Task]:
    laws = [p for p in judged if p.kind == "law"]
    size = len(laws)
    laws = (laws + _some([p for p in others if p.kind == "law"], CANDIDATES - size, random))[:CANDIDATES]
    texts = [p.text for p in laws]
    places: dict[str, set[int]] = {}
    for i, p in enumerate(laws[:size]):
        places.setdefault(p.title, set()).add(i)
    pairs = [i for i in range(min(size, CANDIDATES) - 1) if laws[i].title == laws[i + 1].title]
    pairs = [i for i in pairs if known.isdisjoint(texts[i : i + 2])]
    follows = _some([i for i in pairs if min(len(t) for t in texts[i : i + 2]) >= REST_CHARS], QUERIES, random)
    return [
        Task("title → article", list(places), texts, list(places.values())),
        Task("article → next article", [texts[i] for i in follows], texts, [{i + 1} for i in follows]),
    ]


def _some(items: Sequence[Item], count: int, random: np.random.Generator) -> list[Item]:
    """At most `count` of the items, in their order."""
    return [items[i] for i in np.sort(random.permutation(len(items))[: max(count, 0)])]


def bigrams(text: str) -> list[str]:
    """Character bigrams of every Han run (a lone character stays), Latin words, 0 for numbers."""
    found: list[str] = []
    for run in _RUN.findall(normalise(text)):
        found += [run] if len(run) == 1 or run.isascii() else [run[i : i + 2] for i in range(len(run) - 1)]
    return found


def lexical_scores(task: Task) -> Scores:
    """BM25 of every candidate for every query, [queries, candidates]."""
    index = bm25s.BM25()
    index.index([bigrams(c) for c in task.candidates], show_progress=False)
    return np.stack([index.get_scores(bigrams(q)) for q in task.queries]).astype(np.float32)


def dense_scores(task: Task, encode: Encode) -> Scores:
    """Cosine of every candidate for every query, [queries, candidates]."""
    queries, candidates = (_unit(encode(texts)) for texts in (task.queries, task.candidates))
    return queries @ candidates.T


def fused_scores(lexical: Scores, dense: Scores) -> Scores:
    """Weighted sum of the z-scores within each query."""
    return LEXICAL_SHARE * _standard(lexical) + (1 - LEXICAL_SHARE) * _standard(dense)


def reciprocal_rank(task: Task, scores: Scores, depth: int = 10) -> float:
    """MRR@depth; a query is no candidate for itself."""
    total = 0.0
    for query, row, relevant in zip(task.queries, scores, task.relevant, strict=True):
        best = [i for i in np.argsort(-row, kind="stable")[: depth + 1] if task.candidates[i] != query][:depth]
        total += next((1 / rank for rank, i in enumerate(best, 1) if i in relevant), 0.0)
    return total / len(task.queries)


def measure(held_out: Sequence[Task], systems: dict[str, Encode]) -> dict[str, list[float]]:
    """MRR@10 of BM25, of each dense system and of each fused with BM25, one number a task."""
    table: dict[str, list[float]] = {}
    for task in held_out:
        lexical = lexical_scores(task)
        rows = {"BM25, character bigrams": lexical}
        for name, encode in systems.items():
            rows[name] = dense_scores(task, encode)
            rows[f"0.3 BM25 + 0.7 {name}"] = fused_scores(lexical, rows[name])
        for name, scores in rows.items():
            table.setdefault(name, []).append(reciprocal_rank(task, scores))
    return table


def markdown(held_out: Sequence[Task], table: dict[str, list[float]]) -> str:
    """The table in Markdown."""
    head = ["MRR@10", *(f"{t.name} ({len(t.queries)} of {len(t.candidates)})" for t in held_out)]
    rows = [head, ["---"] * len(head), *([name, *(f"{v:.3f}" for v in values)] for name, values in table.items())]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def _standard(scores: Scores) -> Scores:
    return (scores - scores.mean(axis=1, keepdims=True)) / np.maximum(scores.std(axis=1, keepdims=True), 1e-9)

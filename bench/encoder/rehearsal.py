"""Choosing settings without the evaluation set: a part of the project's own sentences is kept out and asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import bm25s
import numpy as np
from numpy.typing import NDArray

from assistant.retrieval import Lexical, bigrams
from assistant.retrieval.intents import LISTS, Intent
from assistant.retrieval.ranking import fused

Encode = Callable[[Sequence[str]], NDArray[np.float32]]
FOLD = 4  # every fourth sentence or intent is kept out


def by_sentence(intents: Sequence[Intent], fold: int = 0) -> tuple[list[Intent], list[Intent]]:
    """Every list loses every fourth sentence: (intents to learn, the same intents with the sentences kept out)."""

    def part(intent: Intent, kept_out: bool) -> Intent:
        lists = {k: tuple(s for n, s in enumerate(intent.wording(k)) if (n % FOLD == fold) == kept_out) for k in "qtpm"}
        return replace(intent, **lists)

    return [part(i, False) for i in intents], [part(i, True) for i in intents]


def by_intent(intents: Sequence[Intent], fold: int = 0) -> tuple[list[Intent], list[Intent]]:
    """Every fourth intent is kept out whole."""
    kept_out = [i for n, i in enumerate(intents) if n % FOLD == fold]
    return [i for i in intents if i not in kept_out], kept_out


@dataclass(frozen=True)
class Pool:
    """Sentences with the intent and theme that each belongs to."""

    texts: list[str]
    intents: NDArray[np.int64]
    themes: NDArray[np.str_]

    @classmethod
    def of(cls, intents: Sequence[Intent], kinds: str) -> "Pool":
        rows = [(s, n, i.themes.get(k, "")) for n, i in enumerate(intents) for k in kinds for s in i.wording(k)]
        texts, numbers, themes = zip(*rows, strict=True)
        return cls(list(texts), np.array(numbers), np.array(themes))


def rehearse(asked: Sequence[Intent], encode: Encode | None, pool: Sequence[Intent] = ()) -> dict[str, float]:
    """nDCG@5 of needs, MRR@10 of problems → measures, precision@5 of themes; `encode` None: BM25 on bigrams alone.

    Sentences of `asked` ask; the candidates are theirs and those of `pool`, which are never right.
    """
    whole = [*asked, *pool]
    needs, problems = Pool.of(asked, "q"), Pool.of(asked, "p")
    wording, measures = Pool.of(whole, "tpm"), Pool.of(whole, "m")
    found = {"needs": _ndcg(_ranks(needs, wording, encode), needs, wording)}
    found["measures"] = _mrr(_ranks(problems, measures, encode), problems, measures)
    found["themes"] = float(np.mean([_precision(Pool.of(asked, kind), encode) for kind in LISTS]))
    return found


def _ranks(queries: Pool, candidates: Pool, encode: Encode | None) -> NDArray[np.int64]:
    if encode is None:
        index = bm25s.BM25(backend="numpy")
        index.index([bigrams(t) for t in candidates.texts], show_progress=False)
        return np.argsort(-np.stack([index.get_scores(bigrams(q)) for q in queries.texts]), axis=1, kind="stable")
    words = Lexical(candidates.texts)
    lexical = [words.scores(q) for q in queries.texts]
    dense = encode(queries.texts) @ encode(candidates.texts).T
    return np.stack([np.argsort(-fused(a, b), kind="stable") for a, b in zip(lexical, dense, strict=True)])


def _ndcg(ranks: NDArray[np.int64], queries: Pool, candidates: Pool) -> float:
    discount = 1 / np.log2(np.arange(2, 7))
    right = candidates.intents[ranks[:, :5]] == queries.intents[:, None]
    return float(np.mean(right @ discount / discount.sum()))


def _mrr(ranks: NDArray[np.int64], queries: Pool, candidates: Pool) -> float:
    right = candidates.intents[ranks[:, :10]] == queries.intents[:, None]
    return float(np.mean(np.where(right.any(axis=1), 1 / (right.argmax(axis=1) + 1), 0)))


def _precision(pool: Pool, encode: Encode | None) -> float:
    """Macro over themes; sentences of the asker's own intent are no candidates."""
    by_theme: dict[str, list[float]] = {}
    for row, ranks in enumerate(_ranks(pool, pool, encode)):
        best = [i for i in ranks if pool.intents[i] != pool.intents[row]][:5]
        by_theme.setdefault(pool.themes[row], []).append(float(np.mean(pool.themes[best] == pool.themes[row])))
    return float(np.mean([np.mean(scores) for scores in by_theme.values()]))

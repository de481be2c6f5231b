"""From two scores to one order: fusion of the lexical and the dense half, near-duplicates folded."""

import re
from collections.abc import Iterable

import numpy as np

from assistant.report import Hit, Passage

# Shares of the z-scores. With an encoder that has seen general text only, even shares found more on the samples than
# 0.3 and 0.7; one trained on the field earns the larger share. Measure again when the model changes.
LEXICAL, DENSE = 0.5, 0.5
ALIKE = 90.0  # rapidfuzz ratio of two texts that say the same
_SKELETON = re.compile(r"[\W\d_]+")


def fused(lexical: np.ndarray, dense: np.ndarray | None) -> np.ndarray:
    """Weighted sum of the z-scores; the lexical ones alone where there is no dense half."""
    return _standard(lexical) if dense is None else LEXICAL * _standard(lexical) + DENSE * _standard(dense)


def _standard(scores: np.ndarray) -> np.ndarray:
    spread = float(scores.std())
    return (scores - scores.mean()) / spread if spread > 1e-9 else np.zeros_like(scores)


def folded(ranked: Iterable[tuple[Passage, float]], k: int) -> list[Hit]:
    """The best k of an order, each counting in `also_in` the passages after it that say the same."""
    kept: list[tuple[Passage, float, str]] = []
    others: dict[str, int] = {}
    for passage, score in ranked:
        skeleton = _SKELETON.sub("", passage.text)
        same = next((first for first, _, known in kept if alike(known, skeleton)), None)
        if same is not None:
            others[same.id] = others.get(same.id, 0) + 1
        elif len(kept) < k:
            kept.append((passage, score, skeleton))
    return [Hit(passage, score, others.get(passage.id, 0)) for passage, score, _ in kept]


def alike(one: str, other: str) -> bool:
    """True for texts that are equal or nearly so, both without figures and punctuation."""
    from rapidfuzz.fuzz import ratio

    return one == other or ratio(one, other, score_cutoff=ALIKE) > 0

"""From two scores to one order: fusion of the lexical and the dense half, copies folded, variety among the first."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from assistant.report import Hit, Passage
from assistant.retrieval.store import skeleton

LEXICAL, DENSE = 0.3, 0.7  # shares of the z-scores
ALIKE = 90.0  # rapidfuzz ratio of two texts that say the same
PER_UNIT = 2  # passages of one unit among the first k, as long as other units have something close


def fused(lexical: np.ndarray, dense: np.ndarray | None) -> np.ndarray:
    """Weighted sum of the z-scores; the lexical ones alone where there is no dense half."""
    return _standard(lexical) if dense is None else LEXICAL * _standard(lexical) + DENSE * _standard(dense)


def _standard(scores: np.ndarray) -> np.ndarray:
    spread = float(scores.std())
    return (scores - scores.mean()) / spread if spread > 1e-9 else np.zeros_like(scores)


@dataclass
class _Shown:
    passage: Passage
    score: float
    units: set[str] = field(default_factory=set)


def folded(ranked: Iterable[tuple[Passage, float]], k: int) -> list[Hit]:
    """The best k of an order; what says the same further down only counts: `also_in` other units have it too.

    One unit gives at most PER_UNIT of the k while other units have something close.
    """
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    shown: dict[str, _Shown] = {}
    late: dict[str, _Shown] = {}
    of_unit: dict[str, int] = {}
    for passage, score in ranked:
        plain = skeleton(passage.text)
        same = shown.get(plain) or late.get(plain)
        if not same and (alike := extractOne(plain, [*shown, *late], scorer=ratio, score_cutoff=ALIKE)):
            same = shown.get(alike[0]) or late[alike[0]]
        if same:
            same.units.add(passage.unit)
        elif len(shown) < k:
            count = of_unit[passage.unit] = of_unit.get(passage.unit, 0) + 1
            if count <= PER_UNIT:
                shown[plain] = _Shown(passage, score)
            elif len(late) < k:
                late[plain] = _Shown(passage, score)
    rest = list(late.values())[: k - len(shown)]
    best = sorted((*shown.values(), *rest), key=lambda one: -one.score)
    return [Hit(one.passage, one.score, len(one.units - {one.passage.unit})) for one in best]

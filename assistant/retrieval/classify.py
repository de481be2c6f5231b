"""The theme of a passage that has no telling heading: by its words' cues and by the sentences nearest to its vector."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from assistant.report import Passage, themes
from assistant.report.prose import sentences
from assistant.report.themes import unlisted
from assistant.retrieval.encoder import Encoder
from assistant.retrieval.intents import examples
from assistant.retrieval.passages import SURE, UNSURE

NEAREST = 8  # examples of a theme that speak for it
SHARPNESS = 12.0  # multiplies the cosine
CUE = 1.0  # what the logarithm of a theme's cues weighs beside that


class Classifier:
    """Names themes on an encoder's own vectors; the examples are encoded when first needed."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @cached_property
    def _known(self) -> dict[str, list[tuple[str | None, np.ndarray]]]:
        """By section: each theme's code (None: the opening, which is about none) and the vectors of its examples."""
        found: dict[str, list[tuple[str | None, np.ndarray]]] = {}
        for section, pairs in examples().items():
            matrix = self._encoder.encode([sentence for sentence, _ in pairs])
            codes = np.array([code for _, code in pairs])
            found[section] = [(code or None, matrix[codes == code]) for code in dict.fromkeys(codes.tolist())]
        return found

    def themes(self, passages: Sequence[Passage], matrix: np.ndarray) -> list[tuple[str | None, float]]:
        """A theme and how sure it is for each passage and its vector; what is sure already stays."""
        return [self._theme(passage, vector) for passage, vector in zip(passages, matrix, strict=True)]

    def _theme(self, passage: Passage, vector: np.ndarray) -> tuple[str | None, float]:
        known = self._known.get(passage.section)
        if known is None or passage.sure == SURE or not vector.any():
            return passage.theme, passage.sure
        cues = _cues(passage)
        near = [float(np.sort(matrix @ vector)[-NEAREST:].mean()) for _, matrix in known]
        weights = [
            SHARPNESS * n + CUE * np.log1p(cues.get(code or "", 0)) for (code, _), n in zip(known, near, strict=True)
        ]
        shares = np.exp(np.array(weights) - max(weights))
        best = int(shares.argmax())
        return known[best][0], min(round(float(shares[best] / shares.sum()), 3), UNSURE)


def _cues(passage: Passage) -> dict[str, int]:
    found = dict.fromkeys(themes(passage.section), 0)
    pieces = [(passage.heading, 2), *((unlisted(s.text), 1) for s in sentences(passage.text))]
    for words, weight in pieces:
        for code, theme in themes(passage.section).items():
            found[code] += weight * theme.strength(words)
    return found

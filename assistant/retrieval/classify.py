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

NEAREST = 3  # examples of a theme that speak for it
SHARPNESS = 12.0  # multiplies the cosine
CUE = 1.0  # what the logarithm of a theme's cues weighs beside that

# What opens section 一 and is about no theme of its own.
OPENING = (
    "一年来，我乡坚持以人民为中心，认真学习贯彻上级关于政务公开的部署，各项工作平稳推进。",
    "本年度，我镇严格执行政府信息公开条例，紧扣中心工作，让权力在阳光下运行，公开工作取得新进展。",
    "街道办事处围绕建设法治、透明、服务型政府的目标，以公开为常态、不公开为例外，保障群众的知情权、参与权和监督权。",
    "在县委、县政府的正确领导下，政府信息公开工作总体有序，透明度和公信力进一步提高。",
    "我乡高度重视政府信息公开，把它作为转变作风、密切联系群众的一件大事来抓。",
    "现将本年度政府信息公开工作的有关情况报告如下。",
    "按照上级的统一要求，全乡政府信息公开工作稳步开展，服务水平不断提升。",
    "本镇位于县城西南，辖若干个村，人口两万余人，以农业为主。",
)


class Classifier:
    """Names themes on an encoder's own vectors; the examples are encoded when first needed."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    @cached_property
    def _known(self) -> dict[str, list[tuple[str | None, np.ndarray]]]:
        """By section: each theme's code (None: the opening) and the vectors of its examples."""
        found: dict[str, list[tuple[str | None, np.ndarray]]] = {}
        for section, pairs in examples().items():
            matrix = self._encoder.encode([sentence for sentence, _ in pairs])
            codes = np.array([code for _, code in pairs])
            found[section] = [(code, matrix[codes == code]) for code in themes(section) if (codes == code).any()]
        found["overview"].append((None, self._encoder.encode(list(OPENING))))
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

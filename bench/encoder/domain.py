"""Batches from the project's own sentences: pairs of one intent, and pairs of one theme across intents."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from assistant.retrieval.contrast import Batch, Ids
from assistant.retrieval.intents import Intent
from bench.encoder.training import Pairs, Settings, dropped, token_ids

SIDES = ("qt", "qp", "qm", "pm", "tt", "pp", "mm", "qq")  # which lists a pair of one intent is drawn from
SHARES = (3, 3, 3, 3, 1, 1, 1, 1)
SHARPNESS = 25.0  # multiplies the cosine: a softer loss learns the topics at hand and forgets the others
_SELF = re.compile(r"我乡|我镇|我街道|街道办事处|本乡|本镇|全乡|全镇|我局|本单位")
_SELVES = ("我乡", "我镇", "我街道", "街道办事处", "本镇", "全乡", "我局", "本单位")
_MARKS = ("", "", "", "一是", "二是", "三是")


@dataclass(frozen=True)
class Mixture:
    """How a domain step is made: pairs per intent, pairs per theme, and the general batch beside them (0: none)."""

    per_intent: int = 4
    per_theme: int = 0
    general: int = 256


class Domain:
    """Draws domain batches; every sentence is tokenised in some light variants first."""

    def __init__(self, intents: Sequence[Intent], tokenizer: Tokenizer, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._lists: list[dict[str, list[list[Ids]]]] = []
        self._themes: dict[str, list[list[Ids]]] = {}
        for intent in intents:
            lists = {k: [token_ids(tokenizer, self._variants(s)) for s in intent.wording(k)] for k in "qtpm"}
            self._lists.append(lists)
            for kind, theme in intent.themes.items():
                self._themes.setdefault(theme, []).extend(lists[kind])

    def steps(self, general: Pairs, mixture: Mixture, settings: Settings) -> Iterator[list[Batch]]:
        """Yield steps of an intent batch, a theme batch and, in turn, a batch of general pairs."""
        others = general.batches(Settings(settings.steps, mixture.general or 1, settings.rate, settings.seed))
        for _ in range(settings.steps):
            own = [self._intents(mixture.per_intent)]
            own += [self._theme_pairs(mixture.per_theme)] if mixture.per_theme else []
            batches = [[dropped(pair, self._random) for pair in batch] for batch in own]
            yield batches + next(others) if mixture.general else batches

    def _intents(self, each: int) -> Batch:
        """`each` pairs of every intent; those of one intent are no negatives of one another."""
        found: Batch = []
        for number, lists in enumerate(self._lists):
            sides = [s for s in SIDES if lists[s[0]] and lists[s[1]] and (s[0] != s[1] or len(lists[s[0]]) > 1)]
            weights = np.array([SHARES[SIDES.index(s)] for s in sides], dtype=float)
            for side in self._random.choice(sides, each, p=weights / weights.sum()):
                left, right = self._two(lists[side[0]], lists[side[1]])
                found.append((left, right, number))
        return found

    def _theme_pairs(self, each: int) -> Batch:
        """`each` pairs of every theme, across its intents; those of one theme are no negatives of one another."""
        found: Batch = []
        for number, sentences in enumerate(self._themes.values()):
            for _ in range(each):
                i, j = self._random.choice(len(sentences), 2, replace=False)
                found.append((self._variant(sentences[i]), self._variant(sentences[j]), number))
        return found

    def _two(self, ones: list[list[Ids]], others: list[list[Ids]]) -> tuple[Ids, Ids]:
        if ones is others:
            i, j = self._random.choice(len(ones), 2, replace=False)
        else:
            i, j = self._random.integers(len(ones)), self._random.integers(len(others))
        return self._variant(ones[i]), self._variant(others[j])

    def _variant(self, variants: list[Ids]) -> Ids:
        return variants[self._random.integers(len(variants))]

    def _variants(self, sentence: str) -> list[str]:
        """The sentence as it is, as another kind of unit would say it, and as an item of a list."""
        own = self._random.choice(_SELVES, 2)
        marks = self._random.choice(_MARKS, 2)
        return [sentence] + [mark + _SELF.sub(str(name), sentence) for mark, name in zip(marks, own, strict=True)]

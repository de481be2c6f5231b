"""Where passages and their vectors are kept for good, and the passages as last read from there."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Protocol

import numpy as np

from assistant.report import Passage
from assistant.retrieval.lexical import Lexical

_SKELETON = re.compile(r"[\W\d_]+")


class PassageStore(Protocol):
    """The truth that the index is made from. `vectors`: ids and an n × dimension float32 matrix, in the same order."""

    def passages(self) -> list[Passage]: ...

    def vectors(self, encoder: str) -> tuple[list[str], np.ndarray]: ...

    def put_vectors(self, encoder: str, ids: list[str], matrix: np.ndarray) -> None: ...

    def put_themes(self, themes: Mapping[str, tuple[str | None, float]]) -> None:
        """Keep what the classifier says of passages, by id: a theme (None: none fits) and how sure it is."""
        ...


@dataclass(frozen=True)
class Snapshot:
    """The store's passages as last read, with the lexical index over them."""

    passages: list[Passage]
    _columns: dict[str, tuple[dict[Any, int], np.ndarray]] = field(default_factory=dict, compare=False)

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of every passage by id."""
        return {passage.id: row for row, passage in enumerate(self.passages)}

    @cached_property
    def ids(self) -> set[str]:
        return set(self.rows)

    @cached_property
    def by_id(self) -> np.ndarray:
        """The place of every row in the order of the ids."""
        places = np.empty(len(self.passages), dtype=np.int64)
        places[sorted(range(len(self.passages)), key=lambda row: self.passages[row].id)] = range(len(self.passages))
        return places

    @cached_property
    def lexical(self) -> Lexical:
        return Lexical([indexed_text(passage) for passage in self.passages])

    def column(self, name: str) -> tuple[dict[Any, int], np.ndarray]:
        """The distinct values of a passage's field with a code each, and the code of every row."""
        if name not in self._columns:
            codes: dict[Any, int] = {}
            values = (getattr(passage, name) for passage in self.passages)
            self._columns[name] = codes, np.array([codes.setdefault(v, len(codes)) for v in values], dtype=np.int32)
        return self._columns[name]

    def aligned(self, ids: Sequence[str], matrix: np.ndarray) -> np.ndarray | None:
        """Stored vectors in the order of the passages, zero where there is none; None where none is stored."""
        if not len(ids):
            return None
        if len(ids) == len(self.passages) and all(p.id == i for p, i in zip(self.passages, ids, strict=True)):
            return matrix
        found = np.zeros((len(self.passages), matrix.shape[1]), dtype=np.float32)
        known = [(self.rows[key], n) for n, key in enumerate(ids) if key in self.rows]
        if known:
            here, there = map(list, zip(*known, strict=True))
            found[here] = matrix[there]
        return found


def indexed_text(passage: Passage) -> str:
    """What is encoded and searched: the sub-heading belongs to the text."""
    return f"{passage.heading}。{passage.text}" if passage.heading else passage.text


@lru_cache(20_000)
def skeleton(text: str) -> str:
    """A text without figures, punctuation and spaces: what township copies from township."""
    return _SKELETON.sub("", text)

"""Where passages and their vectors are kept for good, and the passages as last read from there."""

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np

from assistant.report import Passage
from assistant.retrieval.lexical import Lexical


class PassageStore(Protocol):
    """The truth that the index is made from. `vectors`: ids and an n × dimension float32 matrix, in the same order."""

    def passages(self) -> list[Passage]: ...

    def vectors(self, encoder: str) -> tuple[list[str], np.ndarray]: ...

    def put_vectors(self, encoder: str, ids: list[str], matrix: np.ndarray) -> None: ...


@dataclass(frozen=True)
class Snapshot:
    """The store's passages as last read, with the lexical index over them."""

    passages: list[Passage]

    @cached_property
    def ids(self) -> set[str]:
        return {passage.id for passage in self.passages}

    @cached_property
    def lexical(self) -> Lexical:
        return Lexical([indexed_text(passage) for passage in self.passages])


def indexed_text(passage: Passage) -> str:
    """What is encoded and searched: the sub-heading belongs to the text."""
    return f"{passage.heading}。{passage.text}" if passage.heading else passage.text

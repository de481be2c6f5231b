"""The text that the encoder learns from: reading it, splitting it by document, and the normalisation of all counting."""

import gzip
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

HAN = "㐀-䶿一-鿿"
_HAN = re.compile(f"[{HAN}]")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_VERSION = re.compile(r"\([^()]*\)$|\d{4}年?")
LEAD_CHARS, REST_CHARS = (6, 100), 20  # a lead clause has 6–100 characters, its rest at least 20
OVERLAP = 20  # characters that held-out and training text may not have in common in one run
HELD_OUT = {"law": 130, "work_report": 3}  # titles per held-out part


@dataclass(frozen=True)
class Passage:
    """One article of a law or one paragraph of a work report; `title` is free of the edition's date."""

    kind: str
    title: str
    text: str

    def lead(self) -> tuple[str, str] | None:
        """The first sentence and what follows it, or None where either is too short to be worth comparing."""
        lead, _, rest = self.text.partition("。")
        return (lead, rest) if LEAD_CHARS[0] <= len(lead) <= LEAD_CHARS[1] and len(rest) >= REST_CHARS else None


def normalise(text: str) -> str:
    """NFKC, lower case and every number as 0: what the tokenizer's own normaliser does."""
    return _NUMBER.sub("0", unicodedata.normalize("NFKC", text).lower())


def han_characters(texts: Iterable[str]) -> int:
    """How many Han characters the texts hold."""
    return sum(len(_HAN.findall(text)) for text in texts)


def read_passages(path: Path) -> list[Passage]:
    """Read a .jsonl.gz of {kind, doc, text} in the order of the file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return [Passage(r["kind"], _VERSION.sub("", r["doc"]).replace("_", ""), r["text"]) for r in rows]


def split_by_title(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    """Split into train, dev and test by title, so that two editions of one law never lie on both sides."""
    passages = list(passages)
    part: dict[tuple[str, str], str] = {}
    for kind, size in HELD_OUT.items():
        titles = sorted({p.title for p in passages if p.kind == kind}, key=_digest)
        part |= {(kind, t): "dev" if i < size else "test" for i, t in enumerate(titles[: 2 * size])}
    split: dict[str, list[Passage]] = {"train": [], "dev": [], "test": []}
    for p in passages:
        split[part.get((p.kind, p.title), "train")].append(p)
    return split


def overlapping(passages: Iterable[Passage], train: Iterable[Passage]) -> frozenset[str]:
    """The texts that share a run of OVERLAP characters with the training text: they are never asked for."""
    held_out: dict[str, set[str]] = {}
    for p in passages:
        for gram in _runs(p.text):
            held_out.setdefault(gram, set()).add(p.text)
    shared: set[str] = set()
    for p in train:
        for gram in held_out.keys() & _runs(p.text):
            shared |= held_out[gram]
    return frozenset(shared)


def _runs(text: str) -> set[str]:
    return {text[i : i + OVERLAP] for i in range(len(text) - OVERLAP + 1)}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

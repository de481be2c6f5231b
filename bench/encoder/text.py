"""The text that the encoder learns from: reading it, and the normalisation of all counting."""

import gzip
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

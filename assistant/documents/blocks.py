"""What every format is read into: an ordered list of paragraphs and grids, and the tidying of their text."""

import re
import unicodedata
from dataclasses import dataclass

from assistant.documents.characters import unified, without_pinyin

TITLE, HEADING, SUBHEADING, BODY, TAB = "title", "heading", "subheading", "body", "tab"
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\r\f\v]+")
_SIGNS = re.compile(r"[\W_]+")
_UNSEEN = re.compile(
    "[\u200b-\u200f\u2060\ufeff\u00ad\ufff9-\uffff\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

_MARKS = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
_PILED = re.compile(f"([{_MARKS}]{{8}})[{_MARKS}]+")


@dataclass(frozen=True)
class Paragraph:
    """One line of text. `role` is what the document's own styles say of it, '' where they say nothing.

    TITLE and BODY come only from documents that this program wrote; TAB is the title of a web page's browser tab.
    """

    text: str
    role: str = ""


@dataclass(frozen=True)
class Grid:
    """A table. A cell is None where a merged cell covers it and '' where it is empty.

    `exact` is false where columns may have slipped (text typed with tabs): then a blank at a row's edge proves nothing.
    """

    rows: tuple[tuple[str | None, ...], ...]
    exact: bool = True


Block = Paragraph | Grid


def tidy(text: str) -> str:
    """Drop what cannot be seen, fold runs of spaces, strip every line and drop empty ones; nothing else is changed."""
    text = _UNSEEN.sub(
        "", without_piles(text).replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\u2028", "\n")
    )
    return "\n".join(line for raw in text.split("\n") if (line := _SPACES.sub(" ", raw).strip(" \u3000")))


def without_piles(text: str) -> str:
    """Keep eight of the marks that are piled on one letter: normalising takes the square of their number."""
    return _PILED.sub(r"\1", text)


def xml_safe(text: str) -> str:
    """Drop what no XML document may hold."""
    return _UNSEEN.sub("", text)


def plain(text: str) -> str:
    """Fold a label or heading for comparison: usual characters, NFKC; letters, Chinese characters and digits only."""
    return _SIGNS.sub("", unicodedata.normalize("NFKC", without_pinyin(unified(text))))


def paragraphs(text: str, role: str = "") -> list[Paragraph]:
    """One paragraph a line, without the empty ones."""
    return [Paragraph(line, role) for line in tidy(text).split("\n") if line]

"""Chinese official prose taken apart where it comes apart: paragraphs, items under sub-headings, sentences, clauses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]+[”’」』）)]*|[^。！？；\n]+")
_CLAUSE = re.compile(r"[^，。！？；：\n]+")
_MARK = re.compile(
    r"^[ \t　]*(?:[-*•]\s*)?(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,2}[是、.．]|"
    r"第[一二三四五六七八九十]{1,2}[，、]|[（(]?\d{1,2}[）)]|\d{1,2}[、.．](?!\d))[ \t　]*"
)
_INLINE = re.compile(r"(?<=[。；;：:])(?=[一二三四五六七八九十]是)")
_HEADING = re.compile(r"^(?P<heading>[^。！？；：\n]{2,24}?)[。：:](?=.{4,})")


@dataclass(frozen=True)
class Piece:
    """A stretch of a text: `text[start:end]`; for items also the mark (（一）, 一是, 1.) and the sub-heading, '' if none."""

    start: int
    end: int
    text: str
    mark: str = ""
    heading: str = ""

    @property
    def body(self) -> str:
        """The text without mark and sub-heading."""
        rest = self.text[len(self.mark) :]
        return rest[len(self.heading) :].lstrip("。：: \n") if self.heading else rest


def _pieces(pattern: re.Pattern[str], text: str) -> Iterator[Piece]:
    for match in pattern.finditer(text):
        stripped = match[0].strip()
        if stripped:
            start = match.start() + match[0].index(stripped)
            yield Piece(start, start + len(stripped), stripped)


def paragraphs(text: str) -> list[Piece]:
    """The non-blank lines."""
    return list(_pieces(re.compile(r"[^\n]+"), text))


def sentences(text: str) -> list[Piece]:
    """Sentences with their closing mark; a semicolon and a line end close one too."""
    return list(_sentences(text))


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[Piece, ...]:
    """Many rules take the same text apart."""
    return tuple(_pieces(_SENTENCE, text))


def clauses(text: str) -> list[Piece]:
    """Clauses without punctuation: what stands between two of ，。！？；： or line ends."""
    return list(_pieces(_CLAUSE, text))


def around(text: str, start: int, end: int, reach: int = 14) -> str:
    """The words at a place with those beside them in their clause, … where more is left out; the words alone if they are long."""
    if end - start > 2 * reach:
        return text[start:end]
    first = max(text.rfind(mark, 0, start) + 1 for mark in "，。；：！？\n")
    last = min((at for mark in "，。；：！？\n" if (at := text.find(mark, end)) >= 0), default=len(text))
    begin, stop = max(first, start - reach), min(last, end + reach)
    return ("…" if begin > first else "") + text[begin:stop].strip() + ("…" if stop < last else "")


def items(text: str) -> list[Piece]:
    """Paragraphs, further split before 一是/二是, with list mark and sub-heading told apart. Joined by order, nothing is lost."""
    return list(_items(text))


@lru_cache(maxsize=64)
def _items(text: str) -> tuple[Piece, ...]:
    found = []
    for line in paragraphs(text):
        cuts = [0, *(m.start() for m in _INLINE.finditer(line.text)), len(line.text)]
        for begin, end in pairwise(cuts):
            piece = line.text[begin:end]
            mark = match[0] if (match := _MARK.match(piece)) else ""
            rest = piece[len(mark) :]
            heading = match["heading"] if mark and (match := _HEADING.match(rest)) else ""
            if mark and not heading and len(rest) <= 24 and not re.search(r"[。；，]$", rest):
                heading = rest.rstrip("：:")
            found.append(Piece(line.start + begin, line.start + end, piece, mark, heading))
    return tuple(found)

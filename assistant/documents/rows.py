"""Lines of a table → which row of the form each is, and what stands behind its label."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.documents.blocks import Block, Paragraph
from assistant.documents.labels import Labels, looks_like_value

LONGEST_LABEL = 80
MOST_PIECES = 7  # of a label that a narrow column breaks


@dataclass(frozen=True)
class Line:
    """A row of a grid or a line of text as cells; None where a merged cell covers one."""

    cells: tuple[str | None, ...]
    exact: bool
    grid: int

    @property
    def filled(self) -> list[str]:
        return [cell for cell in self.cells if cell]

    def shown(self) -> str:
        return re.sub(r"\s+", " ", " ".join(self.filled)).strip()[:80]


@dataclass
class Record:
    """A row of the form as the document has it: where its label stands, loose figures below, the heads next above."""

    row: int
    line: Line
    at: int
    drifted: bool = False
    below: list[str] = field(default_factory=list)
    heads: list[Line] = field(default_factory=list)

    @property
    def behind(self) -> list[tuple[int, str]]:
        """The cells behind the label with their column, without those that a merged cell covers."""
        return [(i, cell) for i, cell in enumerate(self.line.cells) if i > self.at and cell is not None]

    @property
    def empty(self) -> bool:
        return not any(cell for _, cell in self.behind)


@dataclass
class Gathered:
    """`records` in the document's order, `heads` the column heads, `stray` rows of figures without a label, `prose` text."""

    records: list[Record] = field(default_factory=list)
    heads: list[Line] = field(default_factory=list)
    stray: list[Line] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)


def lines_of(blocks: Iterable[Block]) -> Iterator[Line]:
    """Rows of grids and lines of text alike; figures at the end of a line of text become cells."""
    for number, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            yield from (Line(_split(piece), False, number) for piece in _pieces(block.text))
        else:
            for row in block.rows:
                if any(cell is not None for cell in row):
                    yield Line(tuple(c if c is None else c.replace("\n", "") for c in row), block.exact, number)


def _pieces(text: str) -> list[str]:
    """Part a line that holds many rows, where labels follow upon figures, word by word; prose stays whole."""
    words = text.split()
    values = [looks_like_value(word) for word in words]
    many = any(value and not following for value, following in pairwise(values))
    return words if many and "。" not in text else [text]


def _split(text: str) -> tuple[str, ...]:
    words = text.split()
    at = len(words)
    while at and looks_like_value(words[at - 1]):
        at -= 1
    label = " ".join(words[:at])
    return tuple(([label] if label else []) + words[at:])


@dataclass
class _Piece:
    """A bit of text that names no row by itself, and the lines with the figures that stand behind or below it."""

    text: str
    figured: list[Line] = field(default_factory=list)


def gather(lines: Iterable[Line], labels: Labels) -> Gathered:
    """Find the form's rows. Figures on a line of their own belong to the label above if nothing stands beside that, or to
    the label whose pieces stand above and below them."""
    found, pieces, heads = Gathered(), list[_Piece](), list[Line]()
    for line in lines:
        texts = [cell for cell in line.filled if not looks_like_value(cell)]
        if texts and labels.is_header(line.filled):
            found.heads.append(line)
            heads = [*([] if found.records and found.records[-1].heads is heads else heads), line]
        elif hit := _label(line, labels, found.records[-1].row if found.records else -1, pieces):
            hit.heads = heads
            found.records.append(hit)
            found.stray += _unclaimed(pieces)
            pieces = []
        elif not texts and _waits(found, labels, pieces):
            found.records[-1].below += line.filled
        elif not texts and pieces:
            pieces[-1].figured.append(line)
        elif len(line.filled) > len(texts) and (line.exact or not texts):
            found.stray.append(line)
        elif len(line.filled) > len(texts):
            found.stray += _unclaimed(pieces[:-MOST_PIECES])
            pieces = [*pieces[-MOST_PIECES:], _Piece("".join(texts), [line])]
        elif any(_is_prose(text) for text in texts):
            found.prose.append(line.shown() if len(line.shown()) < 80 else line.filled[0])
        else:
            found.stray += _unclaimed(pieces[:-MOST_PIECES])
            pieces = [*pieces[-MOST_PIECES:], _Piece("".join(texts))]
    found.stray += _unclaimed(pieces)
    return found


def _unclaimed(pieces: list[_Piece]) -> list[Line]:
    return [line for piece in pieces for line in piece.figured]


def _waits(found: Gathered, labels: Labels, pieces: list[_Piece]) -> bool:
    """True where the label above has no figures yet and what stands between is the rest of it."""
    if not found.records or not found.records[-1].empty:
        return False
    record = found.records[-1]
    whole = "".join([record.line.cells[record.at] or "", *(piece.text for piece in pieces)])
    hit = labels.row(whole, record.row - 1)
    return not pieces or bool(hit and hit[0] == record.row)


def _label(line: Line, labels: Labels, last: int, pieces: list[_Piece]) -> Record | None:
    """The last cell that names a row: groups stand left of it. A label broken over lines is put together from `pieces`."""
    best: Record | None = None
    for at, cell in enumerate(line.cells):
        if cell and not looks_like_value(cell) and (hit := labels.row(cell, last)):
            best = Record(hit[0], line, at, hit[1])
        elif best and cell and looks_like_value(cell):
            break
    if (best is None or best.drifted) and line.filled and not looks_like_value(line.filled[0]):
        whole = line.filled[0]
        for used, piece in enumerate(reversed(pieces), 1):
            whole = piece.text + whole
            hit = labels.row(whole, last) if len(whole) <= LONGEST_LABEL else None
            if hit and (best is None or hit == (best.row, False)):
                return _pieced(Record(hit[0], line, line.cells.index(line.filled[0]), hit[1]), pieces[-used:])
    return best


def _pieced(record: Record, pieces: list[_Piece]) -> Record:
    """Give a label the figures that stand between its pieces."""
    if record.empty:
        record.below += [cell for line in _unclaimed(pieces) for cell in line.filled if looks_like_value(cell)]
        for piece in pieces:
            piece.figured = []
    return record


def _is_prose(text: str) -> bool:
    return "。" in unicodedata.normalize("NFC", text) or len(text) > 60

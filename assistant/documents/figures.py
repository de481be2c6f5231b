"""Which cells behind a label are the row's figures: counted from the right, and never guessed."""

from collections.abc import Iterable

from assistant.documents.rows import Gathered, Line, Record


class Places:
    """Where a row carries its first figure: told by the column heads, or by a full row of the same build beside it."""

    def __init__(
        self, found: Gathered, first_heads: Iterable[str], widths: dict[int, int], kinds: dict[int, tuple[bool, bool]]
    ):
        heads = ((line.grid, _head(line, first_heads)) for line in found.heads if line.exact)
        self.heads = {grid: at for grid, at in heads if at is not None}
        self.records, self.widths, self.kinds = found.records, widths, kinds

    def expected(self, record: Record) -> int | None:
        """The column of a row's first figure, None where nothing tells it for sure."""
        if record.line.exact and record.line.grid in self.heads:
            return self.heads[record.line.grid]
        at = next(i for i, other in enumerate(self.records) if other is record)
        beside = [*self.records[max(0, at - 1) : at], *self.records[at + 1 : at + 2]]
        starts = {start for other in beside if (start := self._start(other, record)) is not None}
        return starts.pop() if len(starts) == 1 else None

    def _start(self, other: Record, record: Record) -> int | None:
        alike = (other.at, len(other.line.cells)) == (record.at, len(record.line.cells))
        filled = [at for at, cell in other.behind if cell]
        if not alike or self.kinds[other.row] != self.kinds[record.row] or len(filled) != self.widths[other.row]:
            return None
        return filled[0]


def _head(line: Line, first_heads: Iterable[str]) -> int | None:
    return next((at for at, cell in enumerate(line.cells) if cell and "".join(cell.split()) in first_heads), None)


def figures(record: Record, count: int, places: Places) -> list[str] | None:
    """Take a row's `count` figures as text, '' for a blank one; None where it cannot be known which they are."""
    behind = record.behind
    filled = [i for i, (_, cell) in enumerate(behind) if cell]
    if not filled:
        return _below(record, count) if record.below else [""] * count if len(behind) >= count else None
    if count == 1:
        values = {behind[i][1] for i in filled}
        return list(values) if len(values) == 1 else None
    first, last = filled[0], filled[-1]
    if last - first + 1 == count:
        return [cell for _, cell in behind[first : last + 1]]
    begin = _begin(record, count, places)
    if begin is None or not max(0, last - count + 1) <= begin <= min(first, len(behind) - count):
        return None
    return [cell for _, cell in behind[begin : begin + count]]


def _begin(record: Record, count: int, places: Places) -> int | None:
    behind = record.behind
    if record.line.exact and len(behind) == count:
        return 0
    column = places.expected(record)
    return next((i for i, (at, _) in enumerate(behind) if at == column), None)


def _below(record: Record, count: int) -> list[str] | None:
    values = record.below
    if count == 1 and len(set(values)) == 1 and len(values) <= 3:
        return values[:1]
    return list(values) if len(values) == count else None

"""Rows of a printed table that a page break has torn in two: their label's end stands on the next page."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.documents.blocks import Block, Grid
from assistant.documents.labels import labels_of, looks_like_value
from assistant.report import load_form

Row = tuple[str | None, ...]


def mended(blocks: Iterable[Block]) -> Iterator[Block]:
    """Join the last row of a table and the first of the next where these follow each other directly and are one row."""
    above: Grid | None = None
    for block in blocks:
        if isinstance(block, Grid) and above and block.rows and above.rows:
            upper, lower = _level(above.rows[-1], block.rows[0])
            if _torn(upper, lower):
                row = tuple(a if not b else b if not a else f"{a}\n{b}" for a, b in zip(upper, lower, strict=True))
                rest = block.rows[1:]
                alike = len(above.rows[-1]) == len(block.rows[0])
                above = replace(above, rows=(*above.rows[:-1], row[len(row) - len(above.rows[-1]) :]))
                if alike:  # one table with one set of heads
                    above = replace(above, rows=(*above.rows, *rest))
                    continue
                block = replace(block, rows=rest)
        if above:
            yield above
        above = block if isinstance(block, Grid) else None
        if above is None:
            yield block
    if above:
        yield above


def _level(upper: Row, lower: Row) -> tuple[Row, Row]:
    """Bring two rows to one width at the left; where the page above lacks a column of labels, the label moves to the figures."""
    if len(upper) >= len(lower) or not upper:
        return upper, (*[None] * (len(upper) - len(lower)), *lower)
    missing = len(lower) - len(upper)
    at = next((i for i, cell in enumerate(lower) if cell == ""), len(lower))
    if not at:
        return (*[None] * missing, *upper), lower
    labels = [cell for cell in lower[:at] if cell]
    return (*[None] * missing, *upper), (*[None] * (at - 1), labels[-1] if labels else None, *lower[at:])


def _torn(upper: Row, lower: Row) -> bool:
    """True for rows that complete each other: figures in one only, empty cells below or above them, no new row of the form."""
    pairs = list(zip(upper, lower, strict=True))
    facing = [(a, b) for a, b in pairs if looks_like_value(a or "") or looks_like_value(b or "")]
    one_only = all(b == "" for _, b in facing) or all(a == "" for a, _ in facing)
    goes_on = any(a and b for a, b in pairs)
    return bool(facing) and one_only and goes_on and not any(map(_names_a_row, filter(None, lower)))


def _names_a_row(text: str) -> bool:
    tables = [table for edition in ("2021", "2019") for table in load_form(edition).tables]
    hits = [labels_of(table).row(text.replace("\n", ""), 0) for table in tables]
    return any(hit and not hit[1] for hit in hits)

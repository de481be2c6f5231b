"""In which order the columns of a table stand: told by the heads above a row, which need not be the official order."""

from collections.abc import Sequence

from assistant.documents.labels import fold
from assistant.documents.rows import Line
from assistant.report import Block


def column_order(block: Block, heads: Sequence[Line]) -> list[int] | None:
    """The block's columns by number from left to right; the official order where heads say nothing, None where they are unclear."""
    official = list(range(len(block.columns)))
    names = {fold(name): at for at, column in enumerate(block.columns) for name in (column.label, *column.aliases)}
    whole = [line for line in heads if {names.get(fold(cell)) for cell in line.filled} >= set(official)]
    exact = [line for line in heads if line.exact]
    if not whole and exact and len({line.grid for line in exact}) == 1:
        order = _by_place(names, exact)
        if sorted(order) == official:
            return order
    for line in whole[-1:] or heads:
        said = list(dict.fromkeys(at for cell in line.filled if (at := names.get(fold(cell))) is not None))
        if len(said) == len(official):
            return said
        if said != sorted(said):
            return None
    return official


def under_heads(block: Block, heads: Sequence[Line], line: Line) -> list[str] | None:
    """The figures of a row with more columns than the form has (小计), each under its head; None where not all are told."""
    if not line.exact or not heads or any(not h.exact or h.grid != line.grid for h in heads):
        return None
    if len({len(line.cells), *(len(h.cells) for h in heads)}) > 1:
        return None
    places = _places({fold(n): at for at, c in enumerate(block.columns) for n in (c.label, *c.aliases)}, heads)
    values = [line.cells[places[at]] for at in range(len(block.columns)) if at in places]
    return (
        [value for value in values if value is not None]
        if len(values) == len(block.columns) and None not in values
        else None
    )


def _places(names: dict[str, int], heads: Sequence[Line]) -> dict[int, int]:
    """Where each column stands over several rows of heads; {} where one stands in two places."""
    places: dict[int, int] = {}
    for line in heads:
        for place, cell in enumerate(line.cells):
            column = names.get(fold(cell)) if cell else None
            if column is not None and places.setdefault(column, place) != place:
                return {}
    return places


def _by_place(names: dict[str, int], heads: Sequence[Line]) -> list[int]:
    """Columns from left to right over several rows of heads; [] where these do not stand side by side, each in one place."""
    places = _places(names, heads)
    order = sorted(places, key=places.__getitem__)
    side_by_side = [places[column] - places[order[0]] for column in order] == list(range(len(order)))
    return order if side_by_side else []

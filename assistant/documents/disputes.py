"""Table 4: fifteen figures in one row, in three small tables, or one group below the other."""

from collections.abc import Sequence

from assistant.documents.blocks import Block
from assistant.documents.labels import Labels, fold, labels_of, looks_like_value
from assistant.documents.rows import Gathered, Line, lines_of
from assistant.report import Block as Part
from assistant.report import Row, Table


def dispute_figures(table: Table, blocks: Sequence[Block], found: Gathered) -> dict[Row, list[str]]:
    """The five figures of each of the three groups; {} where they cannot be told. Leaves `found` with prose and heads."""
    (part,) = table.blocks
    size = len(part.columns)
    labels, lines = labels_of(table), list(lines_of(blocks))
    found.records = []
    if not _outcomes_in_order(part, lines):
        return {}
    if by_label := _by_label(part, labels, lines):
        return by_label
    values = _all_values(labels, lines, size * len(part.rows))
    groups = _groups(part, lines)
    if values is None or groups is None:
        return {}
    return {row: values[at * size : (at + 1) * size] for at, row in enumerate(groups)}


def _outcomes_in_order(part: Part, lines: Sequence[Line]) -> bool:
    """False where the heads give the outcomes in another order than the form."""
    official = [fold(column.label) for column in part.columns]
    for line in lines:
        said = [name for cell in line.filled if (name := fold(cell)) in official]
        if len(said) % len(official) == 0 and said != official * (len(said) // len(official)):
            return False
    return True


def _by_label(part: Part, labels: Labels, lines: Sequence[Line]) -> dict[Row, list[str]]:
    """Groups below each other, each with its name in front of its figures; {} unless all are there, each once."""
    rows: dict[Row, list[str]] = {}
    for line in lines:
        cells = [cell for cell in line.cells if cell is not None]
        for at, cell in enumerate(cells):
            row = next((r for r, names in zip(part.rows, labels.rows, strict=True) if fold(cell) in names), None)
            values = cells[at + 1 :]
            if (
                row
                and len(values) == len(part.columns)
                and all(not v or looks_like_value(v) for v in values)
                and any(values)
            ):
                if row in rows:
                    return {}
                rows[row] = values
    return rows if len(rows) == len(part.rows) else {}


def _groups(part: Part, lines: Sequence[Line]) -> list[Row] | None:
    """The groups from left to right, as the heads that stand in one line have them; None where these are unclear."""
    alone = [row for row in part.rows if not row.group]
    grouped = [row for row in part.rows if row.group]
    first = _sequence(lines, [*(row.label for row in alone), *dict.fromkeys(row.group for row in grouped)])
    second = _sequence(lines, [row.label for row in grouped])
    if first is None or second is None:
        return None
    rows = [row for name in second for row in grouped if row.label == name]
    return [row for name in first for row in ([r for r in alone if r.label == name] or rows)]


def _sequence(lines: Sequence[Line], names: list[str]) -> list[str] | None:
    """The names in the order in which one line holds them all, as given where no line does, None where two lines differ."""
    found: list[list[str]] = []
    for line in lines:
        folded = [fold(cell) for cell in line.filled]
        said = list(dict.fromkeys(name for cell in folded for name in names if fold(name) == cell))
        if len(said) == len(names) and said not in found:
            found.append(said)
    return names if not found else found[0] if len(found) == 1 else None


def _all_values(labels: Labels, lines: list[Line], total: int) -> list[str] | None:
    names = labels.columns | labels.groups | {name for names in labels.rows for name in names}
    rows = [line for line in lines if not any(fold(cell) in names for cell in line.filled)]
    numbers = [str(at + 1) for at in range(total)]
    found: list[list[str]] = []
    for line in rows:
        values = _whole_row(line, total)
        if values and values != numbers and values not in found:  # columns may be numbered below their heads
            found.append(values)
    if found:
        return found[0] if len(found) == 1 else None
    return _in_pieces(lines, names, total)


def _whole_row(line: Line, total: int) -> list[str] | None:
    cells = [cell for cell in line.cells if cell is not None]
    if len(cells) == total and (line.exact or all(not cell or looks_like_value(cell) for cell in cells)):
        return cells if any(cells) or line.exact else None
    filled = [cell for cell in cells if looks_like_value(cell)]
    return filled if len(filled) == total and _together(cells) else None


def _together(cells: list[str]) -> bool:
    """True if nothing but blanks stands left and right of the figures."""
    at = [i for i, cell in enumerate(cells) if looks_like_value(cell)]
    return all(not cell or looks_like_value(cell) for cell in cells) and at[-1] - at[0] + 1 == len(at)


def _in_pieces(lines: list[Line], names: set[str], total: int) -> list[str] | None:
    """Rows of five behind a label or in tables of their own, or one figure a line: only if exactly all are there, in order."""
    values: list[str] = []
    for line in lines:
        cells = [cell for cell in line.cells if cell is not None and fold(cell) not in names]
        figures = [cell for cell in cells if looks_like_value(cell)]
        values += cells if line.exact and len(cells) == 5 and figures else figures
    return values if len(values) == total else None

"""The three tables: rows by label, figures by place, a warning for every cell that stays blank."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.documents.blocks import Block, Grid
from assistant.documents.columns import column_order, under_heads
from assistant.documents.disputes import dispute_figures
from assistant.documents.figures import Places, figures
from assistant.documents.labels import LONGEST, fold, labels_of
from assistant.documents.rows import Gathered, Line, Record, gather, lines_of
from assistant.report import Cell, Figure, Form, RawCell, Reading, Row, Table, read_figure

_NOTED = re.compile("[\u00b2\u00b3\u00b9\u2070-\u209f\u2150-\u218f\u2460-\u24ff]")  # 2① is not 21


@dataclass
class TableReading:
    """What was read of one table: figures and doubtful cells by path, warnings, stray text; `found` is false if nothing."""

    cells: dict[str, Figure] = field(default_factory=dict)
    raw: dict[str, RawCell] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    found: bool = False


def read_table(form: Form, table: Table, blocks: Sequence[Block]) -> TableReading:
    """Read one table of the form out of the blocks of its section."""
    lines = list(lines_of(blocks))
    found = gather(lines, labels_of(table))
    in_yuan = _in_yuan(lines)
    reading = TableReading(prose=found.prose)
    rows = dispute_figures(table, blocks, found) if table.key == "disputes" else _row_figures(table, found, reading)
    cells = {(cell.row, cell.column): cell for cell in table.cells()}
    for row, values in rows.items():
        columns = next(block.columns for block in table.blocks if row in block.rows)
        for column, value in zip(columns, values, strict=True):
            if cell := cells.get((row, column)):
                _take(reading, cell, value, in_yuan)
    reading.found = bool(rows) or bool(found.records)
    _absent(reading, table, rows)
    return reading


def _row_figures(table: Table, found: Gathered, reading: TableReading) -> dict[Row, list[str]]:
    """The figures of every row that could be read; rows met twice with other figures are left out."""
    rows = [row for block in table.blocks for row in block.rows]
    blocks = [block for block in table.blocks for _ in block.rows]
    widths = {rows.index(row): len(block.columns) for block in table.blocks for row in block.rows}
    heads = {fold(block.columns[0].label) for block in table.blocks}
    kinds = {i: (bool(row.group), bool(row.subgroup)) for i, row in enumerate(rows)}
    places = Places(found, heads, widths, kinds)
    taken: dict[Row, list[str]] = {}
    for record in found.records:
        row, values = rows[record.row], figures(record, widths[record.row], places)
        order = column_order(blocks[record.row], record.heads)
        if values is None and (values := under_heads(blocks[record.row], record.heads, record.line)):
            order = list(range(len(values)))
        if values is not None and order is None:
            reading.warnings.append(
                f"{table.name}“{row.label}”行上面的表头与规定的列不同，没有读入：“{record.line.shown()}”。"
            )
            values = [""] * widths[record.row]
        elif values is not None and order is not None:
            values = [values[order.index(at)] for at in range(len(values))]
        if values is None:
            reading.warnings.append(_wrong_count(table, row, record, widths[record.row]))
        elif row in taken and taken[row] != values:
            reading.warnings.append(f"{table.name}“{row.label}”行出现两次，数字不同，没有读入，请核对原文后填写。")
            taken[row] = [""] * widths[record.row]
        else:
            taken[row] = values
            if record.drifted:
                written = record.line.cells[record.at]
                reading.warnings.append(f"{table.name}有一行写作“{written}”，按“{row.label}”读入，请核对。")
    for line in found.stray:
        reading.warnings.append(f"{table.name}中这一行认不出是哪一行，没有读入：“{line.shown()}”。")
    return taken


def _wrong_count(table: Table, row: Row, record: Record, count: int) -> str:
    values = [cell for _, cell in record.behind if cell] + record.below
    if not values:
        return f"{table.name}“{row.label}”行没有读到数字，请核对原文后填写。"
    shown = f"{record.line.shown()} {' '.join(record.below)}".strip()
    many = f"只读到 {len(values)} 个" if len(values) < count else f"读到 {len(values)} 个"
    where = "，不能断定各在哪一列" if len(values) == count else ""
    return f"{table.name}“{row.label}”行应有 {count} 个数，{many}{where}，整行没有读入，请核对原文后填写：“{shown}”。"


def _take(reading: TableReading, cell: Cell, text: str, in_yuan: bool) -> None:
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"  # no figure, and endless digits are no number for Python either
    result = (
        Reading(None, f"“{text}”带有注号", fault=True)
        if _NOTED.search(text)
        else read_figure(text, decimal=cell.decimal)
    )
    if in_yuan and cell.decimal and result.value:
        result = read_figure(f"{text}元", decimal=True)
    reading.cells[cell.path] = result.value
    if result.fault:
        reading.raw[cell.path] = RawCell(text, result.note or "")
        reading.warnings.append(f"{cell.label}不能作为数字读入：{result.note}，请核对。")
    elif result.value is None:
        reading.warnings.append(f"{cell.label}{'为空' if not text.strip() else result.note}，按未填读入，请核对。")
    elif result.note:
        reading.warnings.append(f"{cell.label}{result.note}，请核对。")


def _in_yuan(lines: Iterable[Line]) -> bool:
    """True if the fee's column head says 单位：元 where the form asks for 万元."""
    heads = [cell for line in lines for cell in line.filled if "收费金额" in cell]
    return any("元" in head and "万" not in head for head in heads)


def _absent(reading: TableReading, table: Table, rows: Iterable[Row]) -> None:
    """Say which rows or the whole table were not found; blank cells of a wholly blank table are said once."""
    read = set(rows)
    if not reading.found:
        reading.warnings = [f"没有读到{table.name}的表格，各格按未填处理，请核对原文后填写。"]
        return
    if reading.cells and not any(v is not None for v in reading.cells.values()) and not reading.raw:
        reading.warnings = [w for w in reading.warnings if "为空" not in w] + [f"{table.name}的数字全部为空，请填写。"]
    named = "".join(reading.warnings)
    for row in (row for block in table.blocks for row in block.rows if row.key and row not in read):
        if table.key != "disputes" and f"“{row.label}”行" not in named:
            reading.warnings.append(f"{table.name}没有读到“{row.label}”行，请核对原文后填写。")


def is_table_of(form: Form, block: Block) -> str | None:
    """Name the table of the form that a grid is, None for any other; by its row labels and column heads."""
    if not isinstance(block, Grid):
        return None
    for table in form.tables:
        found = gather(lines_of([block]), labels_of(table))
        if len(found.records) >= 2 or (table.key == "disputes" and len(found.heads) >= 2):
            return table.key
    return None

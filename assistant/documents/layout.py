"""The printed form of the three tables, for every writer: cells in rows, with what they merge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.documents.blocks import tidy
from assistant.report import Block, Column, Report, Row, Table, show_figure
from assistant.report.prose import items

PROBLEMS, IMPROVEMENTS = "（一）存在的主要问题", "（二）改进情况"
HEAD, LABEL, FIGURE = "head", "label", "figure"


@dataclass(frozen=True)
class Slot:
    """A printed cell that takes `across` columns and `down` rows; figures that no cell of the report holds have no path."""

    text: str
    kind: str
    across: int = 1
    down: int = 1
    path: str | None = None


@dataclass(frozen=True)
class Sheet:
    """A printed table. `rows` hold only the cells that begin in them; the first `heads` rows repeat on every page."""

    key: str
    title: str
    widths: tuple[int, ...]
    rows: tuple[tuple[Slot, ...], ...]
    heads: int


def sheets(report: Report) -> dict[str, Sheet]:
    """The tables of a report as its edition prints them, by key."""
    makers = {"proactive": _blocks, "requests": _rows, "disputes": _across}
    return {table.key: makers[table.key](report, table) for table in report.form.tables}


def _figure(report: Report, table: Table, row: Row, column: Column, across: int = 1) -> Slot:
    path = f"{table.key}.{row.key}.{column.key}" if row.key and column.key else None
    if path is None:
        return Slot("", FIGURE, across)
    raw = report.source.cells.get(path)
    value = report.cells[path]
    return Slot(raw.raw if raw and value is None else show_figure(value), FIGURE, across, path=path)


def _heading(report: Report, table: Table) -> str:
    return report.form.section(table.key).words


def _blocks(report: Report, table: Table) -> Sheet:
    """Table 2: one under the other, the blocks of Article 20; the last column of a narrow block takes what is left."""
    width = max(len(block.columns) for block in table.blocks)
    rows: list[tuple[Slot, ...]] = []
    for block in table.blocks:
        spans = [1] * (len(block.columns) - 1) + [width - len(block.columns) + 1]
        columns = list(zip(block.columns, spans, strict=True))
        rows.append((Slot(block.title, HEAD, width + 1),))
        rows.append((Slot("信息内容", HEAD), *(Slot(column.label, HEAD, span) for column, span in columns)))
        for row in block.rows:
            rows.append(
                (Slot(row.label, LABEL), *(_figure(report, table, row, column, span) for column, span in columns))
            )
    return Sheet(table.key, _heading(report, table), (1,) * (width + 1), tuple(rows), 0)


def _rows(report: Report, table: Table) -> Sheet:
    """Table 3: three columns of labels, the kinds of applicant to their right."""
    (block,) = table.blocks
    rows = [*_applicants(table, block)]
    for group, grouped in groupby(block.rows, key=lambda row: row.group):
        rows += _group(report, table, block, group, list(grouped))
    widths = (754, 921, 3271, *(685 for _ in block.columns))
    return Sheet(table.key, _heading(report, table), widths, tuple(rows), 3)


def _applicants(table: Table, block: Block) -> Iterable[tuple[Slot, ...]]:
    yield Slot(table.note, HEAD, 3, 3), Slot(block.title, HEAD, len(block.columns))
    yield _upper(block.columns)
    yield tuple(Slot(column.label, HEAD) for column in block.columns if column.group)


def _upper(columns: Sequence[Column]) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    for group, grouped in groupby(columns, key=lambda column: column.group):
        found = list(grouped)
        slots += [Slot(group, HEAD, len(found))] if group else [Slot(column.label, HEAD, 1, 2) for column in found]
    return tuple(slots)


def _group(report: Report, table: Table, block: Block, group: str, rows: list[Row]) -> Iterable[tuple[Slot, ...]]:
    """The rows under one merged cell at the left; within them, those under a second one."""
    lead = [Slot(group, LABEL, 1, len(rows))] if group else []
    for subgroup, grouped in groupby(rows, key=lambda row: row.subgroup):
        found = list(grouped)
        for at, row in enumerate(found):
            middle = [Slot(subgroup, LABEL, 1, len(found))] if subgroup and at == 0 else []
            label = Slot(row.label, LABEL, 1 if subgroup else 2 if group else 3)
            yield (*lead, *middle, label, *(_figure(report, table, row, column) for column in block.columns))
            lead = []


def _across(report: Report, table: Table) -> Sheet:
    """Table 4: the three groups side by side, one row of figures."""
    (block,) = table.blocks
    size = len(block.columns)
    top: list[Slot] = []
    middle: list[Slot] = []
    bottom: list[Slot] = []
    for group, grouped in groupby(block.rows, key=lambda row: row.group):
        rows = list(grouped)
        top.append(Slot(group or rows[0].label, HEAD, size * len(rows)))
        for row in rows:
            if group:
                middle.append(Slot(row.label, HEAD, size))
                bottom += [Slot(column.label, HEAD) for column in block.columns]
            else:
                middle += [Slot(column.label, HEAD, 1, 2) for column in block.columns]
    figures = tuple(_figure(report, table, row, column) for row in block.rows for column in block.columns)
    widths = (1,) * (size * len(block.rows))
    return Sheet(table.key, _heading(report, table), widths, (tuple(top), tuple(middle), tuple(bottom), figures), 3)


def text_lines(text: str) -> list[str]:
    """The paragraphs of a text as they are printed."""
    return tidy(text).split("\n") if tidy(text) else []


def lead(line: str) -> tuple[str, str]:
    """Part a paragraph into its leading （一） sub-heading, '' if none, and the rest."""
    first = items(line)[0]
    if first.mark.lstrip()[:1] not in ("（", "(") or not first.heading or first.mark.strip("（()） ").isdigit():
        return "", line
    end = len(first.mark) + len(first.heading)
    end += line[end : end + 1] in ("。", "：")
    return line[:end], line[end:]

"""The official tables as HTML, laid out as on paper, with an input in every cell; drawn from the form, never by hand."""

import json
from collections.abc import Callable, Iterable, Sequence
from html import escape
from itertools import groupby

from assistant.report import BLANKS, Block, Cell, Column, Form, Table

SUBJECT = "信息内容"  # the head over the row labels of table 2, which the form file does not hold
STUB = 3  # label columns of table 3: part, group, row


def draw(form: Form, keys: Iterable[str]) -> str:
    """Return the tables `keys` in order, the status bar, and the form's relations as JSON for the script."""
    keys = tuple(keys)
    tables = "".join(
        f'<section data-table="{key}"><h3>{escape(form.section(key).heading)}</h3>{_DRAWN[key](form, form.table(key))}</section>'
        for key in keys
    )
    desk = f'<div class="desk"><div class="sheets">{tables}{_bar()}</div>{_margin()}</div>'
    return f'<div class="official">{desk}{_facts(form, keys)}</div>\n'


def order(form: Form, keys: Iterable[str]) -> tuple[str, ...]:
    """The paths in the order of the inputs on the paper."""
    return tuple(cell.path for key in keys for cell in form.table(key).cells())


def _facts(form: Form, keys: tuple[str, ...]) -> str:
    """The relations with cells by their place among the inputs and names by their list: short, since it travels to every page."""
    place = {path: at for at, path in enumerate(order(form, keys))}
    sides = (side for relation in form.relations for side in (relation.left_names, relation.right_names))
    names = list(dict.fromkeys(sides))
    relations = [
        {
            "rule": relation.rule,
            "where": place[relation.where],
            "left": [place[path] for path in relation.left],
            "right": [place[path] for path in relation.right],
            "names": [names.index(relation.left_names), names.index(relation.right_names)],
            "words": relation.words,
            "sum": relation.is_sum,
            "column": form.cells[relation.where].column.label,
        }
        for relation in form.relations
        if relation.where in place
    ]
    cases = [
        {
            "name": f"{row.group}（{row.label}）" if row.group else row.label,
            "cells": [place[f"disputes.{row.key}.{column.key}"] for column in block.columns],
        }
        for block in form.table("disputes").blocks
        for row in block.rows
        if "disputes" in keys
    ]
    tables = {key: f"{form.section(key).number}、{form.section(key).words}" for key in keys}
    facts = json.dumps(
        {"relations": relations, "names": names, "cases": cases, "tables": tables, "blanks": sorted(BLANKS)},
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return f'<script type="application/json">{facts.replace("<", chr(92) + "u003c")}</script>'


def _margin() -> str:
    return '<aside class="margin" aria-label="表格核对" hidden><h4>表格核对</h4><ul></ul></aside>'


def _bar() -> str:
    return (
        '<div class="bar"><span class="say" role="status" aria-live="polite"></span>'
        '<span class="pasted" role="status" hidden><span></span><button type="button" data-do="undo">撤销</button></span>'
        '<span class="pasting" role="status" hidden><span></span><button type="button" data-do="apply">应用（回车）</button>'
        '<button type="button" data-do="cancel">取消（Esc）</button></span>'
        '<button type="button" data-do="fill" hidden></button>'
        '<button type="button" data-do="bad" hidden></button>'
        '<button type="button" data-do="blank" hidden></button></div>'
    )


def _proactive(form: Form, table: Table) -> str:
    """Table 2: one block for each item of Article 20 under a merged title row, all on the widest block's grid."""
    cells = _by_place(table)
    wide = max(len(block.columns) for block in table.blocks)
    rows = []
    for block in table.blocks:
        span = wide // len(block.columns)
        rows.append(_row(_head(block.title, colspan=wide + 1)))
        rows.append(_row(_head(SUBJECT), *(_head(column.label, colspan=span) for column in block.columns)))
        for row in block.rows:
            figures = (_figure(form, cells[row.key, column.key], colspan=span) for column in block.columns)
            rows.append(_row(_label(row.label), *figures))
    return _table(table, [f'<col class="quarter" span="{wide + 1}">'], body=rows)


def _requests(form: Form, table: Table) -> str:
    """Table 3: three label columns merged as on paper, seven figures, and the balance strip at the foot."""
    (block,) = table.blocks
    cells = _by_place(table)
    middle, low = _merged_heads(block.columns)
    head = [
        _row(_head(table.note, colspan=STUB, rowspan=3, kind="note"), _head(block.title, colspan=len(block.columns))),
        _row(*middle),
        _row(*low),
    ]
    body = []
    for labels, row in zip(_merged_labels(block), block.rows, strict=True):
        body.append(_row(*labels, *(_figure(form, cells[row.key, column.key]) for column in block.columns)))
    balances = [r for r in form.relations if r.where in form.cells and r.where.startswith("requests.") and not r.is_sum]
    foot = [
        _row(
            _head("勾稽核对", colspan=STUB, kind="balance", more=balances[0].words),
            *(f'<td class="balance" data-balance="{r.where}"></td>' for r in balances),
        )
    ]
    columns = ['<col class="part"><col class="group"><col>', f'<col class="count" span="{len(block.columns)}">']
    return _table(table, columns, head=head, body=body, foot=foot)


def _disputes(form: Form, table: Table) -> str:
    """Table 4: the form's rows stand side by side, so that there are fifteen columns and one row of figures."""
    (block,) = table.blocks
    cells = _by_place(table)
    count = len(block.columns)
    top, middle, low = [], [], []
    for group, members in groupby(block.rows, lambda row: row.group):
        rows = list(members)
        top.append(_head(group or rows[0].label, colspan=count * len(rows)))
        for row in rows:
            if group:
                middle.append(_head(row.label, colspan=count))
                low += [_head(column.label) for column in block.columns]
            else:
                middle += [_head(column.label, rowspan=2) for column in block.columns]
    body = _row(*(_figure(form, cells[row.key, column.key]) for row in block.rows for column in block.columns))
    columns = [f'<col span="{count * len(block.rows)}">']
    return _table(table, columns, head=[_row(*top), _row(*middle), _row(*low)], body=[body])


_DRAWN: dict[str, Callable[[Form, Table], str]] = {
    "proactive": _proactive,
    "requests": _requests,
    "disputes": _disputes,
}


def _by_place(table: Table) -> dict[tuple[str | None, str | None], Cell]:
    return {(cell.row.key, cell.column.key): cell for cell in table.cells()}


def _merged_heads(columns: Iterable[Column]) -> tuple[list[str], list[str]]:
    """Return the second and third header rows: a group over its columns, a column without group two rows high."""
    middle, low = [], []
    for group, members in groupby(columns, lambda column: column.group):
        under = list(members)
        if group:
            middle.append(_head(group, colspan=len(under)))
            low += [_head(column.label) for column in under]
        else:
            middle += [_head(column.label, rowspan=2) for column in under]
    return middle, low


def _merged_labels(block: Block) -> Iterable[list[str]]:
    """Yield the label cells of each row: part and group only on their first row, as high as they reach."""
    for part, members in groupby(block.rows, lambda row: row.group):
        rows = list(members)
        if not part:
            yield from ([_label(row.label, colspan=STUB)] for row in rows)
            continue
        lead = [_label(part, rowspan=len(rows), kind="merged")]
        for group, inner in groupby(rows, lambda row: row.subgroup):
            under = list(inner)
            if group:
                lead.append(_label(group, rowspan=len(under), kind="merged"))
            for row in under:
                yield [*lead, _label(row.label, colspan=1 if group else STUB - 1)]
                lead = []


def _table(
    table: Table, columns: list[str], *, head: Sequence[str] = (), body: Sequence[str], foot: Sequence[str] = ()
) -> str:
    parts = "".join(
        f"<{part}>{''.join(rows)}</{part}>"
        for part, rows in (("thead", head), ("tbody", body), ("tfoot", foot))
        if rows
    )
    return (
        f'<table class="{table.key}" aria-label="{table.name}"><colgroup>{"".join(columns)}</colgroup>{parts}</table>'
    )


def _row(*cells: str) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def _spans(colspan: int, rowspan: int) -> str:
    return (f' colspan="{colspan}"' if colspan > 1 else "") + (f' rowspan="{rowspan}"' if rowspan > 1 else "")


def _head(words: str, *, colspan: int = 1, rowspan: int = 1, kind: str = "", more: str = "") -> str:
    small = f"<small>{escape(more)}</small>" if more else ""
    return f"<th{_spans(colspan, rowspan)}{_kind(kind)}>{escape(words)}{small}</th>"


def _label(words: str, *, colspan: int = 1, rowspan: int = 1, kind: str = "label") -> str:
    return f'<th{_spans(colspan, rowspan)}{_kind(kind)} scope="{"rowgroup" if rowspan > 1 else "row"}">{escape(words)}</th>'


def _kind(kind: str) -> str:
    return f' class="{kind}"' if kind else ""


def _figure(form: Form, cell: Cell, *, colspan: int = 1) -> str:
    total = any(relation.is_sum and relation.where == cell.path for relation in form.relations)
    mode = "decimal" if cell.decimal else "numeric"
    return (
        f'<td class="figure{" total" if total else ""}"{_spans(colspan, 1)}><input data-path="{cell.path}" '
        f'inputmode="{mode}" aria-label="{escape(cell.label)}"></td>'
    )

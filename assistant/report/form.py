"""The official form by edition: sections, tables, cells and the relations that bind them, read from `forms/*.toml`."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

EDITIONS = ("2021", "2019")


@dataclass(frozen=True)
class Section:
    """One of the six sections; `key` names the table (`requests`) or the text (`overview`) that it holds."""

    key: str
    heading: str
    aliases: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        return self.heading[0]

    @property
    def words(self) -> str:
        """The heading without its number."""
        return self.heading[2:]


@dataclass(frozen=True)
class Column:
    """A column on paper; `key` is None where the report model does not keep the figure (2019 edition)."""

    label: str
    key: str | None = None
    aliases: tuple[str, ...] = ()
    group: str = ""
    decimal: bool = False


@dataclass(frozen=True)
class Row:
    """A row on paper with the merged cells at its left; `key` is None where the report model does not keep it."""

    label: str
    key: str | None = None
    aliases: tuple[str, ...] = ()
    group: str = ""
    subgroup: str = ""


@dataclass(frozen=True)
class Block:
    """Rows under one set of column heads; tables 3 and 4 have one block, table 2 one for each item of Article 20."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Cell:
    """A figure of the form: where it stands and how people call it. `decimal` is true for money (万元) only."""

    path: str
    table: str
    row: Row
    column: Column
    label: str

    @property
    def decimal(self) -> bool:
        return self.column.decimal


@dataclass(frozen=True)
class Table:
    key: str
    name: str
    blocks: tuple[Block, ...]
    note: str = ""

    def cells(self) -> Iterator[Cell]:
        for block in self.blocks:
            for row in block.rows:
                for column in block.columns:
                    if row.key and column.key:
                        path = f"{self.key}.{row.key}.{column.key}"
                        yield Cell(path, self.key, row, column, f"{self.name}“{_plain(row.label)}”行“{column.label}”列")


@dataclass(frozen=True)
class Relation:
    """Sum of `left` = sum of `right`; the difference is reported at `where`, which is one of `left`.

    `left_names` and `right_names` tell the cells of a side apart in a sentence: by the column within a row, else by the row.
    """

    rule: str
    where: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    left_names: tuple[str, ...]
    right_names: tuple[str, ...]
    words: str

    @property
    def is_sum(self) -> bool:
        """True where one cell is the sum of others: a total that can be offered."""
        return self.left == (self.where,)


@dataclass(frozen=True)
class Form:
    """One edition; `cells` are the figures it asks for, by path of the report JSON, in official order."""

    edition: str
    authority: str
    notice: str
    marks: tuple[str, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    relations: tuple[Relation, ...]
    cells: dict[str, Cell] = field(default_factory=dict)

    def table(self, key: str) -> Table:
        return next(table for table in self.tables if table.key == key)

    def section(self, key: str) -> Section:
        return next(section for section in self.sections if section.key == key)

    def label(self, path: str) -> str:
        """The Chinese name of a path of the report JSON: a cell, a table or a part of the text."""
        if cell := self.cells.get(path) or load_form("2021").cells.get(path):
            return cell.label
        key = path.removeprefix("narrative.")
        if key in ("problems", "improvements"):  # the two halves of one section
            return "五、存在的主要问题" if key == "problems" else "五、改进情况"
        for section in self.sections:
            if section.key == key:
                return section.heading
        return {"title": "标题", "preamble": "开头说明", "unit": "单位", "year": "年度", "facts": "本年情况"}.get(
            key, key
        )


def _plain(label: str) -> str:
    return label.removesuffix("（区分处理的，只计这一情形，不计其他情形）")


def _block(raw: dict[str, Any]) -> Block:
    columns = tuple(Column(**{**column, "aliases": tuple(column.get("aliases", ()))}) for column in raw["columns"])
    rows = tuple(Row(**{**row, "aliases": tuple(row.get("aliases", ()))}) for row in raw["rows"])
    return Block(raw["title"], columns, rows)


def _relations(raw: dict[str, Any], tables: dict[str, Table]) -> Iterator[Relation]:
    table, axis = raw["each"].split(".")
    (block,) = tables[table].blocks
    labels = {other.key: other.label for other in (block.columns if axis == "rows" else block.rows)}
    at = 2 if axis == "rows" else 1
    for item in block.rows if axis == "rows" else block.columns:
        name = {axis.removesuffix("s"): item.key}
        left, right = (tuple(path.format(**name) for path in raw[side]) for side in ("left", "right"))
        left_names, right_names = (tuple(labels[path.split(".")[at]] for path in side) for side in (left, right))
        yield Relation(
            raw["rule"],
            raw["where"].format(**name),
            left,
            right,
            tuple(raw.get("left_names", left_names)),
            tuple(raw.get("right_names", right_names)),
            raw["words"],
        )


@cache
def load_form(edition: str) -> Form:
    """Load an edition (`"2021"` or `"2019"`); raise KeyError for any other."""
    if edition not in EDITIONS:
        raise KeyError(edition)
    raw = tomllib.loads((files(__package__) / "forms" / f"{edition}.toml").read_text("utf-8"))
    tables = {
        table["key"]: Table(table["key"], table["name"], tuple(map(_block, table["blocks"])), table.get("note", ""))
        for table in raw["tables"]
    }
    return Form(
        edition=raw["edition"],
        authority=raw["authority"],
        notice=raw["notice"],
        marks=tuple(raw["marks"]),
        sections=tuple(Section(s["key"], s["heading"], tuple(s.get("aliases", ()))) for s in raw["sections"]),
        tables=tuple(tables.values()),
        relations=tuple(r for entry in raw["relations"] for r in _relations(entry, tables)),
        cells={cell.path: cell for table in tables.values() for cell in table.cells()},
    )

"""A report as the contract's JSON has it: unit, year, text, the figures of the three tables, and where it was read from."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.report.errors import Unusable
from assistant.report.figures import Figure, read_figure, show_figure
from assistant.report.form import EDITIONS, Form, load_form
from assistant.report.letters import legible
from assistant.report.unit import TOWNSHIPS, Unit

SCHEMA = "nianbao/report@1"
NARRATIVE = ("overview", "problems", "improvements", "other")
Fact = str | int | float | bool | None


@dataclass(frozen=True)
class RawCell:
    """What stood in a cell that could not be taken as it is."""

    raw: str
    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "raw", legible(self.raw))
        object.__setattr__(self, "reason", legible(self.reason))


@dataclass(frozen=True)
class Source:
    """The document that a report was read from; `cells` by path, `warnings` in plain Chinese."""

    file: str = ""
    warnings: tuple[str, ...] = ()
    cells: Mapping[str, RawCell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "file", legible(self.file))
        object.__setattr__(self, "warnings", tuple(map(legible, self.warnings)))


@dataclass(frozen=True)
class Report:
    """One unit's report for one year. `cells` maps every path of the 2021 form to an int, a Decimal (fees) or None = blank.

    `year` is the year reported on, None where the document does not say. Narrative text holds no section heading.
    """

    unit: Unit
    year: int | None
    format: str = "2021"
    title: str = ""
    preamble: str = ""
    overview: str = ""
    problems: str = ""
    improvements: str = ""
    other: str = ""
    cells: Mapping[str, Figure] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    source: Source = Source()

    def __post_init__(self) -> None:
        full = dict.fromkeys(load_form("2021").cells, None) | dict(self.cells)
        object.__setattr__(self, "cells", full)
        for key in ("title", "preamble", *NARRATIVE):
            object.__setattr__(self, key, legible(getattr(self, key)))
        facts = {legible(k): legible(v) if isinstance(v, str) else v for k, v in self.facts.items()}
        object.__setattr__(self, "facts", facts)

    def __getitem__(self, path: str) -> Figure:
        """The figure at a path of the report JSON, None where blank."""
        return self.cells[path]

    @property
    def form(self) -> Form:
        return load_form(self.format)

    @property
    def official_title(self) -> str:
        year = f"{self.year}年" if self.year else ""
        return f"{self.unit.name}{year}政府信息公开工作年度报告"

    def text(self, where: str) -> str:
        """The string at `title`, `preamble` or `narrative.SECTION`; '' for anything else."""
        key = where.removeprefix("narrative.")
        return getattr(self, key) if key in (*NARRATIVE, "title", "preamble") else ""

    def texts(self) -> dict[str, str]:
        """The non-empty strings that people wrote, by path, in the order of the report."""
        paths = ["title", "preamble", *(f"narrative.{key}" for key in NARRATIVE)]
        return {path: text for path in paths if (text := self.text(path))}

    def table_blank(self, table: str) -> bool:
        """True if no cell of a table holds a figure and none stands in `source.cells`."""
        paths = [path for path in self.cells if path.startswith(f"{table}.")]
        return all(self.cells[path] is None and path not in self.source.cells for path in paths)

    def with_cells(self, changes: Mapping[str, Figure]) -> "Report":
        """Return a copy with figures replaced; a figure confirmed by a person is no longer a doubtful raw cell."""
        unknown = set(changes) - set(self.cells)
        if unknown:
            raise Unusable(f"表格中没有这一格：{sorted(unknown)[0]}。")
        raw = {path: cell for path, cell in self.source.cells.items() if path not in changes}
        return replace(self, cells={**self.cells, **changes}, source=replace(self.source, cells=raw))

    def with_text(self, where: str, text: str) -> "Report":
        """Return a copy with the string at `title`, `preamble` or `narrative.SECTION` replaced."""
        key = where.removeprefix("narrative.")
        if key not in (*NARRATIVE, "title", "preamble"):
            raise Unusable(f"报告中没有“{where}”这一部分。")
        changes: dict[str, Any] = {key: text}
        return replace(self, **changes)

    def to_json(self) -> dict[str, Any]:
        """The report JSON of the contract; blanks are null, money is a string."""
        tables: dict[str, Any] = {}
        is_money = {path: cell.decimal for path, cell in load_form("2021").cells.items()}
        for path, value in self.cells.items():
            table, row, column = path.split(".")
            shown = show_figure(value) if value is not None and is_money[path] else value
            tables.setdefault(table, {}).setdefault(row, {})[column] = shown
        unit = self.unit
        return {
            "schema": SCHEMA,
            "format": self.format,
            "unit": {key: getattr(unit, key) for key in ("name", "short", "kind", "county", "city", "province")},
            "year": self.year,
            "title": self.title,
            "preamble": self.preamble,
            "narrative": {key: getattr(self, key) for key in NARRATIVE},
            **tables,
            "facts": dict(self.facts),
            "source": {
                "file": self.source.file,
                "warnings": list(self.source.warnings),
                "cells": {p: {"raw": c.raw, "reason": c.reason} for p, c in self.source.cells.items()},
            },
        }

    @classmethod
    def from_json(cls, data: Any) -> "Report":
        """Build a report from the contract's JSON (parsed or text); raise Unusable with a sentence where it is none."""
        if isinstance(data, str | bytes):
            try:
                data = json.loads(data)
            except (ValueError, RecursionError) as error:
                raise Unusable("这不是完整的 JSON 数据，请重新导出后再试。") from error
        if not isinstance(data, dict) or data.get("schema") != SCHEMA:
            raise Unusable(f"这不是年报数据（缺少 schema“{SCHEMA}”）。")
        edition = str(data.get("format") or "2021")
        if edition not in EDITIONS:
            raise Unusable(f"不认识的年报格式“{edition}”，只支持 2021 版和 2019 版。")
        source = _mapping(data, "source")
        cells, raw = _cells(data)
        for path, cell in _mapping(source, "cells").items():
            if path in cells and isinstance(cell, dict):
                raw.setdefault(path, RawCell(str(cell.get("raw", "")), str(cell.get("reason", ""))))
        narrative = _mapping(data, "narrative")
        warnings = source.get("warnings")
        return cls(
            unit=cls.unit_from_json(_mapping(data, "unit")),
            year=_year(data.get("year")),
            format=edition,
            title=_string(data, "title"),
            preamble=_string(data, "preamble"),
            **{key: _string(narrative, key) for key in NARRATIVE},
            cells=cells,
            facts={str(k): v for k, v in _mapping(data, "facts").items() if isinstance(v, str | int | float | None)},
            source=Source(
                _string(source, "file"), tuple(map(str, warnings)) if isinstance(warnings, list) else (), raw
            ),
        )

    @staticmethod
    def unit_from_json(data: Mapping[str, Any]) -> Unit:
        """The `unit` of the contract's JSON; what it leaves out is read from the name."""
        name = _string(data, "name")
        parsed = Unit.parse(name)
        stated = {
            key: _string(data, key) or getattr(parsed, key) for key in ("short", "kind", "county", "city", "province")
        }
        for kind in TOWNSHIPS:  # 民族乡 is a 乡, 街道办事处 a 街道
            if kind in stated["kind"]:
                stated["kind"] = kind
        return Unit(name, **stated)


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = data.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise Unusable(f"年报数据中“{key}”的写法不对，应为一组键和值。")
    return value


def _string(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unusable(f"年报数据中“{key}”应为文字。")
    return value


def _year(value: Any) -> int | None:
    if value is None:
        return None
    digits = re.fullmatch(r"(\d{4})(?:\.0)?年?", str(value).strip())
    if not digits or not 2008 <= int(digits[1]) <= 2100:
        raise Unusable(f"年报数据中的年度“{value}”不对，应为2008至2100之间的四位数年份。")
    return int(digits[1])


def _cells(data: Mapping[str, Any]) -> tuple[dict[str, Figure], dict[str, RawCell]]:
    cells: dict[str, Figure] = {}
    raw: dict[str, RawCell] = {}
    rows: dict[str, Mapping[str, Any]] = {}
    for path, cell in load_form("2021").cells.items():
        row, _, column = path.rpartition(".")
        if row not in rows:
            rows[row] = _mapping(_mapping(data, cell.table), row.partition(".")[2])
        value = rows[row].get(column)
        reading = read_figure(value, decimal=cell.decimal)
        cells[path] = reading.value
        if reading.fault:
            raw[path] = RawCell(str(value), reading.note or "")
    return cells, raw

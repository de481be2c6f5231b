"""Tiny filings over a clean report: a case says only what matters."""

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from assistant.report import Figure, Filing, RawCell, Report, Source, Unit, load_form

HERE = Path(__file__).parent
TEXTS = ("title", "preamble", "overview", "problems", "improvements", "other")
CLEAN = tomllib.loads((HERE / "clean.toml").read_text("utf-8"))


def clean_filing() -> Filing:
    return filing_of({"previous": {}})


def filing_of(case: dict[str, Any]) -> Filing:
    """The clean filing with the fields of a case in place; last year's report only where the case has `previous`."""
    report = _with(_base(), case)
    previous = None
    if "previous" in case:
        year = report.year - 1 if report.year else None
        last = replace(_base(), year=year, unit=report.unit, cells=dict.fromkeys(load_form("2021").cells, 0), facts={})
        last = _with(replace(last, title=last.official_title), CLEAN["previous"])
        previous = _with(last, case["previous"])
    return Filing(report, previous, tuple(Unit.parse(name) for name in case.get("peers", ())))


def _base() -> Report:
    zeros: dict[str, Figure] = dict.fromkeys(load_form("2021").cells, 0)
    unit = replace(Unit.parse(CLEAN["unit"]), county=CLEAN["county"])
    texts = {key: CLEAN[key].strip() for key in TEXTS if key in CLEAN}
    report = Report(unit, CLEAN["year"], cells=zeros | _figures(CLEAN["cells"]), facts=CLEAN["facts"], **texts)
    return replace(report, title=report.official_title)


def _with(report: Report, case: dict[str, Any]) -> Report:
    if "unit" in case:
        unit = Unit.parse(case["unit"])
        report = _renamed(report, replace(unit, county=case.get("county", unit.county)))
    elif "county" in case:
        report = replace(report, unit=replace(report.unit, county=case["county"] or None))
    report = replace(report, year=case.get("year", report.year), format=case.get("format", report.format))
    report = replace(report, title=report.official_title, facts=case.get("facts", report.facts))
    for key in TEXTS:
        if key in case:
            report = replace(report, **{key: case[key].strip()})
    if many := case.get("overview_times"):
        report = replace(report, overview=many["text"] * many["times"])
    empty = {path: None for path in report.cells if path.split(".")[0] in case.get("empty", ())}
    raw = {path: RawCell(text, "") for path, text in case.get("raw", {}).items()}
    cells = {**report.cells, **empty, **_figures(case.get("cells", {})), **dict.fromkeys(raw)}
    return replace(report, cells=cells, source=Source(cells=raw))


def _renamed(report: Report, unit: Unit) -> Report:
    """The clean report told by another unit: its name and 我乡 are exchanged."""
    old = report.unit
    pairs = ((old.name, unit.name), (old.short, unit.short), (old.self_name, unit.self_name))
    for where, text in report.texts().items():
        for theirs, ours in pairs:
            text = text.replace(theirs, ours)
        report = report.with_text(where, text)
    return replace(report, unit=unit)


def _figures(cells: dict[str, Any]) -> dict[str, Figure]:
    """'' stands for a blank, a decimal is written as a string."""
    known = load_form("2021").cells
    return {
        path: None if value == "" else Decimal(value) if known[path].decimal else value for path, value in cells.items()
    }

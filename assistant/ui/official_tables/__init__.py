"""The official tables as an editor: the paper form in the page, every cell an input, judged as one types.

Two components make it: the paper, heavy and always the same, and the answer, which comes with every edit and stays light.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from assistant.report import Filing, Finding, load_form, read_figure, show_figure
from assistant.rules import last_year
from assistant.ui.official_tables.layout import draw, order

TABLES = ("proactive", "requests", "disputes")
LONGEST = 200  # characters of one entry that are taken from the browser
BLANK = ("cell-blank", "table-missing")  # told as one number for each table
JUDGED = (  # the rules about cells that the page knows too (rules.js), besides the relations of the form
    "in-force-impossible", "township-regulations", "fee-implausible", "carry-over", "in-force-balance", "pending-vanished", "figure-jump",
    "repealed-at-once", "suit-without-reconsideration", "dispute-without-request", "only-repeats",
)  # fmt: skip


@dataclass(frozen=True)
class Carried:
    """An offer for a cell: last year's figure `base`, and this year's cells that add to it or take from it."""

    base: int
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    words: str


@dataclass(frozen=True)
class Remark:
    """What is said beside the tables, with the cell that it leads to; `severity` is error, warning or hint."""

    severity: str
    badge: str
    words: str
    where: str


def paper(key: str, tables: tuple[str, ...] = TABLES) -> None:
    """Draw the blank tables that `official_tables` with the same key fills: outside the part of a page that an edit runs."""
    _paper(tables)(key=f"{key}-paper", data={"key": key})


def official_tables(
    values: Mapping[str, str],
    *,
    faults: Mapping[str, str],
    revision: str | int,
    key: str,
    tables: tuple[str, ...] = TABLES,
    carried: Mapping[str, Carried] | None = None,
    filing: Filing | None = None,
    remarks: Sequence[Remark] | None = None,
    waived: Collection[Finding] = (),
    focus: str | None = None,
    on_change: Callable[[dict[str, str]], object] | None = None,
    disabled: bool = False,
    drawn: bool = False,
) -> dict[str, str] | None:
    """Draw the tables of the 2021 form; return every cell touched since `revision` as {path: text as typed}, None if none.

    `values` maps paths to the text to show ('' = blank). It is read only when `revision` changes, so that a rerun never
    disturbs who is typing. `faults` maps paths to a sentence in Chinese and is read on every run. `carried` maps paths to
    what can be offered there from last year's figures. `remarks` stand in a column beside the tables, which None leaves out.
    What `judged_here` is true for need be neither there nor in `faults`: the editor finds it itself, in the rules' words and
    with the key, but for `waived`; the number of blanks in each table too. For the rules that ask for the unit or last year's
    figures it takes them from `filing`; with None it knows the form's own relations and what is no count.

    A revision names one state of one draft: it differs between drafts, is never used twice, and changes when anything but
    this editor changes the figures. What was typed meanwhile is laid over the new values and comes back under the new
    revision. So replace figures in the script's body; another widget's callback may run before the last edits are in.

    `on_change` gets the edits before the script runs, so that `values` and `faults` can already know them. `focus` is a
    path to go to, once for each pair of revision and focus; what follows a `#` makes a pair new and is otherwise ignored.
    With `drawn` the page draws the `paper` itself.
    The texts are the browser's, untrusted: read them with `read_figure`.
    """
    revision = str(revision)
    seen = f"{key}:seen"  # the last package of edits that was handed over

    def hand_over() -> dict[str, str]:
        package = _package(key)
        edits = _edits(package, revision, tables)
        if edits:
            st.session_state[seen] = package["n"]
        return edits

    def changed() -> None:
        edits = hand_over()
        if edits and on_change:
            on_change(edits)

    data = {
        "key": key,
        "revision": revision,
        "values": [values.get(path, "") for path in order(load_form("2021"), tables)],
        "faults": dict(faults),
        "carried": {path: asdict(offer) for path, offer in (carried or {}).items()},
        "edits": _edits(_package(key), revision, tables),
        "seen": st.session_state.get(seen, 0),
        "remarks": None if remarks is None else [asdict(remark) for remark in remarks],
        "waived": [" ".join((one.rule, one.where, one.message)) for one in waived],
        "focus": focus or "",
        "disabled": disabled,
        **asked(filing, tables),
    }
    _answer()(key=key, data=data, on_edits_change=changed if on_change else _nothing)
    if not drawn:
        paper(key, tables)
    return hand_over() or None


def judged_here(finding: Finding, filing: Filing) -> bool:
    """True for what the editor finds itself when it is given this filing."""
    if finding.rule == "cell-not-count":
        return _reads_alike(finding.where, filing)
    return finding.rule in (*BLANK, *JUDGED) or (finding.rule, finding.where) in _relations(filing.report.format)


@cache
def _relations(edition: str) -> frozenset[tuple[str, str]]:
    """Rule and place of the relations that an edition shares with the one that is drawn."""
    drawn = load_form("2021").relations
    return frozenset((r.rule, r.where) for r in load_form(edition).relations if r in drawn)


def _reads_alike(path: str, filing: Filing) -> bool:
    """False where a document gave another reason than the text of the cell shows."""
    raw = filing.report.source.cells.get(path)
    if raw is None or filing.report[path] is not None:
        return True
    reading = read_figure(raw.raw, decimal=load_form("2021").cells[path].decimal)
    return reading.fault and reading.note == raw.reason


def asked(filing: Filing | None, tables: tuple[str, ...] = TABLES) -> dict[str, Any]:
    """What the rules about cells ask for besides this year's figures.

    The unit's kind, the figures of the last report known, the cells that a document left unread for reasons of its own, and
    those that the report's edition does not have, which may stay blank.
    """
    if filing is None:
        return {"unit": None, "past": None, "unread": [], "spare": []}
    unit, previous, paths = filing.report.unit, filing.previous, order(load_form("2021"), tables)
    figures = [show_figure(previous[path]) for path in paths] if previous else []
    return {
        "unread": [path for path in paths if not _reads_alike(path, filing)],
        "spare": [path for path in paths if path not in filing.report.form.cells],
        "unit": {"kind": unit.kind, "township": unit.is_township},
        "past": {"figures": figures, "follows": last_year(filing) is not None} if previous else None,
    }


def sent(cells: Mapping[str, str], revision: str | int, n: int = 1) -> dict[str, Any]:
    """Return what the browser sends for these edits; `n` counts the packages of one session upwards."""
    return {"edits": {"revision": str(revision), "n": n, "cells": dict(cells)}}


def _nothing() -> None:
    """Stand for a callback: Streamlit keeps only the state that has one."""


@cache
def _paper(tables: tuple[str, ...]) -> Callable[..., Any]:
    return st.components.v2.component(
        f"paper_{'_'.join(tables)}",
        html=draw(load_form("2021"), tables),
        css=_text("tables.css"),
        js=_text("rules.js") + _text("tables.js"),
    )


@cache
def _answer() -> Callable[..., Any]:
    return st.components.v2.component("official_tables", html="<span></span>", js=_text("answer.js"))


def _text(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


def _package(key: str) -> dict[str, Any]:
    state = st.session_state.get(key)
    package = state.get("edits") if isinstance(state, Mapping) else None
    if not isinstance(package, Mapping) or not isinstance(package.get("n"), int):
        return {"revision": None, "n": 0, "cells": {}}
    return dict(package)


def _edits(package: Mapping[str, Any], revision: str, tables: tuple[str, ...]) -> dict[str, str]:
    cells = package.get("cells")
    if package.get("revision") != revision or not isinstance(cells, Mapping):
        return {}
    known = load_form("2021").cells
    return {
        path: text[:LONGEST]
        for path, text in cells.items()
        if path in known and known[path].table in tables and isinstance(text, str)
    }

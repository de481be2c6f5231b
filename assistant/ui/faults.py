"""Findings as people read them: where, what, what to do, and the way there."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from assistant.report import Finding, Report, load_form
from assistant.report.prose import around
from assistant.storage import Draft
from assistant.ui import frame, state
from assistant.ui.reading import plain
from assistant.ui.status import blank_cells

SEVERITIES = {"error": ("错误", "red"), "warning": ("疑点", "orange"), "hint": ("提示", "gray")}
TABLES = ("proactive", "requests", "disputes")


def table_of(where: str) -> str | None:
    """The table that a path lies in, None for text."""
    key = where.split(".")[0]
    return key if key in TABLES else None


def section_of(where: str) -> str | None:
    """The part of the editor that a path of text lies in."""
    if where.startswith("narrative."):
        return where.removeprefix("narrative.")
    return "preamble" if where in ("preamble", "title") else None


def quoted(finding: Finding, report: Report) -> str:
    """The words that a finding is about, with those beside them; '' where it has none."""
    return around(report.text(finding.where), *finding.span) if finding.span else ""


def badge(finding: Finding) -> None:
    words, color = SEVERITIES[finding.severity]
    st.badge(words, color=color)  # type: ignore[arg-type]


def sentence(finding: Finding, report: Report) -> str:
    """A finding in Markdown: the message, the words meant, and what to do."""
    words = quoted(finding, report)
    shown = f"　原文：“{plain(words)}”" if words and words not in finding.message else ""
    return f"{plain(finding.message)}{shown}" + (f"  \n:gray[{plain(finding.fix)}]" if finding.fix else "")


def by_cell(findings: Iterable[Finding]) -> dict[str, str]:
    """The faults for the table editor: a sentence for each cell; a table's own fault stands at its first cell."""
    cells = load_form("2021").cells
    faults: dict[str, list[str]] = {}
    for finding in findings:
        if finding.where in cells and finding.rule != "cell-blank" and finding.severity != "hint":
            faults.setdefault(finding.where, []).append(finding.message)
    return {where: " ".join(sentences) for where, sentences in faults.items()}


def cell_to_show(where: str, draft: Draft) -> str:
    """The cell to go to for a finding about a table: its own, or the first blank one of the table, or the first."""
    cells = [path for path in load_form("2021").cells if path.startswith(f"{where}.")]
    if not cells:
        return where
    return next((path for path in cells if draft.report[path] is None), cells[0])


def visit(finding: Finding, draft: Draft) -> None:
    """Go to the page where a finding can be mended."""
    if section := section_of(finding.where):
        state.go_to_section(section)
        if finding.span:
            state.seek(draft.report.text(finding.where)[slice(*finding.span)], finding.span[0])
        frame.go(frame.WRITE)
    if table_of(finding.where):
        state.focus(cell_to_show(finding.where, draft))
    frame.go(frame.TABLES)


def grouped(findings: Iterable[Finding]) -> list[tuple[Finding, int]]:
    """Blank cells of one table as one line with their number; all others one by one."""
    lines: list[tuple[Finding, int]] = []
    blank: dict[Any, int] = {}
    for finding in findings:
        key = (finding.rule, table_of(finding.where), finding.waiver is None)
        if finding.rule == "cell-blank" and key in blank:
            first, count = lines[blank[key]]
            lines[blank[key]] = (first, count + 1)
            continue
        if finding.rule == "cell-blank":
            blank[key] = len(lines)
        lines.append((finding, 1))
    return lines


def blank_words(finding: Finding, report: Report) -> str:
    """What to say for the blank cells of a table."""
    key = str(table_of(finding.where))
    count = sum(path.startswith(f"{key}.") for path in blank_cells(report))
    return f"还有 {count} 格没有填。  \n:gray[没有数的也要填 0，可到“填表”用“其余全部为 0”一次填好。]"

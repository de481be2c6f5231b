"""What was recognised in a document, before anything is kept of it."""

from collections.abc import Mapping

import streamlit as st

from assistant.report import NARRATIVE, Report
from assistant.ui import state
from assistant.ui.marks import plain
from assistant.ui.sections import TITLES

KINDS = ["docx", "doc", "html", "htm", "txt", "md", "json", "pdf"]
EDITIONS = {"2021": "2021版（六个部分）", "2019": "2019版（旧表格）"}


@st.cache_data(show_spinner="正在读取文件…", max_entries=40)
def read(name: str, data: bytes) -> Report:
    """Read an uploaded document once; raise Unusable with a sentence."""
    return state.assistant().read_bytes(name, data)


def figures_read(report: Report) -> str:
    """How many cells of the edition's tables hold a figure: `198/200`."""
    cells = report.form.cells
    return f"{sum(report[path] is not None for path in cells)}/{len(cells)}"


def doubtful(report: Report) -> dict[str, str]:
    """The cells that were not read for sure, with the sentence that says why; blank ones of the edition are among them."""
    found: dict[str, list[str]] = {}
    for sentence in report.source.warnings:
        for path in _cells_of(report, sentence):
            found.setdefault(path, []).append(sentence)
    for path in report.form.cells:
        if report[path] is None:
            found.setdefault(path, ["没有读到这一格，请对照原文填写。"])
    return {path: " ".join(sentences) for path, sentences in found.items()}


def still_doubtful(read: Report, report: Report, typed: Mapping[str, str]) -> tuple[str, ...]:
    """The warnings of a document as read that no correction has settled: cells typed anew, unit or year filled in."""
    left = []
    for sentence in read.source.warnings:
        cells = _cells_of(read, sentence)
        settled = bool(set(cells) & set(typed)) and all(report[path] is not None for path in cells)
        settled |= sentence.startswith("没有读出报告单位") and bool(report.unit.name)
        settled |= sentence.startswith("没有读出报告年度") and bool(report.year)
        left += [] if settled else [sentence]
    return tuple(left)


def _cells_of(report: Report, sentence: str) -> list[str]:
    """The cells that a warning is about: one, a row, or a table; none where it is about something else."""
    cells = report.form.cells
    one = [path for path, cell in cells.items() if sentence.startswith(cell.label)]
    if one:
        return one[:1]
    tables = {table.key: table.name for table in report.form.tables}
    own = [path for path, cell in cells.items() if tables[cell.table] in sentence]
    rows = [path for path in own if f"“{cells[path].row.label}”" in sentence]
    whole = "的表格" in sentence or "全部为空" in sentence
    return rows or (own if whole else [])


def recognised(report: Report) -> None:
    """Show unit, year, edition, figures, text and everything that was doubtful."""
    with st.container(border=True):
        st.markdown(f"**{plain(report.unit.name) or '（没有识别出单位）'}　{report.year or '（没有识别出年度）'}年**")
        written = [TITLES[key] for key in NARRATIVE if report.text(key)]
        st.caption(
            f"格式：{EDITIONS[report.format]}　｜　表格数字：读出 {figures_read(report)} 格　｜　"
            f"文字：{'、'.join(written) or '没有读出'}"
        )
        warnings(report)


def warnings(report: Report) -> None:
    found = report.source.warnings
    if not found:
        return
    with st.expander(f"读取时有 {len(found)} 处需要留意", expanded=len(found) <= 3):
        st.markdown("\n".join(f"- {plain(sentence)}" for sentence in found))

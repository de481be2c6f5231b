"""What was recognised in a document, before anything is kept of it."""

import re

import streamlit as st

from assistant.report import NARRATIVE, Report
from assistant.ui import state
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


def recognised(report: Report) -> None:
    """Show unit, year, edition, figures, text and everything that was doubtful."""
    with st.container(border=True):
        st.markdown(f"**{report.unit.name or '（没有识别出单位）'}　{report.year or '（没有识别出年度）'}年**")
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


def plain(text: str) -> str:
    """Text as it is, for places that read Markdown."""
    return re.sub(r"([\\`*_\[\]<>#|~$:])", r"\\\1", text)

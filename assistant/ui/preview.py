"""One document before it is kept: a line that says what was recognised, and behind it tables, text and doubts to mend."""

from dataclasses import replace

import streamlit as st

from assistant.report import Report, Unit, show_figure
from assistant.service import with_typed
from assistant.ui import state
from assistant.ui.official_tables import official_tables
from assistant.ui.reading import EDITIONS, doubtful, figures_read, plain, still_doubtful
from assistant.ui.sections import TITLES, path_of

MANY = 5  # doubts that stand in a page without taking it over


def preview(key: str, name: str, read: Report) -> Report:
    """Draw a document's line and, where it is unfolded, all that was recognised; return the report as corrected."""
    typed: dict[str, str] = state.typed(f"typed:{key}") or {}
    report = _corrected(read, key, typed)
    with st.expander(_steady_line(name, report, key), on_change="rerun", key=f"preview:{key}") as folded:
        if state.typed(f"open:{key}") and not folded.open:  # now the line may say what has changed
            state.put(f"open:{key}", False)
            st.rerun()
        state.put(f"open:{key}", folded.open)
        if folded.open:
            mended = _origin(key, report)
            _doubts(report)
            if typed and not doubtful(report):
                st.caption(":green-badge[核对完] 标出的格都已补好，可以保存了。")
            figures, words = st.tabs(["三张表", "文字"], key=f"parts:{key}")
            with words:
                _texts(report)
            with figures:
                edits = _tables(key, report)
            state.put(f"typed:{key}", {**typed, **edits})
            if mended or {**typed, **edits} != typed:
                st.rerun()
    return report


def _steady_line(name: str, report: Report, key: str) -> str:
    """The line as it stood when it was unfolded: one with new words would fold by itself."""
    if not state.typed(f"open:{key}"):
        state.put(f"line:{key}", _line(name, report))
    return str(state.typed(f"line:{key}"))


def _line(name: str, report: Report) -> str:
    """The folded line: file, unit, year, edition, figures, and how much is doubtful."""
    cells, doubts = doubtful(report), report.source.warnings
    unknown = not report.unit.name or not report.year
    state_ = (
        ":orange-badge[需补填]"
        if unknown
        else f":orange-badge[{len(cells) or len(doubts)} 处需核对]"
        if cells or doubts
        else ":green-badge[完整]"
    )
    return (
        f"{plain(name)}　**{plain(report.unit.name) or '单位不明'}　{report.year or '年度不明'}年**　"
        f":gray[{EDITIONS[report.format]}，数字 {figures_read(report)} 格]　{state_}"
    )


def _corrected(read: Report, key: str, typed: dict[str, str]) -> Report:
    """The report with what staff have put in since it was read; what is settled by that is doubtful no more."""
    report = with_typed(read, typed) if typed else read
    name, year = state.typed(f"origin:{key}") or (read.unit.name, read.year)
    if name != read.unit.name:
        report = replace(report, unit=Unit.parse(name))
    report = replace(report, year=year)
    return replace(report, source=replace(report.source, warnings=still_doubtful(read, report, typed)))


def _origin(key: str, report: Report) -> bool:
    """Unit and year to mend; kept apart from the widgets, which are forgotten when the line is folded. True when changed."""
    left, right = st.columns([3, 1])
    missing = "没有认出，请填写（不知道可以空着）"
    name = left.text_input("单位全称", value=report.unit.name, placeholder=missing, key=f"mend-unit:{key}").strip()
    year = right.number_input(
        "报告年度", 2008, 2099, value=report.year, step=1, placeholder="没有认出", key=f"mend-year:{key}"
    )
    state.put(f"origin:{key}", (name, year))
    return (name, year) != (report.unit.name, report.year)


def _tables(key: str, report: Report) -> dict[str, str]:
    """The tables as read, doubtful cells marked; what is typed comes back."""
    if report.format != "2021":
        st.caption("这份年报用的是2019版旧表，已按对应关系放进现行表格；旧表没有的格空着，不用填。")
    values = {path: show_figure(value) for path, value in report.cells.items()}
    values |= {path: cell.raw for path, cell in report.source.cells.items() if path in values}
    st.caption("标出的格没有读准，请对照原文填写或改正；读不出的空着，不会当成 0。")
    return official_tables(values, faults=doubtful(report), revision=f"preview:{key}", key=f"tables:{key}") or {}


def _texts(report: Report) -> None:
    for section in TITLES:
        text = report.text(path_of(section))
        st.markdown(f"**{TITLES[section]}**" + ("" if text else "　:gray[没有读出]"))
        if text:
            st.text(text)


def _doubts(report: Report) -> None:
    found = report.source.warnings
    if found:
        st.markdown(f"**需要核对的 {len(found)} 处**")
        with st.container(height=170 if len(found) > MANY else "content", border=len(found) > MANY):
            st.markdown("\n".join(f"- {plain(sentence)}" for sentence in found))

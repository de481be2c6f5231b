"""Importing documents into the corpus: what was recognised is seen, and mended where needed, before anything is kept."""

from dataclasses import replace

import streamlit as st

from assistant.report import Report, Unit, Unusable
from assistant.ui import state
from assistant.ui.progress import watch
from assistant.ui.reading import EDITIONS, KINDS, figures_read, plain, read

WORK = "intake"
Upload = tuple[str, bytes, Report]


def intake() -> None:
    """Draw the uploader, the preview of each file, and the button that keeps them."""
    _finished()
    with st.expander("导入年报", expanded=not state.jobs().running(WORK), icon=":material/upload_file:"):
        files = st.file_uploader(
            "可一次选多个文件（docx、doc、html、txt、pdf、json，或打包的 zip）", type=[*KINDS, "zip"],
            accept_multiple_files=True, key=f"intake:{state.count('intake')}",
        )  # fmt: skip
        if files:
            good = _preview([(file.name, file.getvalue()) for file in files])
            if st.button(
                f"保存到语料库（{len(good)} 份）", type="primary", disabled=not good or state.jobs().running(WORK)
            ):
                house = state.assistant()
                state.jobs().start(WORK, "正在保存", lambda progress: house.add_documents(good, progress))
                state.count("intake", 1)
                st.rerun()
    watch(WORK)


def _finished() -> None:
    done = state.jobs().take(WORK)
    if done is None:
        return
    state.forget_passages()
    if done.error:
        st.error(done.error)
        return
    made = done.result
    st.success(f"新增 {made.added} 份，未变 {made.unchanged} 份，替换 {made.replaced} 份。")
    for sentence in made.warnings:
        st.warning(sentence)


def _preview(files: list[tuple[str, bytes]]) -> list[Upload]:
    """A line for each document; return those that can be kept."""
    good: list[Upload] = []
    for number, (name, data) in enumerate(_unpacked(files)):
        try:
            report = read(name, data)
        except Unusable as error:
            st.error(str(error))
            continue
        report = _mended(report, f"{number}:{name}")
        doubts = report.source.warnings
        st.markdown(
            f"**{plain(name)}**　{plain(report.unit.name) or '单位不明'}　{report.year or '年度不明'}年　"
            f":gray[{EDITIONS[report.format]}，表格数字 {figures_read(report)} 格]"
        )
        if doubts:
            st.caption(
                "；".join(plain(sentence).rstrip("。") for sentence in doubts[:4]) + ("……" if len(doubts) > 4 else "。")
            )
        good.append((name, data, report))
    return good


def _unpacked(files: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    found = []
    for name, data in files:
        try:
            found += state.assistant().unpacked(name, data)
        except Unusable as error:
            st.error(str(error))
    return found


def _mended(report: Report, key: str) -> Report:
    """Ask for the unit or year that was not recognised."""
    if report.unit.name and report.year:
        return report
    left, right = st.columns([3, 1])
    if not report.unit.name:
        name = left.text_input("没有认出单位，请填全称（不知道可以空着）", key=f"mend-unit:{key}")
        report = replace(report, unit=Unit.parse(name)) if name else report
    if not report.year:
        year = right.number_input("没有认出年度，请填", 2008, 2099, value=None, step=1, key=f"mend-year:{key}")
        report = replace(report, year=int(year)) if year else report
    return report

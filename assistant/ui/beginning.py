"""新建年报: from last year's document, from one in the corpus, or from nothing."""

from datetime import date

import streamlit as st

from assistant.report import Report, Unusable
from assistant.ui import frame, state
from assistant.ui.marks import plain
from assistant.ui.reading import KINDS, read, recognised

UPLOAD, CORPUS, SCRATCH = "上传上年年报", "从语料库选上年年报", "从零开始"
FIRST, LAST = 2021, 2099


def begin() -> None:
    """Draw the ways to begin and, once a unit and year are known, the button that does it."""
    st.header("新建年报", anchor=False)
    way = st.segmented_control(
        "新建方式", (UPLOAD, CORPUS, SCRATCH), default=UPLOAD, required=True, label_visibility="collapsed"
    )
    if way == UPLOAD:
        previous = _uploaded()
    elif way == CORPUS:
        previous = _from_corpus()
    else:
        previous = None
    if way == SCRATCH or previous:
        _settle(previous)


def _uploaded() -> Report | None:
    file = st.file_uploader(
        "上年年报文件（docx、doc、html、txt、pdf、json）", type=KINDS, key=f"last-year:{state.count('last-year')}"
    )
    if file is None:
        return None
    try:
        report = read(file.name, file.getvalue())
    except Unusable as error:
        st.error(plain(str(error)))
        return None
    st.write("读出的内容：")
    recognised(report)
    return report


def _from_corpus() -> Report | None:
    documents = state.assistant().documents()
    if not documents:
        st.info("语料库还是空的。可以先到“语料库”导入往年年报，或用另外两种方式新建。")
        return None
    chosen = st.selectbox(
        "上年年报",
        documents,
        index=None,
        placeholder="请选择单位和年度",
        format_func=lambda d: f"{d.report.unit.name} {d.report.year or '年度不明'}年{'（样例）' if d.sample else ''}",
    )
    if chosen:
        recognised(chosen.report)
    return chosen.report if chosen else None


def _settle(previous: Report | None) -> None:
    """Ask for what is not known yet and begin."""
    known = previous.unit.name if previous else ""
    last = previous.year if previous and previous.year else None
    guess = last + 1 if last else date.today().year - 1
    mark = f"{known}:{last}"
    left, right = st.columns([3, 1])
    unit = left.text_input("单位全称", value=known, placeholder="如：××县××乡人民政府", key=f"unit:{mark}")
    year = right.number_input("报告年度", FIRST, LAST, value=max(FIRST, min(guess, LAST)), step=1, key=f"year:{mark}")
    if previous and last != int(year) - 1:
        st.caption(f"所选年报是{last or '年度不明'}的，不是{int(year) - 1}年的，所以“上年结转”不会自动填入。")
    if any(d.report.unit.name == unit and d.report.year == int(year) for d in state.assistant().drafts()):
        st.caption("上面已经有这个单位这一年度的年报；再新建会成为另外一份。")
    label = f"用它新建{int(year)}年报告" if previous else f"新建{int(year)}年报告"
    if st.button(label, type="primary", disabled=not unit.strip()):
        try:
            draft = state.assistant().new_draft(unit.strip(), int(year), previous)
        except Unusable as error:
            st.error(plain(str(error)))
            return
        state.count("last-year", 1)
        state.open_draft(draft.id)
        frame.go(frame.TABLES)

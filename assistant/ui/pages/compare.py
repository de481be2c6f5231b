"""对比: each sentence beside the nearest of others, what is alike, what others write about, and the figures."""

import streamlit as st

from assistant.comparison import Beside
from assistant.storage import Draft
from assistant.ui import frame, state
from assistant.ui.charts import charts
from assistant.ui.comparing import likeness, matrix, sentences
from assistant.ui.marks import plain
from assistant.ui.peers import pick
from assistant.ui.progress import watch

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Made = tuple[Beside, frozenset[str]]  # a comparison, and the sentences in it that can be borrowed
house, jobs = state.assistant(), state.jobs()


def page(draft: Draft) -> None:
    known = house.comparable(draft)
    if not known:
        st.info("语料库是空的，没有可以对比的年报。可以先到“语料库”导入。")
        st.page_link(frame.CORPUS, label="去“语料库”", icon=":material/library_books:")
        return
    chosen = pick(draft, known)
    if chosen and (made := compared(draft, chosen)):
        shown(draft, *made)


def worked_out(draft: Draft, chosen: list[str]) -> Made:
    made = house.compare_with(draft, chosen)
    return made, house.borrowable(draft, made)


def compared(draft: Draft, chosen: list[str]) -> Made | None:
    """The comparison with these reports, worked out beside the page.

    While a changed text is compared anew, the comparison before it stands, and so the reader's place; None where there is none.
    """
    asked = (draft.id, *chosen)
    work = f"compare:{draft.revision}:{','.join(asked)}"
    if done := jobs.take(work):
        state.put("comparison", (work, asked, done))
    kept, of, known = state.typed("comparison") or ("", (), None)
    with st.container():
        if known is None or kept != work:
            jobs.start(work, "正在对比", lambda _progress: worked_out(draft, chosen))
            watch(work)
        elif known.error:
            st.error(plain(known.error))
            if st.button("再试一次"):
                state.put("comparison", None)
                st.rerun()
    return known.result if known and of == asked else None


def shown(draft: Draft, made: Beside, free: frozenset[str]) -> None:
    text, alike, about, figures = st.tabs(["逐句对照", "雷同程度", "写到的方面", "数字对比"], key="compare-tabs")
    with text:
        if made.nearest:
            sentences(draft, made, free)
        else:
            st.info("这份年报还没有文字，先到“撰写”写好再来逐句对照。")
            st.page_link(frame.WRITE, label="去“撰写”", icon=":material/edit_document:")
    with alike:
        likeness(made.likeness)
    with about:
        matrix(draft, made.rows)
    with figures:
        charts(made.rows)
    name = f"{draft.report.unit.short}{draft.report.year}年年报对比表.xlsx"
    st.download_button("下载对比表（Excel）", house.comparison_sheet(draft, made), name, SHEET, on_click="ignore")


if opened := frame.open_draft(
    "对比", "看自己的文字和别处哪里一样、别人写了什么；借用之前都会先换成本单位的说法给您看。"
):
    page(opened)

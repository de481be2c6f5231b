"""对比: each paragraph beside the nearest passages of others, and the themes that others cover."""

import streamlit as st

from assistant.storage import Draft
from assistant.ui import frame, state
from assistant.ui.comparing import side_by_side, theme_matrix
from assistant.ui.progress import watch


def page(draft: Draft) -> None:
    house, jobs = state.assistant(), state.jobs()
    work = f"compare:{draft.id}:{draft.revision}"
    if done := jobs.take(work):
        state.put("comparison", (work, done))
    kept = state.typed("comparison")
    if not any(draft.report.text(key).strip() for key in ("overview", "problems", "improvements", "other")):
        st.info("这份年报还没有文字，先到“撰写”写好再来对比。")
        st.page_link(frame.WRITE, label="去“撰写”", icon=":material/edit_document:")
    elif not house.documents():
        st.info("语料库是空的，没有可以对比的年报。可以先到“语料库”导入。")
    elif kept is None or kept[0] != work:
        jobs.start(work, "正在对比", lambda _progress: house.compare(draft.report))
        watch(work)
    elif kept[1].error:
        st.error(kept[1].error)
        if st.button("再试一次"):
            state.put("comparison", None)
            st.rerun()
    else:
        theme_matrix(kept[1].result.themes)
        side_by_side(kept[1].result.paragraphs)


if opened := frame.open_draft("对比", "逐段看自己的文字和最相近的别处文字；相同的字句加了底色，照抄太多就该改一改。"):
    page(opened)

"""Letting the search adapt to this corpus, with what it brought, and going back."""

import streamlit as st

from assistant.ui import state
from assistant.ui.progress import watch

WORK = "adapt"


def adapting() -> None:
    """A button that opens what adapting does; its outcome is told when it ends."""
    house, jobs = state.assistant(), state.jobs()
    with st.popover("让检索适应本语料"):
        st.write(
            "用语料库里带小标题的段落在本机再训练一次检索编码器，一般几秒到一分钟。先用一半单位的小标题学、另一半检验，"
            "只有检验结果更好才采用；不联网，随时可以恢复。"
        )
        inuse = house.adaptation()
        if inuse:
            st.write(f"现在用的是适应过的：查对主题的比例由 {inuse.before:.1%} 提高到 {inuse.after:.1%}。")
        if st.button("再适应一次" if inuse else "开始适应", key="adapt", disabled=jobs.running(WORK)):
            jobs.start(WORK, "检索正在适应本语料", house.adapt_encoder)
            st.rerun()
        if inuse and st.button("恢复原样", key="unadapt", disabled=jobs.running(WORK)):
            jobs.start(WORK, "检索正在恢复原样", house.undo_adaptation)
            st.rerun()
    if done := jobs.take(WORK):
        state.tell("error" if done.error else "success", done.error or _told(done.result))
        st.rerun()
    watch(WORK)


def _told(found: object) -> str:
    from assistant.retrieval import Outcome

    if not isinstance(found, Outcome):
        return "检索已恢复原样。"
    change = f"在没有学过的小标题上，查对主题的比例由 {found.before:.1%} 变为 {found.after:.1%}"
    return f"检索已适应本语料：{change}。" if found.kept else f"试过了，没有明显更好，保持原样（{change}）。"

"""我的年报: the reports being written, and how to begin a new one."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from assistant.storage import Draft
from assistant.ui import frame, state
from assistant.ui.beginning import begin
from assistant.ui.marks import plain
from assistant.ui.naming import naming
from assistant.ui.progress import watch
from assistant.ui.status import status_of
from assistant.ui.tour import steps

FEW = 4  # drafts from which on there is something to look for
ORDERS: dict[str, Callable[[Draft], Any]] = {
    "最近修改": lambda _: 0,  # as they come
    "单位": lambda d: (d.report.unit.name, -(d.report.year or 0)),
    "年度": lambda d: (-(d.report.year or 0), d.report.unit.name),
}
house, jobs = state.assistant(), state.jobs()


def samples() -> None:
    """Load the sample reports on first start, beside the page."""
    if house.samples_due and jobs.get("samples") is None:
        jobs.start("samples", "正在载入样例年报", house.load_samples)
    if done := jobs.take("samples"):
        state.forget_passages()
        if done.error:
            st.warning(f"{plain(done.error)}其余的可在“语料库”里接着载入。")
        else:
            st.success(f"已载入 {done.result.used} 份样例年报（虚构单位），起草和对比时参考；可在“语料库”中一键移除。")
    watch("samples", stoppable=True)  # below what is to be done: nobody has to wait for it


def row(draft: Draft) -> None:
    status, is_open = status_of(draft, house.findings(draft)), draft.id == state.typed("draft")
    with st.container(border=True, key=f"draft-{draft.id}"):
        name, how, when, buttons = st.columns([4, 2.4, 1.8, 3], vertical_alignment="center")
        name.markdown(f"**{plain(draft.report.unit.name)}　{draft.report.year}年**")
        with how.container(horizontal=True, gap="xsmall"):
            for words in status.parts:
                st.badge(words, color=status.color)
        when.caption(f"最后修改 {frame.clock(draft.updated)}")
        with buttons.container(horizontal=True, horizontal_alignment="right", gap="small"):
            if st.button("打开", key=f"open:{draft.id}", type="primary"):
                state.open_draft(draft.id)
                frame.go(frame.TABLES)
            naming(draft)
            with st.popover("删除"):
                st.write("删除后不能恢复，这份年报的表格、文字和对话都会删掉。")
                if st.button("确定删除", key=f"remove:{draft.id}"):
                    house.remove_draft(draft.id)
                    if is_open:
                        state.close_draft()
                    state.tell("success", f"已删除“{draft.report.unit.short}{draft.report.year}年”年报。")
                    st.rerun()


def chosen(found: list[Draft]) -> list[Draft]:
    """The drafts that are looked for, in the order wanted; a few need no search."""
    if len(found) < FEW:
        return found
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    words = left.text_input("查找", placeholder="单位名称或年度", key="mine-search", persist_state="session").split()
    order = right.segmented_control("排列", list(ORDERS), default="最近修改", required=True, key="mine-order")
    kept = [d for d in found if all(word in f"{d.report.unit.name}{d.report.year}年" for word in words)]
    if not kept:
        st.caption("没有找到，换个词试试。")
    return sorted(kept, key=ORDERS[order or "最近修改"])


frame.head("我的年报", "每份年报随填随存，关掉网页也不会丢。")
drafts = house.drafts()
if drafts:
    for each in chosen(drafts):
        row(each)
else:
    st.info(
        "还没有年报。最省事的办法：在下面上传去年的年报（Word、网页、PDF 或文本都行），单位信息和“上年结转”会自动带过来。"
    )
begin()
if not drafts:
    steps()
samples()

"""送审, 退回, 通过: the way of a report between the clerk and the county office, where people sign in."""

from collections.abc import Callable

import streamlit as st

from assistant.storage import STATES, Draft
from assistant.ui import state
from assistant.ui.status import Status
from assistant.ui.trouble import attempt


def workflow(draft: Draft, status: Status) -> None:
    """Draw where the report stands and what this user may do with it; nothing where nobody signs in."""
    user = state.who()
    if user is None:
        return
    with st.container(border=True, key="workflow"):
        st.markdown(f"**送审情况：{STATES[draft.state]}**")
        if draft.remark:
            st.caption("县级审核意见：")
            st.text(draft.remark)
        if user.role in ("clerk", "administrator"):
            _clerk(draft, status)
        if user.role in ("reviewer", "administrator"):
            _reviewer(draft)


def _clerk(draft: Draft, status: Status) -> None:
    house = state.assistant()
    if draft.state in ("draft", "returned"):
        if not status.ready:
            st.caption("还有错误没有改完，改完才能送审。")
        if st.button("送县里审核", type="primary", disabled=not status.ready):
            _do(lambda: house.submit(draft), "已送审。县里审核期间不能修改，需要改时可以撤回。")
    elif draft.state == "submitted" and st.button("撤回送审"):
        _do(lambda: house.withdraw(draft), "已撤回，可以继续修改。")


def _reviewer(draft: Draft) -> None:
    if draft.state not in ("submitted", "approved"):
        return
    house = state.assistant()
    remark = st.text_area("审核意见（退回时必填，写明要改什么）", key=f"remark:{draft.id}:{draft.updated}", height=90)
    with st.container(horizontal=True):
        if draft.state == "submitted" and st.button("通过", type="primary"):
            _do(lambda: house.approve(draft, remark), "已通过。")
        if st.button("退回修改"):
            _do(lambda: house.send_back(draft, remark), "已退回给填报单位。")


def _do(act: Callable[[], Draft], said: str) -> None:
    if attempt(act, lambda sentence: state.tell("warning", sentence)):
        state.tell("success", said)
    st.rerun()

"""What every page shares: the navigation, the open report in the sidebar, the head, and what was told."""

from datetime import datetime
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.commands import navigation
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from assistant.storage import STATES, Draft
from assistant.ui import state
from assistant.ui.entrance import leave
from assistant.ui.manners import manners
from assistant.ui.marks import plain
from assistant.ui.progress import follow
from assistant.ui.status import Status, status_of
from assistant.ui.trouble import caught

HERE = Path(__file__).parent
ICON = HERE / "icon.png"
MINE, TABLES, WRITE, COMPARE, EXPORT, CORPUS, SETTINGS, PEOPLE, REVIEW = (
    f"assistant/ui/pages/{name}.py"
    for name in ("mine", "tables", "write", "compare", "export", "corpus", "settings", "people", "review")
)


def _no_such_page(_context: Any) -> None:
    state.tell("warning", "没有这个网址，已为您打开“我的年报”。请从左边选要去的页面。")


navigation.send_page_not_found = _no_such_page  # type: ignore[assignment]  # Streamlit's own words are in English


_disconnect = WebsocketSessionManager.disconnect_session


def _finish_first(self: WebsocketSessionManager, session_id: str) -> None:
    """Let a run go on when its page is closed or loaded anew: it may be about to save what was typed last."""
    known = self.get_active_session_info(session_id)
    if known is None:
        return _disconnect(self, session_id)
    known.session.request_script_stop = _go_on  # type: ignore[method-assign]
    try:
        _disconnect(self, session_id)
    finally:
        del known.session.request_script_stop


def _go_on() -> None:
    """Stand for the request to stop."""


WebsocketSessionManager.disconnect_session = _finish_first  # type: ignore[method-assign]


def pages() -> dict[str, list[Any]]:
    """The navigation: each page is a file, so that tests reach it."""
    return {
        "": [st.Page(MINE, title="我的年报", icon=":material/folder_open:", default=True)],
        "编写年报": [
            st.Page(TABLES, title="填表", icon=":material/table_chart:"),
            st.Page(WRITE, title="撰写", icon=":material/edit_document:"),
            st.Page(COMPARE, title="对比", icon=":material/compare:"),
            st.Page(EXPORT, title="检查与导出", icon=":material/fact_check:"),
        ],
        **({"县级": [st.Page(REVIEW, title="批量审核", icon=":material/checklist:")]} if state.may_review() else {}),
        "资料与设置": [
            st.Page(CORPUS, title="语料库", icon=":material/library_books:"),
            st.Page(SETTINGS, title="设置", icon=":material/settings:"),
            *([st.Page(PEOPLE, title="用户与日志", icon=":material/group:")] if state.is_administrator() else []),
        ],
    }


def dress() -> None:
    """Give the page its look and manners, also at the door."""
    st.html(HERE / "style.css")
    manners(state.count("asked_count"), state.sought())


def show(page: Any) -> None:
    """Draw the page in its frame, the sidebar last so that it knows what the page has saved."""
    with caught():
        state.begin_run()
        state.draft()
        with st.container(key="told"):  # always there, so that what follows keeps its place
            tell_told()
        with caught():
            page.run()
        follow()
        if not state.card_drawn():
            card(state.draft(), page.title)
        if user := state.who():
            with st.sidebar:
                leave(user)


def tell_told() -> None:
    """Show what was told for the next page shown."""
    for kind, sentence in state.told():
        getattr(st, "toast" if kind == "success" else kind)(plain(sentence))


def card(draft: Draft | None, here: str) -> None:
    """Draw the open report's card in the sidebar, once in a run: a part of the page `here` that runs by itself draws it too."""
    state.card_drawn(now=True)
    with st.sidebar, st.container(border=True, key="open-report"):
        if draft is None:
            st.caption("尚未打开年报")
            return
        st.caption("正在编写")
        st.markdown(f"**{plain(draft.report.unit.short)}　{draft.report.year}年**")
        status = status_of(draft)
        for words in status.parts:
            st.badge(words, color=status.color)
        if state.who() or draft.state != "draft":
            st.badge(STATES[draft.state], color="blue")
        st.caption(f"已保存 {clock(draft.updated)}")
        _next_step(draft, status, here)


def _next_step(draft: Draft, status: Status, here: str) -> None:
    """The way to the page where the next thing is to be done, unless it is the page shown (by its title)."""
    if status.blanks or status.unbalanced:
        page, title, words = TABLES, "填表", "填表"
    elif status.unwritten or status.unanswered:
        page, title, words = WRITE, "撰写", "撰写"
    else:
        page, title, words = EXPORT, "检查与导出", "改错" if status.errors else "导出"
    if title != here:
        st.page_link(page, label=f"下一步：{words}", icon=":material/arrow_forward:", query_params={"draft": draft.id})


def clock(moment: str) -> str:
    """A stored time for people: 今天 02:48, 11月24日 02:48."""
    then, today = datetime.fromisoformat(moment).astimezone(), datetime.now().astimezone()
    year = f"{then.year}年" if then.year != today.year else ""
    day = "今天" if then.date() == today.date() else f"{year}{then.month}月{then.day}日"
    return f"{day} {then:%H:%M}"


def head(title: str, words: str = "") -> None:
    st.title(title, anchor=False)
    if words:
        st.caption(words)


def open_draft(title: str, words: str = "") -> Draft | None:
    """Draw the head of a page that needs an open report and return it; with none, say where to find one."""
    head(title, words)
    draft = state.draft()
    if draft is None:
        st.info("这一页要先打开一份年报。请到“我的年报”打开已有的年报，或新建一份。")
        st.page_link(MINE, label="去“我的年报”", icon=":material/folder_open:")
    elif said := not_to_be_changed(draft):
        st.info(said, icon=":material/lock:")
    return draft


def not_to_be_changed(draft: Draft) -> str:
    """Why this visitor cannot change the report now, '' where nothing forbids it."""
    user = state.who()
    if user and user.role == "reviewer":
        return "您以县级审核员身份查看，不能修改；要改的地方请在“检查与导出”中退回给填报单位。"
    if draft.locked:
        return f"这份年报{STATES[draft.state]}，现在不能修改。需要修改时请到“检查与导出”撤回送审，或请县里退回。"
    return ""


def go(page: str) -> None:
    """Change to another page with the open draft in its address."""
    known = state.typed("draft")
    st.switch_page(page, query_params={"draft": known} if known else None)

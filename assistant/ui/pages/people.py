"""用户与日志: who may sign in as what, and who did what."""

from functools import partial

import streamlit as st

from assistant.storage import ROLES, User
from assistant.ui import frame, state
from assistant.ui.marks import listing
from assistant.ui.safekeeping import safekeeping
from assistant.ui.trouble import attempt

VERBS = {
    "new_draft": "新建年报", "remove_draft": "删除年报", "set_cells": "填表", "fill_zeros": "其余全部为 0", "set_text": "改文字", "rename": "改单位名称",
    "set_facts": "填本年情况", "answer": "回答待填", "undo": "撤销", "restore": "恢复旧稿", "waive": "免除", "unwaive": "取消免除",
    "submit": "送审", "withdraw": "撤回送审", "send_back": "退回", "approve": "通过", "give": "改归属", "ingest": "导入语料",
    "add_document": "导入语料", "add_documents": "导入语料", "remove_documents": "移除语料", "remove_samples": "移除样例",
    "put_user": "添加或修改用户", "remove_user": "移除用户", "bring_back": "从备份恢复", "back_up": "生成备份",
}  # fmt: skip
house = state.assistant()


def listed(users: list[User]) -> None:
    if not users:
        st.info("还没有用户。请在下面添加：填报员写明单位和县，县级审核员写明县。")
    for user in users:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(f"{user.name}　{ROLES[user.role]}　{user.unit}　{user.county}", width="stretch")
            if st.button("移除", key=f"remove:{user.name}"):
                attempt(partial(house.remove_user, user.name), lambda said: state.tell("warning", said))
                st.rerun()


def entered() -> None:
    with st.form("user", clear_on_submit=False):
        st.markdown("**添加或修改用户**")
        name = st.text_input("账号（登录用的邮箱）")
        role = st.selectbox("角色", list(ROLES), format_func=ROLES.__getitem__)
        unit = st.text_input("单位全称（填报员必填，如“××县××乡人民政府”）")
        county = st.text_input("所属县（市、区）（填报员、审核员必填）")
        if st.form_submit_button("保存", type="primary"):
            if attempt(
                lambda: house.put_user(User(name, role, unit, county)), lambda said: state.tell("warning", said)
            ):
                state.tell("success", f"已保存用户 {name}。")
            st.rerun()


def unowned(users: list[User]) -> None:
    """Reports begun before people signed in: whose they are is said here."""
    units = {(user.unit, user.county) for user in users if user.unit}
    for draft in house.drafts():
        if draft.owner or not units:
            continue
        with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
            name = f"{draft.report.unit.name}{draft.report.year}年（还没有归属单位）"
            unit = st.selectbox(
                name, sorted(units), format_func=lambda pair: f"{pair[0]}（{pair[1]}）", key=f"of:{draft.id}"
            )
            if st.button("归这个单位", key=f"give:{draft.id}"):
                attempt(partial(house.give, draft, *unit), lambda said: state.tell("warning", said))
                st.rerun()


def log() -> None:
    with st.expander("操作日志（最近 500 条）"):
        rows = [(frame.clock(d.at), d.by, VERBS.get(d.verb, d.verb), d.draft, d.detail) for d in house.deeds()]
        if rows:
            st.html(listing(("时间", "谁", "做了什么", "年报编号", "说明"), rows))
        else:
            st.caption("还没有记录。")


frame.head("用户与日志", "谁可以登录、能做什么，谁做过什么。")
known = house.users()
listed(known)
entered()
unowned(known)
log()
safekeeping()

"""Another name for the reporting unit of a draft: what it changes is seen first."""

from typing import Any

import streamlit as st

from assistant.report import Report
from assistant.service import with_name
from assistant.storage import Draft
from assistant.ui import frame, state
from assistant.ui.changes import difference
from assistant.ui.marks import plain
from assistant.ui.trouble import attempt


def naming(draft: Draft, **look: Any) -> None:
    """Draw the button that opens the change of a draft's unit."""
    if st.button("改单位名称", key=f"name:{draft.id}", disabled=bool(frame.not_to_be_changed(draft)), **look):
        _rename(draft)


@st.dialog("改单位名称", width="medium")
def _rename(draft: Draft) -> None:
    name = st.text_input("单位全称", draft.report.unit.name, live=True, key=f"named:{draft.id}").strip()
    in_text = st.toggle("文字里的单位名称和自称一起改", True)
    then = attempt(lambda: with_name(draft.report, name, in_text=in_text), lambda said: st.error(plain(said)))
    if then is None:
        return
    if name == draft.report.unit.name:
        st.caption("写上新的全称，这里先列出会改哪些地方。")
        return
    if st.button("确定改名", type="primary"):
        saved = attempt(
            lambda: state.assistant().rename(draft, name, in_text=in_text), lambda said: st.error(plain(said))
        )
        if saved:
            state.tell("success", f"单位名称已改为“{then.unit.name}”，可以撤销。")
            st.rerun()
    for said in _consequences(draft, then):
        st.caption(said)
    difference(draft.report, then)


def _consequences(draft: Draft, then: Report) -> list[str]:
    """What else follows from another name, besides the text that changes."""
    old, new, said = draft.report.unit, then.unit, []
    if old.kind != new.kind:
        said.append(
            f"单位类别由“{old.kind}”变为“{new.kind}”：文中自称应为“{new.self_name}”，对比和起草改为参考别的{new.kind}。"
        )
    if old.county != new.county and new.county:
        said.append(f"所属县（市、区）记为“{plain(new.county)}”。")
    if draft.previous and not draft.previous.unit.same_as(new):
        said.append(f"上年年报的单位是“{plain(draft.previous.unit.name)}”，和新名称不像同一个单位，请确认没有写错。")
    return said

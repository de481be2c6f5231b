"""Taking over a phrase of a peer: what it becomes as ours, where it goes, and nothing before a click."""

from functools import partial

import streamlit as st

from assistant.comparison import Said
from assistant.report import Passage
from assistant.storage import Draft
from assistant.ui import state
from assistant.ui.marks import blanks, marked, plain
from assistant.ui.sections import TITLES, path_of
from assistant.ui.sources import origin
from assistant.ui.trouble import attempt


@st.dialog("借用这句话", width="medium")
def borrow(draft: Draft, text: str, passage: Passage, mine: Said | None) -> None:
    """Show a peer's wording, what it becomes, and the two ways to take it."""
    st.caption(f"原文　{plain(origin(passage))}")
    st.html(marked(text))
    made = state.assistant().borrow(draft, text, passage)
    if made is None:
        st.warning(
            "这句话说的是对方自己的数字、地名或当年的事，换成本单位的就不成立，所以不能借用。可以参考写法，在“撰写”里自己写。"
        )
        return
    st.caption("改成本单位的（数字和名称已换成本单位的；不知道的留作待填，太具体的分句已去掉）")
    st.html(marked(made.text, blanks(made.text)))
    st.caption("做法也要和本单位的实际一致，不一致的请在“撰写”里改。")
    where = path_of(passage.section)
    with st.container(horizontal=True, gap="small"):
        if st.button(f"追加到“{TITLES[passage.section]}”后面", type="primary"):
            old = draft.report.text(where).rstrip()
            _put(draft, passage, f"{old}\n{made.text}" if old else made.text)
        if mine and mine.text in draft.report.text(where) and st.button("替换我的这一句"):
            _put(draft, passage, draft.report.text(where).replace(mine.text, made.text, 1))


def _put(draft: Draft, passage: Passage, text: str) -> None:
    save = partial(state.assistant().set_text, draft, path_of(passage.section), text, f"借用（{passage.unit}）")
    if attempt(save, lambda said: state.tell("error", said)):
        state.tell("success", f"已放进“{TITLES[passage.section]}”，可在“撰写”里修改或撤销。")
    state.go_to_section(passage.section)
    st.rerun()

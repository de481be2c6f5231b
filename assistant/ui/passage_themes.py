"""What a passage of the corpus is about, how sure that is, and putting it right."""

import streamlit as st

from assistant.report import Passage, themes
from assistant.ui import state
from assistant.ui.marks import plain
from assistant.ui.sections import TITLES

WORK = "theme"
NONE = "不属于这些主题"


def theme_line(passage: Passage) -> None:
    """Section and theme of a passage; a click opens what can be changed about the theme."""
    section = TITLES.get(passage.section, passage.section)
    known = themes(passage.section)
    if not known:
        st.caption(f"{section}　{plain(passage.heading)}")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(section)
        named = known[passage.theme].title if passage.theme in known else NONE
        with st.popover(f"{named}（{_why(passage)}）", type="tertiary"):
            _correct(passage)


def _why(passage: Passage) -> str:
    if state.assistant().theme_given(passage):
        return "人工指定"
    return "按小标题" if passage.sure == 1 else f"按文字判断，把握 {passage.sure:.0%}"


def _correct(passage: Passage) -> None:
    known, house, jobs = themes(passage.section), state.assistant(), state.jobs()
    codes = [*known, None]
    chosen = st.selectbox(
        "这一段讲的是", codes, index=codes.index(passage.theme if passage.theme in known else None),
        format_func=lambda code: known[code].title if code else NONE, key=f"theme:{passage.id}:{passage.theme}",
    )  # fmt: skip
    st.caption("改过的主题会一直保留；别的年报里同样的一段也照此归类。")
    if st.button("改为所选主题", key=f"give:{passage.id}", disabled=jobs.running(WORK)):
        jobs.start(WORK, "正在更新主题", lambda _progress: house.give_theme(passage, chosen))
        st.rerun()
    if house.theme_given(passage) and st.button("恢复自动判断", key=f"take:{passage.id}", disabled=jobs.running(WORK)):
        jobs.start(WORK, "正在更新主题", lambda _progress: house.take_theme(passage))
        st.rerun()

"""The comparison as people read it."""

from collections.abc import Sequence

import streamlit as st

from assistant.comparison import Nearest, Paragraph, ThemeCount
from assistant.report import themes
from assistant.ui.marks import marked
from assistant.ui.sections import TITLES


def theme_matrix(found: Sequence[ThemeCount]) -> None:
    """Which themes of 总体情况 other units write about, and whether this report does."""
    titles = {code: theme.title for code, theme in themes("overview").items()}
    missing = [theme for theme in found if not theme.here and theme.peers]
    st.subheader("总体情况写到的方面", anchor=False)
    with st.container(horizontal=True, gap="xsmall"):
        for theme in found:
            others = f"（{theme.peers} 个单位写了）"
            if theme.here:
                st.badge(f"✓ {titles[theme.theme]}{others}", color="green")
            else:
                st.badge(f"缺 {titles[theme.theme]}{others}", color="orange" if theme.peers else "gray")
    if missing:
        st.warning("这些方面同类写了、您没写：" + "、".join(titles[theme.theme] for theme in missing) + "。")


def side_by_side(paragraphs: Sequence[Paragraph]) -> None:
    """Each paragraph on the left, what is nearest to it on the right."""
    st.subheader("逐段对比", anchor=False)
    last = None
    for number, paragraph in enumerate(paragraphs):
        if paragraph.section != last:
            last = paragraph.section
            st.markdown(f"**{TITLES.get(last, last)}**")
        with st.container(border=True, key=f"paragraph-{number}"):
            mine, others = st.columns(2, gap="medium")
            with mine:
                st.caption(f"本年报　{paragraph.heading}")
                st.html(marked(paragraph.text, shared_here(paragraph)))
            with others:
                if not paragraph.nearest:
                    st.caption("没有相近的段落。")
                for near in paragraph.nearest:
                    _other(near)


def _other(near: Nearest) -> None:
    passage = near.passage
    year = f"{passage.year}年" if passage.year else ""
    own = "　本单位往年" if near.own else "　样例（虚构）" if passage.sample else ""
    st.caption(f"{passage.unit}{year}{own}　｜　相似度 {round(near.similarity * 100)}%")
    st.html(marked(passage.text, [(start, end, "") for start, end in near.shared]))


def shared_here(paragraph: Paragraph) -> list[tuple[int, int, str]]:
    """Where the wording shared with the nearest passages stands in the paragraph itself."""
    marks = set()
    for near in paragraph.nearest:
        for start, end in near.shared:
            words = near.passage.text[start:end]
            if words and (at := paragraph.text.find(words)) >= 0:
                marks.add((at, at + len(words), ""))
    return sorted(marks)

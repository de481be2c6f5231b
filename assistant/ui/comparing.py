"""The comparison as people read it: sentences side by side, likeness, themes."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from assistant.comparison import Beside, Likeness, Pair, Row, Said
from assistant.report import NARRATIVE, Passage, themes
from assistant.storage import Draft
from assistant.ui import state
from assistant.ui.borrowing import borrow
from assistant.ui.marks import marked, plain
from assistant.ui.peers import label
from assistant.ui.sections import TITLES
from assistant.ui.sources import origin
from assistant.ui.theme_matrix import Line, theme_matrix

TAKE = "改成本单位的说法，看过再放进年报"
MANY = 12  # passages shown at once
MUCH = 0.4  # of the telling wording: from here on a report is rather copied than written


def sentences(draft: Draft, made: Beside, free: frozenset[str]) -> None:
    """Each sentence of a section on the left, the nearest of the others on the right; those in `free` can be borrowed."""
    left, right = st.columns([5, 4])
    sections = [key for key in NARRATIVE if any(pair.section == key for pair in made.nearest)]
    section = left.segmented_control(
        "部分", sections, format_func=TITLES.__getitem__, default=sections[0], required=True, key="compared-section"
    )
    names = {"": "各处最相近的", **{other.id: label(other.report) for other in made.others}}
    beside = right.selectbox("对照", list(names), format_func=names.__getitem__, key="compared-with")
    pairs = [p for p in (made.pairs[beside] if beside else made.nearest) if p.section == section]
    st.html(
        '<p class="legend"><mark>相同的字句</mark>　<mark class="usual">多个单位都这样写的通行说法，不算雷同</mark>　右边没有“借用”的，说的是对方自己的数字、地名或当年的事。</p>'
    )
    alone = False
    for number, pair in enumerate(pairs):
        if pair.mine is None and not alone:
            alone = True
            st.markdown(f"**对方还写了**　:gray[{plain(names[beside])}]")
        _pair(draft, pair, free, f"{beside[:12]}-{section}-{number}")


def _pair(draft: Draft, pair: Pair, free: frozenset[str], key: str) -> None:
    with st.container(key=f"pair-{key}"):
        mine, theirs, take = st.columns([10, 10, 2.2], gap="medium")
        if pair.mine:
            mine.html(marked(pair.mine.text, _marks(pair.here)))
        if pair.theirs is None:
            theirs.caption("没有相近的句子")
            return
        with theirs:
            st.html(marked(pair.theirs.text, _marks(pair.there)))
            near = f"　相似度 {round(pair.similarity * 100)}%" if pair.mine else ""
            st.caption(plain(_short(pair.theirs)) + near)
        if _own(draft, pair.theirs) or (pair.mine and pair.mine.text == pair.theirs.text):
            return
        if pair.theirs.text in free and take.button("借用", key=f"take-{key}", help=TAKE):
            borrow(draft, pair.theirs.text, pair.theirs.passage, pair.mine)


def _own(draft: Draft, said: Said) -> bool:
    return said.passage.unit == draft.report.unit.name


def _short(said: Said) -> str:
    passage = said.passage
    return f"{passage.unit}　{f'{passage.year}年' if passage.year else ''}{'　样例（虚构）' if passage.sample else ''}"


def _marks(spans: tuple[list[tuple[int, int]], list[tuple[int, int]]]) -> list[tuple[int, int, str]]:
    telling, usual = spans
    return [(start, end, "") for start, end in telling] + [(start, end, "usual") for start, end in usual]


def likeness(found: Sequence[Likeness]) -> None:
    """How much of this report stands in each other one, own years first."""
    st.caption("本年报的字句（通行说法和数字不算）有多少也出现在那份年报里，连续 12 个字以上相同才算。")
    worst = max(found, key=lambda like: like.shares[""] or 0)
    share = worst.shares[""] or 0
    high, key, like = max(
        ((one.shares[part] or 0, part, one) for one in found for part in NARRATIVE), key=lambda one: one[0]
    )
    if share >= MUCH:
        st.warning(f"和{plain(label(worst.report))}年年报相同的字句有 {share:.0%}，建议改写。")
    elif high >= MUCH:
        said = f"“{TITLES[key]}”和{plain(label(like.report))}年年报相同的字句有 {high:.0%}，建议改写这一部分"
        st.warning(f"{said}；全文最多 {share:.0%}。")
    else:
        st.success(f"没有与哪一份年报大段雷同；最多的是{plain(label(worst.report))}年，{share:.0%}。")
    heads = "".join(f"<th scope=col>{TITLES[key]}</th>" for key in NARRATIVE)
    rows = "".join(_like_row(like) for like in sorted(found, key=lambda like: (not like.own, -(like.shares[""] or 0))))
    st.html(
        f'<table class="shares"><thead><tr><th scope=col>年报</th>{heads}<th scope=col>全文</th></tr></thead>{rows}</table>'
    )


def _like_row(like: Likeness) -> str:
    cells = "".join(_share(like.shares[key]) for key in (*NARRATIVE, ""))
    own = "（本单位往年）" if like.own else ""
    return f"<tr><th scope=row>{escape(label(like.report))}年{own}</th>{cells}</tr>"


def _share(share: float | None) -> str:
    if share is None:
        return "<td>—</td>"
    return f'<td class="{"much" if share >= MUCH else ""}">{share:.0%}</td>'


def matrix(draft: Draft, rows: Sequence[Row]) -> None:
    """Which report writes about what; a click shows the passages."""
    st.caption("✓ 后的数字是写到这一方面的段落数；点一格看原文。橙色“缺”是别人写了、本年报没写的，点一下看别人怎么写。")
    groups, meant = [], {}
    for section in ("overview", "problems", "improvements"):
        lines = []
        for code, theme in themes(section).items():
            counts = [len(row.cells.get((section, code), ())) for row in rows]
            if any(counts) or section == "overview":
                meant[f"{section}:{code}"] = (section, code)
                lines.append(Line(f"{section}:{code}", theme.title, counts))
        groups.append((TITLES[section], lines))
    picked = theme_matrix(["本年报", *(label(row.report) for row in rows[1:])], groups, key="matrix")
    if picked is None or picked[0] not in meant:
        return
    section, code = meant[picked[0]]
    row, own = rows[picked[1]], picked[1] == 0
    here = row.cells.get((section, code), ())
    if own and not here:
        name, shown = "别人怎么写", [p for other in rows[1:] for p in other.cells.get((section, code), ())]
    else:
        name, shown = "本年报" if own else f"{label(row.report)}年", list(here)
    st.markdown(f"**{plain(name)} · {TITLES[section]} · {themes(section)[code].title}**")
    for number, passage in enumerate(shown[:MANY]):
        _passage(draft, passage, number, own=own and bool(here))


def _passage(draft: Draft, passage: Passage, number: int, *, own: bool) -> None:
    with st.container(border=True, key=f"seen-{number}"):
        st.html(marked(passage.text))
        if own:
            return
        st.caption(plain(origin(passage)))
        if passage.unit == draft.report.unit.name:
            return
        if state.assistant().borrow(draft, passage.text, passage) is None:
            st.caption("说的是对方自己的数字、地名或当年的事，不能整段借用。")
        elif st.button("借用这一段", key=f"seen:{number}:{passage.id}"):
            borrow(draft, passage.text, passage, None)

"""Where a sentence comes from: the exact passage, the figures that it states, or fixed wording."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from assistant.report import Passage, Report, fact_slots, load_form, show_figure
from assistant.ui import state
from assistant.ui.marks import plain
from assistant.ui.sections import TITLES

Cited = Mapping[str, Any]  # the contract's citation JSON


def sources(citations: Sequence[Cited], text: str, report: Report, key: str) -> None:
    """A small button for each citation; it opens the source itself."""
    if not citations:
        return
    passages = state.passages(frozenset(c["id"] for c in citations if c.get("id")))
    with st.container(horizontal=True, gap="xsmall", key=f"sources-{key}"):
        for number, citation in enumerate(citations, 1):
            with st.popover(f"出处 {number}", type="tertiary"):
                _source(citation, text, report, passages)


def _source(citation: Cited, text: str, report: Report, passages: Mapping[str, Passage]) -> None:
    if span := citation.get("span"):
        st.caption("这句话")
        st.text(text[span[0] : span[1]])
    if citation.get("id"):
        passage = passages.get(citation["id"])
        st.caption("参考的原文（数字和名称已换成本单位的或留作待填）" if span else "原文")
        if passage is None:
            st.text("这段原文所在的年报已从语料库中移除。")
            return
        st.text(passage.text)
        st.caption(plain(origin(passage)) + shared_by(citation.get("also_in", 0)))
    elif citation.get("previous"):
        st.caption("接着上年年报写的，请核对今年是否仍然如此")
        st.text("上年年报·" + TITLES.get(citation["previous"].removeprefix("narrative."), ""))
    elif citation.get("cells"):
        st.caption("依据本年表格")
        shown = [
            f"{load_form('2021').label(path)}：{show_figure(report[path]) or '未填'}" for path in citation["cells"]
        ]
        st.text("\n".join(shown[:12]) + (f"\n……共 {len(shown)} 格" if len(shown) > 12 else ""))
    elif citation.get("facts"):
        slots = fact_slots()
        st.caption("依据本年情况（您填写的）")
        told = {key: report.facts.get(key) for key in citation["facts"] if key in slots}
        st.text(
            "\n".join(
                f"{slots[key].label}：{'沿用上年' if value is None else value}{slots[key].unit}"
                for key, value in told.items()
            )
        )
    else:
        st.caption("固定用语")
        st.text("法规名称和年报通行的固定写法，不来自某一份年报。")


def origin(passage: Passage) -> str:
    """Unit, year and section of a passage."""
    parts = [passage.unit, f"{passage.year}年" if passage.year else "", TITLES.get(passage.section, passage.section)]
    return "　".join(part for part in [*parts, passage.heading, "样例（虚构）" if passage.sample else ""] if part)


def shared_by(others: int) -> str:
    """How many other units say the same as a passage, '' for none."""
    return f"　:blue-badge[另有 {others} 个单位有相同表述]" if others else ""

"""A suggestion as a card: text, open questions, findings, sources, and the buttons that take it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from assistant.report import covered, themes
from assistant.storage import Draft, Turn
from assistant.ui import state
from assistant.ui.changes import before_replacing
from assistant.ui.faults import SEVERITIES
from assistant.ui.marks import blanks, marked
from assistant.ui.reading import plain
from assistant.ui.sections import TITLES, length, path_of
from assistant.ui.sources import sources
from assistant.ui.trouble import attempt

Made = Mapping[str, Any]  # the contract's suggestion JSON
WRITERS = {"offline": "本机依据表格和语料拟写", "model": "语言模型拟写，请逐句核对"}


def card(draft: Draft, turn: Turn) -> None:
    """The newest suggestion, in full."""
    made = turn.payload["suggestion"]
    text, where = made["text"], path_of(made["section"])
    with st.container(border=True, key=f"suggestion-{turn.id}"):
        st.caption(f"建议 · {TITLES[made['section']]} · {length(text)}字 · {WRITERS.get(made['writer'], '')}")
        notes = [(c["span"][1], str(n)) for n, c in enumerate(made["citations"], 1) if c.get("span")]
        st.html(marked(text, blanks(text), notes))
        sources(made["citations"], text, draft.report, str(turn.id))
        _causes(made)
        _buttons(draft, made, where, str(turn.id))
    for number, other in enumerate(turn.payload.get("alternatives", ()), 2):
        with st.container(border=True, key=f"suggestion-{turn.id}-{number}"):
            st.caption(f"写法{number} · {TITLES[other['section']]} · {length(other['text'])}字")
            st.html(marked(other["text"], blanks(other["text"])))
            sources(other["citations"], other["text"], draft.report, f"{turn.id}-{number}")
            _buttons(draft, other, where, f"{turn.id}-{number}")


def earlier(draft: Draft, turn: Turn) -> None:
    """A suggestion that a newer one has followed: folded, still to be taken."""
    made = turn.payload["suggestion"]
    with st.expander(f"较早的建议 · {TITLES[made['section']]} · {length(made['text'])}字"):
        st.html(marked(made["text"], blanks(made["text"])))
        _buttons(draft, made, path_of(made["section"]), str(turn.id))


def _causes(made: Made) -> None:
    if made["questions"]:
        st.caption(f"有 {len(made['questions'])} 处【待填】不知道怎么写，采用后在右边逐个回答。")
    for finding in made["findings"]:
        words, _ = SEVERITIES[finding["severity"]]
        if finding["severity"] != "hint":
            st.caption(f"采用后会有一处{words}：{plain(finding['message'])}")


def _buttons(draft: Draft, made: Made, where: str, key: str) -> None:
    text = made["text"]
    if draft.report.text(where) == text:
        st.caption("已采用，就是右边现在的文字。")
        return
    old = draft.report.text(where)
    part = old.strip() and made["section"] == "overview" and len(covered(text)) < len(themes("overview"))
    with st.container(horizontal=True, gap="small"):
        if part and st.button("追加到后面", key=f"add:{key}", type="primary"):
            take(draft, made, after=True)
        if st.button("采用（替换本部分）", key=f"take:{key}", type="secondary" if part else "primary"):
            replace = partial(take, draft, made, after=False)
            if old.strip():
                before_replacing(old, text, replace)
            else:
                replace()
        if old.strip() and not part and st.button("追加到后面", key=f"add:{key}"):
            take(draft, made, after=True)


def take(draft: Draft, made: Made, *, after: bool) -> None:
    """Put a suggestion in the draft; what stood there stays one 撤销 away."""
    section = made["section"]
    where = path_of(section)
    old = draft.report.text(where).rstrip()
    text = f"{old}\n{made['text']}" if after and old else made["text"]
    note = f"{'追加' if after else '采用'}建议（{TITLES[section]}）"
    attempt(lambda: state.assistant().set_text(draft, where, text, note), lambda said: state.tell("error", said))
    state.go_to_section(section)
    st.rerun()

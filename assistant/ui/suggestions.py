"""A suggestion as a card: text, open questions, findings, sources, and the buttons that take it."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from assistant.drafting import BLANK, DOUBT
from assistant.report import covered, themes
from assistant.report.prose import sentences
from assistant.storage import Draft, Turn
from assistant.ui import state
from assistant.ui.asking import ask, busy
from assistant.ui.changes import before_replacing
from assistant.ui.faults import SEVERITIES
from assistant.ui.marks import Marked, blanks, marked
from assistant.ui.reading import plain
from assistant.ui.sections import ASKED, TITLES, length, path_of
from assistant.ui.sources import sources
from assistant.ui.trouble import attempt

Made = Mapping[str, Any]  # the contract's suggestion JSON
WRITERS = {"offline": "本机依据表格和语料拟写", "model": "语言模型拟写，请逐句核对"}
_ENDS = re.compile(r"[。\n]")
TAKEN = re.compile(r"(?:采用|追加)建议（(.*)）$")  # the note of a change by which a suggestion was taken


def card(draft: Draft, turn: Turn) -> None:
    """The newest suggestion in full, or its wordings side by side as tabs."""
    wordings = [turn.payload["suggestion"], *turn.payload.get("alternatives", ())]
    if len(wordings) == 1:
        _full(draft, wordings[0], str(turn.id))
        return
    for number, (tab, made) in enumerate(
        zip(st.tabs([f"写法{n}" for n, _ in enumerate(wordings, 1)]), wordings, strict=True), 1
    ):
        with tab:
            _full(draft, made, f"{turn.id}-{number}")


def _full(draft: Draft, made: Made, key: str) -> None:
    text = made["text"]
    with st.container(border=True, key=f"suggestion-{key}"):
        st.caption(f"建议 · {TITLES[made['section']]} · {length(text)}字 · {WRITERS.get(made['writer'], '')}")
        notes = [(c["span"][1], str(n)) for n, c in enumerate(made["citations"], 1) if c.get("span")]
        st.html(marked(text, [*blanks(text), *_wrong(made)], notes))
        sources(made["citations"], text, draft.report, key)
        _causes(made)
        _take_or_settle(draft, made, key)


def earlier(draft: Draft, turn: Turn) -> None:
    """A suggestion that a newer one has followed: folded, still to be taken."""
    made = turn.payload["suggestion"]
    with st.expander(f"较早的建议 · {TITLES[made['section']]} · {length(made['text'])}字"):
        offered(draft, made, str(turn.id))


def offered(draft: Draft, made: Made, key: str) -> None:
    """A suggestion's text with the buttons that take it."""
    st.html(marked(made["text"], blanks(made["text"])))
    _take_or_settle(draft, made, key)


def _wrong(made: Made) -> list[Marked]:
    """The stretches of the text in which the rules find something, where it replaces what stands."""
    where = path_of(made["section"])
    found = [f for f in made["findings"] if f["where"] == where and f.get("span") and f["severity"] != "hint"]
    return [(*f["span"], "wrong") for f in found]


def _causes(made: Made) -> None:
    asked = sum(1 for question in made["questions"] if not DOUBT.match(f"【待填：{question['ask']}】"))
    if asked:
        st.caption(f"有 {asked} 处【待填】不知道怎么写，采用后在右边逐个回答。")
    for finding in made["findings"]:
        words, color = SEVERITIES[finding["severity"]]
        if finding["severity"] != "hint":
            st.caption(f":{color}-badge[{words}] 采用后会查到：{plain(finding['message'])}")


# ---- what a model wrote and nothing bears out ---------------------------------------------------------------------------


def settled(text: str, answers: Mapping[int, str], dropped: frozenset[int]) -> str:
    """The text with doubts (by number) answered, and without the sentences of those that are dropped."""
    doubts = list(DOUBT.finditer(text))
    gone = {
        (piece.start, piece.end)
        for piece in sentences(text)
        if any(piece.start <= doubts[n].start() < piece.end for n in dropped)
    }
    edits = [(start, end, "") for start, end in gone]
    for n, doubt in enumerate(doubts):
        if answers.get(n) and not any(start <= doubt.start() < end for start, end in gone):
            edits.append((doubt.start(), doubt.end(), answers[n]))
    for start, end, words in sorted(edits, reverse=True):
        text = text[:start] + words + text[end:]
    return text


def _take_or_settle(draft: Draft, made: Made, key: str) -> None:
    """The buttons that take a suggestion; where it states what nothing bears out, that must be settled first."""
    doubts = [_in_context(made["text"], *match.span()) for match in DOUBT.finditer(made["text"])]
    if not doubts:
        _buttons(draft, made, key)
        return
    st.caption(
        f":orange-badge[先核实] 语言模型写了 {len(doubts)} 处表格和本年情况里没有的内容，核实填好或删去后才能采用。"
    )
    answers, dropped = {}, set()
    for n, doubt in enumerate(doubts):
        left, right = st.columns([3, 1.3], vertical_alignment="bottom")
        out = right.checkbox("删去这句", key=f"drop:{key}:{n}")
        answers[n] = left.text_input(plain(doubt), key=f"settle:{key}:{n}", disabled=out, max_chars=200).strip()
        dropped |= {n} if out else set()
    text = settled(made["text"], answers, frozenset(dropped))
    if not DOUBT.search(text):
        _buttons(draft, {**made, "text": text}, key)


def _in_context(text: str, start: int, end: int) -> str:
    """What is to be verified, with the words around it: 请核实数字：…接待群众＿＿人次…"""
    before = _ENDS.split(BLANK.sub("＿＿", text[:start]))[-1][-14:]
    after = _ENDS.split(BLANK.sub("＿＿", text[end:]))[0][:10]
    return f"{text[start:end].removeprefix('【待填：').removesuffix('】')}：…{before}＿＿{after}…"


# ---- taking ------------------------------------------------------------------------------------------------------------


def _buttons(draft: Draft, made: Made, key: str) -> None:
    text, where = made["text"], path_of(made["section"])
    old = draft.report.text(where)
    if old and filled_in(text).fullmatch(old):
        st.caption("已采用，就是右边现在的文字。")
        _go_on(draft, made["section"], key)
        return
    part = made["section"] == "overview" and not _rewords(old, text) and len(covered(text)) < len(themes("overview"))
    part = part and bool(old.strip())
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


def _rewords(old: str, text: str) -> bool:
    """True where most sentences of a text stand in the old one: it is that text with a change in it."""
    new = [piece.text for piece in sentences(text)]
    return bool(new) and 2 * len({piece.text for piece in sentences(old)} & {*new}) > len(new)


def filled_in(text: str) -> re.Pattern[str]:
    """What a text looks like with its 【待填：…】 as they are, or answered."""
    return re.compile(".{0,200}?".join(re.escape(piece) for piece in BLANK.split(text)[::2]))


def _go_on(draft: Draft, section: str, key: str) -> None:
    """The way on to the next part that is not written yet, once the questions of this one are answered."""
    if BLANK.search(draft.report.text(path_of(section))):
        return
    order = [*TITLES][1:] + [*TITLES][:1]  # 开头 last: it tells of the whole
    at = order.index(section)
    following = next((s for s in order[at + 1 :] + order[:at] if not draft.report.text(path_of(s)).strip()), None)
    if following and not busy(draft):
        words = f"接着起草“{ASKED[following]}”"
        st.button(words, key=f"next:{key}", type="primary", on_click=_draft_next, args=(following,))


def _draft_next(section: str) -> None:
    state.go_to_section(section)
    ask(f"起草{ASKED[section]}")


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

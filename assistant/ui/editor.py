"""The text of one section: typed and saved, counted, its themes, open questions and findings."""

import re
from collections.abc import Mapping
from functools import partial

import streamlit as st

from assistant.drafting import BLANK
from assistant.report import Finding, covered, fact_slots, load_form, show_figure, themes
from assistant.storage import Draft, Turn
from assistant.ui import frame, state
from assistant.ui.annotated import annotated
from assistant.ui.asking import ask
from assistant.ui.changes import history, take_back
from assistant.ui.faults import SEVERITIES, section_of, sentence
from assistant.ui.marks import plain
from assistant.ui.sections import ASKED, LIMITS, TITLES, length, path_of
from assistant.ui.trouble import attempt

HEIGHTS = {"preamble": 130, "overview": 380, "other": 200}


def settle_text(draft: Draft, turns: list[Turn]) -> dict[str, str]:
    """Save what was typed, in any section, before the page is drawn; return why an answer was not taken, by widget."""
    faults = {}
    for where in ("title", *map(path_of, TITLES)):
        if state.is_drawn(_key(draft, where)):
            state.settle(_key(draft, where), draft.report.text(where), partial(_save, draft, where))
    known = slots_asked(turns)
    for section in TITLES:
        for question in asked(draft.report.text(path_of(section))):
            key = _answer_key(draft, section, question)
            given = str(state.typed(key) or "").strip()
            said: list[str] = []
            if given:
                slot = known.get(question, "other")
                attempt(partial(state.assistant().answer, draft, section, question, slot, given), said.append)
            faults[key] = "".join(said)
    return faults


def editor(draft: Draft, turns: list[Turn], findings: list[Finding], faults: Mapping[str, str]) -> None:
    """Draw the section picker and the editor of the chosen section."""
    state.go_to_section(state.section())
    st.segmented_control(
        "部分", list(TITLES), format_func=TITLES.__getitem__, key="section", required=True, label_visibility="collapsed",
        persist_state="session",
    )  # fmt: skip
    section = state.section()
    where = path_of(section)
    text = draft.report.text(where)
    own = [f for f in findings if section_of(f.where) == section and f.waiver is None]
    own = [f for f in own if f.rule != "placeholder-left" or not BLANK.search(_words(f, draft))]
    own.sort(key=lambda f: f.span or (-1, -1))
    if section == "preamble":
        _text(draft, "title", "标题", 68, named=True)
    if text.strip() and state.typed("reading"):
        annotated(draft, where, turns, own)
    else:
        _text(draft, where, TITLES[section], HEIGHTS.get(section, 300), named=section == "preamble")
    _measure(draft, section, text)
    _history(draft, text)
    _questions(draft, section, text, turns, faults)
    for number, finding in sorted(enumerate(own, 1), key=lambda one: [*SEVERITIES].index(one[1].severity)):
        words, color = SEVERITIES[finding.severity]
        st.markdown(f"{number}　:{color}-badge[{words}]　{sentence(finding, draft.report)}")


def _words(finding: Finding, draft: Draft) -> str:
    start, end = finding.span or (0, 0)
    return draft.report.text(finding.where)[start:end]


def _key(draft: Draft, where: str) -> str:
    return f"text:{draft.id}:{where}"


def _text(draft: Draft, where: str, label: str, height: int, *, named: bool) -> None:
    """An input for a text, with its name above it where there are two."""
    save = partial(_save, draft, where)
    field = state.settle(_key(draft, where), draft.report.text(where), save)
    st.text_area(
        label, field.value, key=field.key, height=height, label_visibility="visible" if named else "collapsed",
        on_change=state.hasten, args=(_key(draft, where), field.key, save),
        placeholder=f"“{label}”还没有写。可以直接在这里写，也可以让左边起草，再点“采用”。",
    )  # fmt: skip
    if field.fault:
        st.error(f"这里的文字还没有保存：{plain(field.fault)}")


def _save(draft: Draft, where: str, text: str) -> str:
    state.tell_met(state.assistant().set_text(draft, where, text))
    return text


def _measure(draft: Draft, section: str, text: str) -> None:
    """Length, and for the overview the five themes; a click drafts one that is missing."""
    count, limit = length(text), LIMITS.get(section)
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="measure"):
        over = limit and count > limit
        said = f"{count}字" + (f"（不宜超过{limit}字）" if limit else "")
        st.markdown(f":red[{said}]" if over else f":gray[{said}]", width="content")
        if section == "overview":
            here = covered(text) if text else set()
            for code, theme in themes("overview").items():
                if code in here:
                    st.badge(f"✓ {theme.title}", color="green")
                else:
                    st.button(
                        f":orange[缺 {theme.title}]", key=f"missing:{code}", help="点一下，让左边起草这一方面",
                        on_click=ask, args=(f"补写总体情况的{theme.title}",),
                    )  # fmt: skip


def _history(draft: Draft, text: str) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if st.button("撤销", disabled=draft.revision == 0, help="回到上一次修改之前，表格的修改也算在内，可以连续撤销"):
            take_back(draft)
            st.rerun()
        if st.button("修改记录", disabled=draft.revision == 0):
            history(draft)
        st.toggle("看标记和出处", key="reading", disabled=not text.strip(), persist_state="session",
                  help="正文里标出查到的问题，每段右边列出处；关掉继续改")  # fmt: skip


def asked(text: str) -> list[str]:
    """The questions of the open 【待填：…】 in a text, each once."""
    return list(dict.fromkeys(match[1] for match in re.finditer(BLANK, text)))


def _answer_key(draft: Draft, section: str, question: str) -> str:
    return f"answer:{draft.id}:{section}:{question}"


def _questions(draft: Draft, section: str, text: str, turns: list[Turn], faults: Mapping[str, str]) -> None:
    """The open 【待填：…】 of the text, each with the place for its answer."""
    questions = asked(text)
    if not questions:
        return
    known = slots_asked(turns)
    with st.container(border=True, key="questions"):
        st.markdown(f"**还有 {len(questions)} 处待填**　:gray[填好按回车，答案就写进上面的文字]")
        for number, question in enumerate(questions, 1):
            slot, key = known.get(question, "other"), _answer_key(draft, section, question)
            if slot in load_form("2021").cells:
                _from_table(draft, section, question, slot, key)
                continue
            st.text_input(f"{number}\\. {plain(question)}", key=key)
            if faults.get(key):
                st.caption(f":red[{plain(faults[key])}]")


def _from_table(draft: Draft, section: str, question: str, path: str, key: str) -> None:
    """A question that a whole table answers: one of its figures in the place of the sentence would say nothing."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(plain(question), width="content")
        if show_figure(draft.report[path]):
            st.button("按表格重新起草", key=f"{key}:draft", on_click=ask, args=(f"起草{ASKED[section]}",))
        elif st.button("去填这一格", key=f"{key}:go"):
            state.focus(path)
            frame.go(frame.TABLES)


def slots_asked(turns: list[Turn]) -> dict[str, str]:
    """Which fact slot or cell each question fills, as the suggestions said; the slots' own questions too."""
    known = {slot.ask: key for key, slot in fact_slots().items()} | {s.label: k for k, s in fact_slots().items()}
    for turn in turns:
        for question in (turn.payload.get("suggestion") or {}).get("questions", ()):
            if question["id"] != "other" or question["ask"] not in known:
                known[question["ask"]] = question["id"]
    return known

"""The chat of a draft: what was said, quick requests, and the answer that is on its way."""

import time
from collections.abc import Iterator

import streamlit as st

from assistant.storage import Draft, Turn
from assistant.ui import state
from assistant.ui.progress import watch
from assistant.ui.reading import plain
from assistant.ui.sections import ASKED
from assistant.ui.sources import sources
from assistant.ui.suggestions import card, earlier

FACES = {"user": ":material/person:", "assistant": ":material/edit_note:"}
GREETING = (
    "您好，我帮您写这份年报的文字部分。点下面的按钮或直接打字都行，例如“起草总体情况”“网站公开了120条”“部分公开怎么算”。"
    "数字只取自您填的表格和本年情况，不知道的留成【待填】请您补。"
)


def chat(draft: Draft, turns: list[Turn]) -> None:
    """Draw the conversation and take new messages; the answer is made beside the page."""
    work = f"chat:{draft.id}"
    if _answered(work):
        turns[:] = state.assistant().turns(draft)
    with st.container(height=470, border=True, autoscroll=True, key="talk"):
        if not turns:
            with st.chat_message("assistant", avatar=FACES["assistant"]):
                st.write(GREETING)
        _said(draft, turns)
        if state.jobs().get(work):
            asked = state.typed("asked") or ""
            if asked and not (turns and turns[-1].role == "user" and turns[-1].text == asked):
                with st.chat_message("user", avatar=FACES["user"]):
                    st.markdown(plain(asked))
            with st.chat_message("assistant", avatar=FACES["assistant"]):
                watch(work)
    _requests(draft, work, turns)


def _answered(work: str) -> bool:
    """Take the answer that has come meanwhile; True if there is one."""
    done = state.jobs().take(work)
    if done is None:
        return False
    if done.error:
        state.tell("error", done.error)
        st.rerun()
    turn: Turn = done.result
    state.fresh_turn(turn.id)
    if made := turn.payload.get("suggestion"):
        state.go_to_section(made["section"])
    return True


def _said(draft: Draft, turns: list[Turn]) -> None:
    fresh = state.fresh_turn()
    last = next((t.id for t in reversed(turns) if t.payload.get("suggestion")), None)
    for turn in turns:
        with st.chat_message(turn.role, avatar=FACES.get(turn.role)):
            if turn.id == fresh:
                st.write_stream(_pieces(plain(turn.text)))
            else:
                st.markdown(plain(turn.text))
            if turn.id == last:
                card(draft, turn)
            elif turn.payload.get("suggestion"):
                earlier(draft, turn)
            else:
                sources(turn.payload.get("citations", ()), "", draft.report, str(turn.id))


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), 6):
        yield text[start : start + 6]
        time.sleep(0.012)


def _requests(draft: Draft, work: str, turns: list[Turn]) -> None:
    name = ASKED[state.section()]
    quick = {
        "起草本部分": f"起草{name}",
        "换一种写法": f"换一种写法，写{name}",
        "别处怎么写": f"别的乡镇{name}怎么写",
        "还缺什么": "还缺什么",
        "检查": "检查全文",
    }
    busy = state.jobs().running(work)
    with st.container(horizontal=True, gap="xsmall", key="quick"):
        for label, message in quick.items():
            if st.button(label, disabled=busy, key=f"quick:{label}"):
                ask(draft, message, work)
        with st.popover("清空", disabled=busy or not turns):
            st.write("清空后，对话不能恢复，年报里的文字不受影响。")
            if st.button("确定清空"):
                state.assistant().forget_chat(draft)
                st.rerun()
    if said := st.chat_input("说说您的要求或本单位的情况，按回车发送", disabled=busy, max_chars=2000):
        ask(draft, said, work)


def ask(draft: Draft, message: str, work: str) -> None:
    """Send a message; the page goes on while the answer is made."""
    state.put("asked", message)
    house = state.assistant()
    state.jobs().start(work, "正在查语料、写文字", lambda _progress: house.chat(draft, message))
    st.rerun()

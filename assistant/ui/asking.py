"""Messages on their way: sent beside the page, heard as they are answered, stopped, taken in when they are done."""

import streamlit as st

from assistant.storage import Draft, Turn
from assistant.ui import state


def work_of(draft: Draft) -> str:
    """The key of the work that answers a draft's chat."""
    return f"chat:{draft.id}"


def busy(draft: Draft) -> bool:
    return state.jobs().running(work_of(draft))


def ask(message: str, instead: int | None = None) -> None:
    """Put a message to be sent, as a widget's callback, `instead` of an earlier one (a turn id) where given."""
    if message.strip():
        state.put("to_ask", (state.typed("draft"), message, instead))
        state.count("asked_count", 1)


def send(draft: Draft) -> None:
    """Send the message that was put, once what was typed elsewhere is saved; the page goes on while it is answered."""
    whose, message, instead = state.typed("to_ask") or ("", "", None)
    if whose != draft.id:  # put for a report that was left in the same moment
        state.put("to_ask", None)
        return
    house, section = state.assistant(), state.section()
    state.jobs().start(
        work_of(draft), "正在查语料、写文字",
        lambda job: house.chat(draft, message, told=job.hear, stop=job.stop, instead=instead, section=section),
    )  # fmt: skip
    state.put("to_ask", None)
    state.put("asked", message)


def answered(draft: Draft) -> None:
    """Take in the answer that has come meanwhile, before the conversation is read: the editor shows the part it is about."""
    done = state.jobs().take(work_of(draft))
    if done is None:
        return
    if done.error:
        state.tell("error", done.error)
        st.rerun()
    turn: Turn = done.result
    if made := turn.payload.get("suggestion"):
        state.go_to_section(made["section"])

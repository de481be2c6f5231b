"""Messages on their way: sent beside the page, heard as they are answered, stopped, taken in when they are done."""

import streamlit as st

from assistant.storage import Draft, Turn
from assistant.ui import state


def work_of(draft: Draft) -> str:
    """The key of the work that answers a draft's chat."""
    return f"chat:{draft.id}"


def busy(draft: Draft) -> bool:
    return state.jobs().running(work_of(draft))


def ask(draft: Draft, message: str, *, instead: int | None = None) -> None:
    """Send a message, `instead` of an earlier one (a turn id) where given; the page goes on while it is answered."""
    state.put("asked", message)
    state.count("asked_count", 1)
    house = state.assistant()
    state.jobs().start(
        work_of(draft), "正在查语料、写文字",
        lambda job: house.chat(draft, message, told=job.hear, stop=job.stop, instead=instead),
    )  # fmt: skip
    st.rerun()


def answered(draft: Draft) -> bool:
    """Take the answer that has come meanwhile; True if there is one."""
    done = state.jobs().take(work_of(draft))
    if done is None:
        return False
    if done.error:
        state.tell("error", done.error)
        st.rerun()
    turn: Turn = done.result
    if not done.said:  # what was seen as it was written need not be written again
        state.fresh_turn(turn.id)
    if made := turn.payload.get("suggestion"):
        state.go_to_section(made["section"])
    return True

"""撰写: the conversation on the left, the text of a section on the right."""

import streamlit as st

from assistant.storage import Draft
from assistant.ui import frame, state
from assistant.ui.asking import answered, send
from assistant.ui.conversation import chat
from assistant.ui.editor import editor, settle_text


def page(draft: Draft) -> None:
    house = state.assistant()
    answered(draft)
    turns = house.turns(draft)
    faults = settle_text(draft, turns)
    send(draft)
    draft = house.draft(draft.id) or draft
    left, right = st.columns([46, 54], gap="medium")
    with left:
        chat(draft, turns)
    with right:
        editor(draft, turns, state.findings(draft), faults)
    state.prepare()


if opened := frame.open_draft("撰写", "左边商量和起草，右边是年报里的文字；点“采用”之前，年报不会变。"):
    page(opened)

"""本年情况: what the unit knows beyond the tables, asked in groups; a blank stays a blank."""

from functools import partial
from itertools import groupby

import streamlit as st

from assistant.report import Fact, Slot, fact_slots
from assistant.storage import Draft
from assistant.ui import state
from assistant.ui.marks import plain

NOTES = ("problem_notes", "measure_notes")


def facts_form(draft: Draft) -> None:
    """Draw an input for every slot; each is saved when it is left."""
    for group, members in groupby(fact_slots().values(), lambda slot: slot.group):
        st.subheader(group, anchor=False)
        slots = list(members)
        wide = [slot for slot in slots if slot.key in NOTES]
        narrow = [slot for slot in slots if slot not in wide]
        for start in range(0, len(narrow), 3):
            for column, slot in zip(st.columns(3), narrow[start : start + 3], strict=False):
                with column:
                    _field(draft, slot)
        for slot in wide:
            _field(draft, slot)


def _field(draft: Draft, slot: Slot) -> None:
    save = partial(_save, draft, slot)
    field = state.settle(_key(draft, slot), shown(draft.report.facts.get(slot.key)), save)
    label = f"{slot.label}（{slot.unit}）" if slot.unit else slot.label
    ask = st.text_area if slot.key in NOTES else st.text_input
    ask(
        label,
        field.value,
        key=field.key,
        help=slot.ask,
        on_change=state.hasten,
        args=(_key(draft, slot), field.key, save),
    )
    if field.fault:
        st.caption(f":red[{plain(field.fault)}]")


def settle_facts(draft: Draft) -> None:
    """Save what was typed before anything of the page is drawn."""
    for slot in fact_slots().values():
        if state.is_drawn(_key(draft, slot)):
            state.settle(_key(draft, slot), shown(draft.report.facts.get(slot.key)), partial(_save, draft, slot))


def _key(draft: Draft, slot: Slot) -> str:
    return f"fact:{draft.id}:{slot.key}"


def _save(draft: Draft, slot: Slot, text: str) -> str:
    state.tell_met(state.assistant().set_facts(draft, {slot.key: slot.read(text)}))
    return shown(slot.read(text))


def shown(value: Fact) -> str:
    """A fact as staff would type it; '' where it is not known."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

"""A list of reports with figures to sort by; a click or the arrow keys pick one."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st


@dataclass(frozen=True)
class Entry:
    """A line: its name, what stands small below, and one figure for each head."""

    name: str
    note: str
    figures: tuple[int, ...]


def report_list(heads: Sequence[str], entries: Sequence[Entry], *, key: str) -> int:
    """Draw the list, `heads` being the names of the first column and of the figures; return the number of the entry picked, 0 at first."""
    made = _component()(
        key=key,
        data={"heads": list(heads), "entries": [asdict(entry) for entry in entries], "picked": _picked(key, entries)},
        on_picked_change=lambda: None,
    )
    number = getattr(made, "picked", None)
    return number if isinstance(number, int) and 0 <= number < len(entries) else 0


def _picked(key: str, entries: Sequence[Entry]) -> int:
    state = st.session_state.get(key)
    number = state.get("picked") if state else None
    return number if isinstance(number, int) and 0 <= number < len(entries) else 0


@cache
def _component() -> Any:
    room = files(__package__)
    return st.components.v2.component(
        "report_list",
        html='<div class="reports"><table></table></div>',
        css=(room / "list.css").read_text("utf-8"),
        js=(room / "list.js").read_text("utf-8"),
    )

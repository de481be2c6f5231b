"""A table of units × themes whose cells can be clicked: how many passages of a report speak of a theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st


@dataclass(frozen=True)
class Line:
    """A theme: its key, its title, and the number of passages in each report."""

    key: str
    title: str
    counts: Sequence[int]


def theme_matrix(
    heads: Sequence[str], groups: Sequence[tuple[str, Sequence[Line]]], *, key: str
) -> tuple[str, int] | None:
    """Draw the table; return (key of the theme, number of the column) of the cell clicked last, None before the first."""
    data = {
        "heads": list(heads),
        "groups": [
            {
                "title": title,
                "lines": [{"key": line.key, "title": line.title, "counts": list(line.counts)} for line in lines],
            }
            for title, lines in groups
        ],
    }
    made = _component()(key=key, data=data, on_picked_change=lambda: None)
    picked = getattr(made, "picked", None)
    known = {line.key for _, lines in groups for line in lines}
    if not isinstance(picked, list) or len(picked) != 2 or picked[0] not in known or not isinstance(picked[1], int):
        return None
    return (picked[0], picked[1]) if 0 <= picked[1] < len(heads) else None


@cache
def _component() -> Any:
    room = files(__package__)
    return st.components.v2.component(
        "theme_matrix",
        html='<div class="matrix"><table></table></div>',
        css=(room / "matrix.css").read_text("utf-8"),
        js=(room / "matrix.js").read_text("utf-8"),
    )

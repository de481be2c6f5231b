"""What a page does by itself in the browser: speak Chinese where Streamlit has English of its own, and save while one types."""

from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st


def manners(asked: int, seek: dict[str, Any] | None) -> None:
    """Let this page behave so; drawn on every page, at work once in a tab. `asked` counts the messages sent in the chat, `seek` is what `state.seek` asked for."""
    with st.container(key="manners"):
        _component()(key="page-manners", data={"asked": asked, "seek": seek})


@cache
def _component() -> Any:
    room = files(__package__)
    return st.components.v2.component("manners", html="<span></span>", js=(room / "manners.js").read_text("utf-8"))

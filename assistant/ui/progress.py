"""Slow work as the page shows it: a bar that moves by itself while everything else can be used."""

import streamlit as st

from assistant.ui import state
from assistant.ui.marks import plain
from assistant.ui.trouble import caught


def watch(key: str, *, stoppable: bool = False) -> None:
    """Show how far the work `key` is, with a button to stop it where `stoppable`.

    When it ends, also while this page is being drawn, the page is drawn again.
    """
    job = state.jobs().get(key)
    if job and (job.running or not job.announced):
        _bar(key, stoppable)


@st.fragment(run_every=0.2)
def _bar(key: str, stoppable: bool) -> None:
    with caught():
        job = state.jobs().get(key)
        if job is None or not job.running:
            if job:
                job.announced = True
            st.rerun()
        left, right = st.columns([9, 1], vertical_alignment="bottom") if stoppable else (st.container(), None)
        left.progress(job.share, text=plain(job.words))
        if right and right.button("停止", key=f"stop:{key}", disabled=job.stopped):
            state.jobs().stop(key)

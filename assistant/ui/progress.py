"""Slow work as the page shows it: a bar that moves by itself while everything else can be used."""

import streamlit as st

from assistant.ui import state
from assistant.ui.marks import plain
from assistant.ui.trouble import caught


def watch(key: str) -> None:
    """Show how far the work `key` is; when it ends, also while this page is being drawn, the page is drawn again."""
    job = state.jobs().get(key)
    if job and (job.running or not job.announced):
        _bar(key)


@st.fragment(run_every=0.4)
def _bar(key: str) -> None:
    with caught():
        job = state.jobs().get(key)
        if job is None or not job.running:
            if job:
                job.announced = True
            st.rerun()
        st.progress(job.share, text=plain(job.words))

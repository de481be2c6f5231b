"""Slow work as the page shows it: a bar that moves by itself while everything else can be used.

The bar is a fragment with a timer. A tick of it that meets the run of another page makes Streamlit clear that page, which stays
white. So a run begins by disowning the timers of the last one (their ticks are then ignored), and makes its own at its end.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assistant.ui import state
from assistant.ui.marks import plain
from assistant.ui.trouble import caught

WATCHED = "watched"


def disown_timers() -> None:
    """Ignore from now on what the bars of the last run still ask for."""
    if context := get_script_run_ctx():
        context.fragment_storage.clear()
    state.put(WATCHED, [])


def watch(key: str, *, stoppable: bool = False) -> None:
    """Keep the place where the page shows how far the work `key` is and what it has written, with a button to stop it where `stoppable`."""
    job = state.jobs().get(key)
    if job is None or (job.announced and not job.running):
        return
    place = st.container()
    offered = stoppable and job.running
    if offered and st.button("停止", key=f"stop:{key}", icon=":material/stop_circle:", disabled=job.stopped):
        state.jobs().stop(key)
    state.typed(WATCHED).append((key, place))


def follow() -> None:
    """Draw the bars in their places. When a work ends, also while the page is being drawn, the page is drawn again."""
    for key, place in state.typed(WATCHED):
        with place:
            _bar(key)


@st.fragment(run_every=0.4)
def _bar(key: str) -> None:
    with caught():
        job = state.jobs().get(key)
        if job is None or not job.running:
            if job:
                job.announced = True
            st.rerun()
        if job.said:
            st.markdown(plain(job.said))
        st.progress(job.share, text="正在停下…" if job.stopped else plain(job.words))

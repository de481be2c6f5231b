"""年报助手 in the browser: `streamlit run app.py`."""

import streamlit as st

from assistant.ui import frame, progress, state

progress.disown_timers()
st.set_page_config(page_title="年报助手", page_icon=str(frame.ICON), layout="wide")
frame.dress()
if state.enter():
    frame.show(st.navigation(frame.pages()))

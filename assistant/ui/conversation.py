"""The chat of a draft: what was said, quick requests, and the answer that is on its way."""

import time
from collections.abc import Iterator

import streamlit as st

from assistant.storage import Draft, Turn, standing
from assistant.ui import state
from assistant.ui.asking import ask, busy, work_of
from assistant.ui.jobs import Job
from assistant.ui.progress import watch
from assistant.ui.reading import plain
from assistant.ui.sections import ASKED, path_of
from assistant.ui.turns import FACES, said

AT_ONCE = 0.6  # seconds within which an answer most often begins: no bar is drawn then, only to be taken away again
GREETING = (
    "您好，我帮您写这份年报的文字部分。点下面的按钮或直接打字都行，例如“起草总体情况”“网站公开了120条”“部分公开怎么算”。"
    "数字只取自您填的表格和本年情况，不知道的留成【待填】请您补。"
)

QUICK = {
    "起草本部分": "起草{}",
    "换一种写法": "{}换一种写法",
    "别处怎么写": "别的乡镇{}怎么写",
    "还缺什么": "还缺什么",
    "检查": "检查全文",
}  # label: message, with the part's name


def chat(draft: Draft, turns: list[Turn]) -> None:
    """Draw the conversation and take new messages; the answer is made beside the page."""
    job = state.jobs().get(work_of(draft))
    with st.container(height=470, border=True, autoscroll=True, key="talk"):
        before, coming = st.container(), st.container()
        if job:
            with coming:
                _answering(draft, turns, job)
        with before:
            if turns:
                said(draft, turns, answering=bool(job))
            elif not job:
                with st.chat_message("assistant", avatar=FACES["assistant"]):
                    st.write(GREETING)
    _requests(draft, turns)


def _answering(draft: Draft, turns: list[Turn], job: Job) -> None:
    """The message on its way and its answer, drawn before all else: what was said before stands on the page meanwhile."""
    message = state.typed("asked") or ""
    if message and not (turns and turns[-1].role == "user" and turns[-1].text == message):
        with st.chat_message("user", avatar=FACES["user"]):
            st.markdown(plain(message))
    with st.chat_message("assistant", avatar=FACES["assistant"]):
        job.stirred.wait(max(0.0, job.began + AT_ONCE - time.monotonic()))
        if job.running:
            watch(work_of(draft), stoppable=True)
            return
        if not job.error and not job.said:  # what was seen as it was written need not be written again
            st.write_stream(_pieces(plain(job.result.text)))
    st.rerun()  # to draw the answer with all that belongs to it


def _pieces(text: str) -> Iterator[str]:
    for start in range(0, len(text), 6):
        yield text[start : start + 6]
        time.sleep(0.012)


def _requests(draft: Draft, turns: list[Turn]) -> None:
    name = ASKED[state.section()]
    waiting = busy(draft)
    with st.container(horizontal=True, gap="xsmall", key="quick"):
        for label, message in QUICK.items():
            first = label == "起草本部分" and not draft.report.text(path_of(state.section())).strip()
            st.button(
                label, disabled=waiting, key=f"quick:{label}", type="primary" if first else "secondary",
                on_click=ask, args=(message.format(name),),
            )  # fmt: skip
        with st.popover("清空", disabled=waiting or not turns):
            st.write(
                f"这 {len(standing(turns))} 条对话清空后不能恢复，采用过的文字还在，但不再显示出处。年报里的文字不受影响。"
            )
            if st.button("确定清空"):
                state.assistant().forget_chat(draft)
                st.rerun()
    st.chat_input(
        "说说您的要求或本单位的情况，按回车发送", disabled=waiting, max_chars=2000, key="said",
        on_submit=lambda: ask(state.typed("said") or ""),
    )  # fmt: skip

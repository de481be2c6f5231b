"""What was said, message by message, with what can be done with one: send it again, have it answered anew, take back a change."""

from collections.abc import Sequence

import streamlit as st

from assistant.storage import Draft, Revision, Turn, standing
from assistant.ui import frame, state
from assistant.ui.asking import ask, busy
from assistant.ui.changes import before_replacing, difference
from assistant.ui.reading import plain
from assistant.ui.sections import TITLES, path_of
from assistant.ui.sources import sources
from assistant.ui.suggestions import TAKEN, card, earlier, offered
from assistant.ui.trouble import attempt

SHOWN = 12  # messages of a long conversation that are drawn without being asked for
FACES = {"user": ":material/person:", "assistant": ":material/edit_note:"}


def said(draft: Draft, turns: Sequence[Turn], *, answering: bool) -> None:
    """Draw the conversation as it stands; what messages sent again have put aside is folded above them."""
    stands = standing(turns)
    newest = next((t.id for t in reversed(stands) if t.payload.get("suggestion")), None)
    hidden = _hidden(len(stands))
    before = stands[hidden - 1].id if hidden else 0
    for number, turn in enumerate(stands[hidden:], hidden):
        if put_aside := [t for t in turns if before < t.id < turn.id]:
            _put_aside(draft, put_aside)
        before = turn.id
        with st.chat_message(turn.role, avatar=FACES.get(turn.role)):
            if turn.role == "user":
                _own(draft, turn, len(stands) - number - 1)
            else:
                _answer(draft, turn, newest=turn.id == newest)
    if stands and not answering:
        _about_the_last(draft, stands)


def _hidden(count: int) -> int:
    """How many of the first messages are not drawn: every one of them would make each click slower."""
    hidden = max(0, count - SHOWN)
    return 0 if hidden and st.toggle(f"显示更早的 {hidden} 条对话", key="older") else hidden


def _own(draft: Draft, turn: Turn, later: int) -> None:
    with st.container(horizontal=True, vertical_alignment="top", key=f"own-{turn.id}"):
        st.markdown(plain(turn.text), width="stretch")
        with st.popover("改", type="tertiary", disabled=busy(draft), help="改了重发"):
            st.text_area("改好后重发", turn.text, key=f"edit:{turn.id}", max_chars=2000)
            if later > 1:
                st.caption(f"后面的 {later} 条会收起来，仍可展开查看；年报里的文字不受影响。")
            st.button(
                "重新发送", key=f"resend:{turn.id}", type="primary",
                on_click=lambda: ask(state.typed(f"edit:{turn.id}") or "", turn.id),
            )  # fmt: skip


def _answer(draft: Draft, turn: Turn, *, newest: bool) -> None:
    st.markdown(plain(turn.text))
    if newest:
        card(draft, turn)
    elif turn.payload.get("suggestion"):
        earlier(draft, turn)
    else:
        sources(turn.payload.get("citations", ()), "", draft.report, str(turn.id))


def _put_aside(draft: Draft, turns: Sequence[Turn]) -> None:
    with st.expander(f"重发之前的 {len(turns)} 条"):
        for turn in turns:
            st.caption(f"{'您' if turn.role == 'user' else '助手'}：{plain(turn.text)}")
            if turn.payload.get("suggestion"):
                offered(draft, turn.payload["suggestion"], str(turn.id))


def _about_the_last(draft: Draft, stands: Sequence[Turn]) -> None:
    """What can be done with the newest answer, or with a message that got none."""
    last = stands[-1]
    asked = next((turn for turn in reversed(stands) if turn.role == "user"), None)
    if last.payload.get("intent") == "undo":
        _taking_back(draft, last)
    if asked is None:
        return
    if last is asked:
        st.caption("这一条没有答完：程序中途关闭过。")
    again = (asked.text, asked.id)
    st.button("重新生成", type="tertiary", icon=":material/refresh:", key=f"again:{last.id}", on_click=ask, args=again)


# ---- taking back -------------------------------------------------------------------------------------------------------


def _taking_back(draft: Draft, turn: Turn) -> None:
    """The newest change, taken back by one click; the text last adopted too, where something was changed since.

    It is offered once: a second click in haste must not take back the change before.
    """
    changes = state.assistant().undoable(draft)
    if not changes or turn.payload.get("revision") != draft.revision:
        st.caption("要再撤销，请再说一次“撤销”。" if changes else "没有可以撤销的修改。")
        return
    newest = changes[0]
    adopted = next((change for change in changes if TAKEN.match(change.note)), None)
    with st.container(border=True, key=f"undo-{newest.number}"):
        st.markdown(f"最近一次修改：**{plain(newest.note)}**　:gray[{frame.clock(newest.at)}]")
        with st.container(horizontal=True, gap="small"):
            if st.button("确认撤销", type="primary", key=f"undo:{newest.number}"):
                _take_back(draft, newest)
            if adopted and adopted is not newest:
                _before_adopting(draft, adopted)
        with st.expander("看看撤销后会变什么"):
            difference(draft.report, state.assistant().report_at(draft, newest.number - 1))


def _take_back(draft: Draft, newest: Revision) -> None:
    if attempt(lambda: state.assistant().undo(draft), lambda why: state.tell("error", why)):
        state.tell("success", f"已撤销：{newest.note}。")
    st.rerun()


def _before_adopting(draft: Draft, adopted: Revision) -> None:
    """Put one part back to what it was before a suggestion was adopted, whatever else has changed since."""
    title = (TAKEN.match(adopted.note) or [""] * 2)[1]
    where = next((path_of(section) for section, name in TITLES.items() if name == title), None)
    if where is None:
        return
    now, then = draft.report.text(where), state.assistant().report_at(draft, adopted.number - 1).text(where)

    def replace() -> None:
        note = f"撤回采用的文字（{title}）"
        attempt(lambda: state.assistant().set_text(draft, where, then, note), lambda why: state.tell("error", why))
        st.rerun()

    if now != then and st.button(f"退回“{title}”采用之前的文字", key=f"before:{adopted.number}"):
        before_replacing(now, then, replace)

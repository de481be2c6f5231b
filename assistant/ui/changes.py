"""What a change would do, seen before it is made: taken out, put in, and the figures that change."""

from collections.abc import Callable
from difflib import SequenceMatcher
from functools import partial
from html import escape
from itertools import pairwise

import streamlit as st

from assistant.report import Report, show_figure
from assistant.report.prose import sentences
from assistant.storage import Draft
from assistant.ui import frame, state
from assistant.ui.sections import place_name
from assistant.ui.trouble import attempt

SHOWN = 12  # changed figures that are listed; earlier states, four times as many


def take_back(draft: Draft) -> None:
    """Undo the newest change and say which it was: it may lie on another page."""
    house = state.assistant()
    standing = house.undoable(draft)
    if attempt(lambda: house.undo(draft), lambda said: state.tell("warning", said)):
        state.tell("success", f"已撤销：{standing[0].note}。")


def compared(old: str, new: str) -> str:
    """Two texts as one piece of HTML: what goes struck out, what comes underlined, sentence by sentence."""
    before, after = _parts(old), _parts(new)
    pieces = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(escape("".join(before[i:j])))
            continue
        gone, come = "".join(before[i:j]), "".join(after[k:m])
        pieces += [f"<del>{escape(gone)}</del>"] * bool(gone) + [f"<ins>{escape(come)}</ins>"] * bool(come)
    return f'<div class="prose">{"".join(pieces)}</div>'


def _parts(text: str) -> list[str]:
    """Sentences with what stands between them, so that joined they are the text again."""
    ends = [0, *(piece.end for piece in sentences(text))]
    return [text[start:end] for start, end in pairwise(ends)] + [text[ends[-1] :]]


@st.dialog("替换前看一看", width="medium")
def before_replacing(old: str, new: str, replace: Callable[[], object]) -> None:
    """Show what replacing a section's text would change; do it only after a click."""
    st.caption("划去的是现在的文字，加底色的是换上的文字。替换后仍可撤销。")
    if st.button("确定替换", type="primary"):
        replace()
    st.html(compared(old, new))


@st.dialog("修改记录", width="medium")
def history(draft: Draft) -> None:
    """Show earlier states of the report and what going back to one would change; do it only after a click."""
    house = state.assistant()
    earlier = house.revisions(draft)[1 : SHOWN * 4]
    chosen = st.selectbox("改到哪一步的样子", earlier, format_func=lambda r: f"{frame.clock(r.at)}　{r.note}")
    now, then = draft.report, house.report_at(draft, chosen.number)
    st.caption("划去的是现在的，加底色的是那时的。回去以后，现在的内容也还留在这里。")
    if st.button("回到这一步", type="primary"):
        attempt(partial(house.restore, draft, chosen.number), lambda said: state.tell("error", said))
        st.rerun()
    difference(now, then)


def difference(now: Report, then: Report) -> None:
    """Show what goes and what comes between two states of a report, text and figures."""
    changed = [where for where in {**now.texts(), **then.texts()} if now.text(where) != then.text(where)]
    for where in changed:
        st.markdown(f"**{place_name(where)}**")
        st.html(compared(now.text(where), then.text(where)))
    figures = _figures(now, then)
    if figures:
        st.markdown(f"**表格数字（{len(figures)} 格）**")
        st.text("\n".join(figures[:SHOWN] + ["……"] * (len(figures) > SHOWN)))
    if not changed and not figures:
        st.write("文字和表格都和现在一样。")


def _figures(now: Report, then: Report) -> list[str]:
    def shown(report: Report, path: str) -> str:
        return show_figure(report[path]) or "未填"

    return [
        f"{place_name(path)}：{shown(now, path)} → {shown(then, path)}" for path in now.cells if now[path] != then[path]
    ]

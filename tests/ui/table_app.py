"""A page that holds nothing but the official tables, for the browser tests: it keeps the figures and echoes the edits."""

import json

import streamlit as st

from assistant.report import Filing, Report, Unit, load_form, read_figure
from assistant.ui.official_tables import Carried, Remark, official_tables

FORM = load_form("2021")
DOCUMENTS = "proactive.normative_documents"
IN_FORCE = f"{DOCUMENTS}.in_force"
state = st.session_state
st.set_page_config(layout="wide")
if "shown" not in state:
    state.shown = dict.fromkeys(FORM.cells, "")
    state.revision, state.received, state.focus, state.frozen = 1, {}, None, False


def take(edits: dict[str, str]) -> None:
    state.received |= edits
    state.shown |= edits


def reload(text: str, only: str = "") -> None:
    state.shown = {path: text if path.startswith(only) else "" for path in FORM.cells}
    state.revision += 1


def find_faults() -> dict[str, str]:
    figures = {path: read_figure(text, decimal=FORM.cells[path].decimal) for path, text in state.shown.items()}
    found = {path: f"后台：{reading.note}" for path, reading in figures.items() if reading.fault}
    for relation in FORM.relations:
        left, right = ([figures[path].value for path in side] for side in (relation.left, relation.right))
        if None not in (*left, *right) and sum(left) != sum(right):
            found[relation.where] = f"后台：{relation.words}"
    return found


with st.sidebar:
    if st.button("全部为 0"):
        reload("0")
    if st.button("表三为 0"):
        reload("0", "requests.")
    st.button("去结转下年", on_click=state.update, args=({"focus": "requests.carried_out.other"},))
    st.button("说一句", on_click=state.update, args=({"said": True},))
    st.button("只读", on_click=state.update, args=({"frozen": not state.frozen},))

if state.received:
    st.caption("已收到修改")  # what stands above the tables comes and goes
edits = official_tables(
    state.shown,
    faults=find_faults(),
    revision=f"draft-1:{state.revision}",
    key="tables",
    carried={
        IN_FORCE: Carried(
            5, (f"{DOCUMENTS}.issued",), (f"{DOCUMENTS}.repealed",), "按2021年现行有效 5 件加本年制发、减本年废止"
        )
    },
    filing=Filing(Report(Unit.parse("松涛乡人民政府"), 2022)) if "said" in state else None,
    remarks=[Remark("error", "错误", "表四的总计不对", "disputes.reconsideration.total")] if "said" in state else None,
    focus=state.focus,
    on_change=take,
    disabled=state.frozen,
)
with st.sidebar:
    st.html(f'<pre id="received">{json.dumps(state.received, ensure_ascii=False)}</pre>')
    st.html(f'<pre id="edits">{json.dumps(edits, ensure_ascii=False)}</pre>')
    st.html(f'<pre id="revision">{state.revision}</pre>')

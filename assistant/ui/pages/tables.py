"""填表: the three official tables and what the unit knows beyond them."""

from collections.abc import Callable

import streamlit as st

from assistant.report import Filing, Finding, show_figure
from assistant.storage import Draft
from assistant.ui import frame, state
from assistant.ui.changes import take_back
from assistant.ui.facts import facts_form, settle_facts
from assistant.ui.faults import SEVERITIES, by_cell, cell_to_show, table_of
from assistant.ui.marks import plain
from assistant.ui.naming import naming
from assistant.ui.official_tables import Carried, Remark, judged_here, official_tables, paper
from assistant.ui.status import Status, blank_cells, status_of
from assistant.ui.trouble import attempt, caught

house = state.assistant()
PARTS = ("三张表", "本年情况")


def settle_tables(draft: Draft, fail: Callable[[str], object]) -> tuple[Draft, str]:
    """Save the figures typed since the last run; return the draft as saved and the name of what the tables show now."""
    edits = state.table_edits(draft)
    if not edits:
        return draft, state.tables_revision(draft, {})
    saved = attempt(lambda: state.assistant().set_cells(state.tables_seen() or draft, edits), fail)
    if saved is None:
        return draft, state.tables_shown()
    state.tell_met(saved)
    return saved, state.tables_revision(saved, edits)


def hasten(_edits: dict[str, str]) -> None:
    """Save what was typed first of all, also in a run that leaves the page; what fails is tried again and told by the page."""
    if seen := state.tables_seen():
        settle_tables(seen, lambda _why: None)


def fill_zeros(draft: Draft) -> None:
    filled = attempt(lambda: house.fill_zeros(draft), lambda sentence: state.tell("warning", sentence))
    if filled and blank_cells(filled.report):
        said = "其余各格已填 0。上年还有现行有效的文件，今年的“现行有效件数”没有填 0，请点格里的虚线按钮，或自己填写。"
        state.tell("info", said)
    elif filled:
        state.tell("success", "其余各格已填 0，空着的总计按分项相加，请核对后再往下写。")


def counts(draft: Draft, status: Status) -> None:
    said = [f"还有 {status.blanks} 格未填" if status.blanks else "各格都已填写"]
    said.append(f"{status.unbalanced} 处勾稽不符" if status.unbalanced else "没有勾稽不符")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{'，'.join(said)}**", width="content")
        if st.button("其余全部为 0", type="primary", disabled=not status.blanks):
            fill_zeros(draft)
            st.rerun()  # draws the tables anew
        if st.button("撤销上一次修改", disabled=draft.revision == 0):
            take_back(draft)
            st.rerun()
    notes = []
    if status.blanks:
        notes.append("空格不等于 0：先填有数的格，再点“其余全部为 0”，表示其余各格确实都是 0；空着的总计按分项相加。")
    previous = draft.previous
    if previous and draft.report.year and previous.year == draft.report.year - 1:
        notes.append(f"“上年结转”一行已按{previous.year}年年报的“结转下年度继续办理”填好，请核对。")
        notes.append("“现行有效件数”可按上年数推算，格里的虚线按钮点一下填入。")
    st.caption(
        "".join(notes) or "各格都有数；改动后马上重新核对。"
    )  # always there, so that the tables keep their place


def carried(draft: Draft) -> dict[str, Carried]:
    """现行有效 as it follows from last year's: offered, since a document may also lapse."""
    previous, year = draft.previous, draft.report.year
    if not previous or not year or previous.year != year - 1:
        return {}
    offers = {}
    for kind in ("regulations", "normative_documents"):
        base, row = previous[f"proactive.{kind}.in_force"], f"proactive.{kind}"
        if isinstance(base, int):
            words = f"按{previous.year}年现行有效 {base} 件加本年制发、减本年废止"
            offers[f"{row}.in_force"] = Carried(base, (f"{row}.issued",), (f"{row}.repealed",), words)
    return offers


def beside(draft: Draft, own: list[Finding]) -> list[Remark]:
    """What the editor does not find itself, with the cell to go to."""
    return [Remark(f.severity, SEVERITIES[f.severity][0], f.message + f.fix, cell_to_show(f.where, draft)) for f in own]


@st.fragment
def tables() -> None:
    """The three tables with what is wrong in them: an edit runs this part alone, the card in the sidebar with it."""
    with caught():
        state.begin_run()
        if draft := state.draft():
            draft, revision = settle_tables(draft, st.error)
            frame.tell_told()
            draw(draft, revision)


def draw(draft: Draft, revision: str) -> None:
    """Draw the tables before what stands above them: every element that comes to the browser earlier delays the findings."""
    findings, report = state.findings(draft), draft.report
    filing = Filing(report, draft.previous)
    own = [f for f in findings if table_of(f.where) and f.waiver is None and not judged_here(f, filing)]
    values = {path: show_figure(report[path]) for path in report.cells}
    values |= {path: cell.raw for path, cell in report.source.cells.items() if path in values}
    above = st.container()
    official_tables(
        values,
        faults=by_cell(own),
        revision=revision,
        key=state.EDITOR,
        carried=carried(draft),
        filing=filing,
        remarks=beside(draft, own),
        waived=[f for f in findings if f.waiver and table_of(f.where)],
        focus=state.focused(),
        disabled=bool(frame.not_to_be_changed(draft)),
        on_change=hasten,
        drawn=True,
    )
    with above:
        counts(draft, status_of(draft, findings))
    frame.card(draft, "填表")


def page(draft: Draft) -> None:
    settle_facts(draft)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="whose"):
        whose = f"单位全称：{plain(draft.report.unit.name)}　｜　报告年度：{draft.report.year}年"
        st.caption(f"{whose}　｜　填一格存一格，合计和勾稽关系随填随查。", width="content")
        naming(draft, type="tertiary")
    part = st.segmented_control(
        "部分", PARTS, default=PARTS[0], required=True, key="parts", label_visibility="collapsed"
    )
    if part == PARTS[0]:
        tables()
        paper(state.EDITOR)
        return
    st.caption("表格以外、写文字要用到的情况。知道的就填，不知道的空着；空着的在起草时会留成【待填】问题，不会编造。")
    facts_form(house.draft(draft.id) or draft)


if opened := frame.open_draft("填表"):
    page(opened)
    state.prepare()

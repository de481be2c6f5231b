"""检查与导出: everything that is wrong, the way to each, and the finished report as a file."""

import streamlit as st

from assistant.report import Finding
from assistant.storage import Draft
from assistant.ui import frame, state
from assistant.ui.faults import SEVERITIES, blank_words, grouped, sentence, visit
from assistant.ui.files import offer
from assistant.ui.marks import plain
from assistant.ui.official_tables import BLANK
from assistant.ui.sections import place_name
from assistant.ui.status import OPEN, UNWRITTEN, Status, blank_cells, status_of
from assistant.ui.trouble import attempt
from assistant.ui.workflow import workflow

ORDER = (
    "title", "preamble", "narrative.overview", "proactive", "requests", "disputes",
    "narrative.problems", "narrative.improvements", "narrative.other",
)  # fmt: skip
PARTS = {
    "title": "标题", "preamble": "开头", "narrative.overview": "一 总体情况", "proactive": "二 主动公开", "requests": "三 公开申请",
    "disputes": "四 复议诉讼", "narrative.problems": "五 主要问题", "narrative.improvements": "五 改进情况",
    "narrative.other": "六 其他事项",
}  # fmt: skip
house = state.assistant()


def place(finding: Finding) -> int:
    part = finding.where.split(".")[0] if not finding.where.startswith("narrative.") else finding.where
    return ORDER.index(part) if part in ORDER else len(ORDER)


def verdict(status: Status) -> None:
    doubts = f"另有 {status.warnings} 处疑点，请核对。" if status.warnings else ""
    if not status.ready:
        st.error(f"还不能导出正式稿：{status.words}。{doubts}")
    elif doubts:
        st.warning(f"可以导出：没有错误。{doubts}确实没有问题的，可以写明理由免除。")
    else:
        st.success("可以导出：没有错误，也没有疑点。")


def parts(draft: Draft, findings: list[Finding]) -> None:
    """Every part of the report with what is left to do in it; a click goes there."""
    own = [f for f in findings if f.waiver is None and f.severity != "hint"]
    with st.container(horizontal=True, gap="small", key="parts-strip"):
        for at, where in enumerate(ORDER):
            mine = [f for f in own if place(f) == at]
            blanks = sum(path.startswith(f"{where}.") for path in blank_cells(draft.report))
            errors = [f.rule for f in mine if f.severity == "error" and f.rule not in BLANK]
            unwritten, unanswered = errors.count(UNWRITTEN), errors.count(OPEN)
            wrong = len(errors) - unwritten - unanswered
            left = [f"未填 {blanks} 格"] * bool(blanks) + ["未写"] * bool(unwritten)
            left += [f"待填 {unanswered} 处"] * bool(unanswered) + [f"{wrong} 处错误"] * bool(wrong)
            doubts = sum(f.severity != "error" for f in mine)
            mark = ":red[✗]" if left else ":orange[？]" if doubts else ":green[✓]"
            said = "，".join(left or [f"{doubts} 处疑点"] * bool(doubts))
            if st.button(
                f"{mark} {PARTS[where]}" + (f"　{said}" if said else ""), key=f"part:{where}", type="tertiary"
            ):
                visit(mine[0] if mine else Finding("", "", where, ""), draft)


def listed(draft: Draft, findings: list[Finding], severity: str) -> None:
    """The findings of one severity, section by section."""
    words, _ = SEVERITIES[severity]
    mine = sorted((f for f in findings if f.severity == severity and f.waiver is None), key=place)
    if not mine:
        return
    lines = grouped(mine)
    title = f"{words}（{len(lines)}）"
    with st.expander(title) if severity == "hint" else st.container():
        if severity != "hint":
            st.subheader(title, anchor=False)
        last = -1
        for number, (finding, _) in enumerate(lines):
            if place(finding) != last:
                last = place(finding)
                st.markdown(f"**{place_name(ORDER[last]) if last < len(ORDER) else '其他'}**")
            one(draft, finding, f"{severity}:{number}")


def one(draft: Draft, finding: Finding, key: str) -> None:
    with st.container(border=True, key=f"finding-{key.replace(':', '-')}"):
        said, buttons = st.columns([8, 2.4], vertical_alignment="center")
        with said:
            st.markdown(
                blank_words(finding, draft.report) if finding.rule in BLANK else sentence(finding, draft.report)
            )
        with buttons.container(horizontal=True, horizontal_alignment="right", gap="xsmall"):
            if st.button("去修改", key=f"visit:{key}"):
                visit(finding, draft)
            if finding.severity != "hint" and house.may_waive(finding):
                with st.popover("免除"):
                    waive(draft, finding, key)


def waive(draft: Draft, finding: Finding, key: str) -> None:
    st.write("确认这一处没有问题时，写明理由免除；相关文字或数字改动后会重新检查。")
    with st.form(f"waive:{key}", border=False):
        reason = st.text_input("理由", key=f"reason:{key}")
        by = st.text_input("姓名", value=state.typed("signature") or "", key=f"by:{key}")
        if st.form_submit_button("确定免除"):
            state.put("signature", by)
            attempt(lambda: house.waive(draft, finding, reason, by), lambda said: state.tell("warning", said))
            st.rerun()


def waived(draft: Draft, findings: list[Finding]) -> None:
    excused = [f for f in findings if f.waiver]
    if not excused:
        return
    with st.expander(f"已免除（{len(excused)}）"):
        for number, finding in enumerate(excused):
            if finding.waiver:
                st.markdown(sentence(finding, draft.report))
                st.caption(plain(f"{finding.waiver.by}，{frame.clock(finding.waiver.at)}：{finding.waiver.reason}"))
            if st.button("取消免除", key=f"unwaive:{number}"):
                house.unwaive(draft, finding)
                st.rerun()


def page(draft: Draft) -> None:
    found = state.findings(draft)
    verdict(status_of(draft, found))
    workflow(draft, status_of(draft, found))
    parts(draft, found)
    offer(draft, found)
    for level in SEVERITIES:
        listed(draft, found, level)
    waived(draft, found)


if opened := frame.open_draft("检查与导出", "对照规则检查全文和三张表；没有错误就能导出正式稿。"):
    page(opened)

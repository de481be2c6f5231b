"""批量审核: the county office's look at all the townships' reports at once."""

from collections import Counter

import pandas as pd
import streamlit as st

from assistant.county import Batch, Line
from assistant.report import Finding, Report, load_form, show_figure
from assistant.ui import frame, state
from assistant.ui.faults import SEVERITIES, badge, grouped, sentence
from assistant.ui.marks import plain
from assistant.ui.progress import watch
from assistant.ui.reading import KINDS
from assistant.ui.sections import place_name
from assistant.ui.trouble import attempt

WORK, DONE = "review", "review:done"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
house, jobs = state.assistant(), state.jobs()


def begin() -> None:
    """The files, and the button that starts."""
    files = st.file_uploader(
        "年报文件（可多选，也可以是打包的 zip）", type=[*KINDS, "zip"], accept_multiple_files=True, key="review:files"
    )
    if st.button("开始审核", type="primary", disabled=not files or jobs.running(WORK), key="review:begin"):
        uploads = [(file.name, file.getvalue()) for file in files]
        jobs.start(WORK, "正在审核", lambda progress: house.review_uploads(uploads, progress))
        st.rerun()
    watch(WORK, stoppable=True)
    if done := jobs.take(WORK):
        if done.error:
            state.tell("error", done.error)
        elif done.result is not None:
            state.put(DONE, done.result)
        st.rerun()


def units() -> list[str]:
    with st.expander("应报单位名单（填了就能查出谁没有报）"):
        pasted = st.text_area(
            "每行一个单位", key="review:units", persist_state="session", placeholder="青溪县松涛乡人民政府\n青溪县云岭镇人民政府", height=140,
        )  # fmt: skip
    return [name for name in pasted.replace("、", "\n").replace("，", "\n").splitlines() if name.strip()]


def overview(batch: Batch, missing: list[str]) -> None:
    read = [line for line in batch.lines if not line.failed]
    faulty, failed = sum(line.error > 0 for line in read), len(batch) - len(read)
    with st.container(horizontal=True, key="review-counts"):
        for words, value in (
            ("已审", len(read)),
            ("有错误", faulty),
            ("没有错误", len(read) - faulty),
            ("读不出", failed),
            ("未报", len(missing)),
        ):
            st.metric(words, value, border=True)
    if missing:
        st.warning(plain(f"没有收到 {len(missing)} 个单位的年报：{'、'.join(missing)}。"))
    for line in batch.lines:
        if line.failed:
            st.error(plain(line.failed))
    for one, other, percent in batch.alike:
        st.warning(plain(f"{one}与{other}的文字有 {percent}% 逐句相同，请核对是否照搬。"))


def table(batch: Batch) -> int | None:
    """The list of reports, those with most errors first; return the row that is chosen."""
    order = sorted(
        range(len(batch)), key=lambda n: (-batch.lines[n].error, -batch.lines[n].warning, batch.lines[n].unit)
    )
    order = [number for number in order if not batch.lines[number].failed]
    if not order:
        return None
    frame_ = pd.DataFrame([_row(batch.lines[number]) for number in order])
    chosen = st.dataframe(
        frame_, hide_index=True, on_select="rerun", selection_mode="single-row", key=f"review:table:{id(batch)}",
        height=min(36 * (len(order) + 1) + 3, 520),
        column_config={name: st.column_config.NumberColumn(width="small") for name in ("错误", "疑点", "提示")},
    )  # fmt: skip
    rows = chosen["selection"]["rows"]
    if not rows and len(order) > 1:
        st.caption("点一行左边的方框，查看这份年报的问题，或打开修改。")
    return order[rows[0]] if rows else order[0] if len(order) == 1 else None


def _row(line: Line) -> dict[str, object]:
    return {
        "单位": line.unit or "（没有读出单位）", "年度": str(line.year or ""), "错误": line.error, "疑点": line.warning, "提示": line.hint,
        "文件": line.file,
    }  # fmt: skip


def one(batch: Batch, number: int) -> None:
    """What was found in one report."""
    reviewed = batch[number]
    report = reviewed.report
    if report is None:
        return
    with st.container(border=True, key="review-one"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.subheader(
                plain(f"{report.unit.name}　{report.year}年" if report.year else report.unit.name), anchor=False
            )
            correct(batch, report, f"{id(batch)}:{number}")
        for warning in report.source.warnings:
            st.caption(plain(warning))
        if not reviewed.findings:
            st.success("没有发现问题。")
        for severity in SEVERITIES:
            lines = grouped([f for f in reviewed.findings if f.severity == severity])
            times = Counter(_told(finding) for finding, _ in lines)
            for finding in {_told(finding): finding for finding, _ in lines}.values():
                mark, words = st.columns([1, 12])
                with mark:
                    badge(finding)
                place = place_name(finding.where)
                shown = "" if place in finding.message else f"**{plain(place)}**　"
                again = times[_told(finding)]
                words.markdown(shown + (f"（{again} 处）" if again > 1 else "") + sentence(finding, report))


def _told(finding: Finding) -> tuple[str, str, str]:
    return finding.where, finding.message, finding.fix


def correct(batch: Batch, report: Report, mark: str) -> None:
    """Make the report a draft that can be corrected, where this visitor writes reports."""
    if not state.may_write():
        return
    with st.popover("打开修改", icon=":material/edit:"):
        st.caption("把这份年报作为一份正在编写的年报打开：数字和文字原样保留，改好后重新导出。原文件不会变。")
        unit = st.text_input("单位全称", report.unit.name, key=f"review:unit:{mark}")
        year = st.number_input("报告年度", 2021, 2099, max(report.year or 2021, 2021), key=f"review:year:{mark}")
        if st.button("打开修改", type="primary", disabled=not unit.strip(), key="review:correct"):
            before = _year_before(batch, report, int(year))
            draft = attempt(lambda: house.new_draft(unit.strip(), int(year), before, given=report), st.error)
            if draft:
                state.open_draft(draft.id)
                state.tell("success", "已作为正在编写的年报打开。表格在这里改，文字到“撰写”里改。")
                frame.go(frame.TABLES)


def _year_before(batch: Batch, report: Report, year: int) -> Report | None:
    """The unit's report of the year before, from these files or the corpus."""
    name = report.unit.name
    here = (batch[n].report for n, line in enumerate(batch.lines) if line.year == year - 1 and line.unit == name)
    kept = (d.report for d in house.documents() if d.report.year == year - 1 and d.report.unit.same_as(report.unit))
    return next((found for found in (*here, *kept) if found), None)


def sums(batch: Batch) -> None:
    """The three tables added up over the county, by year."""
    years = sorted(batch.sums, reverse=True)
    if not years:
        return
    with st.expander("三张表汇总"):
        year = st.selectbox("年度", years, format_func=lambda y: f"{y}年" if y else "年度不明", key="review:year")
        form, rows = load_form("2021"), []
        for path, (value, blanks) in batch.sums[year].items():
            if value or blanks:
                rows.append({"指标": form.label(path), "合计": show_figure(value), "未填的单位数": blanks})
        if rows:
            st.dataframe(pd.DataFrame(rows), hide_index=True)
        st.caption("只列合计不为 0 或有单位没有填的指标；没有填的不当作 0。")


def page() -> None:
    frame.head(
        "批量审核",
        "一次检查全县各乡镇、街道的年报：谁有错误、谁没有报、谁的文字相同，以及三张表的合计。文件只用于这次审核，不进入语料库。",
    )
    begin()
    names = units()
    batch: Batch | None = state.typed(DONE)
    if batch is None or jobs.running(WORK):
        return
    missing = batch.missing(names)
    overview(batch, missing)
    number = table(batch)
    if number is not None:
        one(batch, number)
    sums(batch)
    st.download_button(
        "导出问题清单和汇总（.xlsx）", lambda: house.findings_sheet(batch, names), "年报批量审核.xlsx", XLSX, type="primary", on_click="ignore",
        key="review:sheet",
    )  # fmt: skip


page()

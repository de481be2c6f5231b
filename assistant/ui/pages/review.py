"""批量审核: the county office's look at all the townships' reports at once."""

from collections import Counter

import streamlit as st

from assistant.county import Batch, Line
from assistant.report import Finding, Report, load_form, show_figure
from assistant.ui import frame, state
from assistant.ui.faults import SEVERITIES, badge, grouped, sentence, table_of
from assistant.ui.marks import listing, plain
from assistant.ui.progress import watch
from assistant.ui.reading import KINDS
from assistant.ui.report_list import Entry, report_list
from assistant.ui.sections import place_name
from assistant.ui.trouble import attempt

WORK, DONE = "review", "review:done"
FEW = 6  # sentences above the list, so that it stays in sight
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WHAT_OPENS = "作为一份正在编写的年报打开：数字和文字原样保留，改好后重新导出。原文件不会变。"
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
        if done.stopped:
            state.tell("info", "已停止审核，这一次没有结果。要看结果，请重新开始。")
        elif done.error:
            state.tell("error", done.error)
        elif done.result is not None:
            state.put(DONE, done.result)
        st.rerun()


def units() -> list[str]:
    pasted = st.text_area(
        "应报单位名单（每行一个单位；填了就能查出谁没有报）", key="review:units", persist_state="session",
        placeholder="青溪县松涛乡人民政府\n青溪县云岭镇人民政府", height=100,
    )  # fmt: skip
    return [name for name in pasted.replace("、", "\n").replace("，", "\n").splitlines() if name.strip()]


def overview(batch: Batch, names: list[str]) -> None:
    """The counts with the workbook beside them, and what concerns more than one report."""
    read, missing = [line for line in batch.lines if not line.failed], batch.missing(names)
    faulty, failed = sum(line.error > 0 for line in read), [line for line in batch.lines if line.failed]
    counts = {"已审": len(read), "有错误": faulty, "没有错误": len(read) - faulty, "读不出": len(failed)}
    with st.container(horizontal=True, vertical_alignment="center", key="review-counts"):
        for words, value in (counts | ({"未报": len(missing)} if names else {})).items():
            st.metric(words, value, border=True, width=120)
        st.download_button(
            "导出问题清单和汇总（Excel）", lambda: house.findings_sheet(batch, names), "年报批量审核.xlsx", XLSX, type="primary",
            on_click="ignore", key="review:sheet",
        )  # fmt: skip
    if missing:
        st.warning(plain(f"没有收到 {len(missing)} 个单位的年报：{'、'.join(missing)}。"))
    if failed:
        st.error(_some([str(line.failed) for line in failed]))
    if batch.alike:
        st.warning(_some([f"{a}与{b}的文字有 {share}% 逐句相同，请核对是否照搬。" for a, b, share in batch.alike]))


def _some(sentences: list[str]) -> str:
    """The first of many sentences in Markdown; the workbook has all."""
    more = [f"……共 {len(sentences)} 处，全部列在导出的 Excel 里。"] if len(sentences) > FEW else []
    return plain("\n".join([*sentences[:FEW], *more]))


def listed(batch: Batch) -> None:
    """The reports, those with most errors first, and beside the list what was found in the one picked."""
    read = [number for number, line in enumerate(batch.lines) if not line.failed]
    if not read:
        return
    order = sorted(read, key=lambda n: (-batch.lines[n].error, -batch.lines[n].warning, batch.lines[n].unit))
    left, right = st.columns([5, 8], gap="medium")
    with left:
        entries = [_entry(batch.lines[number]) for number in order]
        picked = report_list(("单位", "错误", "疑点", "提示"), entries, key=f"review:list:{id(batch)}")
    with right:
        one(batch, order[picked])


def _entry(line: Line) -> Entry:
    note = f"{line.year or '年度不明'}年　{line.file}"
    return Entry(line.unit or "（没有读出单位）", note, (line.error, line.warning, line.hint))


def one(batch: Batch, number: int) -> None:
    """What was found in one report."""
    reviewed = batch[number]
    report = reviewed.report
    if report is None:
        return
    with st.container(border=True, key="review-one"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            title = f"{report.unit.name or '没有读出单位'}　{report.year or '年度不明'}年"
            st.markdown(f"**{plain(title)}**", width="content")
            correct(batch, report, f"{id(batch)}:{number}")
        for warning in report.source.warnings:
            st.caption(plain(warning))
        if not reviewed.findings:
            st.success("没有发现问题。")
        for severity in SEVERITIES:
            lines = grouped([f for f in reviewed.findings if f.severity == severity])
            times = Counter(_told(finding) for finding, _ in lines)
            for finding in {_told(finding): finding for finding, _ in lines}.values():
                mark, words = st.columns([1, 11], gap="small")
                with mark:
                    badge(finding)
                again = f"（{times[_told(finding)]} 处）" if times[_told(finding)] > 1 else ""
                words.markdown(_where(finding) + again + sentence(finding, report))


def _told(finding: Finding) -> tuple[str, str, str]:
    return finding.where, finding.message, finding.fix


def _where(finding: Finding) -> str:
    """The place of a finding, '' where its message names it."""
    place = place_name(finding.where)
    return "" if place in finding.message or finding.message.startswith("表") else f"**{plain(place)}**　"


def correct(batch: Batch, report: Report, mark: str) -> None:
    """Make the report a draft that can be corrected, where this visitor writes reports."""
    if not state.may_write():
        return
    if report.unit.kind and report.year and report.year >= 2021:
        if st.button("打开修改", icon=":material/edit:", key="review:correct", help=WHAT_OPENS):
            _open(batch, report, report.unit.name, report.year)
        return
    with st.popover("打开修改", icon=":material/edit:"):
        st.caption(WHAT_OPENS)
        unit = st.text_input("单位全称", report.unit.name, key=f"review:unit:{mark}")
        year = st.number_input("报告年度", 2021, 2099, max(report.year or 2021, 2021), key=f"review:year:{mark}")
        if st.button("打开修改", type="primary", disabled=not unit.strip(), key="review:correct"):
            _open(batch, report, unit.strip(), int(year))


def _open(batch: Batch, report: Report, unit: str, year: int) -> None:
    before = _year_before(batch, report, year)
    draft = attempt(lambda: house.new_draft(unit, year, before, given=report), st.error)
    if draft:
        state.open_draft(draft.id)
        of_tables = any(table_of(f.where) and f.severity == "error" for f in house.findings(draft))
        where = "表格在这里改，文字到“撰写”里改。" if of_tables else "点问题旁边的“去修改”，就到出错的地方。"
        state.tell("success", f"已作为正在编写的年报打开。{where}")
        frame.go(frame.TABLES if of_tables else frame.EXPORT)


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
        form = load_form("2021")
        rows = [
            (form.label(path), show_figure(value), str(blanks))
            for path, (value, blanks) in batch.sums[year].items()
            if value or blanks
        ]
        if rows:
            st.html(listing(("指标", "合计", "未填的单位数"), rows, figures=2))
        st.caption("只列合计不为 0 或有单位没有填的指标；没有填的不当作 0。")


def page() -> None:
    frame.head(
        "批量审核",
        "一次检查全县各乡镇、街道的年报：谁有错误、谁没有报、谁的文字相同，以及三张表的合计。文件只用于这次审核，不进入语料库。",
    )
    batch: Batch | None = state.typed(DONE)
    with st.expander("年报文件和应报单位", expanded=batch is None, icon=":material/upload_file:"):
        begin()
        names = units()
    if batch is None or jobs.running(WORK):
        return
    if not len(batch):
        st.error("没有可以审核的年报：选的压缩包里没有文件。请换一个再开始审核。")
        return
    overview(batch, names)
    listed(batch)
    sums(batch)


page()

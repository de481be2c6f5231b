"""What must be there: six sections, three tables of the right edition, a figure in every cell."""

import re
from collections.abc import Iterator

from assistant.report import BLANKS, Figure, Filing, Report, show_figure
from assistant.rules.rule import Fault

TEXTS = ("overview", "problems", "other")
_NOTHING = re.compile(r"[\s（(]*(?:无|略|暂无|没有)[\s。．.）)]*")


def sections(filing: Filing) -> Iterator[Fault]:
    """A text section that is absent or empty; a missing table has its own rule."""
    report = filing.report
    texts = {
        "overview": report.overview,
        "problems": f"{report.problems}\n{report.improvements}",
        "other": report.other,
    }
    for key, text in texts.items():
        heading = report.form.section(key).heading
        if not text.strip():
            advice = "没有其他事项也应写明，如“无其他需要报告的事项”。" if key == "other" else "请补写这一部分。"
            yield Fault(f"narrative.{key}", f"缺少“{heading}”，或这一部分没有内容。", advice)
        elif key != "other" and all(map(_NOTHING.fullmatch, text.strip().splitlines())):
            yield Fault(
                f"narrative.{key}",
                f"“{heading}”只写了“{text.split()[0]}”。",
                "这一部分必须有实际内容，请写明本年情况。",
            )


def tables(filing: Filing) -> Iterator[Fault]:
    """A table without a single figure: absent, a picture, or not readable. Never taken for zeros."""
    for table in filing.report.form.tables:
        if filing.report.table_blank(table.key):
            heading = filing.report.form.section(table.key).heading
            yield Fault(
                table.key,
                f"“{heading}”没有读到任何数字：表格缺失、是图片，或全部空白。",
                "请补上表格并逐格填写，没有发生的填 0；空白不会被当作 0。",
            )


def blanks(filing: Filing) -> Iterator[Fault]:
    """A cell without a figure in a table that has some; a real zero must be written 0."""
    report = filing.report
    for path, value in _cells(report):
        if value is None and not _no_count(report, path):
            raw = report.source.cells.get(path)
            mark = f"，写的是“{raw.raw}”" if raw and raw.raw.strip() else ""
            yield Fault(path, f"{report.form.label(path)}没有填数字{mark}。", "请填写实际数字；没有发生的填 0。")


def counts(filing: Filing) -> Iterator[Fault]:
    """A cell that is negative, not whole, or no number; for money: negative or no decimal."""
    report = filing.report
    for path, value in _cells(report):
        money = report.form.cells[path].decimal
        kind = "不小于 0 的金额（万元）" if money else "不小于 0 的整数"
        if _no_count(report, path):
            raw = report.source.cells[path]
            reason = raw.reason.strip("。") or "不是数字"
            reason = reason if "“" in reason else f"“{raw.raw}”{reason}"
            yield Fault(
                path, f"{report.form.label(path)}不能作为数字读入：{reason}。", f"请改为{kind}。", found=raw.raw
            )
        elif value is not None and (value < 0 or (not money and value != int(value))):
            yield Fault(
                path,
                f"{report.form.label(path)}填的是 {show_figure(value)}，应为{kind}。",
                "请核对后改正。",
                found=value,
            )


def edition(filing: Filing) -> Iterator[Fault]:
    """The 2019 tables in a report for 2021 or later."""
    report = filing.report
    if report.format == "2019" and report.year and report.year >= 2021:
        yield Fault(
            "proactive",
            f"{report.year}年的年报仍在使用2019年的旧表（如“本年新制作数量”“对外公开总数量”）。",
            "请换用国办公开办函〔2021〕30号规定的表格，按“本年制发件数、本年废止件数、现行有效件数”重新填写。",
            expected="2021",
            found="2019",
        )


def _cells(report: Report) -> Iterator[tuple[str, Figure]]:
    """The cells that this edition asks for, without the tables that are missing altogether."""
    missing = {table.key for table in report.form.tables if report.table_blank(table.key)}
    for path, cell in report.form.cells.items():
        if cell.table not in missing:
            yield path, report[path]


def _no_count(report: Report, path: str) -> bool:
    raw = report.source.cells.get(path)
    return report[path] is None and raw is not None and raw.raw.strip() not in BLANKS

"""The county office's workbook, and the sheet of what was checked: rows are written as they come, none is kept."""

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.documents.blocks import tidy
from assistant.documents.review_copy import checked_row
from assistant.report import Checked, Figure, Finding, Report, load_form
from assistant.report.prose import around

SEVERITIES = {"error": "错误", "warning": "疑点", "hint": "提示"}
Columns = Sequence[tuple[str, int]]
Value = str | int | Decimal | None
_FINDINGS: Columns = (
    ("单位", 24), ("年度", 8), ("文件", 30), ("级别", 10), ("位置", 44), ("问题", 60), ("建议", 48), ("规则代号", 24),
)  # fmt: skip
_SUMMARY: Columns = (("单位", 28), ("年度", 8), ("文件", 36), ("错误", 8), ("疑点", 8), ("提示", 8), ("说明", 60))
_CHECKED: Columns = (
    ("核对项目", 16), ("位置", 30), ("左边", 30), ("左边的数", 10), ("右边", 40), ("右边的数", 10), ("相差", 8), ("结论", 16),
)  # fmt: skip
_ALIKE: Columns = (("单位", 32), ("与之相同的单位", 32), ("相同文字（%）", 14))
_SUMS: Columns = (("年度", 8), ("指标", 56), ("合计", 12), ("未填单位数", 12))
_HEAD = PatternFill("solid", fgColor="DDE7F0")


@dataclass(frozen=True)
class Reviewed:
    """One file of a batch: its report and findings, or why it could not be read (`failed`)."""

    file: str
    report: Report | None
    findings: tuple[Finding, ...] = ()
    failed: str | None = None


def write_findings(
    reviews: Iterable[Reviewed],
    missing: Sequence[str] = (),
    alike: Sequence[tuple[str, str, int]] = (),
    sums: Mapping[int, Mapping[str, tuple[Figure, int]]] | None = None,
) -> bytes:
    """Write the workbook (.xlsx): 问题清单 with a row per finding, 汇总 with a row per report and per unreadable file.

    With them, where there are any: 未报单位, 文字雷同 and 三张表汇总 (sums by year and cell, with how many left it blank).
    """
    book = Workbook(write_only=True)
    listed, summed = _sheet(book, "问题清单", _FINDINGS), _sheet(book, "汇总", _SUMMARY)
    for review in reviews:
        for finding in review.findings:
            _append(listed, _row(review, finding))
        _append(summed, _summary(review))
    if missing:
        _fill(book, "未报单位", (("单位", 40),), ([name] for name in missing))
    if alike:
        _fill(book, "文字雷同", _ALIKE, (list(pair) for pair in alike))
    if sums:
        _fill(book, "三张表汇总", _SUMS, _sums(sums))
    return _saved(book)


def write_checked(checked: Iterable[Checked]) -> bytes:
    """Write the 勾稽核对表 (.xlsx): every relation with both sides, the difference and the verdict."""
    book = Workbook(write_only=True)
    _fill(book, "勾稽核对表", _CHECKED, (_figures(one) for one in checked))
    return _saved(book)


def _figures(one: Checked) -> list[Value]:
    row: list[Value] = list(checked_row(one))
    row[3], row[5], row[6] = one.left, one.right, one.difference
    return row


def _sums(sums: Mapping[int, Mapping[str, tuple[Figure, int]]]) -> Iterable[list[Value]]:
    form = load_form("2021")
    for year in sorted(sums, reverse=True):
        for path, (value, blanks) in sums[year].items():
            yield [year or None, form.label(path), value, blanks]


def _row(review: Reviewed, finding: Finding) -> list[Value]:
    report, waiver = review.report, finding.waiver
    level = SEVERITIES.get(finding.severity, finding.severity) + ("（已说明）" if waiver else "")
    advice = f"已说明理由：{waiver.reason}" if waiver else finding.fix
    unit, year = (report.unit.name, report.year) if report else ("", None)
    return [unit, year, review.file, level, _place(report, finding), finding.message, advice, finding.rule]


def _place(report: Report | None, finding: Finding) -> str:
    """Where a finding is, in Chinese, with the words that it is about."""
    if report is None:
        return finding.where
    place = report.form.label(finding.where)
    if finding.span:
        return f"{place}：“{around(report.text(finding.where), *finding.span)[:60]}”"
    return place


def _summary(review: Reviewed) -> list[Value]:
    if review.report is None:
        return ["", None, review.file, None, None, None, f"没有读入：{review.failed or '原因不明'}"]
    counts = Counter(finding.severity for finding in review.findings if not finding.waiver)
    unit = review.report.unit.name or "（没有读出单位）"
    figures = [counts[severity] for severity in SEVERITIES]
    return [unit, review.report.year, review.file, *figures, "；".join(review.report.source.warnings)]


def _sheet(book: Workbook, title: str, columns: Columns) -> Worksheet:
    """A sheet with its head, which stays while the rows are scrolled."""
    sheet: Worksheet = book.create_sheet(title)
    for at, (_, width) in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1048576"
    head = [WriteOnlyCell(sheet, name) for name, _ in columns]
    for cell in head:
        cell.font, cell.fill = Font(bold=True), _HEAD
    sheet.append(head)
    return sheet


def _append(sheet: Worksheet, values: Sequence[Value]) -> None:
    cells = [WriteOnlyCell(sheet, _safe(value)) for value in values]  # type: ignore[arg-type]
    for cell in cells:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.append(cells)


def _fill(book: Workbook, title: str, columns: Columns, rows: Iterable[Sequence[Value]]) -> None:
    sheet = _sheet(book, title, columns)
    for row in rows:
        _append(sheet, row)


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _safe(value: Value) -> Value:
    """Text never becomes a formula: a leading = + - @ gets an apostrophe in front."""
    if not isinstance(value, str):
        return value
    text = tidy(value)[:30_000]
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text

"""The county office's workbook: a row per finding, a summary per unit, the files that could not be read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.documents.workbook import Listing, write_workbook
from assistant.report import Finding, Report

SEVERITIES = {"error": "错误", "warning": "警告", "hint": "提示"}
_FINDINGS = (
    ("单位", 24),
    ("年度", 8),
    ("文件", 30),
    ("级别", 10),
    ("规则", 24),
    ("位置", 36),
    ("问题", 60),
    ("建议", 48),
)
_SUMMARY = (("单位", 28), ("年度", 8), ("文件", 36), ("错误", 8), ("警告", 8), ("提示", 8), ("说明", 60))


@dataclass(frozen=True)
class Reviewed:
    """One file of a batch: its report and findings, or why it could not be read (`failed`)."""

    file: str
    report: Report | None
    findings: tuple[Finding, ...] = ()
    failed: str | None = None


def write_findings(reviews: Iterable[Reviewed]) -> bytes:
    """Write the workbook (.xlsx): 问题清单 with a row per finding, 汇总 with a row per report and per unreadable file."""
    reviews = list(reviews)
    findings = [_row(review, finding) for review in reviews for finding in review.findings]
    return write_workbook(
        [Listing("问题清单", _FINDINGS, findings), Listing("汇总", _SUMMARY, [_summary(review) for review in reviews])]
    )


def _row(review: Reviewed, finding: Finding) -> list[str | int | None]:
    report, waiver = review.report, finding.waiver
    level = SEVERITIES.get(finding.severity, finding.severity) + ("（已说明）" if waiver else "")
    advice = f"已说明理由：{waiver.reason}" if waiver else finding.fix
    unit, year = (report.unit.name, report.year) if report else ("", None)
    return [unit, year, review.file, level, finding.rule, _place(report, finding), finding.message, advice]


def _place(report: Report | None, finding: Finding) -> str:
    """Where a finding is, in Chinese, with the words that it is about."""
    if report is None:
        return finding.where
    place = report.form.label(finding.where)
    if finding.span:
        start, end = finding.span
        return f"{place}：“{report.text(finding.where)[start : min(end, start + 40)]}”"
    return place


def _summary(review: Reviewed) -> list[str | int | None]:
    if review.report is None:
        return ["", None, review.file, None, None, None, f"没有读入：{review.failed or '原因不明'}"]
    counts = Counter(finding.severity for finding in review.findings if not finding.waiver)
    unit = review.report.unit.name or "（没有读出单位）"
    figures = [counts[severity] for severity in SEVERITIES]
    return [unit, review.report.year, review.file, *figures, "；".join(review.report.source.warnings)]

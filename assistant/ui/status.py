"""How far a report is, in a few words."""

from dataclasses import dataclass
from typing import Literal

from assistant.report import Finding, Report
from assistant.storage import Draft
from assistant.ui import state
from assistant.ui.official_tables import BLANK

BALANCES = ("requests-row-total", "requests-results-total", "requests-balance", "disputes-total")
UNWRITTEN, OPEN = "section-missing", "placeholder-left"


@dataclass(frozen=True)
class Status:
    """`errors` counts what stops an export besides blank cells; `unbalanced` those that are sums and balances."""

    blanks: int
    errors: int
    unbalanced: int
    warnings: int
    whole: int
    unwritten: int = 0
    unanswered: int = 0

    @property
    def ready(self) -> bool:
        return not self.blanks and not self.errors

    @property
    def parts(self) -> list[str]:
        """What is left to do, in pieces of a few words."""
        if self.ready:
            return ["可以导出"] + ([f"{self.warnings} 处疑点"] if self.warnings else [])
        blanks = [f"表格未填 {self.blanks} 格"] if self.blanks else []
        unwritten = [f"文字未写 {self.unwritten} 部分"] if self.unwritten else []
        unanswered = [f"待填 {self.unanswered} 处"] if self.unanswered else []
        return blanks + unwritten + unanswered + ([f"{self.wrong} 处错误"] if self.wrong else [])

    @property
    def wrong(self) -> int:
        """The errors that are more than something still to be written."""
        return self.errors - self.unwritten - self.unanswered

    @property
    def words(self) -> str:
        return "，".join(self.parts)

    @property
    def color(self) -> Literal["green", "orange", "red"]:
        return "green" if self.ready else "red" if self.wrong and not self.blanks else "orange"


def status_of(draft: Draft, findings: list[Finding] | None = None) -> Status:
    """Count what is left to do in a draft."""
    found = state.findings(draft) if findings is None else findings
    errors = [f for f in found if f.severity == "error" and f.waiver is None and f.rule not in BLANK]
    return Status(
        blanks=len(blank_cells(draft.report)),
        errors=len(errors),
        unbalanced=sum(f.rule in BALANCES for f in errors),
        warnings=sum(f.severity == "warning" and f.waiver is None for f in found),
        whole=len(draft.report.form.cells),
        unwritten=sum(f.rule == UNWRITTEN for f in errors),
        unanswered=sum(f.rule == OPEN for f in errors),
    )


def blank_cells(report: Report) -> list[str]:
    """The cells where nothing stands, not even what is no figure."""
    return [path for path in report.form.cells if report[path] is None and path not in report.source.cells]

"""What a rule looks at: a report, last year's report, and the other units that are known."""

from dataclasses import dataclass

from assistant.report.report import Report
from assistant.report.unit import Unit


@dataclass(frozen=True)
class Filing:
    """`previous` is the same unit's report for the year before, or None; `peers` are other units known from the corpus.

    `others` are reports of other units to compare the wording with.
    """

    report: Report
    previous: Report | None = None
    peers: tuple[Unit, ...] = ()
    others: tuple[Report, ...] = ()

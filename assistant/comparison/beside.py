"""Everything that a report's page of comparison shows, worked out at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.comparison.align import Pair, align
from assistant.comparison.matrix import Row, row
from assistant.comparison.originality import Likeness, likeness
from assistant.comparison.usual import Usual, said_by
from assistant.report import Passage, Report


@dataclass(frozen=True)
class Other:
    """A report to compare with: its document's id and its passages, as stored."""

    id: str
    report: Report
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Beside:
    """`nearest` are my sentences beside the nearest of all others; `pairs` beside each other one, by document."""

    others: tuple[Other, ...]
    nearest: tuple[Pair, ...]
    pairs: Mapping[str, tuple[Pair, ...]]
    likeness: tuple[Likeness, ...]
    rows: tuple[Row, ...]


def beside(report: Report, others: Sequence[Other], corpus: Sequence[Passage]) -> Beside:
    """Compare a report with others; `corpus` is all that is known, from which follows what wording is usual."""
    usual = Usual([said_by(report), *(said_by(other.report) for other in others)], corpus)
    everything = [passage for other in others for passage in other.passages]
    return Beside(
        tuple(others),
        tuple(align(report, everything, usual, rest=False)),
        {other.id: tuple(align(report, other.passages, usual, rest=True)) for other in others},
        tuple(likeness(report, other.report, usual) for other in others),
        (row(report), *(row(other.report, other.passages) for other in others)),
    )

"""How much of a report is its own: the share of its telling characters that stand in another report too."""

from dataclasses import dataclass

from assistant.comparison.similarity import shared
from assistant.comparison.usual import Usual, said_by
from assistant.report import NARRATIVE, Report

FAITHFUL = 12  # characters in a row that are the same before they count as taken over


@dataclass(frozen=True)
class Likeness:
    """How far a report repeats another, by section and as a whole (''): 0 to 1, None where it says nothing telling."""

    report: Report
    own: bool
    shares: dict[str, float | None]


def likeness(report: Report, other: Report, usual: Usual) -> Likeness:
    """Compare a report with another one, wherever in that one the wording stands; usual wording is left aside."""
    theirs = said_by(other)
    counts = {key: _repeated(report.text(key), theirs, usual) for key in NARRATIVE}
    counts[""] = (sum(same for same, _ in counts.values()), sum(whole for _, whole in counts.values()))
    shares = {key: same / whole if whole else None for key, (same, whole) in counts.items()}
    return Likeness(other, other.unit.same_as(report.unit), shares)


def _repeated(text: str, theirs: str, usual: Usual) -> tuple[int, int]:
    """How many telling characters, figures aside, stand in the other text, and how many there are."""
    telling = [is_so and char.isalpha() for is_so, char in zip(usual.telling(text), text, strict=True)]
    same = [span for span in shared(theirs, text) if span[1] - span[0] >= FAITHFUL]
    return sum(sum(telling[start:end]) for start, end in same), sum(telling)

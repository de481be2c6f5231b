"""Which unit writes about what: themes of 总体情况, kinds of problems and of measures, with the passages that do."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.report import Passage, Report, covered, themes
from assistant.retrieval import passages_of

SECTIONS = ("overview", "problems", "improvements")


@dataclass(frozen=True)
class Row:
    """What one report writes about: (section, theme) → its passages."""

    report: Report
    cells: dict[tuple[str, str], tuple[Passage, ...]]


def row(report: Report, passages: Iterable[Passage] | None = None) -> Row:
    """Sort a report's passages by what they speak of; one that speaks of two themes stands in both."""
    cells: dict[tuple[str, str], list[Passage]] = {}
    for passage in passages_of(report, "") if passages is None else passages:
        if passage.section in SECTIONS:
            said = covered(passage.text, passage.section) | ({passage.theme} if passage.theme else set())
            for code in said & themes(passage.section).keys():
                cells.setdefault((passage.section, code), []).append(passage)
    return Row(report, {key: tuple(found) for key, found in cells.items()})

"""Whom to compare with: units of the same county, of the same kind, with similar figures, or picked by name."""

from collections.abc import Iterable, Sequence

from assistant.comparison.figures import distance, latest
from assistant.report import Report, Unit

COUNTY, KIND, FIGURES, NAMED = "county", "kind", "figures", "named"
SIMILAR = 5  # units that count as similar by their figures


def units_by(report: Report, others: Sequence[Report], by: str) -> list[Unit]:
    """The units that are peers of the report's, in order of name, or of likeness for FIGURES; the own unit is none."""
    own = report.unit
    groups: dict[Unit, list[Report]] = {}
    for other in others:
        if not other.unit.same_as(own):
            groups.setdefault(other.unit, []).append(other)
    units = sorted(groups, key=lambda unit: (unit.name, unit.above))
    if by == COUNTY:
        return [unit for unit in units if own.county and unit.county == own.county]
    if by == KIND:
        return [unit for unit in units if unit.kind == own.kind]
    if by == FIGURES:
        return sorted(units, key=lambda unit: distance(report, latest(groups[unit]) or report))[:SIMILAR]
    return units


def years_of(others: Iterable[Report]) -> list[int]:
    """The years that there are reports for, the last first."""
    return sorted({other.year for other in others if other.year}, reverse=True)

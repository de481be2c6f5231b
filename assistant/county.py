"""The county's batch: every report read and checked, with what only the batch shows: who is missing, whose text is whose, the sums."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assistant.documents import Reviewed, read_document
from assistant.report import Figure, Filing, Finding, Report, Unit, Unusable, load_form
from assistant.rules import check, long_sentences
from assistant.storage import Pile

Source = Iterable[tuple[str, str, bytes | Unusable]]
Progress = Callable[[int, int, str], None]
_ALIKE, _LEAST = 0.6, 150


@dataclass(frozen=True)
class Line:
    """One report of the batch as the list shows it; counts by severity, `failed` as in Reviewed."""

    file: str
    unit: str
    year: int | None
    error: int
    warning: int
    hint: int
    failed: str | None = None


class Batch(Sequence[Reviewed]):
    """The reviewed reports, kept on disk; a row is read again when it is asked for. In memory: `lines`, sums and hashes."""

    def __init__(self) -> None:
        self._rows = Pile()
        self.lines: list[Line] = []
        self.alike: list[tuple[str, str, int]] = []
        self.sums: dict[int, dict[str, tuple[Figure, int]]] = {}
        self._units: list[Unit] = []

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        if number < 0:
            number += len(self)
        if not 0 <= number < len(self):
            raise IndexError(number)
        row = self._rows[number]
        report = Report.from_json(row["report"]) if row["report"] else None
        return Reviewed(row["file"], report, tuple(Finding.from_json(f) for f in row["findings"]), row["failed"])

    def rows(self) -> Iterator[dict[str, Any]]:
        """The contract's rows of `review`, one after the other."""
        return (self._rows[number] for number in range(len(self)))

    def missing(self, names: Iterable[str]) -> list[str]:
        """Those of a list of unit names that sent no report."""
        wanted = [(name.strip(), Unit.parse(name)) for name in names if name.strip()]
        return [name for name, unit in wanted if not any(unit.same_as(known) for known in self._units)]

    def add(self, file: str, report: Report | None, findings: Sequence[Finding], failed: str | None) -> None:
        row = {
            "file": file,
            "report": report.to_json() if report else None,
            "findings": [f.to_json() for f in findings],
            "failed": failed,
        }
        self._rows.append(row)
        counts = Counter(finding.severity for finding in findings)
        name = report.unit.name if report else ""
        self.lines.append(
            Line(
                file, name, report.year if report else None, counts["error"], counts["warning"], counts["hint"], failed
            )
        )
        if report:
            self._units.append(report.unit)
            self._count(report)

    def _count(self, report: Report) -> None:
        """Add a report's figures to the sums of its year; a blank adds nothing and is counted."""
        known = self.sums.setdefault(report.year or 0, {})
        for path in load_form("2021").cells:
            value, blanks = known.get(path, (0, 0))
            figure = report[path]
            known[path] = (
                (value, blanks + 1)
                if figure is None
                else (Decimal(value or 0) + figure if isinstance(figure, Decimal) else (value or 0) + figure, blanks)
            )


def review(found: Source, whole: int, progress: Progress) -> Batch:
    """Read and check every report, each with last year's if it is among them; a bad file stops nothing."""
    pile, heads = Pile(), _Heads()
    for done, (name, _, data) in enumerate(found, 1):
        try:
            if isinstance(data, Unusable):
                raise data
            report = read_document(name, data)
            heads.add(pile.append([name, report.to_json(), None]), report)
        except Unusable as error:
            pile.append([name, None, str(error)])
        progress(done, 2 * whole, name)
    batch = Batch()
    for number in range(len(pile)):
        name, data, failed = pile[number]
        read = Report.from_json(data) if data else None
        previous = heads.last_year(read) if read else None
        last = Report.from_json(pile[previous][1]) if previous is not None else None
        batch.add(name, read, check(Filing(read, last, heads.peers(read.unit))) if read else (), failed)
        progress(len(pile) + number + 1, 2 * whole, name)
    batch.alike = heads.alike()
    return batch


class _Heads:
    """What must be known of all reports while one is checked: unit, year, and the hashes of its long sentences."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Unit, int | None]] = {}
        self._holders: dict[int, list[int]] = defaultdict(list)
        self._sizes: dict[int, int] = {}
        self._shared: Counter[tuple[int, int]] = Counter()

    def add(self, number: int, report: Report) -> None:
        told = long_sentences(f"{report.overview}\n{report.problems}", report.unit.short)
        self._sizes[number] = sum(map(len, told))
        for words in told:
            for other in self._holders[hash(words)]:
                unit, year = self._known[other]
                if year == report.year and not unit.same_as(report.unit):
                    self._shared[other, number] += len(words)
            self._holders[hash(words)].append(number)
        self._known[number] = report.unit, report.year

    def last_year(self, report: Report) -> int | None:
        same = (
            n
            for n, (unit, year) in self._known.items()
            if report.year and year == report.year - 1 and unit.same_as(report.unit)
        )
        return max(same, default=None)

    def peers(self, own: Unit) -> tuple[Unit, ...]:
        units = {unit for unit, _ in self._known.values() if not unit.same_as(own)}
        return tuple(sorted(units, key=lambda unit: unit.name))

    def alike(self) -> list[tuple[str, str, int]]:
        """Pairs of units with the share of common text in percent, the most alike first."""
        found = []
        for (one, other), shared in self._shared.items():
            size = min(self._sizes[one], self._sizes[other])
            if size >= _LEAST and shared / size >= _ALIKE:
                names = [f"{unit.name}{year or ''}" for unit, year in (self._known[one], self._known[other])]
                found.append((names[0], names[1], round(min(shared / size, 1) * 100)))
        return sorted(found, key=lambda pair: -pair[2])

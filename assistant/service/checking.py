"""Reading and checking reports, one or many."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.county import Batch, review
from assistant.documents import (
    read_document,
    write_findings,
)
from assistant.report import (
    Checked,
    Filing,
    Finding,
    Report,
    Unit,
    Unusable,
    file_label,
)  # fmt: skip
from assistant.rules import CATALOGUE, check, relations
from assistant.service.files import Progress, documents_at, file_bytes, silent
from assistant.service.library import Library


class Checking(Library):
    """The verbs of reading and checking; `check` depends on its files only."""

    _others: tuple[object, Unit | None, tuple[Unit, ...]] = (None, None, ())

    def read(self, path: Path) -> Report:
        """Read one report document; raise Unusable with a sentence naming the file."""
        return read_document(file_label(path.name), file_bytes(path))

    def read_bytes(self, name: str, data: bytes) -> Report:
        return read_document(name, data)

    def filing(self, report: Report, previous: Report | str | None = None) -> Filing:
        """Join a report with last year's: a report, "corpus" (found there, with the peers known there) or None."""
        if previous != "corpus":
            return Filing(report, previous if isinstance(previous, Report) else None)
        others = [document.report for document in self._corpus.documents()]
        mine = [r for r in others if r.unit.same_as(report.unit) and report.year and r.year == report.year - 1]
        theirs = tuple(r for r in others if not r.unit.same_as(report.unit))
        return Filing(report, mine[-1] if mine else None, self._peers(report.unit), theirs)

    def _peers(self, own: Unit) -> tuple[Unit, ...]:
        units, (known, whose, others) = self._corpus.units(), self._others
        if known is not units or whose != own:  # asked at every edit, of some thousand units
            others = tuple(unit for unit in units if not unit.same_as(own))
            self._others = (units, own, others)
        return others

    def check(self, filing: Filing) -> list[Finding]:
        return check(filing)

    def review(self, paths: Iterable[Path], progress: Progress = silent) -> Batch:
        """Read and check every report found, each with last year's if it is among them; a bad file stops nothing."""
        paths = list(paths)
        return review(documents_at(paths), sum(1 for _ in documents_at(paths)), progress)

    def review_uploads(self, uploads: Sequence[tuple[str, bytes]], progress: Progress = silent) -> Batch:
        """As `review`, for files and archives from the browser."""

        def found() -> Iterator[tuple[str, str, bytes | Unusable]]:
            for name, data in uploads:
                try:
                    yield from ((inside, "", content) for inside, content in self.unpacked(name, data))
                except Unusable as error:
                    yield name, "", error

        return review(found(), sum(1 for _ in found()), progress)

    def summary(self, batch: Batch) -> list[dict[str, Any]]:
        """The counts per unit and year of the contract's `review` JSON; its reports are `batch.rows()`."""
        return [
            {"unit": line.unit, "year": line.year, "error": line.error, "warning": line.warning, "hint": line.hint}
            for line in batch.lines
            if not line.failed
        ]

    def findings_sheet(self, batch: Batch, units: Sequence[str] = ()) -> bytes:
        """The county office's workbook as .xlsx; with a list of units also those that sent no report."""
        return write_findings(batch, batch.missing(units), batch.alike, batch.sums)

    def rules(self) -> list[dict[str, str]]:
        """The catalogue: name, severity, title and authority of every rule."""
        return [{"rule": r.name, "severity": r.severity, "title": r.title, "authority": r.authority} for r in CATALOGUE]

    def checked(self, filing: Filing) -> list[Checked]:
        """Every relation of the form, of the years and of the text, those that hold too (勾稽核对表)."""
        return relations(filing)

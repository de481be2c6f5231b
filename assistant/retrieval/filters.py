"""Which passages a search is about: the same filters for texts in memory and for Chroma."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from assistant.report import Unit
from assistant.retrieval.store import Snapshot


@dataclass(frozen=True)
class Filters:
    """Every filter that is not None must hold; `units` are full names of units."""

    section: str | None = None
    theme: str | None = None
    units: frozenset[str] | None = None
    unit_kind: str | None = None
    county: str | None = None
    year: int | None = None
    sample: bool | None = None
    exclude_documents: frozenset[str] = frozenset()

    def _wanted(self) -> dict[str, Collection[Any]]:
        fields = ("section", "theme", "unit_kind", "county", "year", "sample")
        wanted: dict[str, Collection[Any]] = {f: (v,) for f in fields if (v := getattr(self, f)) is not None}
        return wanted if self.units is None else wanted | {"unit": self.units}

    def __bool__(self) -> bool:
        """True if anything is filtered."""
        return bool(self._wanted() or self.exclude_documents)

    def rows(self, snapshot: Snapshot) -> np.ndarray:
        """The rows of the passages that pass, ascending."""
        passed = np.ones(len(snapshot.passages), dtype=bool)
        for name, values in self._wanted().items():
            passed &= _among(snapshot, name, values)
        if self.exclude_documents:
            passed &= ~_among(snapshot, "document", self.exclude_documents)
        return np.flatnonzero(passed)


def _among(snapshot: Snapshot, name: str, values: Iterable[Any]) -> np.ndarray:
    codes, column = snapshot.column(name)
    wanted = [codes[value] for value in values if value in codes]
    return column == wanted[0] if len(wanted) == 1 else np.isin(column, wanted)


def units_named(wanted: str, snapshot: Snapshot) -> tuple[frozenset[str], str | None]:
    """The full names that a user's `wanted` means: equal, else with that short name, else containing it.

    A county that only `wanted` names (清原县柳河镇 for 柳河镇人民政府) is told beside them, else None.
    """
    wanted = wanted.strip()
    names = {name for name in snapshot.column("unit")[0] if wanted and wanted in name}
    equal = {name for name in names if wanted in (name, Unit.parse(name).short)}
    meant = Unit.parse(wanted)
    if names or not meant.county:
        return frozenset(equal or names), None
    return frozenset(name for name in snapshot.column("unit")[0] if Unit.parse(name).short == meant.short), meant.county

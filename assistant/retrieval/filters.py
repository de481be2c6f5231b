"""Which passages a search is about: the same filters for texts in memory and for Chroma."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.report import Passage, Unit


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

    def _wanted(self) -> dict[str, Any]:
        fields = ("section", "theme", "unit_kind", "county", "year", "sample")
        return {field: value for field in fields if (value := getattr(self, field)) is not None}

    def match(self, passage: Passage) -> bool:
        if self.units is not None and passage.unit not in self.units:
            return False
        if passage.document in self.exclude_documents:
            return False
        return all(getattr(passage, field) == value for field, value in self._wanted().items())

    def where(self) -> dict[str, Any] | None:
        """The same as a Chroma filter, None where nothing is filtered."""
        clauses: list[dict[str, Any]] = [{field: {"$eq": value}} for field, value in self._wanted().items()]
        if self.units is not None:
            clauses.append({"unit": {"$in": sorted(self.units)}})
        if self.exclude_documents:
            clauses.append({"document": {"$nin": sorted(self.exclude_documents)}})
        if len(clauses) > 1:
            return {"$and": clauses}
        return clauses[0] if clauses else None


def units_named(wanted: str, passages: Sequence[Passage]) -> frozenset[str]:
    """The full names that a user's `wanted` means: equal, else with that short name, else containing it."""
    names: Collection[str] = {passage.unit for passage in passages}
    wanted = wanted.strip()
    equal = {name for name in names if wanted in (name, Unit.parse(name).short)}
    return frozenset(equal or {name for name in names if wanted and wanted in name})

"""The plain records that cross rooms; `to_json` gives the contract's shapes."""

from dataclasses import dataclass
from typing import Any

from assistant.report.figures import Figure, show_figure

Span = tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """A piece of a report's narrative, split where the document splits.

    `id` derives from the document's bytes and the position; `heading` is the sub-heading it stood under, '' if none;
    `theme` is a code of `themes.toml` or None, `sure` how sure that is (1: its heading or a person says so); `sample`
    marks the fictional reports that ship with the project.
    """

    id: str
    text: str
    document: str
    section: str
    unit: str
    unit_kind: str
    year: int | None
    heading: str = ""
    theme: str | None = None
    county: str | None = None
    position: int = 0
    sample: bool = False
    sure: float = 0.0


@dataclass(frozen=True)
class Hit:
    """A passage found, with its fused score (higher is better, comparable within one search only).

    `also_in` is the number of other units that say the same.
    """

    passage: Passage
    score: float
    also_in: int = 0

    def to_json(self) -> dict[str, Any]:
        p = self.passage
        return {
            "id": p.id, "text": p.text, "score": round(self.score, 4), "unit": p.unit, "year": p.year,
            "section": p.section, "theme": p.theme, "document": p.document, "also_in": self.also_in,
        }  # fmt: skip


@dataclass(frozen=True)
class Waiver:
    reason: str
    by: str
    at: str


@dataclass(frozen=True)
class Finding:
    """One fault. `where` is a path of the report JSON, `span` code points of the string there, None for a cell or table."""

    rule: str
    severity: str
    where: str
    message: str
    fix: str = ""
    span: Span | None = None
    expected: Figure | str = None
    found: Figure | str = None
    theme: str | None = None
    waiver: Waiver | None = None

    def to_json(self) -> dict[str, Any]:
        def plain(value: Figure | str) -> int | str | None:
            return value if value is None or isinstance(value, int | str) else show_figure(value)

        waiver = self.waiver
        return {
            "rule": self.rule, "severity": self.severity, "where": self.where,
            "span": list(self.span) if self.span else None, "message": self.message, "fix": self.fix,
            "expected": plain(self.expected), "found": plain(self.found), "theme": self.theme,
            "waiver": {"reason": waiver.reason, "by": waiver.by, "at": waiver.at} if waiver else None,
        }  # fmt: skip

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Finding":
        """A finding as `to_json` gave it; money in `expected` and `found` stays text."""
        span, waiver = data["span"], data["waiver"]
        return cls(
            **{**data, "span": (span[0], span[1]) if span else None, "waiver": Waiver(**waiver) if waiver else None}
        )


@dataclass(frozen=True)
class Checked:
    """One relation that was checked: both sides in words and figures; `holds` is None where a figure is blank."""

    kind: str
    place: str
    left_words: str
    left: Figure
    right_words: str
    right: Figure
    holds: bool | None
    where: str

    @property
    def verdict(self) -> str:
        return {True: "相符", False: "不符", None: "有空格，未核对"}[self.holds]

    @property
    def difference(self) -> Figure:
        """Left less right; None where either is blank."""
        return None if self.left is None or self.right is None else self.left - self.right


@dataclass(frozen=True)
class Note:
    """A remark for people at a place of the report: `where` and `span` as a finding has them."""

    where: str
    span: Span | None
    text: str


@dataclass(frozen=True)
class Citation:
    """Where a sentence of a suggestion comes from: a passage (`id`), cells or fact slots that it states, or fixed wording.

    `previous` is the path in last year's report of the text that it continues, '' for none; `also_in` as the passage's Hit has it.
    """

    span: Span
    id: str | None = None
    cells: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    previous: str = ""
    also_in: int = 0

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id, "cells": list(self.cells), "facts": list(self.facts), "previous": self.previous,
            "also_in": self.also_in, "span": list(self.span),
        }  # fmt: skip


@dataclass(frozen=True)
class Question:
    """An open 【待填：…】 of a suggestion; `id` is a fact slot of `facts.toml` where one fits, so that an answer fills it."""

    id: str
    ask: str
    span: Span

    def to_json(self) -> dict[str, Any]:
        return {"id": self.id, "ask": self.ask, "span": list(self.span)}

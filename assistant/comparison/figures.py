"""The figures that units are compared by, over the years; what is not known stays None."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from assistant.report import Report, load_form
from assistant.rules.claims import claims

RESULTS = "三、本年度办理结果"


@dataclass(frozen=True)
class Measure:
    """A figure to compare; `parts` are the cells that add up to it, none where it is told in the text."""

    key: str
    title: str
    parts: tuple[str, ...] = ()


def measures() -> tuple[Measure, ...]:
    """What is compared: information published, requests, and what the tables count besides."""
    return (
        Measure("disclosed_total", "主动公开信息（条）"),
        Measure("received", "新收申请（件）", ("requests.received.total",)),
        Measure("carried_out", "结转下年度（件）", ("requests.carried_out.total",)),
        Measure("in_force", "现行有效规范性文件（件）", ("proactive.normative_documents.in_force",)),
        Measure("licences", "行政许可（件）", ("proactive.licences.decisions",)),
        Measure("penalties", "行政处罚（件）", ("proactive.penalties.decisions",)),
    )


def results() -> tuple[Measure, ...]:
    """办理结果 by kind, as the official table groups them: 予以公开 … 其他处理."""
    (block,) = load_form("2021").table("requests").blocks
    rows = [r for r in block.rows if r.group == RESULTS and r.key != "results_total"]
    found = []
    for title, members in groupby(rows, key=lambda r: r.subgroup or r.label):
        words = title.partition("）")[2].partition("（")[0] or title
        found.append(Measure(title, words, tuple(f"requests.{r.key}.total" for r in members)))
    return tuple(found)


def value(report: Report, measure: Measure) -> int | None:
    """A report's figure; None where a part is blank, its edition has none of the parts, or the text does not tell it."""
    if measure.parts:
        parts = [report[path] for path in measure.parts if path in report.form.cells]
        return None if None in parts or not parts else sum(int(part or 0) for part in parts)
    told = report.facts.get(measure.key)
    if isinstance(told, int):
        return told
    said = [c for c in claims(report.overview) if c.slot == measure.key and c.year in (None, report.year)]
    return int(said[0].value) if said and not said[0].negated else None


def distance(one: Report, other: Report) -> float:
    """How far the figures of two reports lie apart: 0 for the same, 1 for each that is ten times the other or not known."""
    from math import log10

    total = 0.0
    for measure in measures():
        mine, theirs = value(one, measure), value(other, measure)
        total += 1.0 if mine is None or theirs is None else abs(log10(mine + 1) - log10(theirs + 1))
    return total


def latest(reports: Iterable[Report]) -> Report | None:
    """The report of the last year among some."""
    return max(reports, key=lambda r: r.year or 0, default=None)

"""What is right and wrong in a report: the catalogue of rules, and the figures and claims that prose states."""

from dataclasses import replace

from assistant.report import Filing, Finding, Report, load_form
from assistant.rules.across_years import last_year
from assistant.rules.catalogue import CATALOGUE, NEVER_WAIVED
from assistant.rules.fingerprint import fingerprint
from assistant.rules.peers import long_sentences
from assistant.rules.prose import widened
from assistant.rules.relations import relations
from assistant.rules.rule import ERROR, HINT, WARNING, Rule

__all__ = ["CATALOGUE", "NEVER_WAIVED", "Rule", "check", "fingerprint", "last_year", "long_sentences", "relations"]

_GRAVEST = (ERROR, WARNING, HINT)
_PLACES = (
    "title", "preamble", "narrative.overview", "proactive", "requests", "disputes", "narrative.problems",
    "narrative.improvements", "narrative.other",
)  # fmt: skip
_CELLS = {path: order for order, path in enumerate(load_form("2021").cells)}


def check(filing: Filing) -> list[Finding]:
    """Every fault of a filing: errors first, then warnings and hints, each by place in the report."""
    read = replace(filing, report=_read(filing.report))
    return sorted((f for rule in CATALOGUE for f in rule.findings(filing if rule.as_written else read)), key=_order)


def _read(report: Report) -> Report:
    """The report as rules read it: half-width marks widened, every position kept."""
    read = {where.removeprefix("narrative."): widened(text) for where, text in report.texts().items()}
    return replace(report, **read)  # type: ignore[arg-type]


def _order(finding: Finding) -> tuple[int, int, int, tuple[int, int]]:
    table = finding.where if finding.where in _PLACES else finding.where.split(".")[0]
    place = _PLACES.index(table) if table in _PLACES else len(_PLACES)
    return _GRAVEST.index(finding.severity), place, _CELLS.get(finding.where, -1), finding.span or (-1, -1)

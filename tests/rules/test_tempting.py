"""Realistic sentences that tempt a rule and are right: not one error, warning or hint comes of them."""

import tomllib

import pytest

from assistant.rules import check
from tests.rules.filings import CLEAN, HERE, filing_of

GROUPS = tomllib.loads((HERE / "tempting.toml").read_text("utf-8"))["group"]
CASES = [
    (group["unit"], group["county"], part, text)
    for group in GROUPS
    for part in ("overview", "problems", "improvements", "other")
    for text in group.get(part, ())
]


@pytest.mark.parametrize(("unit", "county", "part", "text"), CASES, ids=[case[3] for case in CASES])
def test_a_right_sentence_is_left_alone(unit: str, county: str, part: str, text: str) -> None:
    def found(extra: str) -> set[tuple[str, str]]:
        case = {"unit": unit, "county": county, "previous": {}, "facts": {}}
        filing = filing_of(case)
        report = filing.report.with_text(f"narrative.{part}", filing.report.text(f"narrative.{part}") + extra)
        return {(f.rule, f.message) for f in check(type(filing)(report, filing.previous, filing.peers))}

    assert found("\n" + text) - found("") == set()


def test_there_are_many() -> None:
    assert len(CASES) >= 90 and CLEAN["year"] == 2022

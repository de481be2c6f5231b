"""Every rule with its cases: what it must find, and what it must leave alone."""

import tomllib
from typing import Any

import pytest

from assistant.rules import CATALOGUE, NEVER_WAIVED, check
from tests.rules.filings import HERE, filing_of

CASES = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted((HERE / "cases").glob("*.toml"))}


def cases(kind: str) -> pytest.MarkDecorator:
    found = [(rule, case) for rule, file in CASES.items() for case in file.get(kind, ())]
    return pytest.mark.parametrize(("rule", "case"), found, ids=[f"{rule}: {case['name']}" for rule, case in found])


@cases("fires")
def test_fires(rule: str, case: dict[str, Any]) -> None:
    filing = filing_of(case)
    found = [f for f in check(filing) if f.rule == rule]
    assert len(found) == case.get("count", 1), found
    first = found[0]
    assert first.message and first.fix
    if "where" in case:
        assert first.where == case["where"]
    if "text" in case:
        assert first.span and filing.report.text(first.where)[slice(*first.span)] == case["text"]
    shown = first.to_json()
    for key in ("expected", "found", "theme"):
        if key in case:
            assert shown[key] == case[key], shown
    for words in case.get("says", ()):
        assert words in first.message + first.fix, first.message + first.fix


@cases("silent")
def test_stays_silent(rule: str, case: dict[str, Any]) -> None:
    assert [f for f in check(filing_of(case)) if f.rule == rule] == []


def test_every_rule_has_cases_of_both_kinds() -> None:
    names = [rule.name for rule in CATALOGUE if rule.name != "copied-from-peer"]  # a module of its own
    assert len(names) == len(set(names))
    assert [name for name in names if not (CASES.get(name, {}).get("fires") and CASES[name].get("silent"))] == []
    assert set(CASES) <= set(names)


def test_only_rules_of_the_catalogue_are_never_waived() -> None:
    assert {rule.name for rule in CATALOGUE if rule.severity == "error"} >= NEVER_WAIVED

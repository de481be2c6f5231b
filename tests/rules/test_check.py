"""The face of the room: order, fingerprints, the generated page, and figures moved one by one."""

from dataclasses import replace

import pytest

from assistant.report import Filing
from assistant.rules import CATALOGUE, check, fingerprint
from assistant.rules.__main__ import DOCUMENT, document
from assistant.rules.agreement import table_readings
from assistant.rules.claims import claims
from tests.rules.filings import clean_filing, filing_of

RANK = {"error": 0, "warning": 1, "hint": 2}
CLEAN = clean_filing().report
TIED = [
    c for c in claims(CLEAN.overview)
    if table_readings(c, CLEAN) and not c.negated and c.slot != "reconsideration.upheld"  # told in words
]  # fmt: skip


def test_errors_come_first_and_places_in_the_order_of_the_report() -> None:
    found = check(
        filing_of(
            {
                "overview": "我镇公开信息XX条。",
                "other": "无",
                "problems": "我镇有XX问题。",
                "cells": {"requests.received.total": ""},
            }
        )
    )
    assert [RANK[f.severity] for f in found] == sorted(RANK[f.severity] for f in found)
    places = [f.where.split(".")[0] if f.where[0] != "n" else f.where for f in found if f.severity == "error"]
    assert places == [
        "narrative.overview",
        "narrative.overview",
        "requests",
        "narrative.problems",
        "narrative.problems",
    ]


def test_severities_are_the_three_of_the_contract() -> None:
    assert {rule.severity for rule in CATALOGUE} == set(RANK)
    assert all(rule.title and rule.authority for rule in CATALOGUE)


def test_the_page_of_rules_is_up_to_date() -> None:
    assert DOCUMENT.read_text("utf-8") == document()


@pytest.mark.parametrize("claim", TIED, ids=[f"{c.slot}-{c.start}" for c in TIED])
def test_every_figure_tied_to_a_table_is_watched(claim) -> None:  # type: ignore[no-untyped-def]
    text = CLEAN.overview
    wrong = f"{text[: claim.start]}{claim.value + 7}{text[claim.end :]}"
    found = check(Filing(replace(CLEAN, overview=wrong)))
    spans = [f.span for f in found if f.rule == "text-number-conflict"]
    assert (claim.start, claim.start + len(str(claim.value + 7))) in spans


def test_the_clean_report_has_figures_of_all_tables() -> None:
    assert {"received", "finished", "licences", "penalties", "issued", "in_force", "reconsideration"} <= {
        c.slot for c in TIED
    }


def test_half_width_marks_read_like_full_width_ones() -> None:
    half = "(二)依申请公开.无上年结转,本年新收政府信息公开申请5件;办结2件."
    found = [f for f in check(filing_of({"overview": half})) if f.rule == "text-number-conflict"]
    assert [(f.expected, f.found) for f in found] == [(3, 5)]


def test_a_fingerprint_survives_other_edits_and_changes_with_its_sentence() -> None:
    def mark(overview: str) -> str:
        report = filing_of({"overview": overview}).report
        finding = next(f for f in check(Filing(report)) if f.rule == "wrong-self-name")
        return fingerprint(finding, report)

    here = mark("公开信息。我镇高度重视。")
    assert here == mark("本年度新增一句。公开信息。我镇高度重视。")
    assert here != mark("公开信息。我镇比较重视。")
    assert len(here) <= 80


def test_a_fingerprint_follows_its_operands() -> None:
    def mark(**cells: int) -> str:
        paths = {f"proactive.normative_documents.{column}": value for column, value in cells.items()}
        filing = filing_of({"cells": paths, "previous": {}})
        finding = next(f for f in check(filing) if f.rule == "in-force-balance")
        return fingerprint(finding, filing.report)

    assert mark(issued=2, repealed=0, in_force=9) == mark(issued=2, repealed=0, in_force=9)
    assert mark(issued=2, repealed=0, in_force=9) != mark(issued=3, repealed=1, in_force=9)


def test_findings_have_the_shape_of_the_contract() -> None:
    (finding,) = [f for f in check(filing_of({"other": "无"})) if f.rule == "fee-statement-missing"]
    shown = finding.to_json()
    assert shown["where"] == "narrative.other" and shown["span"] is None and shown["waiver"] is None
    assert set(shown) == {
        "rule", "severity", "where", "span", "message", "fix", "expected", "found", "theme", "waiver",
    }  # fmt: skip

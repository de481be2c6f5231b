"""勾稽核对表: what holds is listed as well as what does not, and agrees with the rules."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.report import Filing, load_form
from assistant.rules import check, relations
from tests.rules.filings import clean_filing

TIED = (
    "requests-row-total",
    "requests-results-total",
    "requests-balance",
    "disputes-total",
    "carry-over",
    "in-force-balance",
    "in-force-impossible",
)
CELLS = sorted(load_form("2021").cells)


def test_all_relations_of_a_clean_report_hold() -> None:
    found = relations(clean_filing())
    assert len([one for one in found if one.kind != "正文与表格"]) == 25 + 7 + 7 + 3 + 2 + 7 + 2
    assert [one for one in found if one.holds is not True] == []
    assert len([one for one in found if one.kind == "正文与表格"]) >= 10


@given(st.dictionaries(st.sampled_from(CELLS), st.integers(0, 4) | st.none(), max_size=12))
def test_a_relation_fails_where_a_rule_fires(changes: dict[str, int | None]) -> None:
    filing = clean_filing()
    filing = replace(filing, report=filing.report.with_cells(changes))
    fired = sorted(f.where for f in check(filing) if f.rule in TIED)
    assert sorted(one.where for one in relations(filing) if one.holds is False and one.kind != "正文与表格") == fired


@pytest.mark.parametrize("path", ["requests.received.total", "disputes.reconsideration.total"])
def test_a_blank_is_not_checked_and_says_so(path: str) -> None:
    report = clean_filing().report.with_cells({path: None})
    (one,) = [one for one in relations(Filing(report)) if one.where == path]
    assert one.holds is None and one.difference is None and "空格" in one.verdict

"""其余全部为 0: what staff left blank is zero, save totals of what they typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.report import Report, Unit, load_form
from assistant.service import Assistant, with_zeros
from assistant.settings import Settings
from tests.reports import a_report

FORM = load_form("2021")
TOTALS = {relation.where for relation in FORM.relations if relation.left == (relation.where,)}
PARTS = sorted(set(FORM.cells) - TOTALS)


@pytest.fixture
def house() -> Assistant:
    return Assistant(Settings())


@given(st.dictionaries(st.sampled_from(PARTS), st.integers(0, 10_000), max_size=12))
def test_no_total_contradicts_its_parts_and_every_other_blank_is_zero(typed: dict[str, int]) -> None:
    filled = with_zeros(Report(Unit.parse("松涛乡人民政府"), 2022).with_cells(typed))
    for relation in FORM.relations:
        if relation.left == (relation.where,):
            assert filled[relation.where] == sum(filled[path] for path in relation.right)
    assert all(filled[path] == typed.get(path, 0) for path in PARTS)


def test_a_total_that_was_typed_stays_as_typed() -> None:
    filled = with_zeros(Report(Unit.parse("松涛乡人民政府"), 2022).with_cells({"requests.received.total": 5}))
    assert filled["requests.received.total"] == 5 and filled["requests.received.natural_person"] == 0


def test_what_last_year_left_in_force_is_not_zero_by_itself(house: Assistant) -> None:
    path = "proactive.normative_documents.in_force"
    draft = house.new_draft("松涛乡人民政府", 2022, a_report({path: 3}, year=2021))
    filled = house.fill_zeros(draft).report
    assert [cell for cell in FORM.cells if filled[cell] is None] == [path]
    again = house.set_cells(house.draft(draft.id) or draft, {path: "3"})
    assert house.fill_zeros(again).report[path] == 3
    other = house.new_draft("松涛乡人民政府", 2023, a_report({path: 3}, year=2021))  # not the year before
    assert house.fill_zeros(other).report[path] == 0

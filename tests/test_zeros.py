"""其余全部为 0: what staff left blank is zero, save totals of what they typed."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.report import Report, Unit, load_form
from assistant.service import with_zeros

FORM = load_form("2021")
TOTALS = {relation.where for relation in FORM.relations if relation.left == (relation.where,)}
PARTS = sorted(set(FORM.cells) - TOTALS)


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

"""The relations of the form: silent on balanced tables; one broken cell breaks exactly the relations that hold it."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.report import Figure, Filing, load_form
from assistant.rules import check
from tests.reports import a_report, balanced_tables

FORM = load_form("2021")
SUMS = {relation.rule for relation in FORM.relations}


def sums(cells: dict[str, Figure]) -> list[tuple[str, str]]:
    return sorted((f.rule, f.where) for f in check(Filing(a_report(cells))) if f.rule in SUMS)


@given(balanced_tables())
def test_balanced_tables_give_no_arithmetic_finding(cells: dict[str, Figure]) -> None:
    assert sums(cells) == []


@given(
    balanced_tables(),
    st.sampled_from(sorted({p for r in FORM.relations for p in (*r.left, *r.right)})),
    st.integers(1, 9),
)
def test_one_broken_cell_gives_exactly_the_relations_that_contain_it(
    cells: dict[str, Figure], broken: str, by: int
) -> None:
    cells[broken] = int(cells[broken] or 0) + by
    assert sums(cells) == sorted((r.rule, r.where) for r in FORM.relations if broken in (*r.left, *r.right))


@given(balanced_tables(), st.sampled_from(sorted({p for r in FORM.relations for p in (*r.left, *r.right)})))
def test_a_relation_with_a_blank_operand_is_not_evaluated(cells: dict[str, Figure], blank: str) -> None:
    cells[blank] = None
    assert sums(cells) == []
    blanks = [f.where for f in check(Filing(a_report(cells))) if f.rule == "cell-blank"]
    assert blanks == [blank]

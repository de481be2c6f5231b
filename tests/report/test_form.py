"""The form is data, and the data is the official form."""

import pytest

from assistant.report import load_form


def test_the_2021_form_asks_for_exactly_200_figures() -> None:
    form = load_form("2021")
    counts = {table.key: len(list(table.cells())) for table in form.tables}
    assert counts == {"proactive": 10, "requests": 175, "disputes": 15}
    assert len(form.cells) == 200


def test_only_the_fee_is_a_decimal() -> None:
    assert [path for path, cell in load_form("2021").cells.items() if cell.decimal] == ["proactive.fees.amount"]


def test_rows_of_requests_stand_in_the_contracts_order() -> None:
    expected = (
        "received carried_in granted partly_granted refused_state_secret refused_other_law refused_security "
        "refused_third_party refused_internal refused_process refused_enforcement_file refused_admin_query "
        "unavailable_not_held unavailable_needs_creation unavailable_unclear declined_petition declined_repeat "
        "declined_publication declined_excessive declined_reissue other_not_corrected other_fee_unpaid other_misc "
        "results_total carried_out"
    )
    assert " ".join(str(row.key) for row in load_form("2021").table("requests").blocks[0].rows) == expected


@pytest.mark.parametrize(("edition", "count"), [("2021", 42), ("2019", 40)])
def test_relations_bind_cells_that_the_edition_has(edition: str, count: int) -> None:
    form = load_form(edition)
    assert len(form.relations) == count
    for relation in form.relations:
        assert relation.where in relation.left
        assert {*relation.left, *relation.right} <= set(form.cells)


def test_the_2019_form_maps_into_the_report_model() -> None:
    old, new = load_form("2019"), load_form("2021")
    assert set(old.cells) <= set(new.cells)
    assert "proactive.fees.amount" not in old.cells
    assert "requests.other_misc.total" in old.cells and "requests.other_fee_unpaid.total" not in old.cells


def test_places_have_chinese_names() -> None:
    form = load_form("2021")
    assert form.label("requests.partly_granted.total") == "表三“（二）部分公开”行“总计”列"
    assert form.label("narrative.improvements") == "五、改进情况"
    assert form.label("requests") == "三、收到和处理政府信息公开申请情况"

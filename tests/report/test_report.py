"""The report JSON of the contract, there and back."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.report import Report, Unit, Unusable, load_form
from tests.reports import a_report, balanced_tables

texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)


@given(balanced_tables(), texts, st.one_of(st.none(), st.decimals(0, 999, places=4)))
def test_a_report_survives_json(cells: dict, text: str, fee: Decimal | None) -> None:
    report = a_report(cells | {"proactive.fees.amount": fee}, overview=text, facts={"website_count": 3})
    assert Report.from_json(json.dumps(report.to_json())) == report


@given(st.sets(st.sampled_from(sorted(load_form("2021").cells)), max_size=20))
def test_blank_cells_stay_null(blank: set[str]) -> None:
    report = a_report().with_cells(dict.fromkeys(blank))
    back = Report.from_json(report.to_json())
    assert {path for path, value in back.cells.items() if value is None} == blank


def test_what_is_no_count_is_kept_raw_beside_a_null() -> None:
    data = a_report().to_json()
    data["requests"]["granted"]["total"] = "1.5"
    data["proactive"]["fees"]["amount"] = "很多"
    report = Report.from_json(data)
    assert report["requests.granted.total"] is None and report["proactive.fees.amount"] is None
    assert report.source.cells["requests.granted.total"].raw == "1.5"
    corrected = report.with_cells({"requests.granted.total": 1})
    assert "requests.granted.total" not in corrected.source.cells


@pytest.mark.parametrize("data", ["{", "[]", "null", '{"schema": "x"}', {"schema": "nianbao/report@1", "format": "1999"},
                                  {"schema": "nianbao/report@1", "requests": []}, {"schema": "nianbao/report@1", "year": "二〇二一"}])  # fmt: skip
def test_what_is_no_report_is_refused_in_a_sentence(data: object) -> None:
    with pytest.raises(Unusable) as caught:
        Report.from_json(data)
    assert str(caught.value).endswith("。")


def test_a_year_in_a_string_and_a_longer_word_for_the_kind_are_read() -> None:
    unit = {"name": "松涛侗族乡人民政府", "short": "松涛侗族乡", "kind": "民族乡"}
    report = Report.from_json({"schema": "nianbao/report@1", "year": "2024", "unit": unit})
    assert (report.year, report.unit.kind, report.unit.is_township) == (2024, "乡", True)


@pytest.mark.parametrize(("name", "expected"), [
    ("清溪头乡人民政府", ("清溪头乡", "乡", None, None, None)),
    ("江岚省南渚市云泊县柳汀镇人民政府", ("柳汀镇", "镇", "云泊县", "南渚市", "江岚省")),
    ("景德镇市昌江区鲇鱼山镇人民政府", ("鲇鱼山镇", "镇", "昌江区", "景德镇市", None)),
    ("邹城市太平镇人民政府", ("太平镇", "镇", "邹城市", None, None)),
    ("广州市番禺区市桥街道办事处", ("市桥街道", "街道", "番禺区", "广州市", None)),
])  # fmt: skip
def test_a_units_name_is_taken_apart(name: str, expected: tuple) -> None:
    unit = Unit.parse(name)
    assert (unit.short, unit.kind, unit.county, unit.city, unit.province) == expected


def test_units_of_one_name_in_two_counties_are_two_units() -> None:
    here, there = Unit.parse("甲县太平镇人民政府"), Unit.parse("乙县太平镇人民政府")
    assert not here.same_as(there)
    assert here.same_as(Unit.parse("太平镇人民政府"))

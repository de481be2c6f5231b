"""What is written is read again: figures, blanks, unit, year, title and every line of text."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.documents import read_document, write_document
from assistant.report import NARRATIVE, Report, Unit, load_form

PATHS = load_form("2021").cells
COUNTS = st.none() | st.integers(-3, 99999)
MONEY = st.none() | st.decimals(0, 9999, places=4, allow_nan=False)
STARTS = (
    "",
    "（一）",
    "一是",
    "1.",
    "（1）",
    "二、",
    "- 1、",
    "一、总体情况",
    "二、主动公开政府信息情况",
    "（二）改进情况：",
    "六、",
    "来源：",
)
WORDS = (
    "公开信息36条",
    "未收到申请",
    "下一步工作打算",
    "规章 0 0 0",
    "针对以上问题",
    "“一网通办”",
    "<b>&amp;",
    "联系我们",
    "行政许可",
)
LINE = st.builds(
    lambda start, words, end: start + "，".join(words) + end,
    st.sampled_from(STARTS), st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), st.sampled_from(("。", "；", "", "：")),
)  # fmt: skip
TEXT = st.lists(LINE, max_size=4).map("\n".join)
UNIT = Unit.parse("云岭县柳溪坪乡人民政府")
EDITIONS = {edition: load_form(edition).cells for edition in ("2021", "2019")}


@st.composite
def reports(draw) -> Report:
    edition = draw(st.sampled_from(sorted(EDITIONS)))
    blank = draw(st.booleans())
    cells = {
        path: None if blank else draw(MONEY if cell.decimal else COUNTS) for path, cell in EDITIONS[edition].items()
    }
    year = draw(st.integers(2019, 2030))
    return Report(
        unit=UNIT, year=year, format=edition, title=f"{UNIT.name}{year}年政府信息公开工作年度报告", preamble=draw(TEXT),
        **{key: draw(TEXT) for key in NARRATIVE}, cells=cells,
    )  # fmt: skip


@pytest.mark.parametrize("suffix", [".docx", ".html", ".json"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(report=reports(), draft=st.booleans())
def test_any_report_comes_back_as_it_was(suffix, report, draft):
    again = read_document(f"年报{suffix}", write_document(report, suffix, draft=draft))
    assert again.cells == report.cells
    assert (again.unit, again.year, again.title, again.format) == (
        report.unit,
        report.year,
        report.title,
        report.format,
    )
    assert [again.preamble, *(getattr(again, key) for key in NARRATIVE)] == [
        report.preamble,
        *(getattr(report, key) for key in NARRATIVE),
    ]


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_a_full_report_comes_back_without_a_warning(numbered, suffix):
    again = read_document(f"年报{suffix}", write_document(numbered, suffix))
    assert replace(again, source=numbered.source) == numbered
    assert again.source.warnings == ()


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_blank_cells_are_written_empty_never_zero(numbered, suffix):
    blank = numbered.with_cells(dict.fromkeys(PATHS, None))
    again = read_document(f"年报{suffix}", write_document(blank, suffix))
    assert set(again.cells.values()) == {None}
    assert sum("全部为空" in warning for warning in again.source.warnings) == 3


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_one_blank_cell_is_named_when_read(numbered, suffix):
    path = "requests.declined_repeat.total"
    again = read_document(f"年报{suffix}", write_document(numbered.with_cells({path: None}), suffix))
    assert again[path] is None and again["requests.declined_repeat.other"] is not None
    (warning,) = again.source.warnings
    assert "2.重复申请" in warning and "总计" in warning


@pytest.mark.parametrize("suffix", [".docx", ".html", ".json"])
def test_doubtful_cells_keep_their_raw_text(numbered, suffix):
    data = numbered.to_json()
    data["requests"]["granted"]["total"] = "1.5"
    data["proactive"]["fees"]["amount"] = "约三万"
    again = read_document(f"年报{suffix}", write_document(Report.from_json(data), suffix))
    assert again.source.cells["requests.granted.total"].raw == "1.5"
    assert again.source.cells["proactive.fees.amount"].raw == "约三万"
    assert again["proactive.fees.amount"] is None


def test_money_keeps_its_value(numbered):
    paid = numbered.with_cells({"proactive.fees.amount": Decimal("12.5000")})
    assert read_document("a.docx", write_document(paid, ".docx"))["proactive.fees.amount"] == Decimal("12.5")

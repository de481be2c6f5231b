"""What is printed is read again: all figures and all sentences, whitespace apart."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.documents import read_document, write_document
from assistant.documents.office import soffice
from assistant.report import NARRATIVE, Report, Unit, load_form

CELLS = load_form("2021").cells
COUNT = st.integers(0, 20) | st.integers(0, 9_999_999) | st.none()
MONEY = st.none() | st.decimals(0, 9999, places=4, allow_nan=False)
MARKS = ("（一）主动公开。", "一是", "1.", "", "2022年，", "其中：")
PARTS = (
    "通过县政府网站https://www.example.invalid/zfxxgk公开信息36条", "把《公文管理办法》“从头到尾”讲了一遍", "开展培训2次、抽查3次（含回头看1次）",
    "公众号“柳溪坪发布”推送图文1,024篇", "满意率98.5%", "把规章制度上墙", "行政许可事项18项全部公示", "召开A、B两类座谈会",
)  # fmt: skip
SENTENCE = st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map(lambda parts: "，".join(parts) + "。")
LINE = st.builds(
    lambda mark, told: mark + "".join(told), st.sampled_from(MARKS), st.lists(SENTENCE, min_size=1, max_size=3)
)
TEXT = st.lists(LINE, min_size=1, max_size=4).map("\n".join)


@st.composite
def reports(draw) -> Report:
    unit = Unit.parse("云岭县柳溪坪乡人民政府")
    year = draw(st.integers(2021, 2030))
    cells = {path: draw(MONEY if cell.decimal else COUNT) for path, cell in CELLS.items()}
    texts = {key: draw(TEXT) for key in (*NARRATIVE, "preamble")}
    return Report(unit=unit, year=year, title=f"{unit.name}{year}年政府信息公开工作年度报告", **texts, cells=cells)


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
@settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(report=reports())
def test_a_printed_report_gives_back_all_figures_and_sentences(report):
    again = read_document("年报.pdf", write_document(report, ".pdf"))
    assert again.cells == report.cells
    assert (again.unit, again.year, bare(again.title)) == (report.unit, report.year, bare(report.title))
    for key in ("preamble", *NARRATIVE):
        assert bare(getattr(again, key)) == bare(getattr(report, key))


@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_no_mark_at_the_end_of_a_printed_line_is_lost():
    lines = [
        f"{'乡' * n}党委、政府、各站、所、办，“三审”、审核，都、要、管，各、村、组、户，。" * 4 for n in range(1, 9)
    ]
    report = Report(Unit.parse("柳溪坪乡人民政府"), 2024, overview="\n".join(lines), cells=dict.fromkeys(CELLS, 0))
    again = read_document("年报.pdf", write_document(report.with_text("title", report.official_title), ".pdf"))
    assert bare(again.overview) == bare(report.overview)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)

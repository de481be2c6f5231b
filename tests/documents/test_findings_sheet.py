"""The county office's workbook."""

import io

import openpyxl
import pytest

from assistant.documents import Reviewed, write_findings
from assistant.report import Finding, Waiver


@pytest.fixture
def book(numbered):
    findings = (
        Finding(
            "requests-row-total", "error", "requests.granted.total", "总计不符。", "请改为 3。", expected=3, found=2
        ),
        Finding("wrong-self-name", "error", "narrative.other", "自称不符。", "改为我乡。", span=(0, 3)),
        Finding(
            "theme-missing", "warning", "narrative.overview", "=HYPERLINK(1)", waiver=Waiver("本年无此项", "张", "2023")
        ),
    )
    reviews = [Reviewed("甲.docx", numbered, findings), Reviewed("@坏.docx", None, (), "“坏.docx”已损坏。")]
    return openpyxl.load_workbook(io.BytesIO(write_findings(reviews)))


def test_every_finding_has_a_row_in_plain_chinese(book, numbered):
    head, first, second, _third = book["问题清单"].iter_rows(values_only=True)
    assert head == ("单位", "年度", "文件", "级别", "位置", "问题", "建议", "规则代号")
    assert first[:4] == (numbered.unit.name, 2022, "甲.docx", "错误") and first[7] == "requests-row-total"
    assert "表三" in first[4] and "总计" in first[4] and first[6] == "请改为 3。"
    assert second[4].startswith("六、其他需要报告的事项：“本年度")


def test_waived_findings_say_so_and_are_not_counted(book):
    waived = list(book["问题清单"].iter_rows(values_only=True))[3]
    assert waived[3] == "疑点（已说明）" and "本年无此项" in waived[6]
    assert list(book["汇总"].iter_rows(values_only=True))[1][3:6] == (2, 0, 0)


def test_unreadable_files_are_listed_with_the_reason(book):
    row = list(book["汇总"].iter_rows(values_only=True))[2]
    assert row[2] == "'@坏.docx" and "已损坏" in row[6] and row[3] is None


def test_text_never_becomes_a_formula(book):
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)
    assert "'=HYPERLINK(1)" in [cell.value for cell in cells]


def test_heads_are_frozen_and_columns_wide(book):
    assert all(sheet.freeze_panes == "A2" and sheet.column_dimensions["A"].width > 20 for sheet in book)


def test_an_empty_batch_is_a_workbook_too():
    assert openpyxl.load_workbook(io.BytesIO(write_findings([]))).sheetnames == ["问题清单", "汇总"]

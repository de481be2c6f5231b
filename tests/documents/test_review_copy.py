"""The copy for reviewers: a comment at the words or the cell meant, every relation listed, the waivers too."""

import io

import docx
import openpyxl
import pytest

from assistant.documents import write_checked, write_review_copy
from assistant.report import Checked, Finding, Note, Waiver

TEXT = "（一）主动公开。全年公开信息120条。\n  （二）依申请公开。我镇未收到申请。"
CHECKED = [
    Checked("行合计", "表三“（一）予以公开”行", "总计", 4, "各分项之和", 3, False, "requests.granted.total"),
    Checked("收办平衡", "表三“总计”列", "新收 + 结转", 2, "办结 + 结转下年", 2, True, "requests.carried_out.total"),
    Checked("复议诉讼合计", "表四“行政复议”行", "总计", None, "各分项之和", 0, None, "disputes.reconsideration.total"),
]


def marked(data: bytes, text: str) -> str:
    """The words that the comment with this text marks."""
    document = docx.Document(io.BytesIO(data))
    (comment,) = [c for c in document.comments if c.text == text]
    body = document.element.body
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    inside, words = False, ""
    for element in body.iter():
        if element.get(f"{name}id") == str(comment.comment_id):
            inside = element.tag == f"{name}commentRangeStart" or (inside and element.tag != f"{name}commentRangeEnd")
        elif inside and element.tag == f"{name}t":
            words += element.text or ""
    return words


@pytest.mark.parametrize(
    ("where", "words"),
    [("narrative.overview", "我镇"), ("narrative.overview", "120"), ("narrative.overview", "（一）主动公开")],
)
def test_a_comment_marks_the_words_meant(numbered, where, words):
    report = numbered.with_text(where, TEXT)
    start = TEXT.index(words)
    data = write_review_copy(report, [Note(where, (start, start + len(words)), "请核对")], [])
    assert marked(data, "请核对") == words


def test_the_second_of_two_equal_words_is_marked_in_its_own_line(numbered):
    text = "我镇公开信息。\n我镇培训两次。"
    report = numbered.with_text("narrative.problems", text)
    data = write_review_copy(report, [Note("narrative.problems", (8, 10), "第二处")], [])
    document = docx.Document(io.BytesIO(data))
    (line,) = [p for p in document.paragraphs if p.text == "我镇培训两次。"]
    assert "commentRangeStart" in line._p.xml and marked(data, "第二处") == "我镇"


def test_a_cell_is_marked_even_where_it_is_blank(numbered):
    path = "requests.refused_process.total"
    figure = numbered[path]
    assert marked(write_review_copy(numbered, [Note(path, None, "核对")], []), "核对") == str(figure)
    blank = numbered.with_cells({path: None})
    assert marked(write_review_copy(blank, [Note(path, None, "核对")], []), "核对") == ""


def test_a_part_without_words_is_marked_at_its_heading(numbered):
    report = numbered.with_text("narrative.other", "")
    assert (
        marked(write_review_copy(report, [Note("narrative.other", None, "补写")], []), "补写")
        == "六、其他需要报告的事项"
    )
    assert marked(write_review_copy(report, [Note("requests", None, "缺表")], []), "缺表").startswith("三、")


def test_every_relation_is_listed_with_both_sides_and_the_waivers_too(numbered):
    waived = Finding(
        "wrong-year", "error", "narrative.overview", "年份不符。", waiver=Waiver("原文如此", "王芳", "2023-01-09")
    )
    document = docx.Document(io.BytesIO(write_review_copy(numbered, [], CHECKED, [waived])))
    excused, checked = document.tables[-2:]
    assert [cell.text for cell in excused.rows[1].cells][2:] == ["原文如此", "王芳", "2023-01-09"]
    rows = [[cell.text for cell in row.cells] for row in checked.rows][1:]
    assert [row[3:] for row in rows] == [["4", "各分项之和", "3", "1", "不符"], ["2", "办结 + 结转下年", "2", "0", "相符"],
                                         ["", "各分项之和", "0", "", "有空格，未核对"]]  # fmt: skip


def test_the_sheet_of_relations_holds_figures_not_text(numbered):
    book = openpyxl.load_workbook(io.BytesIO(write_checked(CHECKED)))
    rows = list(book["勾稽核对表"].iter_rows(min_row=2, values_only=True))
    assert [(row[3], row[5], row[6], row[7]) for row in rows] == [
        (4, 3, 1, "不符"), (2, 2, 0, "相符"), (None, 0, None, "有空格，未核对"),
    ]  # fmt: skip

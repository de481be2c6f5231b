"""Rows that a page break tears in two."""

from assistant.documents.blocks import Grid, Paragraph
from assistant.documents.torn_rows import mended

HEAD = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")


def rows(*grids):
    return [block.rows for block in mended([Grid(grid) for grid in grids]) if isinstance(block, Grid)]


def test_a_label_that_goes_on_over_the_page_is_joined():
    upper, lower = (None, "2.其他法律", "1", "2"), ("", "行政法规禁止公开", "", "")
    assert rows((upper,), (lower, ("", "3.危及", "3", "4"))) == [
        ((None, "2.其他法律\n行政法规禁止公开", "1", "2"), ("", "3.危及", "3", "4"))
    ]


def test_a_label_that_lacks_a_column_above_is_joined_and_the_tables_stay_apart():
    upper, lower = (None, "（二）部分公开", "78", "9"), ("理结果", "（区分处理的）", None, "", "")
    first, second = rows((upper,), (lower, (None, None, "1.属于国家秘密", "3", "4")))
    assert first == ((None, "（二）部分公开\n（区分处理的）", "78", "9"),)
    assert second == ((None, None, "1.属于国家秘密", "3", "4"),)


def test_rows_of_their_own_stay_apart():
    figures = ("规章", "1", "2", "3")
    for below in (
        ("第二十条第（五）项", None, None, None),
        HEAD,
        ("行政规范性文件", "", "", ""),
        ("行政规范性文件", "4", "5", "6"),
        ("", "", "", ""),
    ):
        assert rows((figures,), (below,)) == [(figures,), (below,)]


def test_text_between_parts_two_tables():
    blocks = [Grid((("规章", "1"),)), Paragraph("续表"), Grid((("（设区的市）", ""),))]
    assert list(mended(blocks)) == blocks

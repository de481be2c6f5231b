"""Web pages of township reports: furniture, encodings, merged cells, hidden traps."""

import re

import pytest

from assistant.documents import read_document, write_document
from assistant.report import Unusable, load_form

CELLS = list(load_form("2021").cells)


@pytest.fixture
def page(numbered) -> str:
    """A government site's page around the report: plain paragraphs, no styles of this program."""
    body = re.search(r"<main[^>]*>(.*)</main>", write_document(numbered, ".html").decode(), re.S)[1]
    body = re.sub(r"<h[123][^>]*>(.*?)</h[123]>", r'<p style="text-indent:2em"><span>\1</span></p>', body)
    return f"""<html><head><meta charset="gb2312"><title>{numbered.title}_云岭县人民政府</title>
<script>var a = "一、总体情况";</script><style>p {{}}</style></head><body>
<div class="nav">您现在的位置：首页 > 政务公开 > 年报</div><h1>云岭县人民政府</h1>
<table><tr><td>索引号</td><td>001</td><td>发布机构</td><td>柳溪坪乡</td></tr><tr><td>发布日期</td><td>2023-01-10</td></tr></table>
<div>字体：【大 中 小】 浏览次数：123</div><div>发布时间：2023-01-10 10:00</div><div>来源：柳溪坪乡</div>
<div id="zoom">{body}</div>
<div>【打印本页】【关闭窗口】</div><div>上一篇：某镇年报</div><div>相关链接</div><div style="display:none">隐藏的字</div>
<div>版权所有：云岭县人民政府 ICP备001号</div></body></html>"""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_page_in_any_encoding_gives_the_report_without_the_site(page, numbered, encoding):
    declared = page if encoding == "gb18030" else page.replace("gb2312", "utf-8")
    report = read_document("年报.html", declared.encode(encoding))
    assert report.cells == numbered.cells and report.source.warnings == ()
    assert (report.title, report.preamble, report.unit, report.year) == (
        numbered.title, numbered.preamble, numbered.unit, 2022,
    )  # fmt: skip
    assert (report.overview, report.problems, report.improvements, report.other) == (
        numbered.overview, numbered.problems, numbered.improvements, numbered.other,
    )  # fmt: skip


def test_page_without_table_merges_repeats_are_one_figure(page, numbered):
    def flat(match: re.Match[str]) -> str:
        return f"<td>{match[2]}</td>" * int(match[1])

    flattened = re.sub(r'<td colspan="(\d+)"[^>]*>([^<]*)</td>', flat, page)
    assert read_document("年报.htm", flattened.encode("gb18030")).cells == numbered.cells


def test_title_only_in_the_browser_tab_is_found(page, numbered):
    bare = page.replace(f"<span>{numbered.title}</span>", "")
    assert read_document("a.html", bare.encode("gb18030")).title == numbered.title


def test_page_saved_with_a_word_suffix_is_read_as_a_page(page, numbered):
    assert read_document("年报.doc", page.encode("gb18030")).cells == numbered.cells


def test_pictures_of_tables_are_absent_not_zero(page):
    pictures = re.sub(r"(?s)<div class=\"wide\"><table.*?</table></div>", '<p><img src="http://a/b.png"></p>', page)
    report = read_document("a.html", pictures.encode("gb18030"))
    assert set(report.cells.values()) == {None} and len(report.source.warnings) == 3


def test_fee_in_yuan_is_not_taken_for_ten_thousands(page):
    yuan = page.replace("单位：万元", "单位：元").replace(">10.5<", ">12500<")
    report = read_document("a.html", yuan.encode("gb18030"))
    assert report["proactive.fees.amount"] is None
    assert report.source.cells["proactive.fees.amount"].raw == "12500"


def test_exported_page_is_complete_safe_and_accessible(numbered):
    text = write_document(numbered.with_text("narrative.other", '<script>alert("x")</script>'), ".html").decode()
    assert '<html lang="zh-CN">' in text and "<script" not in text and "http" not in text and "src=" not in text
    heads = set(re.findall(r'<th[^>]* id="([^"]+)"', text))
    cells = re.findall(r'<td[^>]* headers="([^"]*)"', text)
    assert len(cells) == 200 and all(cell and set(cell.split()) <= heads for cell in cells)
    assert 'scope="colgroup"' in text and 'scope="rowgroup"' in text


def test_table_of_endless_spans_is_read_in_no_time(page, numbered):
    trap = "<table>" + ("<tr>" + '<td rowspan="100" colspan="100">x</td>' * 50 + "</tr>") * 200 + "</table>"
    report = read_document("a.html", page.replace('<div id="zoom">', trap + '<div id="zoom">').encode("gb18030"))
    assert report.cells == numbered.cells


def test_page_nested_without_end_is_refused(page):
    with pytest.raises(Unusable, match="过于复杂"):
        read_document("a.html", ("<div>" * 4000 + page).encode("gb18030"))

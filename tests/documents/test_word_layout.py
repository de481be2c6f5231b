"""The exported Word document has the official layout."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from assistant.documents import read_document, write_document
from assistant.documents.furniture import DRAFT_MARK
from assistant.report import Report, Unit, show_figure


@pytest.fixture
def document(numbered):
    return docx.Document(io.BytesIO(write_document(numbered, ".docx")))


def face(run) -> str:
    return run._r.rPr.rFonts.get(qn("w:eastAsia"))


def test_page_is_a4_with_official_margins(document):
    section = document.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side / Mm(1)) for side in sides] == [37, 35, 28, 26]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)


def test_every_run_names_its_chinese_face(document):
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert runs and all(face(run) for run in runs)
    cells = document.element.body.findall(f".//{qn('w:tc')}//{qn('w:rFonts')}")
    assert cells and {found.get(qn("w:eastAsia")) for found in cells} == {"宋体"}


def test_title_headings_and_body_have_their_faces(document):
    by_text = {paragraph.text.replace("\n", ""): paragraph for paragraph in document.paragraphs}
    title = by_text["云岭县柳溪坪乡人民政府2022年政府信息公开工作年度报告"]
    assert face(title.runs[0]) == "方正小标宋简体" and title.style.font.size == Pt(22)
    assert face(by_text["一、总体情况"].runs[0]) == "黑体"
    assert face(by_text["（一）存在的主要问题"].runs[0]) == "楷体_GB2312"
    theme = by_text["（一）主动公开。全年公开36条。"]
    assert [(run.text, face(run)) for run in theme.runs] == [
        ("（一）主动公开。", "楷体_GB2312"),
        ("全年公开36条。", "仿宋_GB2312"),
    ]
    body = by_text["未收到申请。"]
    assert body.style.font.size == Pt(16) and body.style.paragraph_format.line_spacing == Pt(28.95)
    assert body.style.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_a_page_holds_22_lines_of_28_characters(document):
    section, body = document.sections[0], document.styles["年报正文"]
    high = section.page_height - section.top_margin - section.bottom_margin
    assert int(high / body.paragraph_format.line_spacing) == 22
    wide = section.page_width - section.left_margin - section.right_margin
    closer = int(body.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert int(wide / (body.font.size + Pt(1) * closer)) == 28


def test_every_figure_stands_in_its_cell(document, numbered):
    form = numbered.form
    found = {}
    for table, grid in zip(form.tables, document.tables, strict=True):
        rows = [[cell.text for cell in row.cells] for row in grid.rows]
        if table.key == "disputes":
            found |= dict(zip([cell.path for cell in table.cells()], rows[-1], strict=True))
            continue
        for block in table.blocks:
            for row in block.rows:
                (line,) = (cells for cells in rows if row.label in cells[: len(cells) - len(block.columns)])
                for column, text in zip(block.columns, line[-len(block.columns) :], strict=True):
                    found[f"{table.key}.{row.key}.{column.key}"] = text
    assert found == {path: show_figure(numbered[path]) for path in form.cells}


def test_tables_follow_the_text_and_break_between_pages(document):
    """No row but the heads, the first figures and a block of Article 20 is tied to the next."""
    proactive, requests, _ = (
        [row.find(f".//{qn('w:keepNext')}") is not None for row in table._tbl.findall(qn("w:tr"))]
        for table in document.tables
    )
    assert [at for at, tied in enumerate(proactive) if not tied] == [3, 6, 10, 13]
    assert requests == [True] * 4 + [False] * 24
    assert "w:pageBreakBefore" not in document.element.xml and 'w:type="page"' not in document.element.xml


def test_the_plain_layout_has_its_own_margins_and_faces(numbered):
    document = docx.Document(io.BytesIO(write_document(numbered, ".docx", plain=True)))
    section = document.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side / Mm(1), 1) for side in sides] == [25.4, 25.4, 31.8, 31.8]
    assert {face(run) for paragraph in document.paragraphs for run in paragraph.runs} == {"宋体"}
    body = document.styles["年报正文"]
    assert (body.font.size, body.paragraph_format.line_spacing) == (Pt(12), 1.5)
    widths = [sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid) for table in document.tables]
    assert all(8200 <= width <= 8300 for width in widths)
    assert read_document("a.docx", write_document(numbered, ".docx", plain=True)).cells == numbered.cells


def test_tables_merge_as_the_form_prints_them(document):
    proactive, requests, disputes = document.tables
    assert [len(table.columns) for table in (proactive, requests, disputes)] == [4, 10, 15]
    assert [len(table.rows) for table in (proactive, requests, disputes)] == [14, 28, 4]
    assert requests.cell(0, 0)._tc is requests.cell(2, 2)._tc
    assert requests.cell(7, 1)._tc is requests.cell(14, 1)._tc and requests.cell(7, 1).text == "（三）\n不予公开"
    assert disputes.cell(0, 5)._tc is disputes.cell(0, 14)._tc


def test_tables_are_as_wide_as_the_text_and_repeat_their_heads(document):
    for table in document.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert 8800 <= sum(widths) <= 8844
        rows = table._tbl.findall(qn("w:tr"))
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    heads = [row.trPr.find(qn("w:tblHeader")) is not None for row in document.tables[1]._tbl.findall(qn("w:tr"))]
    assert heads == [True] * 3 + [False] * 25


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(document):
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, 2), (section.even_page_footer, 0)):
        (paragraph,) = footer.paragraphs
        assert paragraph.alignment == side and "PAGE" in paragraph._p.xml and paragraph.text.startswith("— ")


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_draft_mark_is_visible_and_not_read_back(numbered, suffix):
    plain, draft = (write_document(numbered, suffix, draft=draft) for draft in (False, True))
    assert DRAFT_MARK not in visible(plain, suffix) and DRAFT_MARK in visible(draft, suffix)
    assert "草稿" not in str(read_document(f"a{suffix}", draft).to_json())


def visible(data: bytes, suffix: str) -> str:
    if suffix == ".html":
        return data.decode()
    section = docx.Document(io.BytesIO(data)).sections[0]
    return "".join(header.paragraphs[0].text for header in (section.header, section.even_page_header))


def test_signature_at_the_end_stands_at_the_right():
    unit = Unit.parse("云岭县柳溪坪乡人民政府")
    report = Report(unit, 2022, other="无。\n云岭县柳溪坪乡人民政府\n2023年1月15日")
    *_, text, name, date = docx.Document(io.BytesIO(write_document(report, ".docx"))).paragraphs
    assert [paragraph.alignment for paragraph in (text, name, date)] == [None, 2, 2]


def test_control_characters_do_not_stop_an_export():
    report = Report(Unit.parse("云岭县柳溪坪乡人民政府"), 2022, overview="公开\x00信息\ud800。\x0b二")
    for suffix in (".docx", ".html", ".json"):
        assert write_document(report, suffix)


PROPERTIES = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
]


def test_properties_stand_in_the_order_that_word_insists_on(numbered):
    signed = numbered.with_text("narrative.other", f"无。\n{numbered.unit.name}\n2023年1月1日")
    package = zipfile.ZipFile(io.BytesIO(write_document(signed, ".docx", draft=True)))
    for name in package.namelist():
        if name.startswith("word/") and name.endswith(".xml"):
            for properties in etree.fromstring(package.read(name)).iter(qn("w:pPr")):
                order = [PROPERTIES.index(etree.QName(child).localname) for child in properties]
                assert order == sorted(set(order)), (name, etree.tostring(properties))

"""Word documents as offices hand them in."""

import io
import zipfile

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from assistant.documents import read_document, write_document
from assistant.report import Unusable, load_form

CELLS = list(load_form("2021").cells)
NUMBERING = """<w:numbering %s><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%%2）"/></w:lvl>
</w:abstractNum><w:num w:numId="77"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""


@pytest.fixture
def office(numbered):
    """A plain Word document without this program's styles: the official tables between normal paragraphs."""
    own = docx.Document(io.BytesIO(write_document(numbered, ".docx")))
    for paragraph in own.paragraphs:
        paragraph.style = own.styles["Normal"]
    return own


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraph(document, text):
    return next(p for p in document.paragraphs if p.text == text)


def test_document_without_styles_is_read_by_its_words(office, numbered):
    report = read_document("年报.docx", saved(office))
    assert report.cells == numbered.cells and report.source.warnings == ()
    assert report.title == numbered.title and report.preamble == numbered.preamble
    assert (report.overview, report.problems, report.improvements, report.other) == (
        numbered.overview, numbered.problems, numbered.improvements, numbered.other,
    )  # fmt: skip


def test_deleted_text_is_left_out_and_inserted_text_read(office, numbered):
    found = paragraph(office, "未收到申请。")
    deleted = parse_xml(f'<w:del {nsdecls("w")} w:id="1" w:author="某"><w:r><w:delText>旧话</w:delText></w:r></w:del>')
    moved = parse_xml(f'<w:moveFrom {nsdecls("w")} w:id="3" w:author="某"><w:r><w:t>移走</w:t></w:r></w:moveFrom>')
    added = parse_xml(f'<w:ins {nsdecls("w")} w:id="2" w:author="某"><w:r><w:t>共0件。</w:t></w:r></w:ins>')
    found._p.extend([deleted, moved, added])
    report = read_document("年报.docx", saved(office))
    assert report.overview == numbered.overview + "共0件。"
    assert any("修订" in warning for warning in report.source.warnings)


def test_automatic_numbering_is_written_out(office, numbered):
    part = office.part.numbering_part
    for child in parse_xml(NUMBERING % nsdecls("w")):
        part.element.append(child)
    for found in office.paragraphs:
        depth = (
            0 if found.text[:2] in [f"{n}、" for n in "一二三四五六"] else 1 if found.text.startswith("（") else None
        )
        if depth is not None:
            del_mark(found)
            number = OxmlElement("w:numPr")
            for tag, value in (("w:ilvl", depth), ("w:numId", 77)):
                child = OxmlElement(tag)
                child.set(qn("w:val"), str(value))
                number.append(child)
            found._p.get_or_add_pPr().append(number)
    report = read_document("年报.docx", saved(office))
    assert "（一）主动公开。全年公开36条。" in report.overview and "（二）依申请公开情况" in report.overview
    assert report.other == numbered.other and report.cells == numbered.cells


def del_mark(found) -> None:
    rest = found.text.split("、", 1)[1] if found.text[1] == "、" else found.text.split("）", 1)[1]
    for run in found.runs[1:]:
        run.text = ""
    found.runs[0].text = rest


def test_table_four_in_three_tables_is_one(office, numbered):
    table = office.tables[2]
    for size in (5, 5, 5):
        small = office.add_table(1, size)
        table._tbl.addprevious(small._tbl)
    values = iter([cell.text for cell in table.rows[3].cells])
    for small in office.tables[2:5]:
        for cell in small.rows[0].cells:
            cell.text = next(values)
    table._tbl.remove(table.rows[3]._tr)
    assert read_document("年报.docx", saved(office)).cells == numbered.cells


def test_figures_below_their_label_in_a_torn_word_table_are_found(office, numbered):
    rows = office.tables[1].rows
    target, below = rows[7]._tr, rows[8]._tr
    copied = parse_xml(rows[10]._tr.xml)
    cells = copied.findall(qn("w:tc"))
    values = [cell.text for cell in rows[7].cells][3:]
    for cell, value in zip(cells, ["", "", "", *values], strict=True):
        for text in cell.findall(f".//{qn('w:t')}"):
            text.text = value
    for cell in target.findall(qn("w:tc"))[3:]:
        for run in cell.findall(f".//{qn('w:r')}"):
            run.getparent().remove(run)
    below.addprevious(copied)
    assert read_document("年报.docx", saved(office)).cells == numbered.cells


def test_text_box_is_read(office):
    box = parse_xml(
        f"<w:r {nsdecls('w')}><w:pict><w:txbxContent><w:p><w:r><w:t>框中文字。</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    )
    paragraph(office, "未收到申请。")._p.append(box)
    assert read_document("年报.docx", saved(office)).overview.endswith("未收到申请。\n框中文字。")


def test_report_laid_out_in_one_big_table_is_read(office, numbered):
    body = office.element.body
    outer = office.add_table(1, 1)
    cell = outer.rows[0].cells[0]._tc
    for child in list(body):
        if child is not outer._tbl and child.tag != qn("w:sectPr"):
            cell.append(child)
    report = read_document("年报.docx", saved(office))
    assert report.cells == numbered.cells and report.overview == numbered.overview


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("年报.docx", b"", "空文件"),
        ("年报.docx", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, "图片"),
        ("年报.docx", b"\x89PNG\r\n\x1a\n" + bytes(200), "图片"),
        ("年报.docx", b"PK\x03\x04" + b"x" * 200, "损坏"),
        ("年报.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "年报.doc"),
        ("年报.txt", bytes(range(256)) * 8, "年报.txt"),
    ],
)
def test_what_is_no_report_is_refused_in_one_sentence(name, data, word):
    with pytest.raises(Unusable) as refused:
        read_document(name, data)
    assert word in str(refused.value) and name in str(refused.value) and "\n" not in str(refused.value)


def archive(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return stream.getvalue()


def test_other_archives_and_bombs_are_refused():
    with pytest.raises(Unusable, match="Excel"):
        read_document("表.docx", archive(xl__workbook_xml=b"<x/>"))
    with pytest.raises(Unusable, match="200 MB"):
        read_document("炸弹.docx", archive(word__document_xml=bytes(201 * 1024 * 1024)))
    with pytest.raises(Unusable, match="损坏"):
        read_document("坏.docx", archive(word__document_xml=b"<w:document><unclosed>"))


def test_entities_in_a_word_document_are_never_resolved(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("泄露", "utf-8")
    xml = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><w:document {nsdecls("w")}><w:body>'
        "<w:p><w:r><w:t>一、总体情况</w:t></w:r></w:p><w:p><w:r><w:t>&e;</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>六、其他需要报告的事项</w:t></w:r></w:p></w:body></w:document>"
    )
    report = read_document("a.docx", archive(word__document_xml=xml.encode()))
    assert "泄露" not in str(report.to_json())


def test_senseless_spans_and_levels_do_no_harm(office):
    data = io.BytesIO(saved(office))
    stream = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            xml = old.read(entry).replace(b'<w:gridSpan w:val="3"/>', b'<w:gridSpan w:val="999999999999"/>')
            new.writestr(entry.filename, xml.replace(b'<w:ilvl w:val="0"/>', b'<w:ilvl w:val="x"/>'))
    assert read_document("a.docx", stream.getvalue()).year == 2022

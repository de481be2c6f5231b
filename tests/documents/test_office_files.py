"""PDF and old Word files: through LibreOffice where it is installed, one sentence where it is not."""

import io

import pytest
from PIL import Image

from assistant.documents import READABLE, WRITABLE, read_document, read_path, write_document
from assistant.documents.office import convert, soffice
from assistant.report import Unusable

office = pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@office
def test_exported_pdf_is_read_back(numbered):
    again = read_document("年报.pdf", write_document(numbered, ".pdf", draft=True))
    assert again.cells == numbered.cells
    assert (again.unit, again.year, again.title) == (numbered.unit, numbered.year, numbered.title)
    texts = [(getattr(report, key)) for key in ("overview", "problems", "improvements") for report in (again, numbered)]
    assert texts[0::2] == texts[1::2] and "草稿" not in str(again.to_json())


@office
def test_old_word_document_is_read(numbered):
    old = convert(write_document(numbered, ".docx"), ".docx", ".doc", "转换不了")
    again = read_document("年报.doc", old)
    assert again.cells == numbered.cells and again.overview == numbered.overview and again.title == numbered.title


@pytest.mark.parametrize(
    ("name", "data"), [("年报.doc", OLD_WORD + "WordDocument".encode("utf-16-le")), ("年报.rtf", b"{\\rtf1 x}")]
)
def test_without_libreoffice_old_files_are_refused_with_the_way_out(name, data, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("assistant.documents.office._PLACES", ())
    with pytest.raises(Unusable, match=r"另存为 \.docx.*LibreOffice"):
        read_document(name, data)


def test_without_libreoffice_pdf_export_is_refused_with_the_way_out(numbered, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("assistant.documents.office._PLACES", ())
    with pytest.raises(Unusable, match=r"先导出 \.docx"):
        write_document(numbered, ".pdf")


def test_locked_and_scanned_files_are_refused():
    with pytest.raises(Unusable, match="密码"):
        read_document("年报.docx", OLD_WORD + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(Unusable, match="Word 文档"):
        read_document("年报.doc", OLD_WORD + "Workbook".encode("utf-16-le"))
    scan = io.BytesIO()
    Image.new("RGB", (200, 280), "white").save(scan, "PDF")
    with pytest.raises(Unusable, match="扫描件"):
        read_document("年报.pdf", scan.getvalue())
    with pytest.raises(Unusable, match="损坏"):
        read_document("年报.pdf", b"%PDF-1.7\n" + bytes(300))


def test_files_that_cannot_be_opened_are_named(tmp_path):
    for path in (tmp_path / "没有.txt", tmp_path):
        with pytest.raises(Unusable, match=path.name):
            read_path(path)


def test_suffixes_are_listed_and_others_refused(numbered):
    assert {".txt", ".md", ".html", ".htm", ".docx", ".doc", ".pdf", ".json"} == set(READABLE)
    assert set(WRITABLE) == {".docx", ".html", ".pdf", ".json"}
    with pytest.raises(Unusable, match="xls"):
        write_document(numbered, ".xls")


@pytest.mark.parametrize(
    "text", ["{", "[]", "{}", '{"schema": "other"}', '{"schema": "nianbao/report@1", "year": "x"}']
)
def test_json_that_is_no_report_is_refused_by_name(text):
    with pytest.raises(Unusable, match="年报"):
        read_document("年报.json", text.encode())

"""What leaves the house as a file holds text only; what comes in reads nothing outside and fills no memory."""

import io
import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from docx import Document as read_docx
from openpyxl import load_workbook

from assistant.documents import Reviewed, write_findings
from assistant.report import Finding, Report, Unusable, Waiver
from assistant.service import Assistant
from tests.hostile.texts import FORMULAS, MARKDOWN
from tests.reports import a_report
from tests.ui.app import house

TEXT = "\n".join(MARKDOWN.values())


@pytest.fixture
def assistant() -> Assistant:
    return house()


def hostile() -> Report:
    return a_report(
        name="<b>毒</b>乡人民政府",
        overview=TEXT,
        problems=TEXT,
        improvements=TEXT,
        other=TEXT,
        preamble=TEXT,
        title=f"{TEXT[:80]}年度报告",
    )


@pytest.mark.parametrize("ending", [".html", "（网页片段）.html"])
def test_a_web_page_holds_nothing_that_runs_or_loads(assistant: Assistant, ending: str) -> None:
    page = BeautifulSoup(assistant.export(hostile(), ending, findings=[], force=True), "html.parser")
    assert not page.find_all(["script", "img", "iframe", "object", "embed", "link", "a", "form", "base", "svg", "b"])
    assert not [
        tag for tag in page.find_all(True) if any(key.startswith("on") or key in ("src", "href") for key in tag.attrs)
    ]
    assert "<script>alert(1)</script>" in page.get_text()


@pytest.mark.parametrize("ending", [".docx", "（通用版式）.docx"])
def test_word_holds_the_text_and_no_field_link_or_macro(assistant: Assistant, ending: str) -> None:
    data = assistant.export(hostile(), ending, findings=[], force=True)
    assert "<script>alert(1)</script>" in "\n".join(p.text for p in read_docx(io.BytesIO(data)).paragraphs)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert not [n for n in package.namelist() if "vba" in n.lower() or "embed" in n.lower() or "activeX" in n]
        body = package.read("word/document.xml").decode()
        links = [package.read(n).decode() for n in package.namelist() if n.endswith(".rels")]
    assert (
        "w:hyperlink" not in body and "instrText" not in body and not any('TargetMode="External"' in x for x in links)
    )


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_list_is_a_formula(formula: str) -> None:
    finding = Finding("foreign-unit", "warning", "narrative.overview", formula, fix=formula, span=(0, 20))
    waived = replace(finding, waiver=Waiver(formula, formula, "2026-01-01T00:00:00+08:00"))
    report = a_report(name=f"{formula}乡人民政府", overview=formula * 3)
    reviewed = [Reviewed(formula, report, (finding, waived), None), Reviewed(formula, None, (), formula)]
    sheet = write_findings(reviewed, [formula], [(formula, formula, 3)])
    cells = [cell for page in load_workbook(io.BytesIO(sheet)).worksheets for row in page.iter_rows() for cell in row]
    assert any(formula.strip()[1:4] in str(cell.value) for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f" or str(cell.value)[:1] in "=+-@\t"]


@pytest.mark.parametrize("formula", FORMULAS[:2])
def test_no_cell_of_a_comparison_is_a_formula(assistant: Assistant, formula: str) -> None:
    peer = a_report(name=f"{formula}镇人民政府", overview=f"{formula}制定公开制度。", year=2021)
    assistant.add_documents([("peer.json", json.dumps(peer.to_json()).encode(), peer)])
    draft = assistant.set_text(
        assistant.new_draft("松涛乡人民政府", 2022), "narrative.overview", f"{formula}制定公开制度。"
    )
    made = assistant.compare_with(draft, list(assistant.comparable(draft)))
    book = load_workbook(io.BytesIO(assistant.comparison_sheet(draft, made)))
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or str(cell.value)[:1] in "=+@"]


def test_an_archive_of_all_copies_holds_plain_names(assistant: Assistant) -> None:
    report = a_report(name="../../tmp/毒乡人民政府")
    with zipfile.ZipFile(io.BytesIO(assistant.export(report, ".zip", findings=[], force=True))) as archive:
        names = archive.namelist()
    assert names and not [name for name in names if "/" in name or "\\" in name or name.startswith(".")]


def test_an_uploaded_archive_writes_nothing(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("../../outside.json", "/etc/outside.json", "C:\\outside.json", "a/../../outside.json"):
            archive.writestr(name, json.dumps(a_report().to_json()))
    before = sorted(tmp_path.rglob("*"))
    assert len(list(assistant.unpacked("a.zip", stream.getvalue()))) == 4
    assert sorted(tmp_path.rglob("*")) == before


def test_an_archive_that_grows_without_end_is_refused(assistant: Assistant) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(12):
            archive.writestr(f"{number}.txt", b"0" * (49 << 20))
    assert len(stream.getvalue()) < 1 << 20
    with pytest.raises(Unusable, match="太大"):
        list(assistant.unpacked("bomb.zip", stream.getvalue()))


@pytest.mark.parametrize("name", ["a.docx", "a.html", "a.json", "a.txt", "a.pdf", "a.doc"])
def test_an_upload_larger_than_any_report_is_refused_before_it_is_read(assistant: Assistant, name: str) -> None:
    with pytest.raises(Unusable, match="50 MB"):
        assistant.read_bytes(name, b"\x00" * ((50 << 20) + 1))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"{}", "not a zip 毒".encode()])
def test_what_is_no_backup_changes_nothing(assistant: Assistant, data: bytes) -> None:
    draft = assistant.new_draft("松涛乡人民政府", 2022)
    with pytest.raises(Unusable):
        assistant.bring_back(data)
    assert assistant.draft(draft.id) == draft


def test_a_file_named_in_another_encoding_is_taken_by_its_name(assistant: Assistant, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    raw = os.fsencode(str(folder)) + b"/" + "松涛乡2021年.json".encode("gbk")
    Path(os.fsdecode(raw)).write_text(json.dumps(a_report(year=2021).to_json()), "utf-8")
    done = assistant.ingest([folder])
    assert done.added == 1 and [d.file for d in assistant.documents()] == ["松涛乡2021年.json"]

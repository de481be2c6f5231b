"""检查与导出: what is wrong and where, and no clean copy while errors stand."""

import io
import zipfile

import pytest
from streamlit.testing.v1 import AppTest

from assistant.report import load_form
from assistant.service import Assistant, file_name
from assistant.settings import Settings
from assistant.storage import Draft
from tests.ui.app import a_draft, house, kept, opened, press, settled, words


def downloads(app: AppTest) -> list[str]:
    return [element.proto.label for element in app.get("download_button")]


def test_no_clean_copy_while_errors_stand_but_a_marked_draft() -> None:
    app = opened("export", a_draft())
    assert "还不能导出正式稿" in app.error[0].value
    assert set(downloads(app)) == {"核对稿（Word 批注）", "勾稽核对表（Excel）"}
    app.checkbox[0].check().run()
    assert "导出 Word 文档" in downloads(app)


def test_blank_cells_are_one_line_for_each_table() -> None:
    app = opened("export", a_draft())
    said = words(app)
    assert "还有 10 格没有填" in said and "还有 175 格没有填" in said and "还有 15 格没有填" in said
    assert not any(button.label == "免除" for button in app.button)


def mended_at(draft: Draft, severity: str = "error") -> list[AppTest]:
    """The pages that the buttons 去修改 lead to."""
    keys = [b.key for b in opened("export", draft).button if b.key and b.key.startswith(f"visit:{severity}")]
    pages = []
    for key in keys:
        page = opened("export", draft)
        next(b for b in page.button if b.key == key).click().run()
        pages.append(page)
    return pages


def test_mend_leads_to_the_cell_or_to_the_section() -> None:
    draft = a_draft(
        zeros=True, problems="2022年，我镇公开还不够及时。", preamble="说明。", overview="文字。", other="无。"
    )
    house().set_cells(draft, {"requests.received.natural_person": "2"})
    pages = mended_at(draft)
    tables = [page for page in pages if page.title[0].value == "填表"]
    assert tables and all(page.session_state["focus"].split("#")[0] in load_form("2021").cells for page in tables)
    written = [page.session_state["section"] for page in pages if page.title[0].value == "撰写"]
    assert "problems" in written and len(tables) + len(written) == len(pages)


def test_a_waiver_needs_a_reason_and_a_name_and_can_be_taken_back() -> None:
    draft = a_draft(zeros=True, overview="2022年，我镇扎实做好公开工作。")
    app = opened("export", draft)
    before = len([f for f in house().findings(kept(draft)) if f.waiver is None])
    reason = next(field for field in app.text_input if field.label == "理由")
    key = reason.key.removeprefix("reason:")
    confirm = next(b for b in app.button if b.label == "确定免除")
    confirm.click().run()
    assert "请写明理由和姓名" in words(app)
    next(f for f in app.text_input if f.key == f"reason:{key}").set_value("文件原文如此")
    next(f for f in app.text_input if f.key == f"by:{key}").set_value("王芳")
    next(b for b in app.button if b.label == "确定免除").click().run()
    assert len([f for f in house().findings(kept(draft)) if f.waiver is None]) == before - 1
    assert "文件原文如此" in words(app)
    press(app, "取消免除")
    assert len([f for f in house().findings(kept(draft)) if f.waiver is None]) == before


@pytest.mark.skipif(not {".pdf"} & set(Assistant(Settings()).export_formats()), reason="no LibreOffice on this machine")
def test_a_pdf_is_made_beside_the_page_and_then_saved() -> None:
    app = opened("export", a_draft(zeros=True))
    app.checkbox[0].check().run()
    app = settled(press(app, "生成 PDF"))
    assert "保存 PDF" in downloads(app)


def test_a_clean_report_is_offered_under_its_official_name() -> None:
    name = file_name(a_draft().report, ".docx", marked=False)
    assert name == "松涛乡2022年政府信息公开工作年度报告.docx"
    assert "草稿" in file_name(a_draft().report, ".docx", marked=True)


def test_each_part_says_what_is_left_and_leads_there() -> None:
    app = opened("export", a_draft(zeros=True, overview="2022年，我镇公开不够及时。", problems="不够及时。"))
    labels = {b.key: b.label for b in app.button if b.key and b.key.startswith("part:")}
    assert labels["part:requests"] == ":green[✓] 三 公开申请"
    assert "错误" in labels["part:narrative.overview"] and ":red[✗]" in labels["part:narrative.other"]
    next(b for b in app.button if b.key == "part:narrative.other").click().run()
    assert app.title[0].value == "撰写" and app.session_state["section"] == "other"


def test_everything_is_offered_in_one_archive() -> None:
    draft = a_draft(zeros=True, overview="2022年，我镇做好公开。")
    app = opened("export", draft)
    app.checkbox[0].check().run()
    app = settled(press(app, "生成 全部文件（压缩包）"))
    assert "保存 全部文件（压缩包）" in downloads(app)
    names = zipfile.ZipFile(io.BytesIO(house().everything(draft, force=True))).namelist()
    endings = (*house().export_formats(), "（核对稿）.docx", "（勾稽核对表）.xlsx")
    assert sorted(names) == sorted(file_name(draft.report, ending, marked=True) for ending in endings)


def test_the_review_copy_and_the_sheet_of_sums_are_there_while_errors_stand() -> None:
    draft = a_draft(overview="2022年，我镇做好公开。")
    assert {"核对稿（Word 批注）", "勾稽核对表（Excel）"} <= set(downloads(opened("export", draft)))
    package = zipfile.ZipFile(io.BytesIO(house().review_copy(draft)))
    assert "我镇" in package.read("word/comments.xml").decode()


def test_the_fragment_has_tables_and_nothing_around_them() -> None:
    report = a_draft(zeros=True, overview="文字。").report
    page = house().export(report, "（网页片段）.html", findings=[]).decode()
    assert "<html" not in page and "<script" not in page and page.count("<table") == 3
    assert house().read_bytes("片段.html", page.encode()).cells == report.cells

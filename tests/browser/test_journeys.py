"""Four more ways through the real page, by clicks and typing only; the first one is `test_journey.py`."""

import json
import re
from pathlib import Path
from typing import Any

import docx
import pytest

from assistant.report import Report
from assistant.service import Assistant
from assistant.storage import Draft
from tests.browser.clerk import Clerk
from tests.browser.test_journey import LAST_YEAR, answer_for, clerk_answers
from tests.reports import a_report

pytestmark = pytest.mark.browser
UNIT = "岚清县苇塘乡人民政府"
SELECTED = "words => { const at = document.activeElement; return at.value?.slice(at.selectionStart, at.selectionEnd) === words }"


def report(house: Assistant, draft: Draft) -> Report:
    return (house.draft(draft.id) or draft).report


def written(**texts: str) -> dict[str, str]:
    """Text in which nothing is wrong but what a test puts there."""
    usual = {
        "overview": "2022年，我乡做好政府信息公开。（一）主动公开。全年主动公开政府信息36条。（二）依申请公开。全年未收到政府信息公开申请。"
        "（三）政府信息管理。执行先审后发制度。（四）平台建设。维护公开栏。（五）监督保障。未开展社会评议，工作考核合格，无责任追究。",
        "problems": "1.个别信息更新不够及时。",
        "improvements": "1.每月对照目录检查，及时更新信息。",
        "other": "本年度未收取信息处理费。无其他需要报告的事项。",
    }
    return usual | texts


def begun(house: Assistant, **texts: str) -> Draft:
    draft = house.fill_zeros(house.new_draft(UNIT, 2022))
    for key, text in written(**texts).items():
        draft = house.set_text(draft, f"narrative.{key}", text)
    return draft


def mend(page: Any, words: str) -> None:
    """Follow the way from a finding to its place."""
    found = page.locator('[class*="st-key-finding-"]').filter(has_text=words).first
    found.get_by_role("button", name="去修改").click()


def test_what_the_check_found_is_mended_where_it_stands(
    address: str, house: Assistant, clerk: Clerk, tmp_path: Path
) -> None:
    draft = begun(house, problems="1.我镇个别信息更新不够及时。")
    house.set_cells(draft, {"requests.received.natural_person": "1", "requests.received.total": "2"})
    page = clerk.page
    page.goto(f"{address}/export?draft={draft.id}")
    clerk.sees("还不能导出正式稿")
    clerk.shoots("16-check-faults")

    mend(page, "相差 1")
    page.get_by_role("heading", name="填表", level=1).wait_for()
    page.wait_for_function("() => document.activeElement?.shadowRoot?.activeElement?.dataset.path")
    clerk.types_figure("requests.received.natural_person", "0")
    clerk.types_figure("requests.received.total", "0")
    clerk.sees("各格都已填写，没有勾稽不符")

    clerk.goes_to("检查与导出")
    mend(page, "我镇")
    page.get_by_role("heading", name="撰写", level=1).wait_for()
    page.wait_for_function(SELECTED, arg="我镇")
    text = page.get_by_test_id("stTextArea").locator("textarea")
    text.fill("1.我乡个别信息更新不够及时。")
    text.press("Control+Enter")
    clerk.rests()
    clerk.goes_to("检查与导出")
    clerk.sees("可以导出")
    with page.expect_download() as saving:
        clerk.press("导出 Word 文档")
    saving.value.save_as(tmp_path / "clean.docx")
    said = "\n".join(paragraph.text for paragraph in docx.Document(str(tmp_path / "clean.docx")).paragraphs)
    assert "我乡个别信息" in said and "我镇" not in said


def test_three_sections_are_drafted_in_chat_and_the_questions_answered(
    address: str, house: Assistant, clerk: Clerk
) -> None:
    draft = house.fill_zeros(house.new_draft(UNIT, 2022))
    page = clerk.page
    page.goto(f"{address}/write?draft={draft.id}")
    for section, words in (
        ("总体情况", "起草总体情况"),
        ("主要问题", "写存在的主要问题"),
        ("改进情况", "再写改进情况"),
    ):
        box = page.get_by_test_id("stChatInput").locator("textarea")
        box.fill(words)
        box.press("Enter")
        clerk.sees(f"建议 · {section}")
        clerk.press("采用（替换本部分）")
        clerk.sees("已采用，就是右边现在的文字")
        while page.locator(".st-key-questions input").count():
            clerk_answers(clerk, page.locator(".st-key-questions input").first)
    page.get_by_test_id("stButtonGroup").get_by_text("总体情况", exact=True).click()
    clerk.rests()
    page.get_by_text("看标记和出处", exact=True).click()
    page.locator(".st-key-annotated .prose").nth(4).wait_for()
    clerk.rests()
    clerk.shoots("17-write-marks")
    found = report(house, draft)
    assert all(found.text(key) and "【待填" not in found.text(key) for key in ("overview", "problems", "improvements"))
    assert answer_for("考核") in found.overview


def test_a_phrase_of_a_peer_is_taken_over(address: str, house: Assistant, clerk: Clerk) -> None:
    draft = begun(house)
    page = clerk.page
    page.goto(f"{address}/compare?draft={draft.id}")
    clerk.sees("相同的字句")
    for tab, words, name in (
        ("雷同程度", "通行说法和数字不算", "18-compare-likeness"),
        ("写到的方面", "点一格看原文", "19-compare-themes"),
        ("数字对比", "办理结果结构", "20-compare-figures"),
    ):
        page.get_by_role("tab", name=tab).click()
        clerk.sees(words)
        clerk.shoots(name)
    page.get_by_role("tab", name="写到的方面").click()
    page.locator(".matrix td.said button").last.click()
    page.locator('[class*="st-key-seen-"] .prose').first.wait_for()

    page.get_by_role("tab", name="逐句对照").click()
    page.locator('[data-testid="stSelectbox"] input').filter(visible=True).first.click()
    page.get_by_role("option").nth(1).click()
    clerk.rests()
    clerk.shoots("21-compare-sentences")
    page.locator('button:enabled:has-text("借用")').filter(visible=True).last.click()
    clerk.sees("改成本单位的")
    stood = page.get_by_test_id("stMain").evaluate("page => page.scrollTop")
    clerk.shoots("22-borrow")
    peers = {document.report.unit.short for document in house.documents()}
    page.get_by_role("button", name="追加到").click()
    clerk.sees("可在“撰写”里修改或撤销")
    found = report(house, draft)
    added = found.overview.removeprefix(written()["overview"])
    assert len(added) > 10 and not any(name in added for name in peers)
    mine = page.locator('[class*="st-key-pair-"] [data-testid="stColumn"]:first-child .prose')
    mine.filter(visible=True, has_text=added.strip()[:10]).first.wait_for()
    clerk.rests()
    assert abs(page.get_by_test_id("stMain").evaluate("page => page.scrollTop") - stood) < 400, "the place is kept"
    clerk.goes_to("撰写")
    assert page.get_by_test_id("stTextArea").locator("textarea").input_value() == found.overview


def test_twenty_files_are_imported_and_the_two_bad_ones_named(
    address: str, house: Assistant, clerk: Clerk, tmp_path: Path
) -> None:
    before = len(house.documents())
    files = []
    for number in range(18):
        name = f"青溪县{'甲乙丙丁戊己'[number % 6]}溪乡人民政府"
        made = a_report(name=name, year=2020 + number // 6, overview=f"全年主动公开政府信息{number + 10}条。")
        files.append(tmp_path / f"{number:02}-{made.unit.short}{made.year}.json")
        files[-1].write_text(json.dumps(made.to_json(), ensure_ascii=False), "utf-8")
    for name, data in (("坏的.docx", b"\x89PNG\r\n\x1a\n0000"), ("空的.txt", b"")):
        files.append(tmp_path / name)
        files[-1].write_bytes(data)
    page = clerk.page
    page.goto(f"{address}/corpus")
    page.locator('input[type="file"]').set_input_files([str(file) for file in files])
    clerk.sees("保存到语料库（18 份）")
    clerk.sees("坏的.docx")
    clerk.shoots("23-import")
    clerk.press("保存到语料库（18 份）")
    clerk.sees("新增 18 份")
    assert len(house.documents()) == before + 18
    page.get_by_label("查找").fill("主动公开政府信息")
    page.get_by_label("查找").press("Enter")
    clerk.sees("最相近的在前")
    assert page.locator('[class*="st-key-hit-"]').count()
    assert re.search(r"共 \d+ 份年报", page.content())


def test_the_county_office_sees_who_is_at_fault_and_a_report_is_corrected(
    address: str, house: Assistant, clerk: Clerk, tmp_path: Path
) -> None:
    made = house.fill_zeros(house.new_draft("岚清县石桥镇人民政府", 2022)).report
    broken = made.with_cells({"requests.received.total": 3}).with_text("narrative.other", "我镇无其他事项。").to_json()
    (tmp_path / "石桥镇2022.json").write_text(json.dumps(broken, ensure_ascii=False), "utf-8")
    page = clerk.page
    page.goto(f"{address}/review")
    page.locator('input[type="file"]').set_input_files([str(LAST_YEAR), str(tmp_path / "石桥镇2022.json")])
    page.get_by_label("应报单位名单").fill("岚清县石桥镇人民政府\n岚清县柳湾乡人民政府")
    clerk.press("开始审核")
    clerk.sees("没有收到 1 个单位的年报：岚清县柳湾乡人民政府")
    clerk.sees("相差 3")
    clerk.shoots("24-review")
    rows = page.locator(".reports tbody tr")
    assert rows.first.get_attribute("aria-current") == "true" and "石桥镇" in rows.first.inner_text()
    rows.first.locator("button").focus()
    page.keyboard.press("ArrowDown")
    page.locator(".st-key-review-one").get_by_text("2021年").wait_for()
    page.keyboard.press("ArrowUp")
    clerk.sees("相差 3")
    page.get_by_role("columnheader", name="单位").get_by_role("button").click()
    assert page.locator(".reports th[aria-sort]").count() == 1

    clerk.press("打开修改")
    page.locator('input[data-path="requests.received.total"]').wait_for()
    clerk.types_figure("requests.received.total", "0")
    clerk.sees("各格都已填写，没有勾稽不符")
    corrected = next(d for d in house.drafts() if d.report["requests.received.total"] == 0 and d.report.other)
    assert corrected.report.unit.short == "石桥镇" and corrected.report.other == "我镇无其他事项。"

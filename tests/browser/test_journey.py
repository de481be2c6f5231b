"""A clerk's whole way in the real page: from last year's file to this year's Word document, by clicks and typing only."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from assistant.documents import read_document
from assistant.report import NARRATIVE, Report, load_form
from assistant.service import Assistant
from assistant.settings import Settings
from tests.browser.clerk import Clerk, browsing, served

LAST_YEAR = Path(__file__).with_name("last_year.txt")
FORM = load_form("2021")
SECTIONS = ("开头", "总体情况", "主要问题", "改进情况", "其他事项")
FIGURES = {
    "proactive.licences.decisions": "6",
    "requests.received.natural_person": "2", "requests.received.total": "2",
    "requests.granted.natural_person": "3", "requests.granted.total": "3",
    "requests.results_total.natural_person": "3", "requests.results_total.total": "3",
}  # fmt: skip
FACTS = {
    "主动公开信息总数（条）": "112", "政府网站公开信息（条）": "70", "微信公众号发布信息（条）": "42",
    "政策解读（篇）": "2", "业务培训（次）": "2", "专题会议（次）": "1", "收取信息处理费（元）": "0",
}  # fmt: skip


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with served(tmp_path) as found:
        yield found


@pytest.fixture
def chromium() -> Iterator[Any]:
    with browsing() as found:
        yield found


def answer_for(question: str) -> str:
    """What the clerk knows."""
    if "考核" in question or "评议" in question:
        return "县级考核结果为良好，未开展社会评议，没有发生责任追究"
    if re.search(r"多少|几", question):
        return "5"
    if "职务" in question:
        return "副乡长"
    if "办公室" in question or "承办" in question:
        return "党政办公室"
    if "地址" in question:
        return "岚清县苇塘乡政府大院"
    if "邮政编码" in question:
        return "457000"
    if "电话" in question:
        return "0393-8812345"
    if "网站" in question:
        return "岚清县人民政府网站"
    return "苇塘之声" if "公众号" in question else "已落实"


@pytest.mark.browser
def test_from_last_years_file_to_a_word_document(
    address: str, chromium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN", accept_downloads=True)
    clerk = Clerk(context.new_page())
    page = clerk.page

    page.goto(address)
    clerk.sees("还没有年报")
    clerk.shoots("01-first-start")
    clerk.sees("样例年报（虚构单位），起草和对比时参考")

    page.locator('input[type="file"]').set_input_files(str(LAST_YEAR))
    clerk.sees("200/200")
    clerk.shoots("02-last-year-recognised")
    clerk.press("用它新建2022年报告")

    page.locator('input[data-path="requests.received.total"]').wait_for()
    clerk.sees("已按2021年年报")
    clerk.shoots("03-tables-blank")
    for path, figure in FIGURES.items():
        clerk.types_figure(path, figure)
    clerk.sees("还有 186 格未填")
    clerk.press("其余全部为 0")
    clerk.sees("各格都已填写，没有勾稽不符")
    clerk.shoots("04-tables-filled")

    page.get_by_role("radio", name="本年情况").click()
    for label, value in FACTS.items():
        clerk.fills(label, value)
    clerk.shoots("05-facts")

    clerk.goes_to("撰写")
    clerk.shoots("06-write-empty")
    for number, section in enumerate(SECTIONS):
        page.get_by_test_id("stButtonGroup").get_by_text(section, exact=True).click()
        clerk.rests()
        clerk.press("起草本部分")
        clerk.sees(f"建议 · {section}")
        if section == "总体情况":
            clerk.shoots("07-write-suggestion")
            clerk.press("出处 1")
            clerk.shoots("08-write-source")
            page.keyboard.press("Escape")
        clerk.press("采用（替换本部分）")
        clerk.sees("已采用，就是右边现在的文字")
        for _ in range(20):
            questions = page.locator(".st-key-questions input")
            if not questions.count():
                break
            if number == 1:
                clerk.shoots("09-write-questions")
            clerk_answers(clerk, questions.first)
        page.locator(".st-key-questions").wait_for(state="detached")  # its frame goes a moment after the last question
    clerk.shoots("10-write-done")

    page.reload()
    clerk.sees("已采用，就是右边现在的文字")
    clerk.goes_to("对比")
    clerk.sees("相同的字句")
    clerk.shoots("11-compare")
    clerk.goes_to("语料库")
    clerk.shoots("12-corpus")
    clerk.goes_to("设置")
    clerk.shoots("13-settings")
    clerk.goes_to("我的年报")
    clerk.shoots("14-my-reports")

    clerk.goes_to("检查与导出")
    clerk.shoots("15-check-and-export")
    clerk.sees("可以导出：没有错误，也没有疑点")
    with page.expect_download() as saving:
        clerk.press("导出 Word 文档")
    assert saving.value.suggested_filename == "苇塘乡2022年政府信息公开工作年度报告.docx"
    saving.value.save_as(tmp_path / "report.docx")
    context.close()

    monkeypatch.setenv("NIANBAO_DATA", str(tmp_path / "data"))
    (draft,) = Assistant(Settings()).drafts()
    assert draft.report.facts["disclosed_total"] == 112
    exported = read_document("report.docx", (tmp_path / "report.docx").read_bytes())
    assert (exported.unit, exported.year, exported.title) == (draft.report.unit, 2022, draft.report.title)
    assert exported.cells == draft.report.cells
    assert {key: exported.text(key) for key in ("preamble", *NARRATIVE)} == {
        key: draft.report.text(key) for key in ("preamble", *NARRATIVE)
    }
    assert not clerk.wrong
    hosts = {urlsplit(url).hostname for url in clerk.requests if urlsplit(url).scheme not in ("data", "blob", "about")}
    assert hosts == {"127.0.0.1"}


def clerk_answers(clerk: Clerk, field: Any) -> None:
    label = field.get_attribute("aria-label")
    field.fill(answer_for(label))
    field.press("Enter")
    clerk.page.wait_for_function(
        "label => ![...document.querySelectorAll('.st-key-questions input')].some(i => i.getAttribute('aria-label') === label)",
        arg=label,
    )
    clerk.rests()


@pytest.mark.browser
def test_hurried_typing_loses_nothing(
    address: str, chromium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_DATA", str(tmp_path / "data"))
    house = Assistant(Settings())
    draft = house.new_draft("岚清县苇塘乡人民政府", 2022)
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    clerk = Clerk(context.new_page())
    page = clerk.page

    def kept(check: Callable[[Report], object]) -> None:
        deadline = time.monotonic() + 20
        while not check((house.draft(draft.id) or draft).report):
            assert time.monotonic() < deadline, (house.draft(draft.id) or draft).report.facts
            time.sleep(0.1)

    page.goto(f"{address}/tables?draft={draft.id}")
    page.locator('input[data-path="proactive.licences.decisions"]').wait_for()
    for number, path in enumerate(FORM.cells):
        if path.startswith("requests.") and number % 3 == 0:
            clerk.types_figure(path, str(number))
    typed = {path: n for n, path in enumerate(FORM.cells) if path.startswith("requests.") and n % 3 == 0}
    kept(lambda report: {path: report[path] for path in typed} == typed)

    page.get_by_role("radio", name="本年情况").click()
    page.get_by_label("主动公开信息总数（条）", exact=True).click()
    counts = ("disclosed_total", "website_count", "wechat_count", "other_media_count", "board_count", "key_area_count")
    for number in range(len(counts)):
        page.keyboard.type(str(100 + number))
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
    kept(lambda report: [report.facts.get(key) for key in counts] == list(range(100, 100 + len(counts))))

    for turn in range(4):
        clerk.goes_to("撰写")
        page.get_by_test_id("stTextArea").locator("textarea").click()
        page.keyboard.press("Control+End")
        page.keyboard.type(f"第{turn}句。")
        page.get_by_test_id("stSidebarNav").get_by_text("填表", exact=True).click()
        kept(lambda report, turn=turn: report.overview.endswith(f"第{turn}句。"))
    assert house.draft(draft.id).report.overview == "第0句。第1句。第2句。第3句。"
    context.close()

"""Every page in the states that people meet, one after the other, for tests of what holds everywhere."""

import json
from collections.abc import Iterator
from pathlib import Path

from assistant.service import Assistant
from assistant.storage import Draft
from tests.browser.clerk import Clerk
from tests.reports import a_report

UNIT = "岚清县苇塘乡人民政府"


def a_faulty_draft(house: Assistant) -> Draft:
    """Blank cells, a figure that is none, a wrong self-name, an open question and a suggestion in the chat."""
    draft = house.new_draft(UNIT, 2025, a_report(name=UNIT, year=2024))
    draft = house.set_cells(draft, {"requests.received.total": "2", "proactive.licences.decisions": "六件"})
    draft = house.set_text(
        draft, "narrative.overview", "2025年，我镇公开信息【待填：本年主动公开政府信息共多少条？】条。"
    )
    draft = house.set_text(draft, "narrative.problems", "一是公开不够及时。")
    house.chat(draft, "起草总体情况")
    house.chat(draft, "别的乡镇主要问题怎么写")
    return house.draft(draft.id) or draft


def files(folder: Path) -> list[str]:
    """A good report, a doubtful one, one that is no report, and one of a kind that is not taken."""
    good = json.dumps(a_report(name=UNIT, year=2023, overview="全年公开12条。").to_json(), ensure_ascii=False)
    made = {
        "好.json": good.encode(),
        "半.txt": "某某乡\n一、总体情况\n公开12条。\n五、存在的主要问题及改进情况\n一是不及时。".encode(),
        "坏.docx": b"\x89PNG\r\n\x1a\n0000",
        "图.png": b"\x89PNG\r\n\x1a\n0000",
    }
    for name, data in made.items():
        (folder / name).write_bytes(data)
    return [str(folder / name) for name in made]


def tour(clerk: Clerk, address: str, house: Assistant, folder: Path) -> Iterator[str]:
    """Go through the pages and stop at each state; yield its name."""
    page, draft = clerk.page, a_faulty_draft(house)

    def opens(name: str) -> None:
        page.goto(f"{address}/{name}?draft={draft.id}")
        page.get_by_role("heading", level=1).first.wait_for()
        clerk.rests()

    def picks(words: str) -> None:
        page.get_by_text(words, exact=True).filter(visible=True).first.click()
        clerk.rests()

    opens("")
    yield "我的年报"
    picks("从零开始")
    yield "从零开始"
    clerk.press("改单位名称")
    page.get_by_test_id("stDialog").get_by_label("单位全称").fill("岚清县苇塘镇人民政府")
    clerk.sees("确定改名")
    yield "改单位名称"
    opens("tables")
    page.locator('input[data-path="requests.received.total"]').wait_for()
    yield "填表"
    page.get_by_role("radio", name="本年情况").click()
    clerk.rests()
    yield "本年情况"
    opens("write")
    yield "撰写"
    picks("看标记和出处")
    yield "标记和出处"
    clerk.press("修改记录")
    clerk.sees("回到这一步")
    yield "修改记录"
    opens("compare")
    clerk.sees("相同的字句")
    yield "对比"
    for tab in ("雷同程度", "写到的方面", "数字对比"):
        page.get_by_role("tab", name=tab).click()
        clerk.rests()
        yield tab
    page.get_by_role("tab", name="写到的方面").click()
    page.locator(".matrix td.lacking button").first.click()
    clerk.sees("借用这一段")
    page.locator('button:has-text("借用这一段")').first.click()
    clerk.sees("原文")
    yield "借用"
    opens("export")
    yield "检查与导出"
    opens("corpus")
    page.locator('input[type="file"]').set_input_files(files(folder))
    clerk.sees("保存到语料库")
    page.locator('[data-testid="stExpander"] summary').filter(has_text="半.txt").click()
    clerk.sees("没有读准")
    yield "导入"
    opens("corpus")
    page.get_by_label("查找").fill("主动公开政府信息")
    page.get_by_label("查找").press("Enter")
    clerk.sees("最相近的在前")
    yield "查找"
    opens("review")
    page.locator('input[type="file"]').set_input_files(files(folder)[:3])
    clerk.rests()
    clerk.press("开始审核")
    clerk.sees("已审")
    page.wait_for_function("() => !document.querySelector('details[open]')")  # the files fold
    yield "批量审核"
    opens("settings")
    for words in ("怎样修改设置", "从备份恢复"):
        picks(words)
    yield "设置"

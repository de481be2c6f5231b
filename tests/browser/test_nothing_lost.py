"""What is typed is kept without leaving the field, while one goes on typing, and when the page is loaded anew."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from assistant.service import Assistant
from assistant.storage import Draft
from tests.browser.clerk import Clerk

pytestmark = pytest.mark.browser


@pytest.fixture
def draft(house: Assistant) -> Draft:
    return house.fill_zeros(house.new_draft("岚清县苇塘乡人民政府", 2022))


def writing(clerk: Clerk, address: str, draft: Draft) -> Any:
    clerk.page.goto(f"{address}/write?draft={draft.id}")
    clerk.sees("起草本部分")
    clerk.rests()
    area = clerk.page.get_by_test_id("stTextArea").locator("textarea")
    area.click()
    return area


def figure_to_change(clerk: Clerk, address: str, draft: Draft, where: str) -> None:
    page = clerk.page
    page.goto(f"{address}/tables?draft={draft.id}")
    page.get_by_role("radio", name=where).click()
    clerk.rests()
    figure = page.locator('input[data-path="proactive.licences.decisions"]')
    (figure if where == "三张表" else page.get_by_label("业务培训（次）", exact=True)).click()
    page.keyboard.press("Control+a")


def kept(house: Assistant, draft: Draft, what: Callable[[str], bool]) -> None:
    deadline = time.monotonic() + 20
    while not what((house.draft(draft.id) or draft).report.overview):
        assert time.monotonic() < deadline, (house.draft(draft.id) or draft).report.overview
        time.sleep(0.1)


def test_a_long_text_is_saved_while_one_types(clerk: Clerk, address: str, house: Assistant, draft: Draft) -> None:
    area, said = writing(clerk, address, draft), ""
    for number in range(4):
        said += f"第{number}句还在写。"
        clerk.page.keyboard.type(f"第{number}句还在写。", delay=20)
        kept(house, draft, lambda text, said=said: text == said)
        assert area.input_value() == said and area.evaluate("e => e === document.activeElement")


def test_half_a_word_of_an_input_method_is_not_saved(
    clerk: Clerk, address: str, house: Assistant, draft: Draft
) -> None:
    writing(clerk, address, draft)
    keys = clerk.page.context.new_cdp_session(clerk.page)
    clerk.page.keyboard.type("已写的。")
    keys.send("Input.imeSetComposition", {"text": "gong kai", "selectionStart": 8, "selectionEnd": 8})
    time.sleep(2)
    assert "gong" not in (house.draft(draft.id) or draft).report.overview
    keys.send("Input.insertText", {"text": "公开"})
    kept(house, draft, lambda text: text == "已写的。公开")


def test_what_stands_in_a_field_outlives_a_reload(clerk: Clerk, address: str, house: Assistant, draft: Draft) -> None:
    writing(clerk, address, draft)
    clerk.page.keyboard.type("写着写着就刷新了。")
    clerk.page.reload()
    kept(house, draft, lambda text: text == "写着写着就刷新了。")


@pytest.mark.parametrize("where", ["正文", "三张表", "本年情况"])
def test_what_was_on_its_way_when_the_page_was_loaded_anew_is_put_back(
    clerk: Clerk, address: str, house: Assistant, draft: Draft, where: str
) -> None:
    page = clerk.page
    if where == "正文":
        writing(clerk, address, draft)
    else:
        figure_to_change(clerk, address, draft, where)
    page.keyboard.type("000038")
    page.evaluate("() => { WebSocket.prototype.send = () => {}; }")  # a busy machine: nothing gets through in time
    page.reload()
    deadline = time.monotonic() + 60
    while True:
        report = (house.draft(draft.id) or draft).report
        if report.overview == "000038" or 38 in (report["proactive.licences.decisions"], *report.facts.values()):
            break
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_what_came_through_before_the_page_was_loaded_anew_is_not_put_back_over_a_later_text(
    clerk: Clerk, address: str, house: Assistant, draft: Draft
) -> None:
    writing(clerk, address, draft)
    clerk.page.keyboard.type("先写的。")
    kept(house, draft, lambda text: text == "先写的。")
    clerk.page.evaluate("() => { WebSocket.prototype.send = () => {}; }")
    house.set_text(house.draft(draft.id) or draft, "narrative.overview", "别人后写的。")
    clerk.page.reload()
    clerk.sees("起草本部分")
    clerk.rests()
    time.sleep(2)
    assert clerk.page.get_by_test_id("stTextArea").locator("textarea").input_value() == "别人后写的。"
    kept(house, draft, lambda text: text == "别人后写的。")


def test_what_was_being_typed_is_kept_when_one_goes_back(
    clerk: Clerk, address: str, house: Assistant, draft: Draft
) -> None:
    clerk.page.goto(f"{address}/tables?draft={draft.id}")
    clerk.goes_to("撰写")
    clerk.page.wait_for_url("**/write?draft=*")
    clerk.page.get_by_test_id("stTextArea").locator("textarea").click()
    clerk.page.keyboard.type("刚写完就后退。")
    clerk.page.go_back()
    kept(house, draft, lambda text: text == "刚写完就后退。")


@pytest.mark.parametrize("leave", ["三张表", "本年情况"])
def test_a_tap_on_another_page_does_not_overtake_what_was_typed(
    clerk: Clerk, address: str, house: Assistant, draft: Draft, leave: str
) -> None:
    figure_to_change(clerk, address, draft, leave)
    clerk.page.keyboard.type("37")
    clerk.goes_to("撰写")
    report = (house.draft(draft.id) or draft).report
    assert 37 in (report["proactive.licences.decisions"], *report.facts.values())


def test_of_two_pages_asked_for_in_haste_the_last_is_shown(
    clerk: Clerk, address: str, house: Assistant, draft: Draft
) -> None:
    writing(clerk, address, draft)
    clerk.page.keyboard.type("写完就点。")
    for page in ("填表", "撰写"):
        clerk.page.get_by_test_id("stSidebarNav").get_by_text(page, exact=True).click()
    time.sleep(1)
    clerk.rests()
    clerk.page.get_by_role("heading", name="撰写", exact=True, level=1).wait_for()
    kept(house, draft, lambda text: text == "写完就点。")
    assert clerk.page.get_by_test_id("stTextArea").locator("textarea").input_value() == "写完就点。"


def test_a_unit_is_renamed_after_seeing_what_that_changes(clerk: Clerk, address: str, house: Assistant) -> None:
    draft = house.set_text(house.new_draft("岚清县石桥乡人民政府", 2023), "narrative.overview", "我乡公开信息12条。")
    clerk.page.goto(f"{address}/?draft={draft.id}")
    row = clerk.page.locator(f".st-key-draft-{draft.id}")
    row.get_by_role("button", name="改单位名称").click()
    clerk.page.get_by_test_id("stDialog").get_by_label("单位全称").fill("岚清县石桥镇人民政府")
    clerk.sees("我镇公开信息12条。")
    clerk.press("确定改名")
    row.get_by_text("岚清县石桥镇人民政府").wait_for()
    report = (house.draft(draft.id) or draft).report
    assert (report.unit.short, report.overview) == ("石桥镇", "我镇公开信息12条。")

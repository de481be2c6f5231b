"""The chat in the real page: an answer is made anew, a message changed and sent again, a change taken back, a slow model stopped."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from assistant.storage import Draft, standing
from tests.browser.clerk import Clerk, browsing, served

pytestmark = pytest.mark.browser
UNIT = "岚清县苇塘乡人民政府"
ENDS = """() => {
    const talk = document.querySelector('.st-key-talk');
    return talk.scrollHeight - talk.clientHeight - talk.scrollTop < 40;
}"""
HOLDS = "text => document.querySelector('[data-testid=\"stChatInput\"] textarea')?.value === text"


@pytest.fixture
def clerk() -> Iterator[Clerk]:
    with browsing() as chromium:
        context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        found = Clerk(context.new_page())
        yield found
        context.close()
    assert not found.wrong


def says(clerk: Clerk, words: str) -> None:
    box = clerk.page.get_by_test_id("stChatInput").locator("textarea")
    box.fill(words)
    box.press("Enter")


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Assistant, Draft]:
    monkeypatch.setenv("NIANBAO_DATA", str(tmp_path / "data"))
    house = Assistant(Settings())
    house.load_samples()
    return house, house.fill_zeros(house.new_draft(UNIT, 2022))


def test_an_answer_is_made_anew_a_message_changed_and_a_change_taken_back(
    begun: tuple[Assistant, Draft], clerk: Clerk, tmp_path: Path
) -> None:
    house, draft = begun
    page = clerk.page
    with served(tmp_path) as address:
        page.goto(f"{address}/write?draft={draft.id}")
        says(clerk, "起草存在的主要问题")
        clerk.sees("建议 · 主要问题")
        clerk.press("采用（替换本部分）")
        clerk.sees("已采用，就是右边现在的文字")
        taken = house.draft(draft.id).report.problems

        clerk.press("重新生成")
        clerk.sees("重发之前的 2 条")
        clerk.sees("采用（替换本部分）")
        clerk.shoots("25-chat-again")
        clerk.press("采用（替换本部分）")
        clerk.sees("划去的是现在的文字")
        clerk.shoots("26-chat-difference")
        clerk.press("确定替换")
        clerk.sees("已采用，就是右边现在的文字")
        assert house.draft(draft.id).report.problems != taken

        says(clerk, "撤销")
        clerk.sees("采用建议（主要问题）")
        clerk.shoots("27-chat-undo")
        clerk.press("确认撤销")
        clerk.sees("已撤销")
        assert house.draft(draft.id).report.problems == taken

        page.get_by_role("button", name="改", exact=True).first.click()
        page.get_by_label("改好后重发").filter(visible=True).fill("给我三种改进情况的写法")
        clerk.shoots("28-chat-edit")
        clerk.press("重新发送")
        clerk.sees("写法3")
        clerk.rests()
        clerk.shoots("29-chat-wordings")
        page.reload()
        clerk.sees("重发之前的 6 条")
        assert standing(house.turns(draft))[0].text == "给我三种改进情况的写法"
        assert len(house.turns(draft)) == 8 and house.draft(draft.id).report.problems == taken


def test_a_model_that_never_answers_is_stopped_also_after_a_refresh(
    begun: tuple[Assistant, Draft], clerk: Clerk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, draft = begun
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("NIANBAO_LLM_BASE_URL", f"http://127.0.0.1:{silent.getsockname()[1]}/v1")
        monkeypatch.setenv("NIANBAO_LLM_MODEL", "silent")
        monkeypatch.setenv("NIANBAO_LLM_TIMEOUT", "300")
        with served(tmp_path) as address:
            page = clerk.page
            page.goto(f"{address}/write?draft={draft.id}")
            says(clerk, "起草总体情况")
            page.get_by_role("button", name="停止").wait_for()
            page.reload()
            clerk.sees("正在查语料、写文字")
            clerk.shoots("30-chat-stop")
            page.get_by_role("button", name="停止").click()
            clerk.sees("已停止。")
            page.get_by_role("button", name="重新生成").wait_for()
            assert [turn.text for turn in house.turns(draft)] == ["起草总体情况", "已停止。"]
            assert house.draft(draft.id).report.overview == ""
            assert page.get_by_test_id("stChatInput").locator("textarea").is_enabled()


def test_a_message_is_shown_at_the_end_wherever_the_reader_had_scrolled_to(
    begun: tuple[Assistant, Draft], clerk: Clerk, tmp_path: Path
) -> None:
    house, draft = begun
    for message in ("起草总体情况", "检查全文", "部分公开怎么算"):
        house.chat(draft, message)
    with served(tmp_path) as address:
        clerk.page.goto(f"{address}/write?draft={draft.id}")
        clerk.sees("重新生成")
        clerk.rests()
        talk = clerk.page.locator(".st-key-talk")
        talk.evaluate("box => { box.scrollTop = 0; }")
        slowed = clerk.page.context.new_cdp_session(clerk.page)
        slowed.send("Emulation.setCPUThrottlingRate", {"rate": 6})  # the old machine of a town hall
        clerk.press("还缺什么")
        clerk.page.get_by_text("还缺什么", exact=True).nth(1).wait_for()
        clerk.sees("还缺这些")
        clerk.rests()
        slowed.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        clerk.page.wait_for_function(ENDS, timeout=30_000)
        clerk.shoots("31-chat-end")


def test_a_message_half_typed_waits_for_its_report_and_a_sent_one_does_not_come_back(
    begun: tuple[Assistant, Draft], clerk: Clerk, tmp_path: Path
) -> None:
    house, draft = begun
    other = house.new_draft("岚清县石桥镇人民政府", 2022)
    with served(tmp_path) as address:
        page, box = clerk.page, clerk.page.get_by_test_id("stChatInput").locator("textarea")
        page.goto(f"{address}/write?draft={draft.id}")
        box.click()
        page.keyboard.type("网站公开了120")
        clerk.goes_to("填表")
        clerk.goes_to("撰写")
        page.wait_for_function(HOLDS, arg="网站公开了120")
        page.goto(f"{address}/write?draft={other.id}")
        clerk.sees("起草本部分")
        clerk.rests()
        time.sleep(1)
        assert box.input_value() == ""
        page.goto(f"{address}/write?draft={draft.id}")
        page.wait_for_function(HOLDS, arg="网站公开了120")
        box.press("End")
        page.keyboard.type("条")
        box.press("Enter")
        clerk.sees("重新生成")
        clerk.goes_to("填表")
        clerk.goes_to("撰写")
        clerk.sees("重新生成")
        time.sleep(1)
        assert box.input_value() == ""
    assert [turn.text for turn in house.turns(draft) if turn.role == "user"] == ["网站公开了120条"]

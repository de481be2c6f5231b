"""What holds on every page, light, dark and magnified to 200 %: all is Chinese, stands out from its ground, and nothing is cut off."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from tests.browser.clerk import Clerk, served
from tests.browser.probes import amiss, faint, foreign
from tests.browser.tour import tour

pytestmark = pytest.mark.browser
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "200%": {"viewport": {"width": 683, "height": 384}, "device_scale_factor": 2},  # 1366×768 magnified
}
STILL = "() => !document.getAnimations().some((one) => one instanceof CSSTransition)"  # nothing is fading


@pytest.mark.parametrize("clerk", LOOKS.values(), indirect=True, ids=LOOKS)
def test_every_page_can_be_read(clerk: Clerk, address: str, house: Assistant, tmp_path: Path) -> None:
    found = {}
    for state in tour(clerk, address, house, tmp_path):
        page = clerk.page
        clerk.rests()
        page.wait_for_function(STILL)
        if wrong := (*sorted(foreign(page)), *faint(page), *amiss(page)):
            found[state] = wrong
    assert not found
    assert clerk.page.evaluate("document.documentElement.lang") == "zh-CN"


def test_a_file_of_a_wrong_kind_is_refused_in_chinese_where_it_stands(
    clerk: Clerk, address: str, tmp_path: Path
) -> None:
    (tmp_path / "照片.png").write_bytes(b"\x89PNG")
    clerk.page.goto(address)
    clerk.page.locator('input[type="file"]').set_input_files(str(tmp_path / "照片.png"))
    clerk.sees("请换成上面写明的格式")
    assert clerk.page.get_by_role("button", name="去掉“照片.png”").count() == 1


def test_choices_are_announced_in_chinese(clerk: Clerk, address: str, house: Assistant) -> None:
    page = clerk.page
    page.goto(f"{address}/corpus")
    clerk.rests()
    page.get_by_label("来源").click()
    page.get_by_role("option").first.wait_for()
    clerk.rests()
    assert not foreign(page)
    page.keyboard.type("没有的")
    clerk.sees("没有相符的选项")
    assert not foreign(page)


def test_a_program_that_was_shut_down_is_said_so_in_chinese(clerk: Clerk, tmp_path: Path) -> None:
    with served(tmp_path) as gone:
        clerk.page.goto(gone)
        clerk.sees("新建年报")
        clerk.rests()
    clerk.sees("和程序断开了")
    clerk.sees("已保存的内容都在")
    assert not foreign(clerk.page)

"""An address that leads nowhere."""

from pathlib import Path

import pytest

from tests.browser.clerk import Clerk, browsing, served


@pytest.mark.browser
def test_a_wrong_address_is_answered_in_chinese_on_the_first_page(tmp_path: Path) -> None:
    with served(tmp_path) as address, browsing() as chromium:
        clerk = Clerk(chromium.new_context(locale="zh-CN").new_page())
        clerk.page.goto(f"{address}/nowhere")
        clerk.sees("没有这个网址")
        clerk.shoots("wrong-address")
        assert clerk.page.get_by_role("dialog").count() == 0
        assert clerk.page.get_by_role("heading", name="我的年报", exact=True, level=1).count() == 1

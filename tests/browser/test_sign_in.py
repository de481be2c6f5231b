"""Signing in through Streamlit's own login: a stranger stays outside, a clerk sends in, the county office sends back."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from assistant.storage import User
from tests.browser.clerk import SHOTS, browsing, served
from tests.browser.probes import foreign
from tests.oidc import CLIENT, SECRET, Provider, provider

CLERK = User("clerk@example.cn", "clerk", "岚清县苇塘乡人民政府", "岚清县")
ADMINISTRATOR = User("admin@example.cn", "administrator")
REVIEWER = User("reviewer@example.cn", "reviewer", "", "岚清县")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[tuple[str, Provider, Assistant]]:
    """The app as a county server runs it, with a sign-in service; its address, the service, and its data."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "samples-offered").touch()
    house = Assistant(Settings(data=data, database_url=None))
    house.put_user(CLERK)
    house.put_user(REVIEWER)
    with provider() as service:

        def secrets(address: str) -> list[str]:
            file = tmp_path / "secrets.toml"
            file.write_text(
                f'[auth]\nredirect_uri = "{address}/oauth2callback"\ncookie_secret = "{os.urandom(16).hex()}"\n'
                f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
                f'server_metadata_url = "{service.base}/.well-known/openid-configuration"\n'
            )
            return [f"--secrets.files={file}"]

        with served(tmp_path, options=secrets, NIANBAO_LOGIN="1") as address:
            yield address, service, house


@pytest.fixture
def browser() -> Iterator[Any]:
    with browsing() as launched:
        yield launched


def signed_in(browser: Any, address: str, service: Provider, user: str, **claims: Any) -> Any:
    service.claims = {"email": user, "email_verified": True, **claims}
    page = browser.new_context(locale="zh-CN").new_page()
    page.set_default_timeout(30_000)
    page.goto(address)
    page.get_by_role("button", name="登录", exact=True).click()
    return page


def go(page: Any, name: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_text(name, exact=True).click()
    page.get_by_role("heading", name=name, exact=True, level=1).wait_for()


def test_signing_in(office: tuple[str, Provider, Assistant], browser: Any) -> None:
    address, service, house = office
    SHOTS.mkdir(parents=True, exist_ok=True)

    stranger = browser.new_page()
    stranger.goto(address)
    stranger.get_by_role("button", name="登录", exact=True).wait_for()
    assert not stranger.get_by_test_id("stSidebarNav").count()
    stranger.wait_for_function("document.documentElement.lang === 'zh-CN'")
    assert not foreign(stranger)
    stranger.screenshot(path=SHOTS / "20-sign-in.png")
    guest = signed_in(browser, address, service, "guest@example.cn")
    guest.get_by_text("还没有开通").wait_for()
    unverified = signed_in(browser, address, service, CLERK.name, email_verified=False)
    unverified.get_by_text("还没有经过验证").wait_for()

    draft = house.new_draft(CLERK.unit, 2025, owner=CLERK.unit, county=CLERK.county)
    other = house.new_draft("岚清县别处镇人民政府", 2025, owner="岚清县别处镇人民政府", county="岚清县")
    clerk = signed_in(browser, address, service, CLERK.name)
    clerk.get_by_text("苇塘乡", exact=False).first.wait_for()
    assert not clerk.get_by_text("别处镇").count() and not clerk.get_by_text("用户与日志").count()
    clerk.goto(f"{address}/?draft={other.id}")
    clerk.get_by_text("已被删除或不在本机").wait_for()
    clerk.goto(f"{address}/?draft={draft.id}")
    go(clerk, "检查与导出")
    assert clerk.get_by_role("button", name="送县里审核").is_disabled()
    house.submit(draft)
    clerk.reload()
    clerk.get_by_text("现在不能修改").first.wait_for()
    clerk.screenshot(path=SHOTS / "21-submitted.png")

    reviewer = signed_in(browser, address, service, REVIEWER.name)
    reviewer.get_by_text("别处镇", exact=False).first.wait_for()
    reviewer.goto(f"{address}/?draft={draft.id}")
    go(reviewer, "检查与导出")
    reviewer.get_by_label("审核意见", exact=False).fill("三张表还没有填。")
    reviewer.keyboard.press("Control+Enter")
    reviewer.get_by_role("button", name="退回修改").click()
    reviewer.get_by_text("送审情况：已退回").wait_for()
    reviewer.screenshot(path=SHOTS / "22-sent-back.png")
    back = house.draft(draft.id)
    assert back and (back.state, back.remark) == ("returned", "三张表还没有填。")
    assert [deed.verb for deed in house.deeds()] == ["send_back"]

    house.put_user(ADMINISTRATOR)
    admin = signed_in(browser, address, service, ADMINISTRATOR.name)
    go(admin, "用户与日志")
    admin.get_by_text("操作日志").click()
    admin.locator(".listing").get_by_text("退回", exact=True).wait_for()
    known = " ".join((CLERK.name, REVIEWER.name, ADMINISTRATOR.name, draft.id))
    assert not foreign(admin) - set(re.findall("[a-z]{2,}", known))

    clerk.get_by_role("button", name="退出登录").click()
    clerk.get_by_role("button", name="登录", exact=True).wait_for()

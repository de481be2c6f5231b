"""Everything on every page is Chinese, what screen readers say and what Streamlit brings included."""

import re
from pathlib import Path
from typing import Any

import pytest

from assistant.service import Assistant
from tests.browser.clerk import KNOWN, Clerk
from tests.browser.tour import tour

pytestmark = pytest.mark.browser
NAMES = KNOWN | {
    "env", "NIANBAO", "DATA", "LLM", "BASE", "URL", "MODEL", "API", "KEY", "http", "OpenAI", "Ollama", "vLLM", "png", "Ctrl", "KB", "MB",
}  # fmt: skip
SAID = """() => {
    const said = [];
    const shown = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && e.getBoundingClientRect().width > 1;
    const look = (root) => {
        for (const e of root.querySelectorAll("*")) {
            if (e.shadowRoot) look(e.shadowRoot);
            if (e.closest("script, style, noscript") || !e.checkVisibility()) continue;
            for (const name of ["aria-label", "title", "placeholder", "alt", "aria-roledescription", "aria-description"])
                if (e.getAttribute(name) && shown(e)) said.push(e.getAttribute(name));
            if (getComputedStyle(e).fontFamily.includes("Material") || getComputedStyle(e).fontSize === "0px") continue;
            for (const n of e.childNodes) if (n.nodeType === Node.TEXT_NODE && n.data.trim()) said.push(n.data);
        }
    };
    look(document.body);
    return [...said, ...document.querySelectorAll("[aria-live]")].map((one) => one.innerText ?? one);
}"""


def foreign(page: Any) -> set[str]:
    """The Latin words on a page that are no names: of programs, of kinds of files, of settings."""
    text = re.sub(r"[/\w.-]*/[\w./-]+", "", "\n".join(page.evaluate(SAID)))  # paths
    return set(re.findall(r"[A-Za-z]{2,}", text)) - NAMES


def test_every_page_speaks_chinese(clerk: Clerk, address: str, house: Assistant, tmp_path: Path) -> None:
    found = {}
    for state in tour(clerk, address, house, tmp_path):
        if words := foreign(clerk.page):
            found[state] = words
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

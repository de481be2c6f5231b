"""The whole way from last year's file to the Word document by keys alone: Tab, Enter, arrows; one always sees where one is."""

from pathlib import Path
from typing import Any

import pytest

from assistant.service import Assistant
from tests.browser.clerk import Clerk
from tests.browser.test_journey import LAST_YEAR, answer_for
from tests.browser.tour import a_faulty_draft

pytestmark = pytest.mark.browser
FAR = 120  # steps of Tab that nothing is further away than
ACTIVE = """() => {
    let e = document.activeElement;
    while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
    return e;
}"""
NAME = f"""() => {{
    const e = ({ACTIVE})();
    if (!e || e === document.body) return "";
    if (e.matches("main")) return "正文";
    const after = [e, ...e.querySelectorAll("*")].map((one) => getComputedStyle(one, "::after").content.replace(/^"|"$|^none$/g, "")).join("");
    return (e.dataset.path ?? e.ariaLabel ?? (e.labels?.[0]?.innerText || e.innerText || e.placeholder || "")).trim() + after;
}}"""
WRITTEN = "name => [...document.querySelectorAll('textarea')].some((one) => one.ariaLabel === name && one.value)"
LOOK = """e => {
    const looks = [];
    for (let at = 0; e && at < 4; e = e.parentElement, at += 1) {
        const s = getComputedStyle(e);
        looks.push(s.outlineStyle === "none" ? "" : s.outlineStyle + s.outlineColor + s.outlineWidth, s.boxShadow, s.borderColor, s.backgroundColor);
    }
    return looks.join();
}"""


class Keys:
    """A clerk without a mouse."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk, self.page = clerk, clerk.page

    def at(self) -> str:
        return str(self.page.evaluate(NAME))

    def to(self, name: str, *, key: str = "Tab", whole: bool = False) -> None:
        """Press Tab until a control of this name has the focus; what comes a moment later is met on the next round."""
        for step in range(2 * FAR):
            if step == FAR:
                self.clerk.rests()
            here = self.at()
            if here == name or (not whole and name in here):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{name}: not reached by {key}")

    def press(self, name: str, *, key: str = "Tab", whole: bool = False) -> None:
        self.to(name, key=key, whole=whole)
        self.page.keyboard.press("Enter")
        self.clerk.rests()

    def goes_to(self, title: str) -> None:
        self.press(title, key="Shift+Tab")
        self.page.get_by_role("heading", name=title, exact=True, level=1).wait_for()
        self.clerk.rests()

    def types(self, text: str) -> None:
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)


def test_a_report_is_written_and_exported_by_keys_alone(
    clerk: Clerk, address: str, house: Assistant, tmp_path: Path
) -> None:
    page, keys = clerk.page, Keys(clerk)
    page.goto(address)
    clerk.sees("新建年报")
    clerk.rests()
    with page.expect_file_chooser() as choosing:
        keys.press("选择文件")
    choosing.value.set_files(str(LAST_YEAR))
    clerk.sees("200/200")
    clerk.rests()
    keys.press("用它新建2022年报告")
    page.locator('input[data-path="requests.received.total"]').wait_for()
    clerk.rests()

    keys.to("requests.received.natural_person")
    keys.types("2")
    page.keyboard.press("ArrowDown")
    assert keys.at() == "requests.carried_in.natural_person"
    for path in ("requests.granted.natural_person", "requests.results_total.natural_person"):
        keys.to(path, key="ArrowDown")
        figure = house.drafts()[0].report["requests.carried_in.natural_person"]
        keys.types(str(2 + int(figure or 0)))
        page.keyboard.press("Enter")
    page.keyboard.press("Control+Home")  # out of the table, not through two hundred cells
    keys.press("其余全部为 0", key="Shift+Tab")
    clerk.sees("各格都已填写，没有勾稽不符")

    keys.goes_to("撰写")
    for number, section in enumerate(("总体情况", "主要问题", "改进情况", "其他事项", "开头")):
        keys.press("接着起草" if number else "起草本部分")
        clerk.sees(f"建议 · {section}")
        clerk.rests()
        keys.press("采用（替换本部分）")
        page.wait_for_function(WRITTEN, arg=section)
        clerk.rests()
        for _ in range(20):
            if not page.locator(".st-key-questions input").count():
                break
            keys.to(ask := page.locator(".st-key-questions input").first.get_attribute("aria-label"))
            page.keyboard.type(answer_for(ask))
            page.keyboard.press("Enter")
            gone(page, ask)
            clerk.rests()
    keys.goes_to("检查与导出")
    clerk.sees("可以导出")
    keys.to("导出 Word 文档")
    with page.expect_download() as saving:
        page.keyboard.press("Enter")
    saving.value.save_as(tmp_path / "made.docx")
    made = house.read_bytes("made.docx", (tmp_path / "made.docx").read_bytes())
    assert made.cells == house.drafts()[0].report.cells and made.overview == house.drafts()[0].report.overview


def gone(page: Any, label: str) -> None:
    page.wait_for_function(
        "label => ![...document.querySelectorAll('.st-key-questions input')].some(i => i.ariaLabel === label)",
        arg=label,
    )


@pytest.mark.parametrize("name", ["", "tables", "write", "compare", "export", "corpus", "review", "settings"])
def test_tab_goes_through_a_page_and_one_sees_where_it_is(
    clerk: Clerk, address: str, house: Assistant, name: str
) -> None:
    page, keys = clerk.page, Keys(clerk)
    draft = next((d for d in house.drafts() if d.report.year == 2025), None) or a_faulty_draft(house)
    page.goto(f"{address}/{name}?draft={draft.id}")
    page.get_by_role("heading", level=1).first.wait_for()
    clerk.rests()
    page.add_style_tag(content="* { transition: none !important; }")  # looks are compared at once
    stops, unseen = 0, []
    for _ in range(400):
        page.keyboard.press("Tab")
        if not (here := keys.at()):
            break
        stops += 1
        focused = page.evaluate_handle(ACTIVE)
        look = page.evaluate(LOOK, focused)
        page.evaluate("e => e.blur()", focused)
        plain = page.evaluate(LOOK, focused)
        page.evaluate("e => e.focus({ focusVisible: true, preventScroll: true })", focused)
        if look == plain:
            unseen.append(here)
    else:
        raise AssertionError("Tab never leaves the page")
    assert stops > 10 and not unseen

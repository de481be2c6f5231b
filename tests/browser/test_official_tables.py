"""The official tables: their layout as drawn, what Python takes from the browser, and the editor in a real page."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from streamlit.testing.v1 import AppTest

from assistant.report import load_form, read_figure
from assistant.ui.official_tables import TABLES, sent
from assistant.ui.official_tables.layout import draw

ROOT = Path(__file__).parents[2]
APP = ROOT / "tests/ui/table_app.py"
FORM = load_form("2021")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
COLUMNS = [column.key for column in FORM.table("requests").blocks[0].columns]
ROWS = [row.key for row in FORM.table("requests").blocks[0].rows]


# ---- the layout, without a browser ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def paper() -> BeautifulSoup:
    return BeautifulSoup(draw(FORM, TABLES), "lxml")


def spans(table: Any, words: str) -> list[tuple[int, int]]:
    """(colspan, rowspan) of every head with these words."""
    heads = [th for th in table.find_all("th") if th.get_text() == words]
    return [(int(th.get("colspan", 1)), int(th.get("rowspan", 1))) for th in heads]


def grid_widths(table: Any, part: str) -> list[int]:
    """How many grid columns each row fills, counting what hangs down from rows above."""
    hanging: list[list[int]] = []
    widths = []
    for tr in table.find(part).find_all("tr", recursive=False):
        own = [(int(c.get("colspan", 1)), int(c.get("rowspan", 1))) for c in tr.find_all(["td", "th"], recursive=False)]
        widths.append(sum(w for w, _ in own) + sum(w for w, _ in hanging))
        hanging = [[w, h - 1] for w, h in [*hanging, *own] if h > 1]
    return widths


def test_every_cell_of_the_form_has_one_input_with_its_label(paper: BeautifulSoup) -> None:
    inputs = paper.find_all("input")
    assert {i["data-path"]: i["aria-label"] for i in inputs} == {p: c.label for p, c in FORM.cells.items()}
    assert [i["data-path"] for i in inputs] == list(FORM.cells)
    assert len(inputs) == 200


def test_every_row_fills_its_grid(paper: BeautifulSoup) -> None:
    for key, width in (("proactive", 4), ("requests", 10), ("disputes", 15)):
        table = paper.find("table", class_=key)
        for part in ("thead", "tbody", "tfoot"):
            if table.find(part):
                assert set(grid_widths(table, part)) == {width}, (key, part)


def test_table_two_has_its_merged_title_rows(paper: BeautifulSoup) -> None:
    table = paper.find("table", class_="proactive")
    assert len(table.find_all("tr")) == 14
    for item in ("一", "五", "六", "八"):
        assert spans(table, f"第二十条第（{item}）项") == [(4, 1)]
    assert spans(table, "信息内容") == [(1, 1)] * 4
    assert spans(table, "本年处理决定数量") == [(3, 1)] * 2
    assert spans(table, "本年收费金额（单位：万元）") == [(3, 1)]


def test_table_three_is_merged_as_on_paper(paper: BeautifulSoup) -> None:
    table = paper.find("table", class_="requests")
    assert spans(table, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）") == [(3, 3)]
    assert spans(table, "申请人情况") == [(7, 1)]
    assert spans(table, "法人或其他组织") == [(5, 1)]
    assert spans(table, "自然人") == spans(table, "总计") == [(1, 2)]
    assert spans(table, "三、本年度办理结果") == [(1, 22)]
    heights = {"（三）不予公开": 8, "（四）无法提供": 3, "（五）不予处理": 5, "（六）其他处理": 3}
    assert all(spans(table, words) == [(1, height)] for words, height in heights.items())
    assert spans(table, "（一）予以公开") == spans(table, "（七）总计") == [(2, 1)]
    assert spans(table, "四、结转下年度继续办理") == [(3, 1)]
    assert len(table.tbody.find_all("tr")) == 25


def test_table_four_has_three_heads_over_one_row(paper: BeautifulSoup) -> None:
    table = paper.find("table", class_="disputes")
    assert spans(table, "行政复议") == [(5, 1)]
    assert spans(table, "行政诉讼") == [(10, 1)]
    assert spans(table, "未经复议直接起诉") == spans(table, "复议后起诉") == [(5, 1)]
    assert spans(table, "结果维持") == [(1, 2), (1, 1), (1, 1)]
    assert len(table.thead.find_all("tr")) == 3
    assert len(table.tbody.find_all("tr")) == 1


# ---- what Python takes ------------------------------------------------------------------------------------------


def open_page() -> AppTest:
    return AppTest.from_file(str(APP), default_timeout=180).run()


def edits_of(page: AppTest) -> Any:
    assert not page.exception
    (text,) = [h.proto.body for h in page.get("html") if 'id="edits"' in h.proto.body]
    return json.loads(re.sub("<[^>]+>", "", text))


def test_no_edit_is_none() -> None:
    assert edits_of(open_page()) is None


def test_edits_come_back_as_typed() -> None:
    page = open_page()
    page.session_state["tables"] = sent({"requests.received.total": " 三件 "}, "draft-1:1")
    assert edits_of(page.run()) == {"requests.received.total": " 三件 "}


def test_what_the_browser_may_not_send_is_left_out() -> None:
    page = open_page()
    cells: Any = {"requests.received.total": "9" * 5000, "requests.nowhere.total": "1", "narrative.other": "x"}
    page.session_state["tables"] = sent(cells | {"requests.granted.total": {"a": 1}}, "draft-1:1")
    assert edits_of(page.run()) == {"requests.received.total": "9" * 200}


@pytest.mark.parametrize(
    "state", [{}, {"edits": None}, {"edits": []}, {"edits": {"n": "x"}}, {"edits": {"n": 1, "cells": 3}}, 7]
)
def test_a_broken_package_is_no_edit(state: Any) -> None:
    page = open_page()
    page.session_state["tables"] = state
    assert edits_of(page.run()) is None


def test_edits_of_another_revision_are_not_taken() -> None:
    page = open_page()
    page.session_state["tables"] = sent({"requests.received.total": "1"}, "draft-1:0")
    assert edits_of(page.run()) is None


# ---- the editor in a real page ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {
        "server.port": port, "server.address": "127.0.0.1", "server.headless": "true",
        "browser.gatherUsageStats": "false", "client.toolbarMode": "minimal",
    }  # fmt: skip
    command = [sys.executable, "-m", "streamlit", "run", str(APP), *(f"--{k}={v}" for k, v in options.items())]
    server = subprocess.Popen(
        command, cwd=tmp_path_factory.mktemp("server"), env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        url = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while True:
            try:
                urllib.request.urlopen(f"{url}/_stcore/health", timeout=2).close()
                break
            except OSError:
                assert time.monotonic() < deadline and server.poll() is None, "the page's server did not start"
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait(60)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    found = shutil.which("chromium")
    if not found:
        pytest.skip("no chromium on this machine: the editor was not driven")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


class Sheet:
    """The page as a clerk sees it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.keyboard = page.keyboard

    def cell(self, path: str) -> Any:
        return self.page.locator(f'input[data-path="{path}"]')

    def box(self, path: str) -> Any:
        return self.page.locator(f'td:has(> input[data-path="{path}"])')

    def classes(self, path: str) -> set[str]:
        return set((self.box(path).get_attribute("class") or "").split())

    def type(self, path: str, text: str) -> None:
        self.cell(path).click()
        self.keyboard.press("Control+a")
        self.keyboard.type(text)

    def focused(self) -> str:
        script = "() => { let e = document.activeElement; while (e?.shadowRoot) e = e.shadowRoot.activeElement; return e?.dataset?.path ?? '' }"
        return self.page.evaluate(script)

    def received(self) -> dict[str, str]:
        return json.loads(self.page.locator("#received").text_content())

    def wait_for(self, edits: dict[str, str]) -> None:
        script = "want => { const has = JSON.parse(document.querySelector('#received').textContent); return Object.entries(want).every(([k, v]) => has[k] === v) }"
        self.page.wait_for_function(script, arg=edits)

    def press_button(self, name: str, revision: int | None = None) -> None:
        self.page.get_by_role("button", name=name).click()
        if revision:
            self.page.wait_for_function("n => document.querySelector('#revision').textContent === n", arg=str(revision))

    def paste(self, path: str, text: str) -> None:
        script = """(input, text) => { const data = new DataTransfer(); data.setData('text/plain', text); input.dispatchEvent(
            new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true, composed: true})) }"""
        self.cell(path).click()
        self.cell(path).evaluate(script, text)

    def paste_and_apply(self, path: str, text: str) -> None:
        self.paste(path, text)
        self.keyboard.press("Enter")

    def figures(self, row: str) -> list[str]:
        return [self.cell(f"requests.{row}.{column}").input_value() for column in COLUMNS]


@pytest.fixture
def sheet(address: str, chromium: Any) -> Iterator[Sheet]:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    page.set_default_timeout(180_000)  # a busy machine
    page.wait_for_selector("input[data-path]")
    yield Sheet(page)
    context.close()
    assert not wrong


@pytest.mark.browser
def test_the_page_shows_200_cells_without_sideways_scrolling(sheet: Sheet) -> None:
    assert sheet.page.locator("input[data-path]").count() == 200
    widths = sheet.page.evaluate(
        "() => { const m = document.querySelector('.stMain'); return [m.scrollWidth, m.clientWidth] }"
    )
    assert widths[0] <= widths[1]
    for key in TABLES:
        table = sheet.page.locator(f"table.{key}")
        assert table.evaluate("t => t.scrollWidth <= t.parentElement.clientWidth")


@pytest.mark.browser
def test_letters_stay_visible_and_red_and_reach_python(sheet: Sheet) -> None:
    path = "requests.received.natural_person"
    sheet.type(path, "三件")
    assert "bad" in sheet.classes(path)
    sheet.keyboard.press("Tab")
    sheet.wait_for({path: "三件"})
    assert sheet.cell(path).input_value() == "三件"
    assert sheet.cell(path).get_attribute("aria-invalid") == "true"
    sheet.page.wait_for_selector(f'td[title^="后台"] > input[data-path="{path}"]')


@pytest.mark.browser
def test_blank_is_not_zero(sheet: Sheet) -> None:
    path = "disputes.reconsideration.upheld"
    assert "blank" in sheet.classes(path)
    sheet.type(path, "0")
    assert "blank" not in sheet.classes(path)
    sheet.keyboard.press("Tab")
    sheet.wait_for({path: "0"})
    sheet.type(path, "/")
    assert "blank" in sheet.classes(path)


@pytest.mark.browser
def test_the_page_reads_an_entry_as_python_does(sheet: Sheet) -> None:
    entries = [
        "",
        "0",
        "/",
        "—",
        "无",
        "N/A",
        " 7 ",
        "０",
        "1,024",
        "1,02",
        "3件",
        "2件次",
        "约3",
        "1.0",
        "1.5",
        "-2",
        "−2",
        "12万",
        "5元",
        "三",
    ]
    for path in ("requests.received.natural_person", "proactive.fees.amount"):
        for entry in entries:
            reading = read_figure(entry, decimal=FORM.cells[path].decimal)
            sheet.cell(path).fill(entry)
            classes = sheet.classes(path)
            assert ("blank" in classes) == (reading.value is None and not reading.fault), (path, entry)
            assert ("bad" in classes) == (reading.fault or (reading.value or 0) < 0), (path, entry)


@pytest.mark.browser
def test_a_blank_operand_leaves_a_relation_open(sheet: Sheet) -> None:
    sheet.type("requests.received.natural_person", "5")
    strip = sheet.page.locator('[data-balance="requests.carried_out.natural_person"]')
    assert "待填" in strip.inner_text()
    for row, figure in (("carried_in", "0"), ("results_total", "3"), ("carried_out", "1")):
        sheet.type(f"requests.{row}.natural_person", figure)
    assert "差 1" in strip.inner_text()
    assert "bad" in sheet.classes("requests.carried_out.natural_person")
    sheet.type("requests.carried_out.natural_person", "2")
    assert "相等" in strip.inner_text()
    assert "bad" not in sheet.classes("requests.carried_out.natural_person")


@pytest.mark.browser
def test_the_balance_strip_is_always_in_sight(sheet: Sheet) -> None:
    strip = sheet.page.locator("tr:has(> td.balance)")
    head = sheet.page.locator("table.requests thead")
    for row in ("received", "refused_internal", "declined_reissue", "carried_out"):
        sheet.cell(f"requests.{row}.total").click()
        place, top, here = strip.bounding_box(), head.bounding_box(), sheet.cell(f"requests.{row}.total").bounding_box()
        assert top["y"] >= 0 and top["y"] + top["height"] <= here["y"] + 1
        assert here["y"] + here["height"] <= place["y"] + 1 and place["y"] + place["height"] <= 768


@pytest.mark.browser
def test_a_block_from_excel_spreads_and_can_be_undone(sheet: Sheet) -> None:
    sheet.type("requests.received.natural_person", "9")
    sheet.paste_and_apply("requests.received.natural_person", "1\t2\t3\t 4 \t5\t6\t21\r\n0\t0\t0\t0\t0\t\t0\r\n")
    assert sheet.figures("received") == ["1", "2", "3", "4", "5", "6", "21"]
    assert sheet.figures("carried_in") == ["0", "0", "0", "0", "0", "", "0"]
    assert "已粘贴 14 格" in sheet.page.locator(".pasted").inner_text()
    sheet.wait_for({"requests.received.total": "21", "requests.carried_in.other": ""})
    sheet.press_button("撤销")
    assert sheet.figures("received") == ["9", *[""] * 6]
    sheet.wait_for({"requests.received.natural_person": "9", "requests.received.total": ""})
    assert not sheet.page.locator(".pasted").is_visible()


@pytest.mark.browser
def test_a_paste_is_seen_before_anything_is_changed(sheet: Sheet) -> None:
    sheet.type("requests.received.natural_person", "9")
    sheet.wait_for({"requests.received.natural_person": "9"})
    sheet.paste("requests.received.natural_person", "1\t二\t3")
    offer = sheet.page.locator(".pasting")
    assert offer.inner_text().startswith("将粘贴 3 格，改掉 1 格已有的数，1 格读不成数")
    assert sheet.page.locator("td[data-pasting]").count() == 3
    assert sheet.figures("received") == ["9", *[""] * 6]
    sheet.keyboard.press("Escape")
    assert not offer.is_visible() and not sheet.page.locator("td[data-pasting]").count()
    sheet.paste("requests.received.natural_person", "1\t2\t3")
    sheet.press_button("应用（回车）")
    assert sheet.figures("received")[:3] == ["1", "2", "3"]
    sheet.paste("requests.received.natural_person", "7\t8")
    sheet.keyboard.type("4")
    assert not offer.is_visible() and sheet.figures("received")[1] == "2"


@pytest.mark.browser
def test_what_does_not_fit_is_not_pasted(sheet: Sheet) -> None:
    sheet.paste_and_apply("requests.carried_out.other", "1\t2\t3\n4\t5\t6")
    assert sheet.figures("carried_out") == ["", "", "", "", "", "1", "2"]
    assert "超出表格的 4 格未粘贴" in sheet.page.locator(".pasted").inner_text()


@pytest.mark.browser
def test_labels_that_were_copied_along_are_left_out(sheet: Sheet) -> None:
    rows = "\t自然人\t商业企业\n三、本年度办理结果\t（一）予以公开\t\t1\t0\t0\t0\t0\t0\t1\n\t（二）部分公开\t2\t0\t0\t0\t0\t0\t2"
    rows = rows.split("\n", 1)[1]
    sheet.paste_and_apply("requests.granted.natural_person", rows)
    assert sheet.figures("granted") == ["1", "0", "0", "0", "0", "0", "1"]
    assert sheet.figures("partly_granted") == ["2", "0", "0", "0", "0", "0", "2"]


@pytest.mark.browser
def test_keys_move_as_in_a_spreadsheet(sheet: Sheet) -> None:
    sheet.cell("requests.received.natural_person").click()
    moves = [
        ("Enter", "requests.carried_in.natural_person"), ("ArrowDown", "requests.granted.natural_person"),
        ("ArrowUp", "requests.carried_in.natural_person"), ("ArrowRight", "requests.carried_in.commercial"),
        ("ArrowLeft", "requests.carried_in.natural_person"), ("Tab", "requests.carried_in.commercial"),
        ("Shift+Enter", "requests.received.commercial"),
    ]  # fmt: skip
    for key, path in moves:
        sheet.keyboard.press(key)
        assert sheet.focused() == path, key
    sheet.keyboard.type("12")
    sheet.keyboard.press("ArrowLeft")
    assert sheet.focused() == "requests.received.commercial"
    sheet.keyboard.press("Escape")
    assert sheet.cell("requests.received.commercial").input_value() == ""
    sheet.cell("requests.carried_out.natural_person").click()
    sheet.keyboard.press("Enter")
    assert sheet.focused() == "requests.received.commercial"


@pytest.mark.browser
def test_merged_cells_keep_the_column_that_one_came_from(sheet: Sheet) -> None:
    sheet.cell("proactive.normative_documents.repealed").click()
    sheet.keyboard.press("ArrowDown")
    assert sheet.focused() == "proactive.licences.decisions"
    sheet.keyboard.press("ArrowUp")
    assert sheet.focused() == "proactive.normative_documents.repealed"


@pytest.mark.browser
def test_ctrl_z_takes_back_the_last_change(sheet: Sheet) -> None:
    first, second = "requests.received.natural_person", "requests.carried_in.natural_person"
    sheet.type(first, "1")
    sheet.keyboard.press("Enter")
    sheet.keyboard.type("2")
    sheet.keyboard.press("Enter")
    sheet.keyboard.press("Control+z")
    assert [sheet.cell(first).input_value(), sheet.cell(second).input_value()] == ["1", ""]
    sheet.keyboard.press("Control+z")
    assert sheet.cell(first).input_value() == ""
    sheet.keyboard.press("Control+y")
    assert sheet.cell(first).input_value() == "1"
    sheet.wait_for({first: "1", second: ""})


@pytest.mark.browser
def test_fast_typing_loses_nothing(sheet: Sheet) -> None:
    sheet.cell("requests.received.natural_person").click()
    for number in range(20):
        sheet.keyboard.type(str(100 + number))
        sheet.keyboard.press("Enter")
    expected = {f"requests.{row}.natural_person": str(100 + i) for i, row in enumerate(ROWS[:20])}
    sheet.wait_for(expected)
    assert {path: sheet.cell(path).input_value() for path in expected} == expected
    assert sheet.focused() == f"requests.{ROWS[20]}.natural_person"


@pytest.mark.browser
def test_a_rerun_leaves_focus_and_caret_alone(sheet: Sheet) -> None:
    path = "requests.granted.natural_person"
    sheet.type(path, "1234")
    sheet.keyboard.press("ArrowLeft")
    sheet.wait_for({path: "1234"})
    sheet.page.wait_for_timeout(300)
    assert sheet.focused() == path
    sheet.keyboard.type("x")
    assert sheet.cell(path).input_value() == "123x4"


@pytest.mark.browser
def test_a_new_revision_is_shown(sheet: Sheet) -> None:
    sheet.type("requests.received.natural_person", "7")
    sheet.press_button("全部为 0", revision=2)
    sheet.page.wait_for_function(
        "() => !document.querySelector('.stBidiComponent [data-testid=stBidiComponentIsolated]').shadowRoot.querySelector('td.blank')"
    )
    assert set(sheet.figures("received")) == {"0"}
    sheet.type("requests.received.natural_person", "8")
    sheet.keyboard.press("Tab")
    sheet.wait_for({"requests.received.natural_person": "8"})


@pytest.mark.browser
def test_what_is_typed_while_a_new_revision_comes_is_kept(sheet: Sheet) -> None:
    path = "requests.received.commercial"
    sheet.type("requests.received.natural_person", "7")
    sheet.keyboard.press("Tab")
    sheet.page.evaluate(
        "() => [...document.querySelectorAll('button')].find(b => b.textContent.includes('全部为 0')).click()"
    )
    sheet.keyboard.type("15")
    sheet.page.wait_for_function("() => document.querySelector('#revision').textContent === '2'")
    sheet.wait_for({path: "15"})
    assert sheet.cell(path).input_value() == "15"
    assert sheet.focused() == path
    sheet.page.wait_for_function(
        "([path]) => JSON.parse(document.querySelector('#edits').textContent)?.[path] === '15'", arg=[path]
    )


@pytest.mark.browser
def test_an_offered_total_is_taken_only_when_asked(sheet: Sheet) -> None:
    for column, figure in zip(COLUMNS[:6], "210000", strict=True):
        sheet.type(f"requests.received.{column}", figure)
    total = "requests.received.total"
    offer = sheet.box(total).locator("button")
    assert offer.get_attribute("title").startswith("合计应为 3")
    assert sheet.cell(total).input_value() == ""
    sheet.type(total, "4")
    assert "bad" in sheet.classes(total)
    assert "填 4，而自然人 2 + 商业企业 1 = 3，相差 1。" in (sheet.box(total).get_attribute("title") or "")
    sheet.keyboard.press("Control+=")
    assert sheet.cell(total).input_value() == "3"
    assert offer.count() == 0 and "bad" not in sheet.classes(total)
    sheet.wait_for({total: "3"})
    sheet.keyboard.press("Control+z")
    offer.click()
    assert sheet.cell(total).input_value() == "3"


@pytest.mark.browser
def test_what_was_in_force_last_year_is_carried_on_only_when_asked(sheet: Sheet) -> None:
    row = "proactive.normative_documents"
    offer = sheet.cell(f"{row}.in_force").locator("xpath=..").locator("button.offer")
    assert not offer.count()
    sheet.type(f"{row}.issued", "2")
    sheet.type(f"{row}.repealed", "1")
    assert offer.inner_text() == "=6" and "按2021年现行有效 5 件" in str(offer.get_attribute("title"))
    assert sheet.cell(f"{row}.in_force").input_value() == ""
    sheet.cell(f"{row}.in_force").click()
    sheet.keyboard.press("Control+=")
    assert sheet.cell(f"{row}.in_force").input_value() == "6" and not offer.count()


@pytest.mark.browser
def test_all_known_totals_are_filled_at_once(sheet: Sheet) -> None:
    block = "\n".join("\t".join(["1", "0", "0", "0", "0", "0"]) for _ in range(23))
    sheet.paste_and_apply("requests.received.natural_person", block)
    sheet.press_button("填入 30 处合计")
    assert sheet.figures("results_total") == ["21", "0", "0", "0", "0", "0", "21"]
    sheet.wait_for({"requests.results_total.total": "21", "requests.received.total": "1"})


@pytest.mark.browser
def test_a_cell_is_focused_from_outside_once(sheet: Sheet) -> None:
    sheet.press_button("去结转下年")
    sheet.page.wait_for_function("() => document.activeElement?.shadowRoot?.activeElement")
    assert sheet.focused() == "requests.carried_out.other"
    sheet.type("requests.received.other", "1")
    sheet.keyboard.press("Enter")
    sheet.wait_for({"requests.received.other": "1"})
    sheet.page.wait_for_timeout(300)
    assert sheet.focused() == "requests.carried_in.other"


@pytest.mark.browser
def test_a_frozen_sheet_takes_no_entry(sheet: Sheet) -> None:
    sheet.press_button("只读")
    sheet.page.wait_for_selector(".official.frozen")
    sheet.type("requests.received.natural_person", "5")
    sheet.paste("requests.received.natural_person", "1\t2")
    assert sheet.figures("received") == [""] * 7
    assert sheet.received() == {}


def test_a_finding_comes_with_the_key_before_anything_is_sent(sheet: Sheet) -> None:
    path = "proactive.regulations.issued"
    sheet.press_button("说一句")
    sheet.page.locator(".margin").wait_for()
    sheet.type(path, "2")
    assert sheet.received() == {}
    said = sheet.page.locator(".margin li.error").filter(has_text="乡没有规章制定权").inner_text()
    assert "请改为 0" in said and "乡没有规章制定权" in (sheet.box(path).get_attribute("title") or "")
    sheet.type(path, "0")
    assert not sheet.page.locator(".margin li").filter(has_text="规章制定权").count()


def test_a_remark_beside_the_tables_leads_to_its_cell_at_once(sheet: Sheet) -> None:
    assert not sheet.page.locator(".margin").is_visible()
    sheet.press_button("说一句")
    sheet.page.get_by_role("button", name="到这一格：表四的总计不对").click()
    assert sheet.focused() == "disputes.reconsideration.total"
    assert sheet.page.locator(".margin li").first.inner_text().startswith("错误")
    sheet.press_button("全部为 0", revision=2)
    sheet.page.wait_for_timeout(300)
    sheet.type("requests.received.other", "2")
    sheet.page.get_by_role("button", name="到这一格：表三“其他”列").click()
    assert sheet.focused() == "requests.carried_out.other"

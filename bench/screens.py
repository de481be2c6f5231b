"""How fast the screens answer, measured in the browser: `python -m bench.screens [--passages 10000] [--rounds 40]`.

A cell, four times: from the key of a digit to the changed balance below its column, to the changed finding of a broken sum and to that
of a rule beyond the sums (documents in force), all of which the page judges itself as it does every rule about cells; and from the Enter
that ends an entry to the count of blank cells that Python writes above the tables out of what is saved by then: that is the round trip
through Streamlit, the database and all rules. The bare component: from Enter in a lone input of a Streamlit v2 component to what
Python sends back, on an otherwise empty page. The chat: from the click on 起草本部分 to the first character of the answer, offline. All in
one run on one machine; targets on two quiet cores: cell 300 ms at p95 and its findings at most 1.5 times the bare component, first
character 500 ms at p95.
"""

import argparse
import os
import statistics
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from assistant.report import Report, Unit
from assistant.service import Assistant
from assistant.settings import Settings
from tests.browser.clerk import browsing, served

KINDS = ("乡", "镇")
SAID = (
    "全年主动公开政府信息{n}条，其中网站公开{m}条，按季度更新公开目录。", "收到政府信息公开申请{m}件，均在法定期限内答复，没有结转。",
    "执行三审三校和保密审查，第{n}号台账逐条登记。", "维护政务公开栏{m}块，公众号每周推送，栏目按月检查。",
    "组织业务培训{m}次，工作考核结果在全县通报，未发生责任追究。",
)  # fmt: skip
ECHO = '''
import streamlit as st
echo = st.components.v2.component("echo", html="<input><output></output>", js="""
export default function ({ parentElement, data, setStateValue }) {
  parentElement.querySelector("output").textContent = data.said;
  parentElement.querySelector("input").onkeydown = (e) => { if (e.key === "Enter") setStateValue("said", e.target.value); };
}""")
said = (st.session_state.get("echo") or {}).get("said", "")
echo(key="echo", data={"said": said}, on_said_change=lambda: None)
'''
WATCH = """([look, from]) => {
  window.took = null; let began = null;
  const find = () => { const roots = [document]; for (const r of roots) { const e = r.querySelector(look); if (e) return e;
    for (const x of r.querySelectorAll('*')) if (x.shadowRoot) roots.push(x.shadowRoot); } };
  let place = find();
  const seen = () => (place = place?.isConnected ? place : find())?.textContent ?? '';
  const before = seen();
  const start = () => { began ??= performance.now(); };
  addEventListener('keydown', (e) => { if (from === 'key' || e.key === 'Enter') start(); }, { capture: true });
  const tick = () => { if (began !== null && seen() !== before) window.took = performance.now() - began; else requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
}"""


def filled(house: Assistant, passages: int) -> None:
    """Put made-up reports into the corpus until it holds so many passages."""
    for number in range(-(-passages // len(SAID))):
        unit = Unit.parse(f"第{number // 4}县第{number}号{KINDS[number % 2]}人民政府")
        heads = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
        lines = [
            f"（{mark}）{head}。{text.format(n=number, m=number % 17)}"
            for mark, head, text in zip("一二三四五", heads, SAID, strict=True)
        ]
        report = Report(unit, 2020 + number % 4, overview="\n".join(lines))
        house.add_document(f"{number}.json", str(number).encode(), report=report)
    house.sync()


def timed(page: Any, look: str, event: str, act: Callable[[], None]) -> float:
    """Milliseconds from a `key` or an `Enter` to the first change of what `look` selects."""
    page.evaluate(WATCH, [look, event])
    act()
    page.wait_for_function("() => window.took !== null", timeout=60_000)
    return float(page.evaluate("() => window.took"))


SUMMED, JUDGED = "requests.received.natural_person", "proactive.normative_documents.issued"
BLANK = "proactive.penalties.decisions"  # in one round filled, in the next blank
CELLS = {
    "key to balance": (SUMMED, "td.balance", "key"),
    "key to finding of a sum": (SUMMED, ".margin ul", "key"),
    "key to finding of a rule": (JUDGED, ".margin ul", "key"),
    "Enter to Python's count": (BLANK, ".stMain strong", "Enter"),
}


def cells(page: Any, address: str, draft: str, rounds: int) -> dict[str, list[float]]:
    """What a cell takes, in milliseconds, by what is timed."""
    page.goto(f"{address}/tables?draft={draft}")
    page.locator(".margin").get_by_text("表格核对").wait_for()
    times: dict[str, list[float]] = {name: [] for name in CELLS}
    for number in range(rounds + 3):
        for at, (name, (path, look, event)) in enumerate(CELLS.items()):
            digit = "Delete" if path == BLANK and number % 2 == 0 else str(2 + (number * len(CELLS) + at) % 7)
            page.locator(f'input[data-path="{path}"]').click()
            page.keyboard.press("Control+a")
            if event == "Enter":
                page.keyboard.press(digit)
                times[name].append(timed(page, look, event, lambda: page.keyboard.press("Enter")))
            else:
                times[name].append(timed(page, look, event, partial(page.keyboard.press, digit)))
                page.keyboard.press("Enter")
            page.wait_for_timeout(400)
    return {name: found[3:] for name, found in times.items()}


def bare(page: Any, address: str, rounds: int) -> list[float]:
    page.goto(address)
    field = page.locator("input").first
    field.wait_for()
    times = []
    for number in range(rounds + 3):
        field.fill(str(number))
        times.append(timed(page, "output", "Enter", lambda: field.press("Enter")))
        page.wait_for_timeout(200)
    return times[3:]


def answers(page: Any, address: str, draft: str, rounds: int) -> list[float]:
    """Click to first character, without the first answer of the page; of a long talk only the newest messages are drawn."""
    page.goto(f"{address}/write?draft={draft}")
    button = page.get_by_role("button", name="起草本部分")
    button.wait_for()
    times = []
    for _ in range(rounds + 1):
        page.evaluate(
            """() => { window.took = null; let began = null;
            addEventListener('mousedown', () => { began ??= performance.now(); }, { capture: true });
            const said = () => [...document.querySelectorAll('[data-testid="stChatMessage"] p')].filter(p => p.textContent.startsWith('已')).length;
            const before = said();
            const tick = () => { if (began !== null && said() > before) window.took = performance.now() - began; else requestAnimationFrame(tick); };
            requestAnimationFrame(tick); }"""
        )
        button.click()
        page.wait_for_function("() => window.took !== null", timeout=60_000)
        times.append(float(page.evaluate("() => window.took")))
        page.wait_for_timeout(1500)
    return times[1:]


def said(name: str, times: list[float]) -> float:
    """Print one line; return p95."""
    cuts = statistics.quantiles(times, n=20)
    print(f"{name:<28} p50 {statistics.median(times):6.0f} ms   p95 {cuts[18]:6.0f} ms   n {len(times)}")
    return cuts[18]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=40)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        (folder / "data").mkdir()
        os.environ["NIANBAO_DATA"] = str(folder / "data")
        house = Assistant(Settings())
        (folder / "data" / "samples-offered").touch()
        filled(house, wanted.passages)
        print(f"passages indexed: {house.stats()['passages']}, index {house.stats()['index']}")
        draft = house.fill_zeros(house.new_draft("青溪县松涛乡人民政府", 2023))
        echo = folder / "echo.py"
        echo.write_text(ECHO, "utf-8")
        with browsing() as browser, served(folder) as address, served(folder, script=echo) as lone:
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            alone = said("bare component", bare(page, lone, wanted.rounds))
            slow = {name: said(name, found) for name, found in cells(page, address, draft.id, wanted.rounds).items()}
            print(
                "at p95, in times of the bare component:",
                ", ".join(f"{name} {t / alone:.2f}" for name, t in slow.items()),
            )
            times = []
            for _ in range(max(3, wanted.rounds // 10)):
                fresh = house.fill_zeros(house.new_draft("青溪县松涛乡人民政府", 2023))
                times += answers(page, address, fresh.id, 5)
            said("click to first character", times)


if __name__ == "__main__":
    main()

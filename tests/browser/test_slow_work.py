"""Pages change while slow work goes on: no page stays white."""

from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from tests.browser.clerk import ROOT, Clerk, browsing, served

# The app with work beside it that is long enough for many ticks of its bar.
SLOW = """
import runpy, time
from assistant.ui import state

def work(progress):
    for step in range(400):
        progress(step, 400, "…")
        time.sleep(0.1)

if not state.jobs().running("samples"):
    state.jobs().start("samples", "正在载入样例年报", work)
runpy.run_path({app!r}, run_name="__main__")
"""


@pytest.mark.browser
def test_pages_change_while_slow_work_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "slow.py"
    script.write_text(SLOW.format(app=str(ROOT / "app.py")), encoding="utf-8")
    for page in ("mine", "tables", "write", "compare", "export", "corpus", "settings", "people", "review"):
        target = tmp_path / f"assistant/ui/pages/{page}.py"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text((ROOT / f"assistant/ui/pages/{page}.py").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setenv("NIANBAO_DATA", str(tmp_path / "data"))
    for year in range(2021, 2027):
        Assistant(Settings()).new_draft("青溪县松涛乡人民政府", year)
    with served(tmp_path, script) as address, browsing() as chromium:
        clerk = Clerk(chromium.new_context(locale="zh-CN").new_page())
        clerk.page.goto(address)
        for _ in range(5):
            clerk.sees("正在载入样例年报")
            clerk.page.get_by_role("button", name="打开", exact=True).first.click()
            clerk.page.wait_for_timeout(2500)  # a late tick has cleared the page by then
            clerk.rests()
            assert clerk.page.get_by_role("heading", name="填表", exact=True, level=1).count() == 1
            clerk.goes_to("我的年报")

"""The real app under AppTest, over the test's own data folder."""

import json
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from assistant.report import Report
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.storage import Draft
from assistant.ui import state

ROOT = Path(__file__).parents[2]
PAGES = {
    "mine": "我的年报", "tables": "填表", "write": "撰写", "compare": "对比", "export": "检查与导出", "corpus": "语料库",
    "settings": "设置", "review": "批量审核",
}  # fmt: skip


def house(*, samples: bool = False) -> Assistant:
    """The assistant of this test's data folder; without `samples` it is past its first start."""
    assistant = Assistant(Settings())
    if not samples:
        assistant.settings.data.mkdir(parents=True, exist_ok=True)
        (assistant.settings.data / "samples-offered").touch()
    return assistant


def a_draft(previous: Report | None = None, *, zeros: bool = False, **texts: str) -> Draft:
    """A draft of 松涛乡 for 2022."""
    assistant = house()
    draft = assistant.new_draft(previous.unit.name if previous else "青溪县松涛乡人民政府", 2022, previous)
    if zeros:
        draft = assistant.fill_zeros(draft)
    for where, text in texts.items():
        draft = assistant.set_text(draft, where if where == "preamble" else f"narrative.{where}", text)
    return draft


def opened(page: str = "mine", draft: Draft | None = None) -> AppTest:
    """A page as it looks after its first run."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=180)
    if draft:
        app.query_params["draft"] = draft.id
    app.run()
    if page != "mine":
        app.switch_page(f"assistant/ui/pages/{page}.py")
        if draft:
            app.query_params["draft"] = draft.id
        app.run()
    return app


def settled(app: AppTest) -> AppTest:
    """Wait for the slow work beside the page and draw it again."""
    state.jobs().wait()
    return app.run()


def words(app: AppTest) -> str:
    """All that is written on the page, the sidebar included."""
    kinds = (
        "toast",
        "title",
        "header",
        "subheader",
        "markdown",
        "caption",
        "text",
        "error",
        "warning",
        "info",
        "success",
    )
    blocks = [*app.main, *app.sidebar]
    said = [str(element.value) for kind in kinds for element in app.get(kind) if getattr(element, "value", None)]
    return "\n".join(said + [element.label for element in app.expander]) if blocks else ""


def answer(app: AppTest) -> dict[str, Any]:
    """What Python says of the official tables, as it is sent to them."""
    (tables,) = [element.proto for element in app.get("bidi_component") if "official" in element.proto.component_name]
    found: dict[str, Any] = json.loads(tables.json)
    return found


def press(app: AppTest, label: str) -> AppTest:
    """Press the button with this label."""
    next(button for button in app.button if button.label == label).click()
    return app.run()


def kept(draft: Draft) -> Draft:
    """The draft as it is saved."""
    found = house().draft(draft.id)
    assert found
    return found

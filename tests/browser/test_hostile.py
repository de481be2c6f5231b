"""The real page with hostile text in every place: nothing runs, nothing is loaded, nothing is drawn as markup."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from tests.browser.clerk import browsing, served
from tests.hostile.texts import MARKDOWN, POISON, UNSEEN
from tests.reports import a_report

pytestmark = pytest.mark.browser
INTERPRETED = """() => [
    ...document.querySelectorAll('a[href*="evil"], img[src*=":9/"], .katex, [data-testid="stMarkdownContainer"] :is(script, iframe, object, embed, hr, blockquote, pre)'),
    ...[...document.querySelectorAll('[data-testid="stMarkdownContainer"] table')].filter(each => !each.textContent.startsWith('指标')),
    ...[...document.querySelectorAll('[data-testid="stMarkdownContainer"] :is(b, i, em, del, h1, h2, li)')].filter(each => /[毒粗斜删]|大标题|^[一二三四五]$/.test(each.textContent)),
].map(each => each.outerHTML.slice(0, 200))"""


def prepared(folder: Path) -> tuple[str, str]:
    """A data folder in which every text is hostile; returns the draft's id and a piece of what the chat must show."""
    house = Assistant(Settings(data=folder / "data"))
    (folder / "data").mkdir(exist_ok=True)
    (folder / "data" / "samples-offered").touch()
    text = "\n".join([*MARKDOWN.values(), *UNSEEN.values()])
    peer = a_report(name=f"{POISON}镇人民政府", year=2021, overview=f"我镇{text}", problems=f"{POISON}公开不够。")
    house.add_documents([(f"{POISON}.json", json.dumps(peer.to_json()).encode(), peer)])
    draft = house.fill_zeros(
        house.new_draft(f"{POISON}乡人民政府", 2022, a_report(name=f"{POISON}乡人民政府", year=2021))
    )
    for where in ("preamble", "narrative.overview", "narrative.problems", "narrative.other"):
        draft = house.set_text(draft, where, f"2022年，我镇{text}【待填：{POISON}】", POISON)
    finding = next(f for f in house.findings(draft) if house.may_waive(f))
    house.waive(draft, finding, text, POISON)
    house.chat(draft, text)
    house.index.close()
    return draft.id, "[县政府](http:"


def test_no_text_runs_loads_or_is_drawn_as_markup(tmp_path: Path) -> None:
    draft, literal = prepared(tmp_path)
    asked: list[str] = []
    dialogs: list[Any] = []
    with served(tmp_path) as address, browsing() as browser:
        page = browser.new_page()
        page.set_content('<div data-testid="stMarkdownContainer"><b>粗</b><a href="//evil.test">甲</a><hr></div>')
        assert len(page.evaluate(INTERPRETED)) == 3, "the look must be able to find markup"
        page.on("request", lambda request: asked.append(request.url))
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        for name in ("", "tables", "write", "export", "compare", "corpus"):
            page.goto(f"{address}/{name}?draft={draft}")
            page.wait_for_selector("h1", timeout=60_000)
            page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')", timeout=60_000)
            page.wait_for_timeout(500)
            assert page.evaluate(INTERPRETED) == [], f"on the page {name or 'mine'}"
            if name == "write":
                assert literal in page.inner_text("body").replace("\u2060", "")
    assert not dialogs
    assert not [url for url in asked if not url.startswith((address, "data:", "blob:"))]

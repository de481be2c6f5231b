"""No text of a document, a user or another unit is read as markup by any page."""

from collections.abc import Iterator
from typing import Any

import pytest
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from assistant.service import Assistant
from assistant.storage import Draft
from assistant.ui.marks import marked, plain
from assistant.ui.trouble import ACCIDENT
from tests.hostile.texts import MARKDOWN, POISON, RAW, UNSEEN
from tests.reports import a_report
from tests.ui.app import PAGES, house, opened, settled, words

LITERAL = {  # fields that the browser shows as they are; everything else is read as Markdown
    "Text.body", "TextArea.value", "TextArea.default", "TextInput.value", "TextInput.default", "Selectbox.options",
    "MultiSelect.options", "MultiSelect.placeholder", "ChatInput.value",
}  # fmt: skip
AS_DATA = {"Html.body", "BidiComponent.json", "VegaLiteChart.spec", "ArrowVegaLiteChart.spec", "Arrow.data"}


def strings(message: Message) -> Iterator[tuple[str, str]]:
    """Every string of a message that reaches the browser, as (Message.field, text)."""
    for field, value in message.ListFields():
        place = f"{message.DESCRIPTOR.name}.{field.name}"
        if field.name in ("id", "user_key", "element_id", "form_id", "hash", "delta_path", "element_hash"):
            continue
        for each in value if isinstance(value, list | tuple) or hasattr(value, "append") else [value]:
            if isinstance(each, str):
                yield place, each
            elif isinstance(each, Message):
                yield from strings(each)


def elements(node: Any) -> Iterator[Any]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from elements(child)


def shown(app: AppTest) -> list[tuple[str, str]]:
    protos = (getattr(node, "proto", None) for node in elements(app._tree))
    return [found for proto in protos if isinstance(proto, Message) for found in strings(proto)]


def poisoned() -> tuple[Assistant, Draft]:
    """A house whose draft, last year, corpus, chat, waivers and facts all speak markup."""
    assistant = house()
    unit = f"{POISON}乡人民政府"
    report = a_report(name=unit, year=2021, overview=f"2021年，我镇{POISON}公开信息。", problems=f"{POISON}公开不够。")
    last = assistant.read_bytes("上年.json", _json(report))
    draft = assistant.new_draft(unit, 2022, last)
    assistant.add_documents([(f"{POISON}.json", _json(report), last)])
    peer = a_report(
        name=f"{POISON}镇人民政府", year=2021, overview=f"我镇{POISON}制定了制度。", problems=f"我镇{POISON}公开不够。"
    )
    assistant.add_documents([("peer.json", _json(peer), peer)])
    draft = assistant.fill_zeros(draft)
    text = f"2022年，我镇{POISON}主动公开信息120条。请填写：{POISON}【待填：{POISON}】"
    for where in ("preamble", "narrative.overview", "narrative.problems", "narrative.improvements", "narrative.other"):
        draft = assistant.set_text(draft, where, text, f"{POISON}修改")
    draft = assistant.set_cells(draft, {"requests.received.total": f"{POISON}"})
    draft = assistant.set_facts(draft, {"wechat_name": POISON, "problem_notes": POISON})
    for finding in [f for f in assistant.findings(draft) if assistant.may_waive(f)][:1]:
        assistant.waive(draft, finding, POISON, POISON)
    assistant.chat(draft, f"{POISON}怎么写")
    return assistant, draft


def _json(report: Any) -> bytes:
    import json

    return json.dumps(report.to_json(), ensure_ascii=False).encode()


@pytest.mark.parametrize("page", PAGES)
def test_no_page_reads_text_as_markup(page: str) -> None:
    _, draft = poisoned()
    app = settled(opened(page, draft))
    assert not app.exception
    found = shown(app)
    assert page == "settings" or any("毒" in text for _, text in found), "the poison must reach the screen"
    for place, text in found:
        if place in LITERAL or place in AS_DATA:
            continue
        assert not [raw for raw in RAW if raw in text], f"{place}: {text}"
    for text in (text for place, text in found if place == "Html.body"):
        assert "<i>毒" not in text


@pytest.mark.parametrize("page", ["write", "export", "tables"])
def test_marks_that_hide_or_turn_writing_do_not_stop_a_page(page: str) -> None:
    assistant = house()
    draft = assistant.new_draft("青溪县松涛乡人民政府", 2022)
    for text in UNSEEN.values():
        draft = assistant.set_text(draft, "narrative.overview", draft.report.overview + text)
    app = opened(page, draft)
    assert not app.exception and ACCIDENT not in words(app)
    assert not any(c in text for _, text in shown(app) for c in "\x00\x1b\u202e\ud800\uffff")


@pytest.mark.parametrize("what", MARKDOWN)
def test_plain_text_keeps_every_letter(what: str) -> None:
    text = MARKDOWN[what]
    kept = plain(text).replace("\\", "").replace("\u2060", "").replace("  \n", "\n").replace("\u00a0", " ")
    assert kept == text


@pytest.mark.parametrize("what", UNSEEN)
def test_what_is_not_seen_is_shown_as_such(what: str) -> None:
    assert "甲" in plain(UNSEEN[what]) and not any(c in plain(UNSEEN[what]) for c in "\x00\x1b\u202e\ud800")
    assert not any(c in marked(UNSEEN[what]) for c in "\x00\x1b\u202e\ud800")


def test_marked_text_is_html_only_where_we_wrote_it() -> None:
    html = marked("<script>甲</script>&\"'", [(0, 8, "todo")], [(8, "<b>")])
    assert "<script" not in html and "<b>" not in html and '<mark class="todo">&lt;script&gt;</mark>' in html

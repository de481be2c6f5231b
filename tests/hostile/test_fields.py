"""SQL, forged ids, endless and unseen characters in every argument of every verb: kept as text or refused in a sentence."""

import json
from typing import Any

import pytest

from assistant.report import Unit, Unusable
from assistant.service import LONGEST, Assistant, file_name
from assistant.storage import Draft
from tests.hostile.texts import SQL, UNSEEN
from tests.reports import a_report
from tests.ui.app import house, opened


@pytest.fixture
def assistant() -> Assistant:
    return house()


@pytest.fixture
def draft(assistant: Assistant) -> Draft:
    return assistant.fill_zeros(assistant.new_draft("青溪县松涛乡人民政府", 2022))


def attempt(call: Any) -> Any:
    """The verb's answer, or None where it refuses in one sentence; anything else fails the test."""
    try:
        return call()
    except Unusable as refused:
        assert "\n" not in str(refused) and "Traceback" not in str(refused)
    return None


def every_verb(assistant: Assistant, draft: Draft, text: str) -> dict[str, Any]:
    """Each verb that takes text, with `text` in each of its arguments."""
    finding = next(f for f in assistant.findings(draft) if assistant.may_waive(f))
    forged = Draft(text, draft.report, None, 0, draft.updated)
    peer = a_report(name=f"{text}镇人民政府", overview=text, title=text)
    return {
        "new_draft": lambda: assistant.new_draft(f"{text}乡人民政府", 2022, peer),
        "draft": lambda: assistant.draft(text),
        "restore": lambda: assistant.restore(draft, 0, text),
        "set_text": lambda: assistant.set_text(draft, "narrative.overview", text, text),
        "set_text where": lambda: assistant.set_text(draft, text, "甲"),
        "set_cells": lambda: assistant.set_cells(draft, {"requests.received.total": text}),
        "set_cells where": lambda: assistant.set_cells(draft, {text: "1"}),
        "set_facts": lambda: assistant.set_facts(draft, {"wechat_name": text, text: text}),
        "answer": lambda: assistant.answer(draft, "other", text, text, text),
        "waive": lambda: assistant.waive(draft, finding, text, text),
        "chat": lambda: assistant.chat(draft, text),
        "search": lambda: assistant.search(text, section=text, theme=text, unit=text),
        "add_documents": lambda: assistant.add_documents([(text, text.encode("utf-8", "replace"), peer)]),
        "original": lambda: assistant.original(text),
        "remove_documents": lambda: assistant.remove_documents([text]),
        "read_bytes": lambda: assistant.read_bytes(text, text.encode("utf-8", "replace")),
        "put_user": lambda: assistant.put_user(_user(text)),
        "user": lambda: assistant.user(text),
        "remove_user": lambda: assistant.remove_user(text),
        "note": lambda: assistant.note(text, text, text, text),
        "forged set_text": lambda: assistant.set_text(forged, "title", "甲"),
        "forged undo": lambda: assistant.undo(forged),
        "forged chat": lambda: assistant.chat(forged, "你好"),
        "forged turns": lambda: assistant.turns(forged),
        "forged remove": lambda: assistant.remove_draft(text),
    }


def _user(text: str) -> Any:
    from assistant.storage import User

    return User(text, "clerk", text, text)


def test_sql_in_every_argument_is_text(assistant: Assistant, draft: Draft) -> None:
    for name, verb in every_verb(assistant, draft, SQL).items():
        attempt(verb)
        assert assistant.draft(draft.id) is not None, f"{name} took the table with it"
    saved = assistant.draft(draft.id)
    assert saved and SQL in json.dumps(saved.report.to_json(), ensure_ascii=False)
    assert any(turn.text == SQL for turn in assistant.turns(draft))


@pytest.mark.parametrize("what", UNSEEN)
def test_unseen_characters_in_every_argument_do_no_harm(assistant: Assistant, draft: Draft, what: str) -> None:
    for verb in every_verb(assistant, draft, UNSEEN[what]).values():
        attempt(verb)
    saved = assistant.draft(draft.id)
    assert saved and saved.report.text("overview").startswith("甲")
    assert not any(c in saved.report.overview for c in "\x00\x1b\u202e\ud800\uffff")
    for ending in assistant.export_formats():
        if ending != ".pdf":
            assert assistant.export(saved.report, ending, findings=[], force=True)


def test_endless_text_is_refused_and_changes_nothing(assistant: Assistant, draft: Draft) -> None:
    endless = "长" * (LONGEST + 1)
    before = assistant.draft(draft.id)
    for verb in (
        lambda: assistant.set_text(draft, "narrative.overview", endless),
        lambda: assistant.chat(draft, endless),
        lambda: assistant.set_facts(draft, {"wechat_name": endless}),
    ):
        with pytest.raises(Unusable):
            verb()
    assert assistant.draft(draft.id) == before and assistant.turns(draft) == []


@pytest.mark.parametrize("forged", ["' OR '1'='1", "../../etc/passwd", "%00", "a" * 5000, "<script>"])
def test_a_forged_draft_in_the_address_opens_nothing(draft: Draft, forged: str) -> None:
    app = opened("write", Draft(forged, draft.report, None, 0, draft.updated))
    assert not app.exception and not app.text_area
    assert "我的年报" in app.info[0].value


@pytest.mark.parametrize("name", ["../../etc/passwd乡", "C:\\windows\\乡", "a/b\x00c\n乡", "...乡", "CON:|?*乡"])
def test_a_file_is_never_named_by_a_path(name: str) -> None:
    made = file_name(a_report(name=f"{name}人民政府"), ".docx", marked=True)
    assert made.endswith("年政府信息公开工作年度报告（草稿）.docx")
    assert not any(c in made for c in '/\\:*?"<>|\x00\n') and not made.startswith(".")
    assert Unit.parse(name).short

"""What was confirmed is in the database, whoever opens it next."""

from pathlib import Path

import pytest

from assistant.report import Unusable, Waiver
from assistant.storage import Drafts, open_database
from tests.reports import a_report


def opened(tmp_path: Path) -> Drafts:
    return Drafts(open_database(f"sqlite:///{tmp_path / 'n.sqlite3'}"))


def test_a_saved_change_is_there_for_the_next_process(tmp_path: Path) -> None:
    draft = opened(tmp_path).create(a_report(), a_report(year=2021))
    opened(tmp_path).change(draft.id, lambda _: draft.report.with_cells({"requests.received.total": None}), "改")
    again = opened(tmp_path).get(draft.id)
    assert again and again.report["requests.received.total"] is None and again.revision == 1
    assert again.previous and again.previous.year == 2021


def test_saving_the_same_makes_no_revision(tmp_path: Path) -> None:
    drafts = opened(tmp_path)
    draft = drafts.create(a_report())
    assert drafts.change(draft.id, lambda _: draft.report, "同").revision == 0


def test_a_stale_save_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    drafts = opened(tmp_path)
    draft = drafts.create(a_report())
    drafts.change(draft.id, lambda _: draft.report.with_text("narrative.other", "甲"), "先")
    with pytest.raises(Unusable):
        drafts.change(draft.id, lambda _: draft.report.with_text("narrative.other", "乙"), "后", expected=0)
    current = drafts.get(draft.id)
    assert current and current.report.other == "甲"


def test_every_revision_can_be_read_again(tmp_path: Path) -> None:
    drafts = opened(tmp_path)
    draft = drafts.create(a_report())
    for text in ("一", "二", "三"):
        drafts.change(draft.id, lambda report, text=text: report.with_text("narrative.other", text), text)
    assert [r.number for r in drafts.revisions(draft.id)] == [3, 2, 1, 0]
    assert drafts.at(draft.id, 2).other == "二"


def test_waivers_and_turns_go_with_their_draft(tmp_path: Path) -> None:
    drafts = opened(tmp_path)
    draft = drafts.create(a_report())
    drafts.waive(draft.id, "印记", Waiver("理由", "王", "2026-01-01"))
    drafts.say(draft.id, "user", "你好")
    assert drafts.waivers(draft.id)["印记"].reason == "理由"
    assert [t.text for t in drafts.turns(draft.id)] == ["你好"]
    drafts.remove(draft.id)
    assert not drafts.waivers(draft.id) and not drafts.turns(draft.id) and not drafts.revisions(draft.id)


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Unusable, match="无法打开"):
        open_database(f"sqlite:///{tmp_path / 'file' / 'n.sqlite3'}")

"""Who may do what: every verb × role × whose report it is, each cell asserted; and what is refused changes nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.access import NO_SUCH, NOT_YOURS, guarded
from assistant.report import Unusable
from assistant.service import Assistant
from assistant.settings import Settings
from assistant.storage import Draft, User

OWN, NEXT, FAR = ("松涛乡人民政府", "云泊县"), ("竹影镇人民政府", "云泊县"), ("松涛乡人民政府", "石屏县")
USERS = {
    "clerk": User("clerk@x", "clerk", *OWN),
    "reviewer": User("reviewer@x", "reviewer", "", "云泊县"),
    "administrator": User("admin@x", "administrator"),
}
# Verbs that take a report being written. Columns: clerk on the own unit's, another unit's and another county's (of the same
# name); reviewer in the own county and in another; administrator. y: may, n: may not.
DRAFT_VERBS: dict[str, tuple[str, Callable[[Draft], tuple]]] = {
    "draft_filing": ("ynnyny", lambda d: ()),
    "findings": ("ynnyny", lambda d: ()),
    "revisions": ("ynnyny", lambda d: ()),
    "undoable": ("ynnyny", lambda d: ()),
    "report_at": ("ynnyny", lambda d: (0,)),
    "turns": ("ynnyny", lambda d: ()),
    "comparable": ("ynnyny", lambda d: ()),
    "set_cells": ("ynnnny", lambda d: ({"requests.received.total": "1"},)),
    "fill_zeros": ("ynnnny", lambda d: ()),
    "set_text": ("ynnnny", lambda d: ("narrative.other", "无")),
    "rename": ("ynnnny", lambda d: (d.report.unit.name,)),
    "set_facts": ("ynnnny", lambda d: ({"website_count": 1},)),
    "answer": ("ynnnny", lambda d: ("other", "问", "other", "答")),
    "undo": ("ynnnny", lambda d: ()),
    "restore": ("ynnnny", lambda d: (0,)),
    "chat": ("ynnnny", lambda d: ("网站公开了120条",)),
    "forget_chat": ("ynnnny", lambda d: ()),
    "submit": ("ynnnny", lambda d: ()),
    "withdraw": ("ynnnny", lambda d: ()),
    "remove_draft": ("ynnnny", lambda d: ()),
    "send_back": ("nnnyny", lambda d: ("请改",)),
    "approve": ("nnnyny", lambda d: ()),
    "give": ("nnnnny", lambda d: NEXT),
}
# Verbs without a report being written. Columns: clerk, reviewer, administrator.
OTHER_VERBS: dict[str, tuple[str, tuple]] = {
    "drafts": ("yyy", ()),
    "documents": ("yyy", ()),
    "passages": ("yyy", ()),
    "rules": ("yyy", ()),
    "export_formats": ("yyy", ()),
    "new_draft": ("yny", ("松涛乡人民政府", 2025)),
    "remove_documents": ("nyy", ([],)),
    "remove_samples": ("nyy", ()),
    "users": ("nny", ()),
    "user": ("nny", ("a@x",)),
    "put_user": ("nny", (User("b@x", "clerk", *NEXT),)),
    "remove_user": ("nny", ("a@x",)),
    "note": ("nny", ("a", "b")),
    "deeds": ("nny", ()),
    "back_up": ("nny", ()),
    "bring_back": ("nny", (b"",)),
}
# Listed by role as OTHER_VERBS, but needing files, the index or a model to be called: who may reach them is asserted here,
# what they do in their own tests.
REACHED: dict[str, str] = {
    **dict.fromkeys(
        (
            "settings", "endpoint", "guidance", "read", "read_bytes", "filing", "check", "export", "may_waive", "draft",
            "original", "search", "stats", "suggest", "ask", "compare", "unpacked", "sync", "samples_due", "load_samples",
            "add_document", "add_documents", "doubles", "compare_with", "comparison_sheet", "borrow", "borrowable", "checked",
            "leaving", "checked_sheet", "everything", "review_copy", "review_copy_of", "theme_given", "adaptation",
        ),
        "yyy",
    ),
    **dict.fromkeys(("waive", "unwaive"), "yny"),
    **dict.fromkeys(("review", "review_uploads", "summary", "findings_sheet", "ingest", "rebuild"), "nyy"),
    **dict.fromkeys(("give_theme", "take_theme", "adapt_encoder", "undo_adaptation"), "nyy"),
    **dict.fromkeys(("index", "encoder", "local_models", "try_model"), "nny"),
}  # fmt: skip


@pytest.fixture
def house(tmp_path: Path) -> Assistant:
    return Assistant(Settings(data=tmp_path, database_url=None))


def a_draft(house: Assistant, whose: tuple[str, str]) -> Draft:
    return house.new_draft(whose[0], 2025, owner=whose[0], county=whose[1])


def refused(act: Callable[[], Any]) -> bool:
    """Whether it was refused for want of right; any other sentence means that it was let through."""
    try:
        act()
    except Unusable as error:
        return str(error) in (NOT_YOURS, NO_SUCH)
    return False


CASES = [
    (verb, role, whose, marks[place])
    for verb, (marks, _) in DRAFT_VERBS.items()
    for place, (role, whose) in enumerate(
        [("clerk", OWN), ("clerk", NEXT), ("clerk", FAR), ("reviewer", OWN), ("reviewer", FAR), ("administrator", FAR)]
    )
]


@pytest.mark.parametrize(("verb", "role", "whose", "mark"), CASES)
def test_draft_verbs(house: Assistant, verb: str, role: str, whose: tuple[str, str], mark: str) -> None:
    draft = a_draft(house, whose)
    arguments = DRAFT_VERBS[verb][1](draft)
    assert refused(lambda: getattr(guarded(house, USERS[role]), verb)(draft, *arguments)) == (mark == "n")
    if mark == "n":
        assert house.draft(draft.id) == draft


@pytest.mark.parametrize("role", USERS)
@pytest.mark.parametrize("verb", OTHER_VERBS)
def test_other_verbs(house: Assistant, verb: str, role: str) -> None:
    marks, arguments = OTHER_VERBS[verb]
    allowed = marks[list(USERS).index(role)] == "y"
    assert refused(lambda: getattr(guarded(house, USERS[role]), verb)(*arguments)) == (not allowed)


@pytest.mark.parametrize("role", USERS)
@pytest.mark.parametrize("verb", REACHED)
def test_who_reaches_a_verb(house: Assistant, verb: str, role: str) -> None:
    allowed = REACHED[verb][list(USERS).index(role)] == "y"
    assert refused(lambda: getattr(guarded(house, USERS[role]), verb)) == (not allowed)


def test_every_verb_of_the_assistant_stands_in_the_matrix() -> None:
    verbs = {name for name in dir(Assistant) if not name.startswith("_")} | {"settings"}
    listed = [*DRAFT_VERBS, *OTHER_VERBS, *REACHED]
    assert sorted(listed) == sorted(verbs)


@pytest.mark.parametrize("role", USERS)
def test_what_is_not_listed_is_nobodys(house: Assistant, role: str) -> None:
    for name in ("_drafts", "_engine", "_people", "__dict__s", "tidy_up"):
        with pytest.raises(AttributeError):
            getattr(guarded(house, USERS[role]), name)


def test_lists_leave_out_what_is_not_theirs(house: Assistant) -> None:
    own, near, far = (a_draft(house, whose).id for whose in (OWN, NEXT, FAR))
    seen = {role: {d.id for d in guarded(house, user).drafts()} for role, user in USERS.items()}
    assert seen == {"clerk": {own}, "reviewer": {own, near}, "administrator": {own, near, far}}


def test_a_forged_address_finds_nothing(house: Assistant) -> None:
    near = a_draft(house, NEXT)
    clerk = guarded(house, USERS["clerk"])
    for forged in (near.id, "' OR 1=1 --", "../" + near.id, "%", near.id.upper() + "x"):
        assert clerk.draft(forged) is None


def test_a_draft_dressed_as_ones_own_is_taken_as_it_is_stored(house: Assistant) -> None:
    near, own = a_draft(house, NEXT), a_draft(house, OWN)
    dressed = Draft(near.id, own.report, None, own.revision, own.updated, *OWN)
    with pytest.raises(Unusable, match="不归您管"):
        guarded(house, USERS["clerk"]).set_text(dressed, "narrative.other", "改")
    with pytest.raises(Unusable, match="不归您管"):
        guarded(house, USERS["clerk"]).remove_draft(near.id)


def test_a_change_that_meets_somebody_elses_is_told(house: Assistant) -> None:
    clerk, path = guarded(house, USERS["clerk"]), "requests.received.total"
    seen = a_draft(house, OWN)
    first = clerk.set_facts(
        clerk.set_text(clerk.set_cells(seen, {path: "1"}), "narrative.other", "先"), {"training_count": 1}
    )
    assert first.met == ()
    assert clerk.set_cells(seen, {path: "2"}).met == (path,)
    assert clerk.set_text(seen, "narrative.other", "后").met == ("narrative.other",)
    assert clerk.set_facts(seen, {"training_count": 2}).met == ("facts.training_count",)


def test_a_clerk_begins_reports_of_the_own_unit_only(house: Assistant) -> None:
    clerk = guarded(house, USERS["clerk"])
    draft = clerk.new_draft("松涛乡人民政府", 2025)
    assert (draft.owner, draft.county) == OWN
    with pytest.raises(Unusable, match="只能编写"):
        clerk.new_draft("竹影镇人民政府", 2025)
    with pytest.raises(Unusable, match="只能编写"):
        clerk.rename(draft, "竹影镇人民政府")
    assert clerk.rename(draft, "云泊县松涛乡人民政府").owner == "松涛乡人民政府"


def test_a_submitted_report_is_locked_until_it_comes_back(house: Assistant) -> None:
    clerk, reviewer = guarded(house, USERS["clerk"]), guarded(house, USERS["reviewer"])
    draft = clerk.submit(clerk.new_draft("松涛乡人民政府", 2025))
    with pytest.raises(Unusable, match="不能修改"):
        clerk.set_text(draft, "narrative.other", "无")
    back = reviewer.send_back(draft, "第六部分没有写")
    assert (back.state, back.remark) == ("returned", "第六部分没有写")
    clerk.set_text(draft, "narrative.other", "无")
    assert reviewer.approve(clerk.submit(draft)).state == "approved"
    with pytest.raises(Unusable, match="不能修改"):
        clerk.fill_zeros(draft)
    with pytest.raises(Unusable, match="已通过"):
        clerk.withdraw(draft)


def test_sending_back_needs_a_word(house: Assistant) -> None:
    draft = house.submit(a_draft(house, OWN))
    with pytest.raises(Unusable, match="写明"):
        guarded(house, USERS["reviewer"]).send_back(draft, "  ")


def test_who_did_what_is_written_down(house: Assistant) -> None:
    clerk, reviewer = guarded(house, USERS["clerk"]), guarded(house, USERS["reviewer"])
    draft = clerk.new_draft("松涛乡人民政府", 2025)
    clerk.set_text(draft, "narrative.other", "秘密内容")
    clerk.submit(draft)
    reviewer.send_back(draft, "请改")
    deeds = guarded(house, USERS["administrator"]).deeds()
    assert [(d.by, d.verb, d.draft) for d in reversed(deeds)] == [
        ("clerk@x", "new_draft", draft.id),
        ("clerk@x", "set_text", draft.id),
        ("clerk@x", "submit", draft.id),
        ("reviewer@x", "send_back", draft.id),
    ]
    assert not any("秘密内容" in deed.detail for deed in deeds)
    assert [revision.by for revision in house.revisions(draft)] == ["clerk@x", "clerk@x"]


def test_a_refused_verb_leaves_no_mark(house: Assistant) -> None:
    draft = a_draft(house, NEXT)
    with pytest.raises(Unusable):
        guarded(house, USERS["clerk"]).submit(draft)
    assert not house.deeds()


def test_a_restored_backup_is_equal(house: Assistant, tmp_path: Path) -> None:
    draft = a_draft(house, OWN)
    house.set_text(draft, "narrative.other", "无")
    kept = house.back_up()
    other = Assistant(Settings(data=tmp_path / "other", database_url=None))
    other.bring_back(kept)
    assert other.drafts() == house.drafts() and other.report_at(draft, 0) == house.report_at(draft, 0)

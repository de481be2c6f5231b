"""Who may do what where people sign in: every verb of the assistant, the roles it is for, and what it says of drafts.

A verb that is not listed is nobody's. Where nobody signs in (one user on loopback) the assistant is used as it is.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from assistant.report import Unit, Unusable
from assistant.service import Assistant
from assistant.storage import Draft, User, acting_as

EVERYBODY = frozenset({"clerk", "reviewer", "administrator"})
COUNTY = frozenset({"reviewer", "administrator"})
WRITERS = frozenset({"clerk", "administrator"})
ADMINISTRATOR = frozenset({"administrator"})

# Without a draft: who may call it.
OPEN: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "settings", "endpoint", "guidance", "read", "read_bytes", "filing", "check", "export", "export_formats",
            "rules", "may_waive", "checked", "review_copy_of", "drafts", "draft", "documents", "original", "passages", "search", "stats", "suggest",
            "ask", "compare", "unpacked", "sync", "samples_due", "load_samples", "add_document", "add_documents",
            "doubles", "theme_given", "adaptation",
        ),
        EVERYBODY,
    ),
    **dict.fromkeys(("new_draft",), WRITERS),
    **dict.fromkeys(
        (
            "review", "review_uploads", "summary", "findings_sheet", "ingest", "remove_documents", "remove_samples", "rebuild",
            "give_theme", "take_theme", "adapt_encoder", "undo_adaptation",
        ),
        COUNTY,
    ),
    **dict.fromkeys(
        ("users", "user", "put_user", "remove_user", "note", "deeds", "back_up", "bring_back", "index", "encoder", "local_models", "try_model"),
        ADMINISTRATOR,
    ),
}  # fmt: skip
# With a draft as the first argument: who may, if the draft is theirs to see.
SEEN: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "draft_filing", "findings", "revisions", "undoable", "report_at", "turns", "comparable", "compare_with",
            "comparison_sheet", "borrow", "borrowable", "review_copy", "checked_sheet", "everything", "leaving",
        ),
        EVERYBODY,
    ),
    **dict.fromkeys(
        (
            "remove_draft", "set_cells", "fill_zeros", "set_text", "rename", "set_facts", "answer", "undo", "restore", "waive",
            "unwaive", "chat", "forget_chat", "submit", "withdraw",
        ),
        WRITERS,
    ),
    **dict.fromkeys(("send_back", "approve"), COUNTY),
    **dict.fromkeys(("give",), ADMINISTRATOR),
}  # fmt: skip
# Of these the report as the user saw it counts too: by it they tell where a change meets somebody else's.
CHANGES = frozenset({"set_cells", "set_text", "set_facts"})
WRITTEN_DOWN = frozenset(
    {
        "new_draft", "remove_draft", "set_cells", "fill_zeros", "set_text", "rename", "set_facts", "answer", "undo", "restore",
        "waive", "unwaive", "submit", "withdraw", "send_back", "approve", "give", "ingest", "add_document",
        "add_documents", "remove_documents", "remove_samples", "put_user", "remove_user", "bring_back", "back_up",
        "give_theme", "take_theme", "adapt_encoder", "undo_adaptation",
    }
)  # fmt: skip
NOT_YOURS = "您没有做这件事的权限，需要时请联系管理员。"
NO_SUCH = "找不到这份年报，或者它不归您管，请回到“我的年报”。"


def may_see(user: User, draft: Draft) -> bool:
    """True for the unit's clerk, the county's reviewer and the administrator."""
    if user.role == "administrator":
        return True
    in_county = bool(user.county) and draft.county == user.county
    return in_county and (user.role == "reviewer" or (user.role == "clerk" and draft.owner == user.unit))


class Guarded:
    """The assistant as one signed-in user may use it; refuses with a sentence, and writes down who did what."""

    def __init__(self, assistant: Assistant, user: User) -> None:
        self._assistant, self._user = assistant, user

    @property
    def who(self) -> User:
        return self._user

    def __getattr__(self, verb: str) -> Any:
        roles = OPEN.get(verb) or SEEN.get(verb)
        if roles is None:
            raise AttributeError(verb)
        if self._user.role not in roles:
            raise Unusable(NOT_YOURS)
        found = getattr(self._assistant, verb)
        return self._guarded(verb, found) if callable(found) else found

    def _guarded(self, verb: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def done(*given: Any, **named: Any) -> Any:
            if verb in SEEN:
                given = (self._theirs(given[0], verb), *given[1:])
            if verb == "new_draft":
                named |= self._belongs(given[0] if given else named["unit_name"])
            if verb == "rename":
                self._belongs(given[1] if len(given) > 1 else named["name"])
            with acting_as(self._user.name):
                result = act(*given, **named)
                if verb in WRITTEN_DOWN:
                    self._assistant.note(self._user.name, verb, _draft_of(verb, given, result), _detail(verb, given))
            return self._fit(verb, result)

        return done

    def _theirs(self, draft: Draft | str, verb: str) -> Draft | str:
        """The draft as it is stored, never as it was handed in, but for the report that a change was made from."""
        known = self._assistant.draft(draft if isinstance(draft, str) else draft.id)
        if known is None or not may_see(self._user, known):
            raise Unusable(NO_SUCH)
        if verb == "remove_draft":
            return known.id
        return replace(known, report=draft.report) if verb in CHANGES and isinstance(draft, Draft) else known

    def _belongs(self, unit_name: str) -> dict[str, str]:
        """Whose a draft of this name is; a clerk writes none but the own unit's."""
        if self._user.role == "administrator":
            return {"owner": Unit.parse(unit_name).name, "county": Unit.parse(unit_name).county or ""}
        if not Unit.parse(unit_name).same_as(Unit.parse(self._user.unit)):
            raise Unusable(f"您只能编写“{self._user.unit}”的年报。")
        return {"owner": self._user.unit, "county": self._user.county}

    def _fit(self, verb: str, result: Any) -> Any:
        """Leave out what the user may not see."""
        if verb == "drafts":
            return [draft for draft in result if may_see(self._user, draft)]
        if verb == "draft":
            return result if result and may_see(self._user, result) else None
        return result


def _draft_of(verb: str, given: tuple[Any, ...], result: Any) -> str:
    if verb == "new_draft":
        return str(result.id)
    if verb not in SEEN:
        return ""
    return given[0] if isinstance(given[0], str) else str(given[0].id)


def _detail(verb: str, given: tuple[Any, ...]) -> str:
    """What the log keeps beside the verb: a remark, a user, a name; never figures or text."""
    if verb in ("send_back", "approve", "remove_user", "new_draft", "rename"):
        return str(given[-1]) if isinstance(given[-1], str) else str(given[0])
    if verb == "put_user":
        return f"{given[0].name} {given[0].role} {given[0].unit} {given[0].county}"
    if verb == "waive":
        return f"{given[1].rule}：{given[2]}"
    return ""


def guarded(assistant: Assistant, user: User) -> Assistant:
    """The assistant as this user may use it."""
    return cast(Assistant, Guarded(assistant, user))

"""What a browser tab remembers: the open draft, the section, what to tell. Only this module touches session state and the address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from assistant.access import guarded
from assistant.report import Finding, Passage, Unusable
from assistant.service import Assistant, with_typed
from assistant.settings import Settings, current
from assistant.storage import Draft, User
from assistant.ui.entrance import admitted, known_user
from assistant.ui.jobs import Jobs
from assistant.ui.sections import place_name
from assistant.ui.trouble import attempt

session = st.session_state


@st.cache_resource(show_spinner=False, hash_funcs={Settings: hash})
def _assistant(settings: Settings) -> Assistant:
    return Assistant(settings)


@st.cache_resource(show_spinner=False, hash_funcs={Settings: hash})
def _jobs(settings: Settings) -> Jobs:
    return Jobs()


@st.cache_resource(show_spinner=False, hash_funcs={Settings: hash})
def _prepared(settings: Settings) -> None:
    house = _assistant(settings)
    _jobs(settings).start("prepare", "正在打开语料库", lambda _job: (house.search("政府信息公开", k=1), house.guidance))


def prepare() -> None:
    """Open what the first answer would otherwise wait for, beside the page and once."""
    _prepared(current())


def assistant() -> Assistant:
    """The assistant of these settings, which all tabs share; where people sign in, as this user may use it."""
    settings = current()
    house = _assistant(settings)
    if not settings.login:
        return house
    user = who()
    if user is None:
        raise Unusable("请先登录。")
    return guarded(house, user)


def who() -> User | None:
    """The signed-in user, looked up once in a run; None where nobody signs in."""
    settings = current()
    if settings.login and "who" not in session:
        session["who"] = known_user(_assistant(settings), settings)
    return session.get("who")


def is_administrator() -> bool:
    """True for a signed-in administrator."""
    user = who()
    return user is not None and user.role == "administrator"


def may_review() -> bool:
    """True for the county's reviewer and the administrator, and where nobody signs in."""
    user = who()
    return user is None or user.role in ("reviewer", "administrator")


def may_write() -> bool:
    """True for the unit's clerk and the administrator, and where nobody signs in."""
    user = who()
    return user is None or user.role != "reviewer"


def enter() -> bool:
    """Begin a run: True if this visitor may see pages; otherwise what to do is drawn."""
    session.pop("who", None)
    settings = current()
    return admitted(_assistant(settings), settings)


def jobs() -> Jobs:
    """The slow work of all tabs, which goes on when a page is left."""
    return _jobs(current())


# ---- the open draft ----------------------------------------------------------------------------------------


def draft() -> Draft | None:
    """The open draft as it is saved now; its id stands in the address, so that a refresh finds it again."""
    asked = st.query_params.get("draft")
    if asked:
        session["draft"] = asked
    known = session.get("draft")
    found = assistant().draft(known) if known else None
    if known and found is None:
        close_draft()
        tell("warning", "这份年报已被删除或不在本机，请在“我的年报”中另选一份。")
    elif known and not asked:
        st.query_params["draft"] = known
    return found


def findings(draft: Draft) -> list[Finding]:
    """Every finding of a draft, looked for once in a run."""
    key = (draft.id, draft.revision)
    if session.get("findings", (None,))[0] != key:
        session["findings"] = (key, assistant().findings(draft))
    return list(session["findings"][1])


def begin_run() -> None:
    """Forget what holds for one run only, of the app or of a part that runs by itself."""
    for name in ("findings", "card", "who"):
        session.pop(name, None)


def card_drawn(*, now: bool = False) -> bool:
    """True if this run has drawn the open report's card; with `now` it has."""
    if now:
        session["card"] = True
    return bool(session.get("card"))


def open_draft(identity: str) -> None:
    session["draft"] = identity
    st.query_params["draft"] = identity


def close_draft() -> None:
    session.pop("draft", None)
    st.query_params.pop("draft", None)


# ---- what was typed -----------------------------------------------------------------------------------------
# Streamlit may break off a run, a callback too, at any touch of session state when the next click arrives. So what stands
# in a widget is compared with what is saved before it is drawn, and again in the next run; callbacks only save sooner.


@dataclass(frozen=True)
class Field:
    """How to draw a widget for saved text: its key, its value, and why what was typed in it is not saved ('' if it is)."""

    key: str
    value: str
    fault: str = ""


def settle(name: str, saved: str, save: Callable[[str], str]) -> Field:
    """Make the widget for the text `name`, before it is drawn, and what is saved agree.

    What was typed since both agreed is given to `save`, which returns the text as saved. Where anything else changed the text,
    the widget gets a new key and with it a new value: a value put into a living widget is lost if the run is broken off.
    """
    number, agreed = session.get(f"field:{name}", (0, None))
    text = session.get(f"{name}#{number}")
    if text is not None and text not in (saved, agreed):
        faults: list[str] = []
        kept = attempt(lambda: save(text), faults.append)
        if faults:
            return Field(f"{name}#{number}", saved, faults[0])
        saved = kept
    if text != saved:
        number += 1
    session[f"field:{name}"] = (number, saved)
    return Field(f"{name}#{number}", saved)


def is_drawn(name: str) -> bool:
    """True if the widget for the text `name` was on the page before this run."""
    return session.get(f"{name}#{session.get(f'field:{name}', (0,))[0]}") is not None


def hasten(name: str, key: str, save: Callable[[str], str]) -> None:
    """Save what was typed before anything else of a run (as a widget's `on_change`); whatever fails is for `settle` to tell.

    The browser may still send what stood in a widget that has given way to a new one: that was not typed.
    """
    number, agreed = session.get(f"field:{name}", (0, None))
    text = session.get(key)
    if key == f"{name}#{number}" and text not in (None, agreed):
        attempt(lambda: save(text), lambda _sentence: None)


def typed(key: str) -> Any:
    return session.get(key)


def put(key: str, value: Any) -> None:
    session[key] = value


EDITOR = "tables-editor"


def table_edits(draft: Draft) -> dict[str, str]:
    """The figures typed in the official tables and not taken yet."""
    package = (session.get(EDITOR) or {}).get("edits") or {}
    name, taken, _ = session.get("tables", ("", {}, None))
    if package.get("revision") != name or not name.startswith(f"{draft.id}:"):
        return {}
    return {path: text for path, text in package["cells"].items() if taken.get(path) != text}


def tables_revision(draft: Draft, edits: Mapping[str, str]) -> str:
    """Name the state of the figures for the editor, after `edits` were saved and gave this draft.

    The name is a new one when the figures are not what the editor shows: something else has changed them.
    """
    name, taken, before = session.get("tables", ("", {}, None))
    shown = with_typed(before.report, edits) if before and before.id == draft.id else None
    if shown and (shown.cells, shown.source.cells) == (draft.report.cells, draft.report.source.cells):
        taken = {**taken, **edits}
    else:
        name, taken = f"{draft.id}:{count('tables-names', 1)}", {}
    session["tables"] = (name, taken, draft)
    return str(name)


def tables_seen() -> Draft | None:
    """The draft whose figures the tables show, as it was saved then; None before they are drawn."""
    return session.get("tables", (None, None, None))[2]


def tables_shown() -> str:
    """The name of what the tables show, whatever is saved."""
    return str(session.get("tables", ("",))[0])


def focus(path: str) -> None:
    """Ask the tables to go to a cell, also a second time to the same one."""
    session["focus"] = f"{path}#{session.get('focus_count', 0)}"
    session["focus_count"] = session.get("focus_count", 0) + 1


def focused() -> str | None:
    return session.get("focus")


# ---- writing and chat ------------------------------------------------------------------------------------------


def section() -> str:
    """The part of the report that the editor shows."""
    return session.get("section") or "overview"


def seek(words: str, start: int) -> None:
    """Ask the editor to select some words of its text, which begin at this code point, also a second time."""
    session["seek"] = {"words": words, "start": start, "count": session.get("seek_count", 0)}
    session["seek_count"] = session.get("seek_count", 0) + 1


def sought() -> dict[str, Any] | None:
    return session.get("seek")


def go_to_section(section: str) -> None:
    session["section"] = section


def passages(ids: frozenset[str]) -> Mapping[str, Passage]:
    """The corpus passages with these ids that are still there, looked up once in a tab."""
    known = session.setdefault("passages", {})
    if ids - known.keys():
        known |= dict.fromkeys(ids - known.keys()) | {p.id: p for p in assistant().passages() if p.id in ids}
    return {key: known[key] for key in ids if known[key] is not None}


def forget_passages() -> None:
    """Look passages up again: the corpus has changed."""
    session.pop("passages", None)


def met_elsewhere(draft: Draft) -> str:
    """What to say where a change of this tab met somebody else's, '' where it met none."""
    if not draft.met:
        return ""
    names = "、".join(dict.fromkeys(map(place_name, draft.met)))
    return f"{names}刚在别处也改过。现在是您写的内容；别处的内容没有丢，在“撰写”的“修改记录”里可以找回。"


def tell_met(draft: Draft) -> None:
    """Say at the top of the next page shown where a change met somebody else's."""
    if said := met_elsewhere(draft):
        tell("warning", said)


# ---- what to tell ----------------------------------------------------------------------------------------------


def tell(kind: str, sentence: str) -> None:
    """Say a sentence at the top of the next page shown; `kind` is success, info, warning or error."""
    session.setdefault("told", []).append((kind, sentence))


def told() -> list[tuple[str, str]]:
    return session.pop("told", [])


def count(name: str, step: int = 0) -> int:
    """A counter of this tab, for the keys of widgets that must begin anew."""
    session[name] = session.get(name, 0) + step
    return session[name]

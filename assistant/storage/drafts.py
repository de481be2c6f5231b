"""Drafts with their revisions, waivers and conversations; each call is committed before it returns."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from assistant.report import Report, Unusable, Waiver
from assistant.storage.acting import acting
from assistant.storage.database import transaction
from assistant.storage.tables import DraftRow, RevisionRow, TurnRow, WaiverRow

STATES = {"draft": "草稿", "submitted": "已送审", "returned": "已退回", "approved": "已通过"}
LOCKED = ("submitted", "approved")
GONE = "这份年报已被删除，请回到“我的年报”。"


@dataclass(frozen=True)
class Draft:
    """A report being written; `revision` counts its saved changes, `previous` is last year's report or None.

    `owner` and `county` are those of the user who began it ('' where nobody signs in); `state` is a key of STATES and
    `remark` the reviewer's last word. `met`, after a change, are the places in it that somebody else had changed since
    the caller's copy; both versions are among the revisions.
    """

    id: str
    report: Report
    previous: Report | None
    revision: int
    updated: str
    owner: str = ""
    county: str = ""
    state: str = "draft"
    remark: str = ""
    met: tuple[str, ...] = ()

    @property
    def locked(self) -> bool:
        """True while the county office has it: nothing can be changed."""
        return self.state in LOCKED


@dataclass(frozen=True)
class Revision:
    number: int
    note: str
    at: str
    by: str = ""


@dataclass(frozen=True)
class Turn:
    """One message of a conversation; `payload` keeps suggestion, citations and intent as JSON.

    `instead`, in the payload of a message sent again, is the id of the message in whose place it stands.
    """

    id: int
    role: str
    text: str
    at: str
    payload: Mapping[str, Any] = field(default_factory=dict)


def standing(turns: Iterable[Turn]) -> list[Turn]:
    """The conversation as it stands: a message sent again has put aside the one that it replaces, with all that followed."""
    found: list[Turn] = []
    for turn in turns:
        if since := turn.payload.get("instead"):
            found = [earlier for earlier in found if earlier.id < since]
        found.append(turn)
    return found


def now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


class Drafts:
    """The drafts of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> list[Draft]:
        """Every draft, the last changed first."""
        with transaction(self._engine) as session:
            rows = session.scalars(select(DraftRow).order_by(DraftRow.updated.desc())).all()
            return [_draft(row) for row in rows]

    def get(self, draft: str) -> Draft | None:
        with transaction(self._engine) as session:
            row = session.get(DraftRow, draft)
            return _draft(row) if row else None

    def create(self, report: Report, previous: Report | None = None, *, owner: str = "", county: str = "") -> Draft:
        row = DraftRow(
            id=uuid.uuid4().hex[:12], report=report.to_json(), previous=previous.to_json() if previous else None,
            revision=0, created=now(), updated=now(), owner=owner, county=county, state="draft", remark="",
        )  # fmt: skip
        with transaction(self._engine, writes=True) as session:
            session.add(row)
            session.flush()
            session.add(_revision(row, "新建"))
        return _draft(row)

    def change(self, draft: str, make: Callable[[Report], Report], note: str, *, expected: int | None = None) -> Draft:
        """Save `make(the report as it stands)` as a new revision, with nobody's change between reading and writing.

        With `expected`, refuse if somebody saved another revision meanwhile; refuse what the county office holds.
        """
        with transaction(self._engine, writes=True) as session:
            row = _held(session, draft)
            if row.state in LOCKED:
                raise Unusable(f"这份年报{STATES[row.state]}，不能修改；需要修改时请先撤回送审，或请县里退回。")
            if expected is not None and row.revision != expected:
                raise Unusable("这份年报刚在别处被修改过，请刷新页面后再改，您这次的修改没有覆盖它。")
            data = make(Report.from_json(row.report)).to_json()
            if data != row.report:
                row.report, row.revision, row.updated = data, row.revision + 1, now()
                session.add(_revision(row, note))
        return _draft(row)

    def move(self, draft: str, state: str, allowed: tuple[str, ...], remark: str = "") -> Draft:
        """Put a draft from one of the `allowed` states into another; the reviewer's remark goes with it."""
        with transaction(self._engine, writes=True) as session:
            row = _held(session, draft)
            if row.state not in allowed:
                raise Unusable(f"这份年报现在是“{STATES[row.state]}”，不能这样做，请刷新页面看最新情况。")
            row.state, row.remark, row.updated = state, remark[:1000], now()
        return _draft(row)

    def give(self, draft: str, owner: str, county: str) -> Draft:
        """Give a draft to a unit: its clerks may write it from now on."""
        with transaction(self._engine, writes=True) as session:
            row = _held(session, draft)
            row.owner, row.county = owner, county
        return _draft(row)

    def remove(self, draft: str) -> None:
        with transaction(self._engine, writes=True) as session:
            session.execute(delete(DraftRow).where(DraftRow.id == draft))

    def revisions(self, draft: str) -> list[Revision]:
        """The saved changes, the newest first."""
        with transaction(self._engine) as session:
            rows = session.scalars(
                select(RevisionRow).where(RevisionRow.draft == draft).order_by(RevisionRow.number.desc())
            ).all()
            return [Revision(row.number, row.note, row.at, row.by) for row in rows]

    def at(self, draft: str, number: int) -> Report:
        """The report as it stood at a revision; raise Unusable where there is none."""
        with transaction(self._engine) as session:
            row = session.get(RevisionRow, (draft, number))
            if row is None:
                raise Unusable("找不到这一次修改，可能已被删除。")
            return Report.from_json(row.report)

    def waive(self, draft: str, fingerprint: str, waiver: Waiver) -> None:
        with transaction(self._engine, writes=True) as session:
            _held(session, draft)
            session.merge(
                WaiverRow(draft=draft, fingerprint=fingerprint, reason=waiver.reason, by=waiver.by, at=waiver.at)
            )

    def unwaive(self, draft: str, fingerprint: str) -> None:
        with transaction(self._engine, writes=True) as session:
            session.execute(delete(WaiverRow).where(WaiverRow.draft == draft, WaiverRow.fingerprint == fingerprint))

    def waivers(self, draft: str) -> dict[str, Waiver]:
        """Waivers by the fingerprint of the finding that they excuse."""
        with transaction(self._engine) as session:
            rows = session.scalars(select(WaiverRow).where(WaiverRow.draft == draft)).all()
            return {row.fingerprint: Waiver(row.reason, row.by, row.at) for row in rows}

    def say(self, draft: str, role: str, text: str, payload: Mapping[str, Any] | None = None) -> Turn:
        """Append a message (`role` is user or assistant) to a draft's conversation."""
        row = TurnRow(draft=draft, role=role, text=text, payload=dict(payload or {}), at=now())
        with transaction(self._engine, writes=True) as session:
            _held(session, draft)
            session.add(row)
            session.flush()
        return _turn(row)

    def turns(self, draft: str) -> list[Turn]:
        with transaction(self._engine) as session:
            rows = session.scalars(select(TurnRow).where(TurnRow.draft == draft).order_by(TurnRow.id)).all()
            return [_turn(row) for row in rows]

    def forget_turns(self, draft: str, since: int = 0) -> None:
        """Remove the messages from `since` (a turn id) on."""
        with transaction(self._engine, writes=True) as session:
            session.execute(delete(TurnRow).where(TurnRow.draft == draft, TurnRow.id >= since))


def _held(session: Session, draft: str) -> DraftRow:
    """The draft's row, locked until the transaction ends; raise Unusable where it is gone."""
    row = session.get(DraftRow, draft, with_for_update=True)
    if row is None:
        raise Unusable(GONE)
    return row


def _revision(row: DraftRow, note: str) -> RevisionRow:
    return RevisionRow(
        draft=row.id, number=row.revision, report=row.report, note=note[:200], at=row.updated, by=acting()
    )


def _draft(row: DraftRow) -> Draft:
    previous = Report.from_json(row.previous) if row.previous else None
    report = Report.from_json(row.report)
    return Draft(row.id, report, previous, row.revision, row.updated, row.owner, row.county, row.state, row.remark)


def _turn(row: TurnRow) -> Turn:
    return Turn(row.id, row.role, row.text, row.at, row.payload)

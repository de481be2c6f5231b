"""Drafts with their revisions, waivers and conversations; each call is committed before it returns."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.engine import Engine

from assistant.report import Report, Unusable, Waiver
from assistant.storage.database import transaction
from assistant.storage.tables import DraftRow, RevisionRow, TurnRow, WaiverRow


@dataclass(frozen=True)
class Draft:
    """A report being written; `revision` counts its saved changes, `previous` is last year's report or None."""

    id: str
    report: Report
    previous: Report | None
    revision: int
    updated: str


@dataclass(frozen=True)
class Revision:
    number: int
    note: str
    at: str


@dataclass(frozen=True)
class Turn:
    """One message of a conversation; `payload` keeps suggestion, citations and intent as JSON."""

    id: int
    role: str
    text: str
    at: str
    payload: Mapping[str, Any] = field(default_factory=dict)


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

    def create(self, report: Report, previous: Report | None = None) -> Draft:
        row = DraftRow(
            id=uuid.uuid4().hex[:12], report=report.to_json(), previous=previous.to_json() if previous else None,
            revision=0, created=now(), updated=now(),
        )  # fmt: skip
        with transaction(self._engine) as session:
            session.add(row)
            session.flush()
            session.add(RevisionRow(draft=row.id, number=0, report=row.report, note="新建", at=row.created))
        return _draft(row)

    def save(self, draft: str, report: Report, note: str, *, expected: int | None = None) -> Draft:
        """Save a change as a new revision; with `expected`, refuse if somebody saved another one meanwhile."""
        with transaction(self._engine) as session:
            row = session.get(DraftRow, draft, with_for_update=True)
            if row is None:
                raise Unusable("这份年报已被删除，请回到“我的年报”。")
            if expected is not None and row.revision != expected:
                raise Unusable("这份年报刚在别处被修改过，请刷新页面后再改，您这次的修改没有覆盖它。")
            data = report.to_json()
            if data != row.report:
                row.report, row.revision, row.updated = data, row.revision + 1, now()
                session.add(RevisionRow(draft=draft, number=row.revision, report=data, note=note[:200], at=row.updated))
        return _draft(row)

    def remove(self, draft: str) -> None:
        with transaction(self._engine) as session:
            session.execute(delete(DraftRow).where(DraftRow.id == draft))

    def revisions(self, draft: str) -> list[Revision]:
        """The saved changes, the newest first."""
        with transaction(self._engine) as session:
            rows = session.scalars(
                select(RevisionRow).where(RevisionRow.draft == draft).order_by(RevisionRow.number.desc())
            ).all()
            return [Revision(row.number, row.note, row.at) for row in rows]

    def at(self, draft: str, number: int) -> Report:
        """The report as it stood at a revision; raise Unusable where there is none."""
        with transaction(self._engine) as session:
            row = session.get(RevisionRow, (draft, number))
            if row is None:
                raise Unusable("找不到这一次修改，可能已被删除。")
            return Report.from_json(row.report)

    def waive(self, draft: str, fingerprint: str, waiver: Waiver) -> None:
        with transaction(self._engine) as session:
            session.merge(
                WaiverRow(draft=draft, fingerprint=fingerprint, reason=waiver.reason, by=waiver.by, at=waiver.at)
            )

    def unwaive(self, draft: str, fingerprint: str) -> None:
        with transaction(self._engine) as session:
            session.execute(delete(WaiverRow).where(WaiverRow.draft == draft, WaiverRow.fingerprint == fingerprint))

    def waivers(self, draft: str) -> dict[str, Waiver]:
        """Waivers by the fingerprint of the finding that they excuse."""
        with transaction(self._engine) as session:
            rows = session.scalars(select(WaiverRow).where(WaiverRow.draft == draft)).all()
            return {row.fingerprint: Waiver(row.reason, row.by, row.at) for row in rows}

    def say(self, draft: str, role: str, text: str, payload: Mapping[str, Any] | None = None) -> Turn:
        """Append a message (`role` is user or assistant) to a draft's conversation."""
        row = TurnRow(draft=draft, role=role, text=text, payload=dict(payload or {}), at=now())
        with transaction(self._engine) as session:
            session.add(row)
            session.flush()
        return _turn(row)

    def turns(self, draft: str) -> list[Turn]:
        with transaction(self._engine) as session:
            rows = session.scalars(select(TurnRow).where(TurnRow.draft == draft).order_by(TurnRow.id)).all()
            return [_turn(row) for row in rows]

    def forget_turns(self, draft: str, since: int = 0) -> None:
        """Remove the messages from `since` (a turn id) on."""
        with transaction(self._engine) as session:
            session.execute(delete(TurnRow).where(TurnRow.draft == draft, TurnRow.id >= since))


def _draft(row: DraftRow) -> Draft:
    previous = Report.from_json(row.previous) if row.previous else None
    return Draft(row.id, Report.from_json(row.report), previous, row.revision, row.updated)


def _turn(row: TurnRow) -> Turn:
    return Turn(row.id, row.role, row.text, row.at, row.payload)

"""Users with their roles, and the audit log."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.engine import Engine

from assistant.report import Unusable
from assistant.storage.database import transaction
from assistant.storage.drafts import now
from assistant.storage.tables import AuditRow, UserRow

ROLES = {"clerk": "填报员", "reviewer": "县级审核员", "administrator": "管理员"}


@dataclass(frozen=True)
class User:
    """A person who signs in by `name` (the account's mail address); `unit` is a clerk's unit, `county` the county office's."""

    name: str
    role: str
    unit: str = ""
    county: str = ""


@dataclass(frozen=True)
class Deed:
    """A line of the audit log."""

    at: str
    by: str
    verb: str
    draft: str
    detail: str


class People:
    """The users and the audit log of one database."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def all(self) -> list[User]:
        """Every user, by name."""
        with transaction(self._engine) as session:
            return [_user(row) for row in session.scalars(select(UserRow).order_by(UserRow.name))]

    def get(self, name: str) -> User | None:
        with transaction(self._engine) as session:
            row = session.get(UserRow, name.strip().lower())
            return _user(row) if row else None

    def put(self, user: User) -> User:
        """Add or change a user; raise Unusable where the role lacks what it needs."""
        kept = User(user.name.strip().lower(), user.role, user.unit.strip(), user.county.strip())
        if not kept.name or kept.role not in ROLES:
            raise Unusable("请填写账号，并选择角色。")
        if kept.role == "clerk" and not kept.unit:
            raise Unusable("填报员要写明所在单位的全称。")
        if kept.role in ("clerk", "reviewer") and not kept.county:
            raise Unusable("填报员和县级审核员要写明所属的县（市、区）。")
        with transaction(self._engine, writes=True) as session:
            session.merge(UserRow(name=kept.name, role=kept.role, unit=kept.unit, county=kept.county, at=now()))
        return kept

    def remove(self, name: str) -> None:
        with transaction(self._engine, writes=True) as session:
            session.execute(delete(UserRow).where(UserRow.name == name.strip().lower()))

    def note(self, by: str, verb: str, draft: str = "", detail: str = "") -> None:
        """Write a line of the audit log."""
        with transaction(self._engine, writes=True) as session:
            session.add(AuditRow(at=now(), by=by[:120], verb=verb[:40], draft=draft[:32], detail=detail[:400]))

    def deeds(self, most: int = 500) -> Sequence[Deed]:
        """The last lines of the audit log, the newest first."""
        with transaction(self._engine) as session:
            rows = session.scalars(select(AuditRow).order_by(AuditRow.id.desc()).limit(most))
            return [Deed(row.at, row.by, row.verb, row.draft, row.detail) for row in rows]


def _user(row: UserRow) -> User:
    return User(row.name, row.role, row.unit, row.county)

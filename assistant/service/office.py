"""The verbs of an office of many: users, the way from 草稿 to 通过, the audit log, backup and restore."""

import io
from collections.abc import Sequence
from functools import cached_property

from assistant.report import Unusable
from assistant.service.talking import Talking
from assistant.storage import Deed, Draft, People, User
from assistant.storage.backup import read_backup, write_backup


class Office(Talking):
    """What `Assistant` can do beyond one clerk's desk, over the database of these settings."""

    @cached_property
    def _people(self) -> People:
        return People(self._engine)

    # ---- the way of a report -------------------------------------------------------------------------

    def submit(self, draft: Draft) -> Draft:
        """送审: hand the report to the county office; it cannot be changed until it comes back."""
        return self._drafts.move(draft.id, "submitted", ("draft", "returned"))

    def withdraw(self, draft: Draft) -> Draft:
        """撤回送审: take it back before the county office has decided."""
        return self._drafts.move(draft.id, "draft", ("submitted",))

    def send_back(self, draft: Draft, remark: str) -> Draft:
        """退回 with what is to be mended; raise Unusable without a word of it."""
        if not remark.strip():
            raise Unusable("退回时请写明要改什么。")
        return self._drafts.move(draft.id, "returned", ("submitted", "approved"), remark.strip())

    def approve(self, draft: Draft, remark: str = "") -> Draft:
        """通过: the report may be published as it is."""
        return self._drafts.move(draft.id, "approved", ("submitted",), remark.strip())

    def give(self, draft: Draft, owner: str, county: str) -> Draft:
        """Give a draft to a unit: its clerks may write it from now on."""
        return self._drafts.give(draft.id, owner.strip(), county.strip())

    # ---- people --------------------------------------------------------------------------------------

    def user(self, name: str) -> User | None:
        return self._people.get(name)

    def users(self) -> list[User]:
        return self._people.all()

    def put_user(self, user: User) -> User:
        """Add or change a user; raise Unusable where the role lacks what it needs."""
        return self._people.put(user)

    def remove_user(self, name: str) -> None:
        self._people.remove(name)

    def note(self, by: str, verb: str, draft: str = "", detail: str = "") -> None:
        """Write a line of the audit log."""
        self._people.note(by, verb, draft, detail)

    def deeds(self, most: int = 500) -> Sequence[Deed]:
        """The last lines of the audit log, the newest first."""
        return self._people.deeds(most)

    # ---- backup --------------------------------------------------------------------------------------

    def back_up(self) -> bytes:
        """Everything that is stored, as one file; nothing waits meanwhile."""
        stream = io.BytesIO()
        write_backup(self._engine, stream)
        return stream.getvalue()

    def bring_back(self, data: bytes) -> dict[str, int]:
        """Put a backup in the place of everything stored, whole or not at all; return the rows by table."""
        return read_backup(self._engine, data)

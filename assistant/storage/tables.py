"""The database's tables; reports are kept as the contract's JSON, so an older program's rows stay readable."""

from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Integer, LargeBinary, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from assistant.report import legible


class Words(TypeDecorator):
    """Text without what a database refuses (halves of characters, NUL), cut to its column: PostgreSQL takes neither."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Any) -> Any:
        return dialect.type_descriptor(self.impl_instance if self._longest else Text())

    def process_bind_param(self, value: Any, dialect: Any) -> Any:
        return legible(value)[: self._longest] if isinstance(value, str) else value

    @property
    def _longest(self) -> int | None:
        """The width of the column in characters, None for any length."""
        return getattr(self.impl_instance, "length", None)


class Base(DeclarativeBase):
    metadata = MetaData()


class DraftRow(Base):
    __tablename__ = "drafts"
    id: Mapped[str] = mapped_column(Words(32), primary_key=True)
    report: Mapped[dict] = mapped_column(JSON)
    previous: Mapped[dict | None] = mapped_column(JSON)
    revision: Mapped[int] = mapped_column(Integer)
    created: Mapped[str] = mapped_column(Words(32))
    updated: Mapped[str] = mapped_column(Words(32))
    owner: Mapped[str] = mapped_column(Words(120), default="", server_default="")
    county: Mapped[str] = mapped_column(Words(120), default="", server_default="")
    state: Mapped[str] = mapped_column(Words(16), default="draft", server_default="draft")
    remark: Mapped[str] = mapped_column(Words(1000), default="", server_default="")


class RevisionRow(Base):
    __tablename__ = "revisions"
    draft: Mapped[str] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, primary_key=True)
    report: Mapped[dict] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Words(200))
    at: Mapped[str] = mapped_column(Words(32))
    by: Mapped[str] = mapped_column(Words(120), default="", server_default="")


class WaiverRow(Base):
    __tablename__ = "waivers"
    draft: Mapped[str] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(Words(80), primary_key=True)
    reason: Mapped[str] = mapped_column(Words)
    by: Mapped[str] = mapped_column(Words(80))
    at: Mapped[str] = mapped_column(Words(32))


class TurnRow(Base):
    __tablename__ = "turns"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    draft: Mapped[str] = mapped_column(ForeignKey("drafts.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(Words(16))
    text: Mapped[str] = mapped_column(Words)
    payload: Mapped[dict] = mapped_column(JSON)
    at: Mapped[str] = mapped_column(Words(32))


class DocumentRow(Base):
    __tablename__ = "documents"
    id: Mapped[str] = mapped_column(Words(64), primary_key=True)
    file: Mapped[str] = mapped_column(Words)
    folder: Mapped[str] = mapped_column(Words)
    report: Mapped[dict] = mapped_column(JSON)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    sample: Mapped[bool] = mapped_column(Boolean)
    at: Mapped[str] = mapped_column(Words(32), index=True)


class PassageRow(Base):
    __tablename__ = "passages"
    id: Mapped[str] = mapped_column(Words(80), primary_key=True)
    document: Mapped[str] = mapped_column(ForeignKey("documents.id", ondelete="CASCADE"), index=True)
    fields: Mapped[dict] = mapped_column(JSON)


class VectorRow(Base):
    __tablename__ = "vectors"
    passage: Mapped[str] = mapped_column(ForeignKey("passages.id", ondelete="CASCADE"), primary_key=True)
    encoder: Mapped[str] = mapped_column(Words(200), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)


class ThemeRow(Base):
    """A theme that a person gave to a wording; kept when documents go and come back."""

    __tablename__ = "themes"
    wording: Mapped[str] = mapped_column(Words(64), primary_key=True)
    theme: Mapped[str | None] = mapped_column(Words(40))
    at: Mapped[str] = mapped_column(Words(32))


class UserRow(Base):
    __tablename__ = "users"
    name: Mapped[str] = mapped_column(Words(120), primary_key=True)
    role: Mapped[str] = mapped_column(Words(16))
    unit: Mapped[str] = mapped_column(Words(120))
    county: Mapped[str] = mapped_column(Words(120))
    at: Mapped[str] = mapped_column(Words(32))


class AuditRow(Base):
    """Who did what; `draft` is no foreign key, so that a line outlives the draft."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    at: Mapped[str] = mapped_column(Words(32))
    by: Mapped[str] = mapped_column(Words(120))
    verb: Mapped[str] = mapped_column(Words(40))
    draft: Mapped[str] = mapped_column(Words(32))
    detail: Mapped[str] = mapped_column(Words(400))

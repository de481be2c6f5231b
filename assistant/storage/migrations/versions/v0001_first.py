"""The first tables: drafts with revisions, waivers and conversations; documents with passages and vectors."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "meta", sa.Column("key", sa.String(40), primary_key=True), sa.Column("value", sa.Text, nullable=False)
    )
    op.create_table(
        "drafts",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("report", sa.JSON, nullable=False),
        sa.Column("previous", sa.JSON),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("updated", sa.String(32), nullable=False),
    )
    op.create_table(
        "revisions",
        _owned("draft", "drafts.id", 32),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("report", sa.JSON, nullable=False),
        sa.Column("note", sa.String(200), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_table(
        "waivers",
        _owned("draft", "drafts.id", 32),
        sa.Column("fingerprint", sa.String(80), primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_table(
        "turns",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        _owned("draft", "drafts.id", 32, key=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("ix_turns_draft", "turns", ["draft"])
    op.create_table(
        "documents",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("folder", sa.Text, nullable=False),
        sa.Column("report", sa.JSON, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("sample", sa.Boolean, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_table(
        "passages",
        sa.Column("id", sa.String(80), primary_key=True),
        _owned("document", "documents.id", 64, key=False),
        sa.Column("fields", sa.JSON, nullable=False),
    )
    op.create_index("ix_passages_document", "passages", ["document"])
    op.create_table(
        "vectors",
        _owned("passage", "passages.id", 80),
        sa.Column("encoder", sa.String(200), primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )


def _owned(name: str, target: str, length: int, *, key: bool = True) -> sa.Column:
    """A column that dies with the row it points to."""
    where = sa.ForeignKey(target, ondelete="CASCADE")
    return sa.Column(name, sa.String(length), where, primary_key=key, nullable=False)

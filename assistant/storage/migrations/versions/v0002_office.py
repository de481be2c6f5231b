"""Themes given by people; who owns a draft and where it stands; who changed what; users with their roles."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "themes",
        sa.Column("wording", sa.String(64), primary_key=True),
        sa.Column("theme", sa.String(40)),
        sa.Column("at", sa.String(32), nullable=False),
        if_not_exists=True,
    )
    for name, length in (("owner", 120), ("county", 120), ("remark", 1000)):
        op.add_column("drafts", sa.Column(name, sa.String(length), nullable=False, server_default=""))
    op.add_column("drafts", sa.Column("state", sa.String(16), nullable=False, server_default="draft"))
    op.add_column("revisions", sa.Column("by", sa.String(120), nullable=False, server_default=""))
    op.create_table(
        "users",
        sa.Column("name", sa.String(120), primary_key=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("unit", sa.String(120), nullable=False),
        sa.Column("county", sa.String(120), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("by", sa.String(120), nullable=False),
        sa.Column("verb", sa.String(40), nullable=False),
        sa.Column("draft", sa.String(32), nullable=False),
        sa.Column("detail", sa.String(400), nullable=False),
    )
    op.drop_table("meta")

"""When documents came in, as an index: asked at each edit of a draft, and the column lies behind the documents' bytes."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_index("ix_documents_at", "documents", ["at"])

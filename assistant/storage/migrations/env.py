"""Alembic's entry: run on the connection that `open_database` hands over, inside its transaction."""

from alembic import context

from assistant.storage.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()

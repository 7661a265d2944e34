"""Alembic's entry: runs migrations on the connection that `registry.schema.upgrade` opened."""

from alembic import context
from sqlmodel import SQLModel

import registry.records  # noqa: F401  (declares every table)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite cannot alter a column in place
)
with context.begin_transaction():
    context.run_migrations()

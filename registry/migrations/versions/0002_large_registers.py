"""Registers of any size: each holder's digest, and held lists kept row by row instead of in one value."""

import json

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change; the rows of lists that are held now move to the new table."""
    op.create_table(
        "register_held_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["register_import.id"], name=op.f("fk_register_held_row_import_id_register_import")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_held_row")),
    )
    with op.batch_alter_table("register_held_row", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_held_row_import_id"), ["import_id"], unique=False)
    _move_held_rows(op.get_bind())
    op.drop_column("register_import", "held_rows")
    op.add_column("agency", sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=""))


def _move_held_rows(connection: sa.Connection) -> None:
    imports = sa.table("register_import", sa.column("id", sa.Integer), sa.column("held_rows", sa.JSON))
    rows = sa.table("register_held_row", sa.column("import_id", sa.Integer), sa.column("body", sa.Text))
    for import_id, held in connection.execute(sa.select(imports.c.id, imports.c.held_rows)).all():
        if held:
            values = [{"import_id": import_id, "body": json.dumps(one)} for one in held]
            connection.execute(sa.insert(rows), values)

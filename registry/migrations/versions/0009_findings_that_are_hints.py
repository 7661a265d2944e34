"""Which findings are hints (decision 32), so that whoever lists a case's grounds can tell them from what is stated."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# How every explanation of a hint ended before there was a column for it.
ENDING = "% raises nothing alone."


def upgrade() -> None:
    """Applies the change."""
    op.add_column("finding", sa.Column("hint", sa.Boolean(), nullable=False, server_default=sa.false()))
    finding = sa.table("finding", sa.column("hint", sa.Boolean()), sa.column("explanation", sa.Text()))
    op.execute(finding.update().where(finding.c.explanation.like(ENDING)).values(hint=sa.true()))


def downgrade() -> None:
    """Takes it back."""
    op.drop_column("finding", "hint")

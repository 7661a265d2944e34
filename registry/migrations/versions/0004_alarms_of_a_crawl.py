"""What of a crawl an operator is to be told, apart from what single pages said."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change."""
    op.add_column("crawl", sa.Column("alarms", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Takes it back."""
    op.drop_column("crawl", "alarms")

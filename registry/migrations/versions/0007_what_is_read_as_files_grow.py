"""What new adverts are held against, kept so that it costs the same however many came before."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change."""
    op.add_column("recruiter", sa.Column("names_used", sa.JSON(), nullable=True))
    op.create_index("ix_campaign_key_value_campaign_id", "campaign_key", ["value", "campaign_id"])
    op.drop_index("ix_campaign_key_value", "campaign_key")


def downgrade() -> None:
    """Takes it back."""
    op.create_index("ix_campaign_key_value", "campaign_key", ["value"])
    op.drop_index("ix_campaign_key_value_campaign_id", "campaign_key")
    op.drop_column("recruiter", "names_used")

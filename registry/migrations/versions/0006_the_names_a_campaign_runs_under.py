"""The names that a campaign runs under, each with its adverts; campaigns on file are filled in when next met."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change."""
    op.add_column("campaign_advert", sa.Column("root", sqlmodel.sql.sqltypes.AutoString(), nullable=True))
    op.create_table(
        "campaign_name",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("root", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("adverts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_name_campaign_id_campaign")),
        sa.PrimaryKeyConstraint("campaign_id", "root", name=op.f("pk_campaign_name")),
    )


def downgrade() -> None:
    """Takes it back."""
    op.drop_table("campaign_name")
    op.drop_column("campaign_advert", "root")

"""Which cases an officer has had on the screen, and how they stood then."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change."""
    op.create_table(
        "case_look",
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("looked_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["email"], ["account.email"], name=op.f("fk_case_look_email_account")),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_case_look_alert_id_alert")),
        sa.PrimaryKeyConstraint("email", "alert_id", name=op.f("pk_case_look")),
    )


def downgrade() -> None:
    """Takes it back."""
    op.drop_table("case_look")

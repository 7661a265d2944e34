"""The recruiters that adverts were placed under before, so that a merge undone gives back the old numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change."""
    op.create_table(
        "former_recruiter",
        sa.Column("advert_id", sa.Integer(), nullable=False),
        sa.Column("recruiter_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["advert_id"], ["advert.id"], name=op.f("fk_former_recruiter_advert_id_advert")),
        sa.ForeignKeyConstraint(
            ["recruiter_id"], ["recruiter.id"], name=op.f("fk_former_recruiter_recruiter_id_recruiter")
        ),
        sa.PrimaryKeyConstraint("advert_id", "recruiter_id", name=op.f("pk_former_recruiter")),
    )


def downgrade() -> None:
    """Takes it back."""
    op.drop_table("former_recruiter")

"""What a run counts, when a page is due again, archives, and the proof of what was removed."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sqlmodel.sql.sqltypes.AutoString
TIME = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    """Applies the change."""
    for name in ("listed", "resumed"):
        op.add_column("crawl", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("crawl", sa.Column("seconds", sa.Float(), nullable=False, server_default="0"))
    for name in ("refusals", "filled"):
        op.add_column("crawl", sa.Column(name, sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("advert", sa.Column("forgotten_at", TIME(), nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        # SQLite's integers have 64 bits anyway, and it would copy the whole table.
        op.alter_column("crawl", "bytes", type_=sa.BigInteger())
        op.alter_column("sighting", "evidence_offset", type_=sa.BigInteger())
    _pages_anew()
    op.create_table(
        "archive",
        sa.Column("file", TEXT(), nullable=False),
        sa.Column("crawl_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", TIME(), nullable=False),
        sa.Column("finished_at", TIME(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("manifest_sha256", TEXT(), nullable=True),
        sa.Column("stamped_at", TIME(), nullable=True),
        sa.Column("authority", TEXT(), nullable=True),
        sa.Column("stamp_problem", TEXT(), nullable=False),
        sa.ForeignKeyConstraint(["crawl_id"], ["crawl.id"], name=op.f("fk_archive_crawl_id_crawl")),
        sa.PrimaryKeyConstraint("file", name=op.f("pk_archive")),
    )
    op.create_index(op.f("ix_archive_crawl_id"), "archive", ["crawl_id"], unique=False)
    op.create_table(
        "forgotten_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file", TEXT(), nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("digest", TEXT(), nullable=False),
        sa.Column("kept_at", TIME(), nullable=False),
        sa.Column("forgotten_at", TIME(), nullable=False),
        sa.Column("forgotten_by", TEXT(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forgotten_page")),
        sa.UniqueConstraint("file", "offset", name=op.f("uq_forgotten_page_file_offset")),
    )
    op.create_index(op.f("ix_forgotten_page_digest"), "forgotten_page", ["digest"], unique=False)


def _pages_anew() -> None:
    """The page states keyed by source and address; what was known of pages is learned again on the next visit."""
    op.drop_index(op.f("ix_page_state_source"), "page_state")
    op.drop_table("page_state")
    op.create_table(
        "page_state",
        sa.Column("source", TEXT(), nullable=False),
        sa.Column("url", TEXT(), nullable=False),
        sa.Column("etag", TEXT(), nullable=True),
        sa.Column("last_modified", TEXT(), nullable=True),
        sa.Column("digest", TEXT(), nullable=True),
        sa.Column("content", TEXT(), nullable=False),
        sa.Column("kept_file", TEXT(), nullable=True),
        sa.Column("kept_offset", sa.BigInteger(), nullable=True),
        sa.Column("kept_at", TIME(), nullable=True),
        sa.Column("seen_at", TIME(), nullable=False),
        sa.Column("wait_hours", sa.Float(), nullable=False),
        sa.Column("next_visit_at", TIME(), nullable=True),
        sa.Column("crawl_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["crawl_id"], ["crawl.id"], name=op.f("fk_page_state_crawl_id_crawl")),
        sa.PrimaryKeyConstraint("source", "url", name=op.f("pk_page_state")),
    )
    op.create_index(op.f("ix_page_state_crawl_id"), "page_state", ["crawl_id"], unique=False)


def downgrade() -> None:
    """Refuses: proof of what was removed would be lost."""
    raise RuntimeError("Restore the backup made before the upgrade instead.")

"""The first schema."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Applies the change."""
    op.create_table(
        "account",
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("inspector", "analyst", "administrator", name="role", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("password_hash", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("must_change", sa.Boolean(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("locked_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("email", name=op.f("pk_account")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("actor", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("action", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("previous", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("digest", name=op.f("uq_audit_entry_digest")),
        sa.UniqueConstraint("previous", name=op.f("uq_audit_entry_previous")),
    )
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entry_action"), ["action"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_actor"), ["actor"], unique=False)
        batch_op.create_index(batch_op.f("ix_audit_entry_subject"), ["subject"], unique=False)

    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("first_seen_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("adverts", sa.Integer(), nullable=False),
        sa.Column("names", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("digest", name=op.f("uq_campaign_digest")),
    )
    op.create_table(
        "crawl",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("started_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("finished_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("running", "finished", "failed", "interrupted", name="crawlstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("items", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("status_codes", sa.JSON(), nullable=False),
        sa.Column("coverage", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crawl")),
    )
    with op.batch_alter_table("crawl", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_crawl_source"), ["source"], unique=False)

    op.create_table(
        "job_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("started_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("finished_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("succeeded", sa.Boolean(), nullable=True),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
    )
    with op.batch_alter_table("job_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_run_job"), ["job"], unique=False)

    op.create_table(
        "model_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("candidate", "live", "retired", name="modelstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("file", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("trained_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("trained_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("outside_labels", sa.Boolean(), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("promoted_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("promoted_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("promotion_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_version")),
    )
    op.create_table(
        "raise_mark",
        sa.Column("jurisdiction", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("jurisdiction", name=op.f("pk_raise_mark")),
    )
    op.create_table(
        "outbox_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recipient", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("period", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("message_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("subject", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column(
            "state", sa.Enum("queued", "sent", "dead", name="outboxstate", native_enum=False, length=40), nullable=False
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_attempt_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("last_error", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("sent_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_message")),
        sa.UniqueConstraint("recipient", "period", name=op.f("uq_outbox_message_recipient_period")),
    )
    op.create_table(
        "page_state",
        sa.Column("url", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("etag", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("last_modified", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("digest", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("seen_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("next_visit_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_page_state")),
    )
    with op.batch_alter_table("page_state", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_page_state_source"), ["source"], unique=False)

    op.create_table(
        "recruiter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("first_seen_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["recruiter.id"], name=op.f("fk_recruiter_merged_into_id_recruiter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recruiter")),
    )
    with op.batch_alter_table("recruiter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recruiter_name"), ["name"], unique=False)

    op.create_table(
        "register_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "agencies",
                "names",
                "notices",
                "vacancies",
                "maritime",
                name="registerkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("imported_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("active", "held", "rejected", name="importstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("presence_means_licensed", sa.Boolean(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("held_rows", sa.JSON(), nullable=False),
        sa.Column("decided_by", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("decided_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_import")),
        sa.UniqueConstraint(
            "jurisdiction", "kind", "sha256", "as_of", name=op.f("uq_register_import_jurisdiction_kind_sha256_as_of")
        ),
    )
    with op.batch_alter_table("register_import", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_import_jurisdiction"), ["jurisdiction"], unique=False)

    op.create_table(
        "setting",
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("changed_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("changed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_setting")),
    )
    op.create_table(
        "subscriber",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("quiet_weeks", sa.Boolean(), nullable=False),
        sa.Column("unsubscribe_token", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("removed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriber")),
        sa.UniqueConstraint("email", name=op.f("uq_subscriber_email")),
        sa.UniqueConstraint("unsubscribe_token", name=op.f("uq_subscriber_unsubscribe_token")),
    )
    op.create_table(
        "advert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "source_kind",
            sa.Enum(
                "board",
                "agency_site",
                "blog",
                "social",
                "hotline",
                "official",
                name="sourcekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("url", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("advertiser", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("advertiser_raw", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.Column("destination", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("location", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("vacancies", sa.Integer(), nullable=True),
        sa.Column("language", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("contacts", sa.JSON(), nullable=False),
        sa.Column("item", sa.JSON(), nullable=False),
        sa.Column("content_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("state", sa.Enum("live", "gone", name="advertstate", native_enum=False, length=40), nullable=False),
        sa.Column("first_seen_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("last_seen_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("recruiter_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["recruiter_id"], ["recruiter.id"], name=op.f("fk_advert_recruiter_id_recruiter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advert")),
        sa.UniqueConstraint("source", "key", name=op.f("uq_advert_source_key")),
    )
    with op.batch_alter_table("advert", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_advert_recruiter_id"), ["recruiter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_advert_source"), ["source"], unique=False)
        batch_op.create_index(batch_op.f("ix_advert_url"), ["url"], unique=False)

    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "register_kind",
            sa.Enum(
                "agencies",
                "names",
                "notices",
                "vacancies",
                "maritime",
                name="registerkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("row_key", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("first_import_id", sa.Integer(), nullable=False),
        sa.Column("last_import_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_import_id"], ["register_import.id"], name=op.f("fk_agency_first_import_id_register_import")
        ),
        sa.ForeignKeyConstraint(
            ["last_import_id"], ["register_import.id"], name=op.f("fk_agency_last_import_id_register_import")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint(
            "jurisdiction", "register_kind", "row_key", name=op.f("uq_agency_jurisdiction_register_kind_row_key")
        ),
    )
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_jurisdiction"), ["jurisdiction"], unique=False)
        batch_op.create_index(batch_op.f("ix_agency_number"), ["number"], unique=False)
        batch_op.create_index(batch_op.f("ix_agency_row_key"), ["row_key"], unique=False)

    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recruiter_id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("open", "snoozed", "escalated", "decided", name="alertstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "severity",
            sa.Enum("critical", "high", "medium", "low", name="severity", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "lane", sa.Enum("ordinary", "urgent", "control", name="lane", native_enum=False, length=40), nullable=False
        ),
        sa.Column("propensity", sa.Float(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("grounds", sa.JSON(), nullable=False),
        sa.Column("raised_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("assignee", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("snoozed_until", sa.Date(), nullable=True),
        sa.Column(
            "disposition",
            sa.Enum(
                "unlicensed",
                "lapsed",
                "revoked_active",
                "copycat",
                "phoenix",
                "out_of_scope",
                "unlawful_fee",
                "misleading",
                "trafficking_suspected",
                "lawful",
                "not_an_agency",
                "duplicate",
                "cannot_verify",
                name="disposition",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["recruiter_id"], ["recruiter.id"], name=op.f("fk_alert_recruiter_id_recruiter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
    )
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alert_recruiter_id"), ["recruiter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alert_state"), ["state"], unique=False)
        batch_op.create_index(
            "uq_alert_undecided_recruiter",
            ["recruiter_id"],
            unique=True,
            sqlite_where=sa.text("state != 'decided'"),
            postgresql_where=sa.text("state != 'decided'"),
        )

    op.create_table(
        "recruiter_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("recruiter_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "phone",
                "email",
                "domain",
                "messaging",
                "paybill",
                "till",
                "pochi",
                "licence",
                "address",
                "person",
                "name",
                name="contactkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("adverts", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recruiter_id"], ["recruiter.id"], name=op.f("fk_recruiter_key_recruiter_id_recruiter")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recruiter_key")),
        sa.UniqueConstraint("recruiter_id", "kind", "value", name=op.f("uq_recruiter_key_recruiter_id_kind_value")),
    )
    with op.batch_alter_table("recruiter_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recruiter_key_recruiter_id"), ["recruiter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recruiter_key_value"), ["value"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("token_sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("email", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("expires_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("ended_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["email"], ["account.email"], name=op.f("fk_sign_in_email_account")),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sign_in_email"), ["email"], unique=False)

    op.create_table(
        "agency_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "phone",
                "email",
                "domain",
                "messaging",
                "paybill",
                "till",
                "pochi",
                "licence",
                "address",
                "person",
                "name",
                name="contactkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("raw", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_agency_contact_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_contact")),
    )
    with op.batch_alter_table("agency_contact", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_contact_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agency_contact_value"), ["value"], unique=False)

    op.create_table(
        "agency_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("normalised", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("role", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_agency_name_agency_id_agency")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_name")),
    )
    with op.batch_alter_table("agency_name", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agency_name_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agency_name_normalised"), ["normalised"], unique=False)

    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("advert_id", sa.Integer(), nullable=False),
        sa.Column("recruiter_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("jurisdiction", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("judged_on", sa.Date(), nullable=False),
        sa.Column("assessed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("until_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("inputs_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("content_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("registers_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("rulebook_version", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("model_version", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "match_outcome",
            sa.Enum(
                "matched",
                "look_alike",
                "ambiguous",
                "unlisted",
                "register_not_loaded",
                name="matchoutcome",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "match_strength",
            sa.Enum(
                "licence_number",
                "contact",
                "name_exact",
                "name_close",
                "ambiguous",
                "none",
                name="matchstrength",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("match_score", sa.Float(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("match_reasons", sa.JSON(), nullable=False),
        sa.Column(
            "standing",
            sa.Enum(
                "licensed",
                "licensed_by_name_only",
                "out_of_scope",
                "expired",
                "suspended",
                "revoked",
                "pending",
                "ambiguous",
                "unlisted",
                "register_not_loaded",
                name="standingstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("standing_reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column(
            "band", sa.Enum("likely", "unsure", "unlikely", name="band", native_enum=False, length=40), nullable=False
        ),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["advert_id"], ["advert.id"], name=op.f("fk_assessment_advert_id_advert")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_assessment_agency_id_agency")),
        sa.ForeignKeyConstraint(["recruiter_id"], ["recruiter.id"], name=op.f("fk_assessment_recruiter_id_recruiter")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessment_advert_id"), ["advert_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessment_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessment_recruiter_id"), ["recruiter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessment_until_at"), ["until_at"], unique=False)
        batch_op.create_index(
            "uq_assessment_current_advert",
            ["advert_id"],
            unique=True,
            sqlite_where=sa.text("until_at IS NULL"),
            postgresql_where=sa.text("until_at IS NULL"),
        )

    op.create_table(
        "campaign_advert",
        sa.Column("advert_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["advert_id"], ["advert.id"], name=op.f("fk_campaign_advert_advert_id_advert")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_advert_campaign_id_campaign")),
        sa.PrimaryKeyConstraint("advert_id", name=op.f("pk_campaign_advert")),
    )
    with op.batch_alter_table("campaign_advert", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_advert_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "campaign_key",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_key_campaign_id_campaign")),
        sa.PrimaryKeyConstraint("campaign_id", "band", name=op.f("pk_campaign_key")),
    )
    with op.batch_alter_table("campaign_key", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_key_value"), ["value"], unique=False)

    op.create_table(
        "evidence_pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("made_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("file", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("sha256", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_evidence_pack_alert_id_alert")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_pack")),
    )
    with op.batch_alter_table("evidence_pack", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_evidence_pack_alert_id"), ["alert_id"], unique=False)

    op.create_table(
        "identity_judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("left_advert_id", sa.Integer(), nullable=False),
        sa.Column("right_advert_id", sa.Integer(), nullable=False),
        sa.Column(
            "judgement",
            sa.Enum("same", "not_same", "cannot_tell", name="judgement", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("officer", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("judged_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("withdrawn_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["left_advert_id"], ["advert.id"], name=op.f("fk_identity_judgement_left_advert_id_advert")
        ),
        sa.ForeignKeyConstraint(
            ["right_advert_id"], ["advert.id"], name=op.f("fk_identity_judgement_right_advert_id_advert")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_judgement")),
    )
    with op.batch_alter_table("identity_judgement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_identity_judgement_left_advert_id"), ["left_advert_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_identity_judgement_right_advert_id"), ["right_advert_id"], unique=False)

    op.create_table(
        "job_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("agency_name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("agency_number", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("destination", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("vacancies", sa.Integer(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_job_order_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["register_import.id"], name=op.f("fk_job_order_import_id_register_import")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_order")),
    )
    with op.batch_alter_table("job_order", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_job_order_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_job_order_import_id"), ["import_id"], unique=False)

    op.create_table(
        "licence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "valid",
                "expired",
                "suspended",
                "cancelled",
                "deregistered",
                "denied",
                "blacklisted",
                "pending",
                "ambiguous",
                name="licencestatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("status_raw", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "scope",
            sa.Enum("local", "foreign", "both", "unknown", name="licencescope", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_licence_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["register_import.id"], name=op.f("fk_licence_import_id_register_import")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_licence")),
    )
    with op.batch_alter_table("licence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_licence_agency_id"), ["agency_id"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("jurisdiction", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("issuer", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "valid",
                "expired",
                "suspended",
                "cancelled",
                "deregistered",
                "denied",
                "blacklisted",
                "pending",
                "ambiguous",
                name="licencestatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("name", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("normalised", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("url", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("right_of_reply", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("number", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_notice_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["register_import.id"], name=op.f("fk_notice_import_id_register_import")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_import_id"), ["import_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_normalised"), ["normalised"], unique=False)

    op.create_table(
        "register_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column(
            "change",
            sa.Enum(
                "granted",
                "renewed",
                "lapsed",
                "suspended",
                "revoked",
                "renamed",
                "moved",
                "vanished",
                "reappeared",
                name="registerchange",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("before", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("after", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_register_event_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["register_import.id"], name=op.f("fk_register_event_import_id_register_import")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_event")),
    )
    with op.batch_alter_table("register_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_event_agency_id"), ["agency_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_register_event_import_id"), ["import_id"], unique=False)

    op.create_table(
        "register_remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_register_remark_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["register_import.id"], name=op.f("fk_register_remark_import_id_register_import")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_remark")),
    )
    with op.batch_alter_table("register_remark", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_remark_import_id"), ["import_id"], unique=False)

    op.create_table(
        "sighting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("advert_id", sa.Integer(), nullable=False),
        sa.Column("crawl_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column(
            "change",
            sa.Enum("first", "edited", "unchanged", "back", name="sightingchange", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("content_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("item", sa.JSON(), nullable=False),
        sa.Column("evidence_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("evidence_file", sqlmodel.sql.sqltypes.AutoString(), nullable=True),
        sa.Column("evidence_offset", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["advert_id"], ["advert.id"], name=op.f("fk_sighting_advert_id_advert")),
        sa.ForeignKeyConstraint(["crawl_id"], ["crawl.id"], name=op.f("fk_sighting_crawl_id_crawl")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sighting")),
        sa.UniqueConstraint("advert_id", "crawl_id", name=op.f("uq_sighting_advert_id_crawl_id")),
    )
    with op.batch_alter_table("sighting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sighting_advert_id"), ["advert_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sighting_crawl_id"), ["crawl_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_sighting_evidence_digest"), ["evidence_digest"], unique=False)

    op.create_table(
        "triage_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column(
            "action",
            sa.Enum(
                "decide",
                "undo",
                "assign",
                "snooze",
                "escalate",
                "reopen",
                "open_case",
                name="triageaction",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "disposition",
            sa.Enum(
                "unlicensed",
                "lapsed",
                "revoked_active",
                "copycat",
                "phoenix",
                "out_of_scope",
                "unlawful_fee",
                "misleading",
                "trafficking_suspected",
                "lawful",
                "not_an_agency",
                "duplicate",
                "cannot_verify",
                name="disposition",
                native_enum=False,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("officer", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column(
            "state_before",
            sa.Enum("open", "snoozed", "escalated", "decided", name="alertstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "state_after",
            sa.Enum("open", "snoozed", "escalated", "decided", name="alertstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("undone_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_triage_decision_alert_id_alert")),
        sa.ForeignKeyConstraint(
            ["undone_by_id"], ["triage_decision.id"], name=op.f("fk_triage_decision_undone_by_id_triage_decision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triage_decision")),
    )
    with op.batch_alter_table("triage_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_triage_decision_alert_id"), ["alert_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_triage_decision_decided_at"), ["decided_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_triage_decision_officer"), ["officer"], unique=False)

    op.create_table(
        "alert_advert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("advert_id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("text_digest", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("grounds", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["advert_id"], ["advert.id"], name=op.f("fk_alert_advert_advert_id_advert")),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name=op.f("fk_alert_advert_alert_id_alert")),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_alert_advert_assessment_id_assessment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_advert")),
        sa.UniqueConstraint("alert_id", "advert_id", name=op.f("uq_alert_advert_alert_id_advert_id")),
    )
    with op.batch_alter_table("alert_advert", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_alert_advert_advert_id"), ["advert_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_alert_advert_alert_id"), ["alert_id"], unique=False)

    op.create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assessment_id", sa.Integer(), nullable=False),
        sa.Column("advert_id", sa.Integer(), nullable=False),
        sa.Column("rule_id", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column(
            "ground",
            sa.Enum(
                "licence",
                "identity",
                "job_order",
                "fees",
                "debt",
                "documents",
                "contract",
                "travel",
                "pay",
                "promise",
                "conditions",
                "vulnerability",
                "exploitation",
                "destination",
                "contact",
                "network",
                name="ground",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "severity",
            sa.Enum("critical", "high", "medium", "low", name="severity", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "stated",
            sa.Enum("stated", "contradicted", "silent", name="stated", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("hard", sa.Boolean(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("cancelled_by", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["advert_id"], ["advert.id"], name=op.f("fk_finding_advert_id_advert")),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name=op.f("fk_finding_assessment_id_assessment")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finding")),
    )
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finding_advert_id"), ["advert_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_assessment_id"), ["assessment_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_finding_rule_id"), ["rule_id"], unique=False)


def downgrade() -> None:
    """Takes the change back."""
    with op.batch_alter_table("finding", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_finding_rule_id"))
        batch_op.drop_index(batch_op.f("ix_finding_assessment_id"))
        batch_op.drop_index(batch_op.f("ix_finding_advert_id"))

    op.drop_table("finding")
    with op.batch_alter_table("alert_advert", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alert_advert_alert_id"))
        batch_op.drop_index(batch_op.f("ix_alert_advert_advert_id"))

    op.drop_table("alert_advert")
    with op.batch_alter_table("triage_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_triage_decision_officer"))
        batch_op.drop_index(batch_op.f("ix_triage_decision_decided_at"))
        batch_op.drop_index(batch_op.f("ix_triage_decision_alert_id"))

    op.drop_table("triage_decision")
    with op.batch_alter_table("sighting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sighting_evidence_digest"))
        batch_op.drop_index(batch_op.f("ix_sighting_crawl_id"))
        batch_op.drop_index(batch_op.f("ix_sighting_advert_id"))

    op.drop_table("sighting")
    with op.batch_alter_table("register_remark", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_remark_import_id"))

    op.drop_table("register_remark")
    with op.batch_alter_table("register_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_event_import_id"))
        batch_op.drop_index(batch_op.f("ix_register_event_agency_id"))

    op.drop_table("register_event")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_normalised"))
        batch_op.drop_index(batch_op.f("ix_notice_import_id"))
        batch_op.drop_index(batch_op.f("ix_notice_agency_id"))

    op.drop_table("notice")
    with op.batch_alter_table("licence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_licence_agency_id"))

    op.drop_table("licence")
    with op.batch_alter_table("job_order", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_order_import_id"))
        batch_op.drop_index(batch_op.f("ix_job_order_agency_id"))

    op.drop_table("job_order")
    with op.batch_alter_table("identity_judgement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identity_judgement_right_advert_id"))
        batch_op.drop_index(batch_op.f("ix_identity_judgement_left_advert_id"))

    op.drop_table("identity_judgement")
    with op.batch_alter_table("evidence_pack", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_evidence_pack_alert_id"))

    op.drop_table("evidence_pack")
    with op.batch_alter_table("campaign_advert", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_campaign_advert_campaign_id"))

    op.drop_table("campaign_advert")
    with op.batch_alter_table("assessment", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_assessment_current_advert",
            sqlite_where=sa.text("until_at IS NULL"),
            postgresql_where=sa.text("until_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_assessment_until_at"))
        batch_op.drop_index(batch_op.f("ix_assessment_recruiter_id"))
        batch_op.drop_index(batch_op.f("ix_assessment_agency_id"))
        batch_op.drop_index(batch_op.f("ix_assessment_advert_id"))

    op.drop_table("assessment")
    with op.batch_alter_table("agency_name", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_name_normalised"))
        batch_op.drop_index(batch_op.f("ix_agency_name_agency_id"))

    op.drop_table("agency_name")
    with op.batch_alter_table("agency_contact", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_contact_value"))
        batch_op.drop_index(batch_op.f("ix_agency_contact_agency_id"))

    op.drop_table("agency_contact")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_email"))

    op.drop_table("sign_in")
    with op.batch_alter_table("recruiter_key", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recruiter_key_value"))
        batch_op.drop_index(batch_op.f("ix_recruiter_key_recruiter_id"))

    op.drop_table("recruiter_key")
    with op.batch_alter_table("alert", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_alert_undecided_recruiter",
            sqlite_where=sa.text("state != 'decided'"),
            postgresql_where=sa.text("state != 'decided'"),
        )
        batch_op.drop_index(batch_op.f("ix_alert_state"))
        batch_op.drop_index(batch_op.f("ix_alert_recruiter_id"))

    op.drop_table("alert")
    with op.batch_alter_table("agency", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_row_key"))
        batch_op.drop_index(batch_op.f("ix_agency_number"))
        batch_op.drop_index(batch_op.f("ix_agency_jurisdiction"))

    op.drop_table("agency")
    with op.batch_alter_table("advert", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_advert_url"))
        batch_op.drop_index(batch_op.f("ix_advert_source"))
        batch_op.drop_index(batch_op.f("ix_advert_recruiter_id"))

    op.drop_table("advert")
    op.drop_table("subscriber")
    op.drop_table("setting")
    with op.batch_alter_table("register_import", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_import_jurisdiction"))

    op.drop_table("register_import")
    with op.batch_alter_table("recruiter", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recruiter_name"))

    op.drop_table("recruiter")
    with op.batch_alter_table("page_state", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_page_state_source"))

    op.drop_table("page_state")
    op.drop_table("outbox_message")
    op.drop_table("raise_mark")
    op.drop_table("model_version")
    with op.batch_alter_table("job_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_job_run_job"))

    op.drop_table("job_run")
    with op.batch_alter_table("crawl", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_crawl_source"))

    op.drop_table("crawl")
    op.drop_table("campaign")
    with op.batch_alter_table("audit_entry", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_entry_subject"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_actor"))
        batch_op.drop_index(batch_op.f("ix_audit_entry_action"))

    op.drop_table("audit_entry")
    op.drop_table("account")

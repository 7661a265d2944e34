"""Who is behind adverts: recruiters, the keys that hold them together, what people said of them, campaigns."""

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from registry.records.columns import Json, document, long_text, word
from registry.vocabulary import ContactKind, Judgement


class Recruiter(SQLModel, table=True):
    """Whoever stands behind a connected group of adverts; a merged one points at the one that holds its adverts.

    `names` are in the order of their use, and `names_used` says in how many adverts each is (null where not yet kept).
    """

    __tablename__ = "recruiter"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    names: Json = document(list)
    names_used: Json | None = Field(default=None, sa_type=JSON)
    first_seen_at: datetime
    merged_into_id: int | None = Field(default=None, foreign_key="recruiter.id")


class RecruiterKey(SQLModel, table=True):
    """One phone, e-mail, payment number, domain or name that a recruiter uses."""

    __tablename__ = "recruiter_key"
    __table_args__ = (UniqueConstraint("recruiter_id", "kind", "value"),)

    id: int | None = Field(default=None, primary_key=True)
    recruiter_id: int = Field(foreign_key="recruiter.id", index=True)
    kind: ContactKind = word(ContactKind)
    value: str = Field(index=True)
    adverts: int = 0


class FormerRecruiter(SQLModel, table=True):
    """A recruiter that an advert was placed under before: what was merged goes on under its own number once parted."""

    __tablename__ = "former_recruiter"

    advert_id: int = Field(foreign_key="advert.id", primary_key=True)
    recruiter_id: int = Field(foreign_key="recruiter.id", primary_key=True)


class IdentityJudgement(SQLModel, table=True):
    """A person's "same", "not the same" or "cannot tell" on two recruiters' adverts, remembered for ever."""

    __tablename__ = "identity_judgement"

    id: int | None = Field(default=None, primary_key=True)
    left_advert_id: int = Field(foreign_key="advert.id", index=True)
    right_advert_id: int = Field(foreign_key="advert.id", index=True)
    judgement: Judgement = word(Judgement)
    officer: str
    reason: str = ""
    judged_at: datetime
    withdrawn_at: datetime | None = None


class Campaign(SQLModel, table=True):
    """One text under which several adverts run."""

    __tablename__ = "campaign"

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(unique=True)
    template: str = long_text()
    first_seen_at: datetime
    adverts: int = 0
    names: int = 0


class CampaignAdvert(SQLModel, table=True):
    """An advert's place in a campaign; `root` says which `CampaignName` it counts for, null before those were kept."""

    __tablename__ = "campaign_advert"

    advert_id: int = Field(foreign_key="advert.id", primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    root: str | None = None


class CampaignName(SQLModel, table=True):
    """One name that a campaign runs under, by the words that distinguish it ("" for none), and in how many adverts."""

    __tablename__ = "campaign_name"

    campaign_id: int = Field(foreign_key="campaign.id", primary_key=True)
    root: str = Field(primary_key=True)
    name: str
    adverts: int = 0


class CampaignKey(SQLModel, table=True):
    """One band of a campaign's text signature: texts that share a band are worth comparing."""

    __tablename__ = "campaign_key"
    # Both columns, so that the campaigns of a band are read from the index alone.
    __table_args__ = (Index("ix_campaign_key_value_campaign_id", "value", "campaign_id"),)

    campaign_id: int = Field(foreign_key="campaign.id", primary_key=True)
    band: int = Field(primary_key=True)
    value: int = Field(sa_type=BigInteger)

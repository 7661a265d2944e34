"""The frozen, validated form in which any door (spider, file, telephone) hands in one advert: raw beside normalised.

Everything in it is hostile input. Property names are schema.org JobPosting's in snake_case, and each normalised value
has its raw twin; absent means absent, never "no".
"""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any
from urllib.parse import urlsplit, urlunsplit

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator

from registry.vocabulary import ContactKind, SourceKind

MAX_LINE = 500
MAX_TEXT = 50_000
MAX_LIST = 50
MAX_URL = 2_000


def _bounded(limit: int) -> BeforeValidator:
    def cut(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        # NUL cannot be stored by PostgreSQL, and lone surrogates cannot be encoded at all.
        text = value.replace("\x00", "")
        return (text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")).strip()[:limit]

    return BeforeValidator(cut)


Line = Annotated[str, _bounded(MAX_LINE)]
Text = Annotated[str, _bounded(MAX_TEXT)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]


class Contact(BaseModel):
    """One way to reach or pay the advertiser, normalised (phones E.164) beside the characters it was read from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: ContactKind
    value: Line
    raw: Line = ""


class Pay(BaseModel):
    """Pay as stated: amounts in `currency` (ISO 4217) per `period` (hour, day, week, month, year)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    minimum: float | None = Field(default=None, ge=0, le=1e12)
    maximum: float | None = Field(default=None, ge=0, le=1e12)
    currency: Annotated[str, Field(max_length=3)] | None = None
    period: Annotated[str, Field(max_length=10)] | None = None


class AdvertItem(BaseModel):
    """One advert as one door saw it; texts longer than their bound are cut, wrong types are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Line
    source_kind: SourceKind
    url: Annotated[str, Field(min_length=1, max_length=MAX_URL)]
    method: Line
    seen_at: datetime

    title: Line = ""
    hiring_organization: Line = ""
    hiring_organization_raw: Line = ""
    description: Text = ""
    date_posted: date | None = None
    date_posted_raw: Line = ""
    valid_through: date | None = None
    valid_through_raw: Line = ""
    base_salary: Pay | None = None
    base_salary_raw: Line = ""
    job_location: Line = ""
    job_location_raw: Line = ""
    job_location_country: Country | None = None
    destination_country: Country | None = None
    applicant_location_requirements: Line = ""
    applicant_location_country: Country | None = None
    employment_type: Line = ""
    identifier: Line = ""
    direct_apply: bool | None = None
    application_contact: Line = ""
    total_job_openings: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    occupational_category: Line = ""
    occupation_isco08: Annotated[str, Field(pattern=r"^[0-9]{4}$")] | None = None
    eligibility_to_work_requirement: Line = ""
    job_benefits: Text = ""
    industry: Line = ""
    qualifications: Text = ""
    experience_requirements: Line = ""
    education_requirements: Line = ""
    responsibilities: Text = ""
    skills: Text = ""
    work_hours: Line = ""
    incentive_compensation: Line = ""
    special_commitments: Line = ""
    language: Line = "und"
    contacts: tuple[Contact, ...] = ()
    evidence_digest: Line | None = None
    evidence_file: Line | None = None
    evidence_offset: int | None = None

    @field_validator("contacts", mode="after")
    @classmethod
    def _few_contacts(cls, value: tuple[Contact, ...]) -> tuple[Contact, ...]:
        return value[:MAX_LIST]

    @field_validator("url", mode="after")
    @classmethod
    def _address(cls, value: str) -> str:
        urlsplit(value)  # raises for what no reader of addresses can take apart
        return value

    @field_validator("seen_at", mode="after")
    @classmethod
    def _aware(cls, value: datetime) -> datetime:
        if value.tzinfo is None:
            raise ValueError("seen_at needs a time zone")
        return value

    @property
    def key(self) -> str:
        """The advert's stable name inside its source: its address without fragment, or its identifier."""
        parts = urlsplit(self.url)
        return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, parts.query, ""))[:MAX_URL]

    @property
    def content_digest(self) -> str:
        """SHA-256 of what the advert says, whenever and however it was seen."""
        return digest_of(self.model_dump(mode="json"))

    @property
    def text(self) -> str:
        """Title, newline, description: the text that finding spans count characters of."""
        return f"{self.title}\n{self.description}"


SEEING = {"seen_at", "method", "evidence_digest", "evidence_file", "evidence_offset", "source_kind"}


def digest_of(item: Mapping[str, Any]) -> str:
    """`AdvertItem.content_digest` of an item that was dumped as JSON already."""
    said = {name: value for name, value in item.items() if name not in SEEING}
    return hashlib.sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()

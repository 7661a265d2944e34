"""What official lists say: imports (dated snapshots), agencies, licences, notices, job orders.

An `Agency` row is an identity inside one register; everything a register says of it is a dated row beside it, closed
by `until_on` and never overwritten. `from_on` is the snapshot's date, `until_on` is exclusive.
"""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from registry.records.columns import Json, document, long_text, word
from registry.vocabulary import ContactKind, ImportState, LicenceScope, LicenceStatus, RegisterChange, RegisterKind


class RegisterImport(SQLModel, table=True):
    """One reading of one official list, in effect or held back."""

    __tablename__ = "register_import"
    __table_args__ = (UniqueConstraint("jurisdiction", "kind", "sha256", "as_of"),)

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction: str = Field(index=True)
    kind: RegisterKind = word(RegisterKind)
    source: str
    sha256: str
    as_of: date
    imported_at: datetime
    state: ImportState = word(ImportState)
    rows: int
    presence_means_licensed: bool = False
    report: Json = document(dict)
    decided_by: str | None = None
    decided_at: datetime | None = None


class HeldRow(SQLModel, table=True):
    """One entry of a list that is held back, as it was read, until a person decides."""

    __tablename__ = "register_held_row"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="register_import.id", index=True)
    body: str = long_text()


class Agency(SQLModel, table=True):
    """One licence holder (or legal entity) of one register, under the register's own key.

    `digest` is of all that the last list said of it; "" where that was not kept, or it has vanished.
    """

    __tablename__ = "agency"
    __table_args__ = (UniqueConstraint("jurisdiction", "register_kind", "row_key"),)

    id: int | None = Field(default=None, primary_key=True)
    jurisdiction: str = Field(index=True)
    register_kind: RegisterKind = word(RegisterKind)
    row_key: str = Field(index=True)
    number: str | None = Field(default=None, index=True)
    name: str
    digest: str = ""
    first_import_id: int = Field(foreign_key="register_import.id")
    last_import_id: int = Field(foreign_key="register_import.id")


class AgencyName(SQLModel, table=True):
    """A name an agency goes or went by, as printed and as compared."""

    __tablename__ = "agency_name"

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    name: str
    normalised: str = Field(index=True)
    role: str = "registered"
    from_on: date
    until_on: date | None = None


class AgencyContact(SQLModel, table=True):
    """A phone, e-mail, domain, address or person that a register gives for an agency."""

    __tablename__ = "agency_contact"

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    kind: ContactKind = word(ContactKind)
    value: str = Field(index=True)
    raw: str
    from_on: date
    until_on: date | None = None


class Licence(SQLModel, table=True):
    """What the register said of an agency's licence between two snapshots; append-only."""

    __tablename__ = "licence"

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    import_id: int = Field(foreign_key="register_import.id")
    number: str | None = None
    status: LicenceStatus = word(LicenceStatus)
    status_raw: str = ""
    scope: LicenceScope = word(LicenceScope, default=LicenceScope.UNKNOWN)
    issued_on: date | None = None
    expires_on: date | None = None
    from_on: date
    until_on: date | None = None


class Notice(SQLModel, table=True):
    """One firm named in one official notice; each notice is its own source, whatever others say."""

    __tablename__ = "notice"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="register_import.id", index=True)
    jurisdiction: str
    issuer: str
    published_on: date
    action: LicenceStatus = word(LicenceStatus)
    name: str
    normalised: str = Field(index=True)
    reason: str = ""
    url: str = ""
    right_of_reply: str = ""
    number: str | None = None
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    people: Json = document(list)


class JobOrder(SQLModel, table=True):
    """An approved vacancy: so many posts, of this title, in this country, for this agency."""

    __tablename__ = "job_order"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="register_import.id", index=True)
    jurisdiction: str
    agency_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    agency_name: str
    agency_number: str | None = None
    number: str | None = None
    title: str
    destination: str | None = None
    vacancies: int | None = None
    approved_on: date | None = None
    from_on: date
    until_on: date | None = None


class RegisterEvent(SQLModel, table=True):
    """One change to one agency between two snapshots."""

    __tablename__ = "register_event"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="register_import.id", index=True)
    agency_id: int = Field(foreign_key="agency.id", index=True)
    change: RegisterChange = word(RegisterChange)
    on: date
    before: str = ""
    after: str = ""


class RegisterRemark(SQLModel, table=True):
    """A fault seen in the register itself, for its registrar."""

    __tablename__ = "register_remark"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="register_import.id", index=True)
    agency_id: int | None = Field(default=None, foreign_key="agency.id")
    kind: str
    text: str = long_text()

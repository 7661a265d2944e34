"""Local sign-in: who may use the dashboard, the sessions they have open, and which cases they have looked at."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from registry.records.columns import word
from registry.vocabulary import Role


class Account(SQLModel, table=True):
    """A person who may sign in, with one role."""

    __tablename__ = "account"

    email: str = Field(primary_key=True)
    name: str = ""
    role: Role = word(Role)
    password_hash: str
    must_change: bool = False
    created_at: datetime
    closed_at: datetime | None = None
    failures: int = 0
    locked_until: datetime | None = None


class SignIn(SQLModel, table=True):
    """One open session; the browser holds a token, the database only its SHA-256."""

    __tablename__ = "sign_in"

    token_sha256: str = Field(primary_key=True)
    email: str = Field(foreign_key="account.email", index=True)
    created_at: datetime
    expires_at: datetime
    ended_at: datetime | None = None


class CaseLook(SQLModel, table=True):
    """The last time an officer had a case on the screen, and the alert's version then."""

    __tablename__ = "case_look"

    email: str = Field(primary_key=True, foreign_key="account.email")
    alert_id: int = Field(primary_key=True, foreign_key="alert.id")
    version: int
    looked_at: datetime

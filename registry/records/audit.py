"""The hash-chained audit log; written only through `registry.audit.append`."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from registry.records.columns import Json, document


class AuditEntry(SQLModel, table=True):
    """One act somebody answers for; `digest` covers the row and the digest before it."""

    __tablename__ = "audit_entry"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    actor: str = Field(index=True)
    action: str = Field(index=True)
    subject: str = Field(index=True)
    detail: Json = document(dict)
    previous: str = Field(unique=True)
    digest: str = Field(unique=True)

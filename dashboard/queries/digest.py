"""The weekly digest as a reader would get it, composed without sending or storing anything."""

from datetime import date

from sqlmodel import Session

from alerts.digest import Digest, Visitor, compose_digest
from registry.settings import Settings


def preview_digest(session: Session, *, email: str, name: str, week: date, settings: Settings) -> Digest:
    """The digest of `week` as it would go to `email` by all that is on file."""
    return compose_digest(session, Visitor(email, name), week=week, settings=settings)

"""The kept pages that prove an advert: where each lies, under which digest, since when, and which words it shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, select
from sqlmodel import Session, col

from registry.records import ForgottenPage, Sighting


@dataclass(frozen=True)
class KeptView:
    """The page kept with one sighting: SHA-256 of its bytes, file in the evidence folder, byte; `words` is the digest
    of what was read from it, and `forgotten_at` says when its bytes were removed because their time was over."""

    seen_at: datetime
    digest: str
    file: str
    offset: int
    words: str
    forgotten_at: datetime | None


def kept_pages(session: Session, advert_id: int) -> list[KeptView]:
    """Every page kept of that advert, newest first."""
    place = and_(
        col(ForgottenPage.file) == col(Sighting.evidence_file),
        col(ForgottenPage.offset) == col(Sighting.evidence_offset),
    )
    query = (
        select(
            col(Sighting.seen_at),
            col(Sighting.evidence_digest),
            col(Sighting.evidence_file),
            col(Sighting.evidence_offset),
            col(Sighting.content_digest),
            col(ForgottenPage.forgotten_at),
        )
        .outerjoin(ForgottenPage, place)
        .where(col(Sighting.advert_id) == advert_id, col(Sighting.evidence_file).is_not(None))
        .order_by(col(Sighting.seen_at).desc(), col(Sighting.id).desc())
    )
    return [
        KeptView(seen_at, digest or "", file or "", offset or 0, words, forgotten_at)
        for seen_at, digest, file, offset, words, forgotten_at in session.execute(query)
    ]


def page_behind(pages: Sequence[KeptView], *, words: str, by: datetime) -> KeptView | None:
    """The page that words read by `by` came from: the last one that showed them by then, else the first one after."""
    showing = [page for page in pages if page.words == words]
    return next((page for page in showing if page.seen_at <= by), showing[-1] if showing else None)

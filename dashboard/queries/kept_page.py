"""The kept page that proves an advert: where it lies, under which digest, and since when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from registry.records import Sighting


@dataclass(frozen=True)
class KeptView:
    """The page kept with the latest sighting that kept one: SHA-256 of its bytes, file in the evidence folder, byte."""

    seen_at: datetime
    digest: str
    file: str
    offset: int


def kept_page(session: Session, advert_id: int) -> KeptView | None:
    """Where the proof of that advert lies, or None when no page was kept."""
    query = (
        select(
            col(Sighting.seen_at),
            col(Sighting.evidence_digest),
            col(Sighting.evidence_file),
            col(Sighting.evidence_offset),
        )
        .where(col(Sighting.advert_id) == advert_id, col(Sighting.evidence_file).is_not(None))
        .order_by(col(Sighting.id).desc())
        .limit(1)
    )
    found = session.execute(query).first()
    if found is None:
        return None
    seen_at, digest, file, offset = found
    return KeptView(seen_at, digest or "", file or "", offset or 0)

"""Evidence against the records that point at it: every kept page re-read and its digest proved."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from registry.errors import InvalidInput, VerificationFailed
from registry.evidence import StoredPage, prove_page
from registry.records import Sighting


@dataclass(frozen=True)
class EvidenceReport:
    """How many kept pages were read again, and one sentence for each that is missing or has changed."""

    pages: int
    damaged: tuple[str, ...]


def verify_evidence(
    session: Session, folder: Path, *, on_progress: Callable[[int, int], None] = lambda _done, _total: None
) -> EvidenceReport:
    """Every page that a sighting rests on, re-read from `folder`; pages shared by sightings are read once."""
    places = session.exec(
        select(Sighting.evidence_file, Sighting.evidence_offset, Sighting.evidence_digest)
        .where(col(Sighting.evidence_file).is_not(None))
        .distinct()
        .order_by(col(Sighting.evidence_file), col(Sighting.evidence_offset))
    ).all()
    damaged: list[str] = []
    for number, (file, offset, digest) in enumerate(places, start=1):
        try:
            prove_page(folder, file or "", offset or 0, digest or "")
        except (VerificationFailed, InvalidInput) as error:
            damaged.append(str(error))
        on_progress(number, len(places))
    return EvidenceReport(len(places), tuple(damaged))


def evidence_of(session: Session, folder: Path, advert_id: int) -> StoredPage | None:
    """The proved page behind the advert's latest kept sighting, or None where nothing was kept."""
    last = session.exec(
        select(Sighting)
        .where(Sighting.advert_id == advert_id, col(Sighting.evidence_file).is_not(None))
        .order_by(col(Sighting.id).desc())
        .limit(1)
    ).first()
    if last is None:
        return None
    return prove_page(folder, last.evidence_file or "", last.evidence_offset or 0, last.evidence_digest or "")

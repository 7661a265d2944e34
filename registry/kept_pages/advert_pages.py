"""Every page that was kept of one advert, re-read and proved by its digest, for whoever has to rest a case on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from registry.errors import InvalidInput, VerificationFailed
from registry.evidence import prove_page
from registry.records import ForgottenPage, Sighting
from registry.vocabulary import SightingChange


@dataclass(frozen=True)
class AdvertPage:
    """One visit's page: when, what it changed, where it is kept; `problem` says why it does not prove anything.

    A page that was `removed` when its time was over has no bytes any more and is no problem.
    """

    seen_at: datetime
    change: SightingChange
    file: str
    offset: int
    digest: str
    removed: bool = False
    problem: str = ""

    @property
    def state(self) -> str:
        """One word for the three cases."""
        return "removed" if self.removed else "damaged" if self.problem else "proved"


def pages_of(session: Session, folder: Path, advert_id: int) -> Sequence[AdvertPage]:
    """Every page kept of the advert, oldest first, each read again from `folder`."""
    sightings = session.exec(
        select(Sighting)
        .where(Sighting.advert_id == advert_id, col(Sighting.evidence_file).is_not(None))
        .order_by(col(Sighting.seen_at), col(Sighting.id))
    ).all()
    files = {one.evidence_file for one in sightings}
    query = select(ForgottenPage.file, ForgottenPage.offset).where(col(ForgottenPage.file).in_(files))
    gone = {(file, offset) for file, offset in session.exec(query)}
    return [_proved(folder, one, gone=(one.evidence_file, one.evidence_offset) in gone) for one in sightings]


def _proved(folder: Path, sighting: Sighting, *, gone: bool) -> AdvertPage:
    file, offset, digest = sighting.evidence_file or "", sighting.evidence_offset or 0, sighting.evidence_digest or ""
    problem = ""
    if not gone:
        try:
            prove_page(folder, file, offset, digest)
        except (VerificationFailed, InvalidInput) as error:
            problem = str(error)
    return AdvertPage(sighting.seen_at, sighting.change, file, offset, digest, gone, problem)

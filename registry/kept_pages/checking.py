"""Evidence against the records that point at it: every kept page re-read and its digest proved."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from registry.errors import InvalidInput, VerificationFailed
from registry.evidence import prove_page, read_page
from registry.kept_pages.archives import archive_problems
from registry.records import Archive, ForgottenPage, Sighting
from registry.time_stamps import stamp_problems


@dataclass(frozen=True)
class EvidenceReport:
    """How many kept pages were read again, and one sentence for each that is missing or has changed.

    `forgotten` pages were removed on purpose and are not among them; `archives` had their lists of digests proved.
    """

    pages: int
    damaged: tuple[str, ...]
    forgotten: int = 0
    archives: int = 0


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
    gone = {(page.file, page.offset) for page in session.exec(select(ForgottenPage))}
    damaged: list[str] = []
    forgotten = 0
    for number, (file, offset, digest) in enumerate(places, start=1):
        place = (file or "", offset or 0)
        try:
            if place in gone:
                forgotten += 1
                damaged += _still_there(folder, *place)
            else:
                prove_page(folder, *place, digest or "")
        except (VerificationFailed, InvalidInput) as error:
            damaged.append(str(error))
        on_progress(number, len(places))
    # Pages that no sighting rests on are removed on purpose too.
    loose = gone - {(file or "", offset or 0) for file, offset, _ in places}
    damaged += [problem for place in sorted(loose) for problem in _still_there(folder, *place)]
    archives = session.exec(select(Archive).where(col(Archive.manifest_sha256).is_not(None))).all()
    for archive in archives:
        damaged += [*archive_problems(folder, archive), *stamp_problems(folder, archive)]
    return EvidenceReport(len(places) - forgotten, tuple(damaged), forgotten + len(loose), len(archives))


def _still_there(folder: Path, file: str, offset: int) -> list[str]:
    if not (folder / file).is_file():
        return []
    try:
        read_page(folder, file, offset)
    except VerificationFailed:
        return []
    return [f"The page at {file}:{offset} was to be removed and is still there; run `wakala forget` again."]

"""What may be forgotten: pages and contacts of adverts last seen before a date that never led to a case.

Pages of that age that no advert rests on (lists, refusals, what a kill left behind) go with them.
An advert stays with title, advertiser, address and dates; its words, contacts and kept pages go. What was removed stays
provable: each page's digest, date and who removed it (`ForgottenPage`, the archive's own list, and the audit log).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from registry import audit
from registry.bulk import in_pieces, insert_rows
from registry.identity.campaign_texts.places import place_adverts
from registry.kept_pages.loose_pages import Place, loose_pages
from registry.kept_pages.removal import remove_pages
from registry.records import (
    Advert,
    Alert,
    AlertAdvert,
    ForgottenPage,
    IdentityJudgement,
    PageState,
    RecruiterKey,
    Sighting,
)

MOST_TOLD = 10_000
FORGETTABLE_COLUMNS: dict[str, Any] = {
    "description": "", "contacts": [], "item": {}, "advertiser_raw": "", "location": "",
}  # fmt: skip


@dataclass(frozen=True)
class Retention:
    """What a date means for each class of adverts and pages.

    `adverts`, their `pages` and the `loose_pages` that no advert rests on go; `with_case` adverts of that age stay
    because they, or their recruiter, led to a case; `shared_pages` stay because an advert that stays rests on them too;
    `recruiters` lose their contact keys.
    """

    before: datetime
    adverts: int
    pages: int
    loose_pages: int
    with_case: int
    shared_pages: int
    recruiters: int

    def as_json(self) -> dict[str, Any]:
        """Its values by name."""
        return asdict(self) | {"before": self.before.isoformat()}


@dataclass(frozen=True)
class _Plan:
    ids: list[int]
    places: list[Place]
    figures: Retention


def what_would_be_forgotten(session: Session, folder: Path, *, before: datetime) -> Retention:
    """The figures, without doing anything; `folder` holds the archives."""
    return _plan(session, folder, before).figures


def _plan(session: Session, folder: Path, before: datetime) -> _Plan:
    ids = _forgettable(session, before)
    places, shared = _pages_of(session, ids)
    loose = loose_pages(session, folder, before=before, going=ids)
    of_that_age = select(func.count()).select_from(Advert).where(col(Advert.last_seen_at) < before)
    old = session.exec(of_that_age.where(col(Advert.forgotten_at).is_(None))).one()
    figures = Retention(
        before=before, adverts=len(ids), pages=len(places), loose_pages=len(loose), with_case=old - len(ids),
        shared_pages=shared, recruiters=len(_left_without_adverts(session, ids)),
    )  # fmt: skip
    return _Plan(ids, [*places, *loose], figures)


@dataclass(frozen=True)
class Forgotten:
    """What was forgotten, and the adverts it was; what others keep of them is for their owners to forget."""

    figures: Retention
    advert_ids: tuple[int, ...]


def forget(session: Session, folder: Path, *, before: datetime, by: str, at: datetime) -> Forgotten:
    """What was forgotten on file, on the word of `by`; doing it again finds nothing.

    Once this is committed, `remove_forgotten_pages` takes the pages out of their archives: should that be cut short,
    running it again removes the rest.
    """
    plan = _plan(session, folder, before)
    ids, places = plan.ids, plan.places
    rows = [{**asdict(place), "forgotten_at": at, "forgotten_by": by} for place in places]
    insert_rows(session, ForgottenPage, rows)
    recruiters = _left_without_adverts(session, ids)
    _forget_adverts(session, ids, at=at)
    for piece in in_pieces(recruiters):
        session.execute(delete(RecruiterKey).where(col(RecruiterKey.recruiter_id).in_(piece)))
    if ids or places:
        detail = plan.figures.as_json() | {
            "digests": [place.digest for place in places[:MOST_TOLD]], "adverts_forgotten": ids[:MOST_TOLD],
        }  # fmt: skip
        subject = f"before:{before:%Y-%m-%d}"
        audit.append(session, actor=by, action="evidence.forget", subject=subject, detail=detail, at=at)
    return Forgotten(plan.figures, tuple(ids))


def remove_forgotten_pages(session: Session, folder: Path) -> int:
    """How many forgotten pages were still in their archives, and are gone now."""
    by_file: dict[str, list[ForgottenPage]] = defaultdict(list)
    for page in session.exec(select(ForgottenPage).order_by(col(ForgottenPage.id))):
        by_file[page.file].append(page)
    return sum(
        remove_pages(folder / file, {page.offset: (page.digest, page.forgotten_at) for page in pages})
        for file, pages in by_file.items()
        if (folder / file).is_file()
    )


def _forgettable(session: Session, before: datetime) -> list[int]:
    """Adverts of that age that never led to a case: no alert rests on them, and none was raised on their recruiter.

    A person's word on who is who keeps them too.
    """
    on_alert = select(AlertAdvert.advert_id)
    recruiters = select(Alert.recruiter_id)
    judged = select(IdentityJudgement.left_advert_id).union(select(IdentityJudgement.right_advert_id))
    query = (
        select(Advert.id)
        .where(col(Advert.last_seen_at) < before, col(Advert.forgotten_at).is_(None))
        .where(col(Advert.id).not_in(on_alert), col(Advert.id).not_in(judged))
        .where(col(Advert.recruiter_id).is_(None) | col(Advert.recruiter_id).not_in(recruiters))
        .order_by(col(Advert.id))
    )
    return [number for number in session.exec(query) if number is not None]


def _pages_of(session: Session, ids: Sequence[int]) -> tuple[list[Place], int]:
    """The pages that only these adverts rest on, and how many of theirs others rest on too."""
    going = set(ids)
    places: dict[tuple[str, int], Place] = {}
    for piece in in_pieces(ids):
        query = select(
            Sighting.evidence_file, Sighting.evidence_offset, Sighting.evidence_digest, Sighting.seen_at
        ).where(col(Sighting.advert_id).in_(piece), col(Sighting.evidence_file).is_not(None))
        for file, offset, digest, seen_at in session.exec(query):
            places[file or "", offset or 0] = Place(file or "", offset or 0, digest or "", seen_at)
    known = {(page.file, page.offset) for page in session.exec(select(ForgottenPage))}
    shared = _shared(session, places, going)
    return [place for where, place in places.items() if where not in shared and where not in known], len(shared)


def _shared(session: Session, places: Iterable[tuple[str, int]], going: set[int]) -> set[tuple[str, int]]:
    wanted = set(places)
    shared: set[tuple[str, int]] = set()
    for piece in in_pieces({file for file, _ in wanted}):
        query = select(Sighting.evidence_file, Sighting.evidence_offset, Sighting.advert_id).where(
            col(Sighting.evidence_file).in_(piece)
        )
        for file, offset, advert_id in session.exec(query):
            if advert_id not in going and (file or "", offset or 0) in wanted:
                shared.add((file or "", offset or 0))
    return shared


def _left_without_adverts(session: Session, ids: Sequence[int]) -> list[int]:
    """Recruiters all of whose adverts go: nothing is left that their contacts would be kept for."""
    concerned: set[int] = set()
    for piece in in_pieces(ids):
        query = select(Advert.recruiter_id).where(col(Advert.id).in_(piece), col(Advert.recruiter_id).is_not(None))
        concerned |= {number for number in session.exec(query) if number is not None}
    going = set(ids)
    kept: set[int] = set()
    for piece in in_pieces(concerned):
        rest = select(Advert.id, Advert.recruiter_id).where(
            col(Advert.recruiter_id).in_(piece), col(Advert.forgotten_at).is_(None)
        )
        kept |= {recruiter for number, recruiter in session.exec(rest) if number not in going and recruiter is not None}
    return sorted(concerned - kept)


def _forget_adverts(session: Session, ids: Sequence[int], *, at: datetime) -> None:
    for piece in in_pieces(ids):
        keys = session.exec(select(Advert.source, Advert.url).where(col(Advert.id).in_(piece))).all()
        by_source: dict[str, list[str]] = defaultdict(list)
        for source, url in keys:
            by_source[source].append(url)
        for source, urls in by_source.items():
            session.execute(delete(PageState).where(col(PageState.source) == source, col(PageState.url).in_(urls)))
        session.execute(update(Sighting).where(col(Sighting.advert_id).in_(piece)).values(item={}))
        place_adverts(session, piece, {})
        session.execute(update(Advert).where(col(Advert.id).in_(piece)).values(**FORGETTABLE_COLUMNS, forgotten_at=at))

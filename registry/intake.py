"""How an advert gets on file, whichever door it came through: one upsert of adverts and one row a sighting, in sets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from registry.advert_item import AdvertItem
from registry.bulk import in_pieces, insert_returning_ids, insert_rows
from registry.records import Advert, Crawl, Sighting
from registry.vocabulary import AdvertState, CrawlState, SightingChange


@dataclass(frozen=True)
class CrawlCounts:
    """A crawl's own figures: answers and their bytes, seconds, answers by status, pages refused by reason.

    `filled` counts adverts by filled property, and under "items" all adverts that were looked at.
    """

    pages: int
    bytes: int
    seconds: float
    status_codes: Mapping[str, int]
    refusals: Mapping[str, int]
    filled: Mapping[str, int]


def open_crawl(session: Session, *, source: str, at: datetime) -> Crawl:
    """A running crawl of `source`, flushed."""
    crawl = Crawl(source=source, started_at=at, state=CrawlState.RUNNING)
    session.add(crawl)
    session.flush()
    return crawl


def count_crawl(session: Session, crawl: Crawl, counts: CrawlCounts) -> None:
    """What the crawl has come to so far; call it in the unit of work that stores what was counted."""
    crawl.pages, crawl.bytes, crawl.seconds = counts.pages, counts.bytes, round(counts.seconds, 3)
    crawl.status_codes, crawl.refusals = dict(counts.status_codes), dict(counts.refusals)
    crawl.filled = dict(counts.filled)
    session.add(crawl)
    session.flush()


def close_crawl(
    session: Session,
    crawl: Crawl,
    *,
    at: datetime,
    state: CrawlState,
    coverage: Mapping[str, float] | None = None,
    problems: Sequence[str] = (),
    alarms: Sequence[str] = (),
) -> None:
    """The crawl marked as ended with how it went; `alarms` are problems that concern the source as a whole.

    Its counts were kept by `count_crawl` and `record_sightings`.
    """
    crawl.finished_at = at
    crawl.state = state
    crawl.coverage = dict(coverage or {})
    crawl.problems, crawl.alarms = [*problems, *alarms], list(alarms)
    session.add(crawl)
    session.flush()


def record_sighting(session: Session, item: AdvertItem, crawl: Crawl) -> Advert:
    """The advert that `item` is a sighting of, new or known."""
    return record_sightings(session, [item], crawl)[0]


def record_sightings(session: Session, items: Sequence[AdvertItem], crawl: Crawl) -> list[Advert]:
    """The adverts that `items` are sightings of, in the order of `items`; the same items twice change nothing.

    An item seen twice in one crawl counts once, its last form holding. `crawl` must be flushed.
    """
    latest = {(item.source, item.key): item for item in items}
    known = _known_adverts(session, latest)
    fresh = [item for place, item in latest.items() if place not in known]
    ids = insert_returning_ids(session, Advert, [_advert_row(item) for item in fresh])
    changes = {(item.source, item.key): SightingChange.FIRST for item in fresh}
    changes |= {place: _change(advert, latest[place]) for place, advert in known.items()}
    _update_adverts(session, [(advert, latest[place]) for place, advert in known.items()])
    numbers = {place: advert.id for place, advert in known.items() if advert.id is not None}
    numbers |= {(item.source, item.key): number for item, number in zip(fresh, ids, strict=True)}
    _add_sightings(session, crawl, [(numbers[place], item, changes[place]) for place, item in latest.items()])
    adverts = _by_id(session, numbers.values())
    return [adverts[numbers[item.source, item.key]] for item in items]


def _known_adverts(session: Session, places: Mapping[tuple[str, str], AdvertItem]) -> dict[tuple[str, str], Advert]:
    found: dict[tuple[str, str], Advert] = {}
    for source in {source for source, _ in places}:
        for keys in in_pieces(key for at, key in places if at == source):
            query = select(Advert).where(Advert.source == source, col(Advert.key).in_(keys))
            found |= {(source, advert.key): advert for advert in session.exec(query)}
    return found


def _change(advert: Advert, item: AdvertItem) -> SightingChange:
    if advert.state is AdvertState.GONE:
        return SightingChange.BACK
    return SightingChange.UNCHANGED if _says_what_is_on_file(advert, item) else SightingChange.EDITED


def _says_what_is_on_file(advert: Advert, item: AdvertItem) -> bool:
    return advert.content_digest == item.content_digest and advert.forgotten_at is None


def _content(item: AdvertItem) -> dict[str, Any]:
    return {
        "url": item.url,
        "source_kind": item.source_kind,
        "title": item.title,
        "advertiser": item.hiring_organization,
        "advertiser_raw": item.hiring_organization_raw or item.hiring_organization,
        "description": item.description,
        "posted_on": item.date_posted,
        "destination": item.destination_country,
        "location": item.job_location,
        "vacancies": item.total_job_openings,
        "language": item.language,
        "contacts": [contact.model_dump(mode="json") for contact in item.contacts],
        "item": item.model_dump(mode="json"),
        "content_digest": item.content_digest,
        "state": AdvertState.LIVE,
        "last_seen_at": item.seen_at,
        "forgotten_at": None,
    }


def _advert_row(item: AdvertItem) -> dict[str, Any]:
    return {"source": item.source, "key": item.key, "first_seen_at": item.seen_at, **_content(item)}


def _update_adverts(session: Session, pairs: Sequence[tuple[Advert, AdvertItem]]) -> None:
    changed = [
        {"advert_id": advert.id, **_content(item)}
        for advert, item in pairs
        if not _says_what_is_on_file(advert, item) or advert.state is AdvertState.GONE
    ]
    if changed:
        columns: dict[str, Any] = {name: bindparam(name) for name in changed[0] if name != "advert_id"}
        statement = update(Advert).where(col(Advert.id) == bindparam("advert_id")).values(columns)
        session.connection().execute(statement, changed)
    same: dict[datetime, list[int]] = {}
    for advert, item in pairs:
        if _says_what_is_on_file(advert, item) and advert.state is not AdvertState.GONE and advert.id:
            same.setdefault(item.seen_at, []).append(advert.id)
    for seen_at, ids in same.items():
        for piece in in_pieces(ids):
            session.execute(update(Advert).where(col(Advert.id).in_(piece)).values(last_seen_at=seen_at))


def _add_sightings(session: Session, crawl: Crawl, seen: Sequence[tuple[int, AdvertItem, SightingChange]]) -> None:
    done: set[int] = set()
    for piece in in_pieces(number for number, _, _ in seen):
        query = select(Sighting.advert_id).where(Sighting.crawl_id == crawl.id, col(Sighting.advert_id).in_(piece))
        done |= set(session.exec(query))
    rows = [
        {
            "advert_id": number,
            "crawl_id": crawl.id,
            "seen_at": item.seen_at,
            "change": change,
            "content_digest": item.content_digest,
            # An unchanged advert says what it said: its words are kept once, under the sighting that first had them.
            "item": {} if change is SightingChange.UNCHANGED else item.model_dump(mode="json"),
            "evidence_digest": item.evidence_digest,
            "evidence_file": item.evidence_file,
            "evidence_offset": item.evidence_offset,
        }
        for number, item, change in seen
        if number not in done
    ]
    insert_rows(session, Sighting, rows)
    changes = [row["change"] for row in rows]
    crawl.items += len(rows)
    crawl.new += changes.count(SightingChange.FIRST)
    crawl.changed += changes.count(SightingChange.EDITED) + changes.count(SightingChange.BACK)
    session.add(crawl)
    session.flush()


def _by_id(session: Session, ids: Sequence[int] | Any) -> dict[int, Advert]:
    found: dict[int, Advert] = {}
    for piece in in_pieces(ids):
        query = select(Advert).where(col(Advert.id).in_(piece)).execution_options(populate_existing=True)
        found |= {advert.id: advert for advert in session.exec(query) if advert.id is not None}
    return found

"""How an advert gets on file, whichever door it came through: one upsert of adverts and one row a sighting, in sets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from registry.advert_item import AdvertItem
from registry.bulk import in_pieces, insert_returning_ids, insert_rows
from registry.dumped_item import DumpedItem
from registry.records import Advert, Crawl, Sighting
from registry.vocabulary import AdvertState, CrawlState, SightingChange

Place = tuple[str, str]


class _OnFile(NamedTuple):
    """What there is to know of an advert on file before a sighting of it is added."""

    id: int
    state: AdvertState
    content_digest: str
    forgotten_at: datetime | None


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
    numbers = file_sightings(session, [DumpedItem.of(item) for item in items], crawl)
    adverts = _by_id(session, numbers)
    return [adverts[number] for number in numbers]


def file_sightings(session: Session, items: Sequence[DumpedItem], crawl: Crawl) -> list[int]:
    """`record_sightings` for who needs no adverts back, only their ids, and has its items dumped."""
    said = {(one.item.source, one.key): one for one in items}
    known = _known_adverts(session, said)
    fresh = {place: one for place, one in said.items() if place not in known}
    ids = insert_returning_ids(session, Advert, [_advert_row(one) for one in fresh.values()])
    changes = dict.fromkeys(fresh, SightingChange.FIRST)
    changes |= {place: _change(advert, said[place]) for place, advert in known.items()}
    _update_adverts(session, [(advert, said[place]) for place, advert in known.items()])
    numbers = {place: advert.id for place, advert in known.items()} | dict(zip(fresh, ids, strict=True))
    _add_sightings(session, crawl, [(numbers[place], one, changes[place]) for place, one in said.items()])
    return [numbers[one.item.source, one.key] for one in items]


def _known_adverts(session: Session, places: Iterable[Place]) -> dict[Place, _OnFile]:
    found: dict[Place, _OnFile] = {}
    by_source: dict[str, list[str]] = {}
    for source, key in places:
        by_source.setdefault(source, []).append(key)
    for source, wanted in by_source.items():
        for keys in in_pieces(wanted):
            query = select(
                col(Advert.key), col(Advert.id), col(Advert.state), col(Advert.content_digest), col(Advert.forgotten_at)
            ).where(Advert.source == source, col(Advert.key).in_(keys))  # type: ignore[call-overload]  # four columns at most
            found |= {(source, key): _OnFile(*rest) for key, *rest in session.exec(query)}
    return found


def _change(advert: _OnFile, said: DumpedItem) -> SightingChange:
    if advert.state is AdvertState.GONE:
        return SightingChange.BACK
    return SightingChange.UNCHANGED if _says_what_is_on_file(advert, said) else SightingChange.EDITED


def _says_what_is_on_file(advert: _OnFile, said: DumpedItem) -> bool:
    return advert.content_digest == said.digest and advert.forgotten_at is None


def _content(said: DumpedItem) -> dict[str, Any]:
    item = said.item
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
        "contacts": said.dumped["contacts"],
        "item": said.dumped,
        "content_digest": said.digest,
        "state": AdvertState.LIVE,
        "last_seen_at": item.seen_at,
        "forgotten_at": None,
    }


def _advert_row(said: DumpedItem) -> dict[str, Any]:
    item = said.item
    return {"source": item.source, "key": said.key, "first_seen_at": item.seen_at, **_content(said)}


def _update_adverts(session: Session, pairs: Sequence[tuple[_OnFile, DumpedItem]]) -> None:
    changed = [
        {"advert_id": advert.id, **_content(said)}
        for advert, said in pairs
        if not _says_what_is_on_file(advert, said) or advert.state is AdvertState.GONE
    ]
    if changed:
        columns: dict[str, Any] = {name: bindparam(name) for name in changed[0] if name != "advert_id"}
        statement = update(Advert).where(col(Advert.id) == bindparam("advert_id")).values(columns)
        session.connection().execute(statement, changed)
    same: dict[datetime, list[int]] = {}
    for advert, said in pairs:
        if _says_what_is_on_file(advert, said) and advert.state is not AdvertState.GONE:
            same.setdefault(said.item.seen_at, []).append(advert.id)
    for seen_at, ids in same.items():
        for piece in in_pieces(ids):
            session.execute(update(Advert).where(col(Advert.id).in_(piece)).values(last_seen_at=seen_at))


def _add_sightings(session: Session, crawl: Crawl, seen: Sequence[tuple[int, DumpedItem, SightingChange]]) -> None:
    done: set[int] = set()
    for piece in in_pieces(number for number, _, _ in seen):
        query = select(Sighting.advert_id).where(Sighting.crawl_id == crawl.id, col(Sighting.advert_id).in_(piece))
        done |= set(session.exec(query))
    rows = [
        {
            "advert_id": number,
            "crawl_id": crawl.id,
            "seen_at": said.item.seen_at,
            "change": change,
            "content_digest": said.digest,
            # An unchanged advert says what it said: its words are kept once, under the sighting that first had them.
            "item": {} if change is SightingChange.UNCHANGED else said.dumped,
            "evidence_digest": said.dumped["evidence_digest"],
            "evidence_file": said.dumped["evidence_file"],
            "evidence_offset": said.dumped["evidence_offset"],
        }
        for number, said, change in seen
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

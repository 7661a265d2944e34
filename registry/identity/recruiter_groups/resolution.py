"""Who is behind each advert: recruiters kept as the groups of adverts that keys, names and people's judgements make."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, col, select

from registry.bulk import in_pieces, insert_returning_ids, insert_rows
from registry.collector import held_back
from registry.identity.recruiter_groups.attaching import NAMES_KEPT, attach
from registry.identity.recruiter_groups.former_recruiters import remember, revived
from registry.identity.recruiter_groups.grouping import group
from registry.identity.recruiter_groups.keys import Key, seen
from registry.identity.recruiter_groups.scene import Scene, gather
from registry.records import Advert, Recruiter, RecruiterKey

UNNAMED = "Unnamed advertiser"


def resolve_recruiter(session: Session, advert: Advert, *, at: datetime, official: Collection[str] = ()) -> Recruiter:
    """The recruiter behind one stored advert."""
    return resolve_recruiters(session, [advert], at=at, official=official)[seen(advert).id]


@held_back()
def resolve_recruiters(
    session: Session, adverts: Sequence[Advert], *, at: datetime, official: Collection[str] = ()
) -> dict[int, Recruiter]:
    """The recruiter behind each of `adverts` by advert id, stored on the adverts; order of arrival is lost.

    Recruiters that turn out to be one are merged: the one with most adverts stays, the others point at it. One that
    turns out to be several keeps its largest part. Judgements made until `at` are respected. `official` are the
    domains of the state (`registry.law.official.official_domains`), under which its offices stay apart.
    """
    fresh = [seen(advert) for advert in adverts]
    owners = attach(session, fresh, at=at, official=official)
    if rest := [advert for advert in fresh if advert.id not in owners]:
        scene = gather(session, rest, at=at, official=official)
        owners |= _store(session, scene, group(scene))
    recruiters: dict[int, Recruiter] = {}
    for piece in in_pieces(sorted({owners[one.id] for one in fresh})):
        query = select(Recruiter).where(col(Recruiter.id).in_(piece)).execution_options(populate_existing=True)
        recruiters |= {one.id: one for one in session.exec(query) if one.id is not None}
    _tell_loaded(session, owners)
    return {one.id: recruiters[owners[one.id]] for one in fresh}


def _tell_loaded(session: Session, owners: dict[int, int]) -> None:
    """Adverts that the caller already holds know their recruiter without being read again."""
    for advert in list(session.identity_map.values()):
        if isinstance(advert, Advert) and (number := owners.get(advert.__dict__.get("id", 0))) is not None:
            set_committed_value(advert, "recruiter_id", number)


def _store(session: Session, scene: Scene, groups: Sequence[Sequence[int]]) -> dict[int, int]:
    """Each advert's recruiter, written with its keys; the recruiters of `scene` are rewritten as a whole."""
    before = {advert.recruiter_id for advert in scene.adverts.values() if advert.recruiter_id is not None}
    kept = _keepers(scene, groups)
    parted = [members for members in groups if members[0] not in kept]
    kept |= revived(session, [[one for one in members if scene.adverts[one].recruiter_id] for members in parted])
    fresh = [members for members in groups if members[0] not in kept]
    ids = insert_returning_ids(session, Recruiter, [_row(scene, members) for members in fresh])
    holder = kept | {members[0]: number for members, number in zip(fresh, ids, strict=True)}
    owners = {advert: holder[members[0]] for members in groups for advert in members}
    _refresh(session, [{"recruiter": kept[one[0]], **_row(scene, one)} for one in groups if one[0] in kept])
    moved = [advert for advert in scene.adverts.values() if advert.recruiter_id != owners[advert.id]]
    remember(session, [(advert.id, advert.recruiter_id) for advert in moved if advert.recruiter_id is not None])
    _move(session, [{"advert": advert.id, "recruiter": owners[advert.id]} for advert in moved])
    _merge(session, scene, before - set(kept.values()), owners)
    _rewrite_keys(session, scene, before, owners)
    return owners


def _keepers(scene: Scene, groups: Sequence[Sequence[int]]) -> dict[int, int]:
    """By a group's lowest advert, the recruiter it goes on as: the one with most of its adverts, the elder on a tie."""
    claims = []
    for members in groups:
        counted = Counter(scene.adverts[one].recruiter_id for one in members)
        claims += [(-count, number, members[0]) for number, count in counted.items() if number is not None]
    kept: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, first in sorted(claims):
        if number not in taken and first not in kept:
            kept[first] = number
            taken.add(number)
    return kept


def _row(scene: Scene, members: Sequence[int]) -> dict[str, Any]:
    adverts = [scene.adverts[one] for one in members]
    counted = Counter(advert.name for advert in adverts if advert.name)
    names = sorted(counted, key=lambda name: (-counted[name], name))[:NAMES_KEPT]
    reachable = next((value for advert in adverts for _, value in advert.strong), UNNAMED)
    first_seen_at = min(advert.first_seen_at for advert in adverts)
    used = {name: counted[name] for name in names}
    return {
        "name": names[0] if names else reachable,
        "names": names,
        "names_used": used,
        "first_seen_at": first_seen_at,
    }


def _refresh(session: Session, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    values: dict[str, Any] = {name: bindparam(name) for name in ("name", "names", "names_used", "first_seen_at")}
    statement = (
        update(Recruiter).where(col(Recruiter.id) == bindparam("recruiter")).values(**values, merged_into_id=None)
    )
    session.connection().execute(statement, rows)


def _move(session: Session, rows: list[dict[str, Any]]) -> None:
    if rows:
        statement = update(Advert).where(col(Advert.id) == bindparam("advert"))
        session.connection().execute(statement.values(recruiter_id=bindparam("recruiter")), rows)


def _merge(session: Session, scene: Scene, emptied: set[int], owners: dict[int, int]) -> None:
    """Recruiters left without adverts point at the one that most of theirs went to, so that old papers find them."""
    went: dict[int, Counter[int]] = defaultdict(Counter)
    for advert in scene.adverts.values():
        if advert.recruiter_id in emptied:
            went[advert.recruiter_id][owners[advert.id]] += 1
    rows = [
        {"recruiter": number, "into": min(to, key=lambda one: (-to[one], one))} for number, to in sorted(went.items())
    ]
    if rows:
        statement = update(Recruiter).where(col(Recruiter.id) == bindparam("recruiter"))
        session.connection().execute(statement.values(merged_into_id=bindparam("into")), rows)


def _rewrite_keys(session: Session, scene: Scene, before: set[int], owners: dict[int, int]) -> None:
    for piece in in_pieces(sorted(before)):
        session.execute(delete(RecruiterKey).where(col(RecruiterKey.recruiter_id).in_(piece)))
    counted: Counter[tuple[int, Key]] = Counter()
    for advert in scene.adverts.values():
        counted.update((owners[advert.id], key) for key in advert.held)
    rows = [
        {"recruiter_id": number, "kind": kind, "value": value, "adverts": adverts}
        for (number, (kind, value)), adverts in sorted(counted.items())
    ]
    insert_rows(session, RecruiterKey, rows)

"""Adverts that plainly belong to a recruiter on file, added to it without reading all that it ever advertised.

Grouping everything anew would put them there too, and move nobody else: that is the whole condition, and it keeps the
cost of a day's adverts from growing with the years. Whatever is not plain is left to `grouping`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, tuple_, update
from sqlmodel import Session, col

from registry.bulk import in_pieces, insert_rows
from registry.identity.name_comparing.parts import words_of
from registry.identity.names import clean_advertiser
from registry.identity.recruiter_groups.grouping import STRANGERS_AT_MOST
from registry.identity.recruiter_groups.keys import Key, SeenAdvert
from registry.identity.recruiter_groups.scene import holders_of, is_of_the_state, judged_recruiters
from registry.records import Advert, Recruiter, RecruiterKey

NAMES_KEPT = 20
KEYS_A_QUERY = 1_000
Places = dict[int, tuple[SeenAdvert, int]]


@dataclass(frozen=True)
class _OnFile:
    """Who holds each key now, and which recruiters a person has spoken of."""

    holders: Mapping[Key, set[int]]
    judged: Collection[int]
    official: Collection[str]

    def recruiter_of(self, advert: SeenAdvert) -> int | None:
        """The one recruiter that `advert` can only belong to, None where that has to be worked out."""
        strong = [key for key in advert.strong if not is_of_the_state(key, self.official)]
        held = {key: self.holders.get(key, set()) for key in strong}
        if any(len(those) > 1 and not those.isdisjoint(self.judged) for those in held.values()):
            return None
        # A key in several hands is a call centre's or a block's already, and stays one.
        own = {key: those for key, those in held.items() if len(those) < 2}
        named = self.holders.get(advert.name_key, set()) if advert.name_key is not None else None
        if own:
            wanted = set().union(*own.values())
            told = named is None or wanted <= named
        else:
            wanted, told = named or set(), True
        if len(wanted) != 1 or not told or not wanted.isdisjoint(self.judged):
            return None
        return next(iter(wanted))


def attach(session: Session, fresh: Iterable[SeenAdvert], *, at: datetime, official: Collection[str]) -> dict[int, int]:
    """The recruiters of those of `fresh` that plainly belong to one on file, by advert id, stored with its keys."""
    new = [advert for advert in fresh if advert.recruiter_id is None]
    if not new:
        return {}
    keys = {key for advert in new for key in (*advert.strong, *((advert.name_key,) if advert.name_key else ()))}
    on_file = _OnFile(holders_of(session, keys), judged_recruiters(session, at), official)
    places: Places = {}
    for advert in new:
        if (recruiter := on_file.recruiter_of(advert)) is not None:
            places[advert.id] = (advert, recruiter)
    _leave_bridges(places, on_file)
    recruiters = _read(session, {recruiter for _, recruiter in places.values()})
    _leave_crowded(places, recruiters)
    _store(session, places, recruiters)
    return {number: recruiter for number, (_, recruiter) in places.items()}


def _leave_bridges(places: Places, on_file: _OnFile) -> None:
    """Adverts for several recruiters that bring one new key would join them: that is no plain case."""
    reached: dict[Key, set[int]] = defaultdict(set)
    for advert, recruiter in places.values():
        for key in advert.strong:
            if not on_file.holders.get(key):
                reached[key].add(recruiter)
    bridges = {key for key, those in reached.items() if len(those) > 1}
    for number in [number for number, (advert, _) in places.items() if not bridges.isdisjoint(advert.strong)]:
        del places[number]


def _leave_crowded(places: Places, recruiters: Mapping[int, Recruiter]) -> None:
    """With few firms' names under a recruiter no key of its can be strangers'; with more it has to be counted."""
    names = {number: set(one.names) for number, one in recruiters.items()}
    for advert, recruiter in places.values():
        names[recruiter] |= {advert.name} - {""}
    crowded = {number for number, those in names.items() if _may_be_strangers(those)}
    for number in [number for number, (_, recruiter) in places.items() if recruiter in crowded]:
        del places[number]


def _may_be_strangers(names: Collection[str]) -> bool:
    """Whether these could be too many firms for one recruiter: spellings of one name are one, whoever uses them."""
    if len(names) <= STRANGERS_AT_MOST:
        return False
    return len(names) >= NAMES_KEPT or len({words_of(name).rare_key for name in names}) > STRANGERS_AT_MOST


def _read(session: Session, numbers: Collection[int]) -> dict[int, Recruiter]:
    found: dict[int, Recruiter] = {}
    for piece in in_pieces(sorted(numbers)):
        query = select(Recruiter).where(col(Recruiter.id).in_(piece)).execution_options(populate_existing=True)
        found |= {int(one.id or 0): one for one in session.execute(query).scalars()}
    return found


def _store(session: Session, places: Places, recruiters: Mapping[int, Recruiter]) -> None:
    if not places:
        return
    moved = [{"advert": number, "recruiter": recruiter} for number, (_, recruiter) in places.items()]
    placing = update(Advert).where(col(Advert.id) == bindparam("advert"))
    session.connection().execute(placing.values(recruiter_id=bindparam("recruiter")), moved)
    counted: Counter[tuple[int, Key]] = Counter()
    for advert, recruiter in places.values():
        counted.update((recruiter, key) for key in advert.held)
    _count_keys(session, counted)
    _rename(session, places, recruiters)


def _count_keys(session: Session, counted: Counter[tuple[int, Key]]) -> None:
    known: dict[tuple[int, Key], int] = {}
    place = (col(RecruiterKey.recruiter_id), col(RecruiterKey.kind), col(RecruiterKey.value))
    for piece in in_pieces(sorted((recruiter, *key) for recruiter, key in counted), KEYS_A_QUERY):
        for row, recruiter, kind, value in session.execute(
            select(col(RecruiterKey.id), *place).where(tuple_(*place).in_(piece))
        ):
            known[recruiter, (kind, value)] = int(row or 0)
    more = [{"row": known[place], "more": count} for place, count in counted.items() if place in known]
    if more:
        statement = update(RecruiterKey).where(col(RecruiterKey.id) == bindparam("row"))
        values: dict[str, Any] = {"adverts": col(RecruiterKey.adverts) + bindparam("more")}
        session.connection().execute(statement.values(values), more)
    rows = [
        {"recruiter_id": recruiter, "kind": kind, "value": value, "adverts": count}
        for (recruiter, (kind, value)), count in sorted(counted.items())
        if (recruiter, (kind, value)) not in known
    ]
    insert_rows(session, RecruiterKey, rows)


def _rename(session: Session, places: Places, recruiters: Mapping[int, Recruiter]) -> None:
    """Names in the order of their use, with their counts, and since when."""
    added: dict[int, list[SeenAdvert]] = defaultdict(list)
    for advert, recruiter in places.values():
        added[recruiter].append(advert)
    # These adverts are stored by now, and counted with the others where nothing was kept.
    anew = _names(session, [number for number in added if not isinstance(recruiters[number].names_used, dict)])
    rows: list[dict[str, Any]] = []
    for number, those in added.items():
        one = recruiters[number]
        used = anew[number] if number in anew else Counter(one.names_used)
        if number not in anew:
            used.update(advert.name for advert in those if advert.name)
        names = sorted(used, key=lambda name: (-used[name], name))
        since = min(one.first_seen_at, *(advert.first_seen_at for advert in those))
        if since != one.first_seen_at or used != one.names_used:
            first = names[0] if names else one.name
            kept = {name: used[name] for name in names}
            rows.append(
                {"recruiter": number, "name": first, "names": names, "names_used": kept, "first_seen_at": since}
            )
    if rows:
        columns = ("name", "names", "names_used", "first_seen_at")
        values: dict[str, Any] = {name: bindparam(name) for name in columns}
        statement = update(Recruiter).where(col(Recruiter.id) == bindparam("recruiter")).values(**values)
        session.connection().execute(statement, rows)


def _names(session: Session, numbers: Sequence[int]) -> dict[int, Counter[str]]:
    found: dict[int, Counter[str]] = {number: Counter() for number in numbers}
    owner = col(Advert.recruiter_id)
    printed = func.coalesce(func.nullif(col(Advert.advertiser), ""), col(Advert.advertiser_raw))
    query = select(owner, printed, func.count()).group_by(owner, printed)
    for piece in in_pieces(sorted(numbers)):
        for number, name, count in session.execute(query.where(owner.in_(piece))):
            if cleaned := clean_advertiser(name):
                found[int(number or 0)][cleaned] += count
    return found

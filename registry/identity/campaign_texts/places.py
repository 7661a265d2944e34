"""Which campaign each advert is placed in, and how many adverts and firms a campaign has, kept by what comes and goes.

A campaign is never counted anew for an advert more: its row for a name is raised or lowered, and only a campaign of few
names is asked again how many firms they stand for.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, delete, func, select, tuple_, update
from sqlmodel import Session, col

from registry.bulk import in_pieces, insert_rows
from registry.identity.name_comparing.groups import MANY_NAMES, unrelated_names
from registry.identity.name_comparing.parts import words_of
from registry.identity.names import clean_advertiser
from registry.records import Advert, Campaign, CampaignAdvert, CampaignName

_LONGEST_ROOT = 300
_PAIRS_A_QUERY = 1_000
Root = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Place:
    """One advert's campaign, and the name that it runs under there."""

    campaign_id: int
    name: str

    @property
    def root(self) -> Root:
        """The campaign with the words that distinguish the name; "" for adverts that name nobody."""
        words = words_of(self.name)
        return self.campaign_id, words.rare_key[:_LONGEST_ROOT] if words.stems else ""


@dataclass
class _Change:
    """What a batch adds to and takes from each name of each campaign."""

    more: Counter[Root] = field(default_factory=Counter)
    names: dict[Root, str] = field(default_factory=dict)

    def add(self, place: Place) -> None:
        root = place.root
        self.more[root] += 1
        self.names[root] = min(place.name, self.names.get(root, place.name))


def place_adverts(session: Session, adverts: Iterable[int], places: Mapping[int, Place]) -> None:
    """Each of `adverts` is in the campaign that `places` gives it, and in none where it gives none."""
    before = _before(session, adverts)
    wanted = {advert: place.root for advert, place in places.items()}
    gone = {advert: root for advert, root in before.items() if wanted.get(advert) != root}
    moved = {advert: place for advert, place in places.items() if before.get(advert) != wanted[advert]}
    touched = {number for number, _ in (*gone.values(), *(wanted[advert] for advert in moved))}
    uncounted = _uncounted(session, touched)
    for piece in in_pieces(sorted(gone)):
        session.execute(delete(CampaignAdvert).where(col(CampaignAdvert.advert_id).in_(piece)))
    rows = [
        {"advert_id": advert, "campaign_id": wanted[advert][0], "root": wanted[advert][1]} for advert in sorted(moved)
    ]
    insert_rows(session, CampaignAdvert, rows)
    change = _Change()
    for place in moved.values():
        change.add(place)
    change.more.subtract((number, root) for number, root in gone.values() if root is not None)
    _count(session, change, without=uncounted)
    _count_from_nothing(session, uncounted)


def _before(session: Session, adverts: Iterable[int]) -> dict[int, tuple[int, str | None]]:
    columns = (col(CampaignAdvert.advert_id), col(CampaignAdvert.campaign_id), col(CampaignAdvert.root))
    found: dict[int, tuple[int, str | None]] = {}
    for piece in in_pieces(sorted(adverts)):
        rows = session.execute(select(*columns).where(col(CampaignAdvert.advert_id).in_(piece)))
        found.update((advert, (number, root)) for advert, number, root in rows)
    return found


def _uncounted(session: Session, numbers: Collection[int]) -> set[int]:
    """Campaigns that hold adverts from before names were kept beside them."""
    found: set[int] = set()
    kept = select(col(CampaignName.campaign_id)).where(col(CampaignName.campaign_id) == col(Campaign.id)).exists()
    query = select(col(Campaign.id)).where(col(Campaign.adverts) > 0, ~kept)
    for piece in in_pieces(sorted(numbers)):
        found.update(one for one in session.execute(query.where(col(Campaign.id).in_(piece))).scalars() if one)
    return found


def _count(session: Session, change: _Change, *, without: Collection[int] = ()) -> None:
    more = {root: count for root, count in change.more.items() if count and root[0] not in without}
    known = _known(session, more)
    adverts: Counter[int] = Counter()
    names: Counter[int] = Counter()
    kept: list[dict[str, Any]] = []
    for root, count in sorted(more.items()):
        name, used = known.get(root, (change.names.get(root, ""), 0))
        adverts[root[0]] += count
        if root[1]:
            names[root[0]] += (used + count > 0) - (used > 0)
        row = {"campaign_id": root[0], "root": root[1], "adverts": used + count}
        kept.append({**row, "name": min(name, change.names.get(root, name))})
    _write_names(session, kept, known)
    _write_counts(session, adverts, names)


def _known(session: Session, roots: Collection[Root]) -> dict[Root, tuple[str, int]]:
    place = tuple_(col(CampaignName.campaign_id), col(CampaignName.root))
    columns = (col(CampaignName.campaign_id), col(CampaignName.root), col(CampaignName.name), col(CampaignName.adverts))
    found: dict[Root, tuple[str, int]] = {}
    for piece in in_pieces(sorted(roots), _PAIRS_A_QUERY):
        rows = session.execute(select(*columns).where(place.in_(piece)))
        found.update(((number, root), (name, adverts)) for number, root, name, adverts in rows)
    return found


def _write_names(session: Session, rows: Sequence[dict[str, Any]], known: Collection[Root]) -> None:
    fresh = [row for row in rows if (row["campaign_id"], row["root"]) not in known]
    insert_rows(session, CampaignName, fresh)
    where = (col(CampaignName.campaign_id) == bindparam("campaign"), col(CampaignName.root) == bindparam("kept"))
    stored = [row for row in rows if (row["campaign_id"], row["root"]) in known]
    raised = [
        {"campaign": row["campaign_id"], "kept": row["root"], "used": row["adverts"], "called": row["name"]}
        for row in stored
        if row["adverts"] > 0
    ]
    if raised:
        values: dict[str, Any] = {"adverts": bindparam("used"), "name": bindparam("called")}
        session.connection().execute(update(CampaignName).where(*where).values(values), raised)
    emptied = [{"campaign": row["campaign_id"], "kept": row["root"]} for row in stored if row["adverts"] <= 0]
    if emptied:
        session.connection().execute(delete(CampaignName).where(*where), emptied)


def _write_counts(session: Session, adverts: Mapping[int, int], names: Mapping[int, int]) -> None:
    """The campaigns' own counts: each name is a firm where there are many, few of them are compared again."""
    if not adverts:
        return
    other = [number for number, more in names.items() if more]
    firms: dict[int, int] = {}
    for piece in in_pieces(sorted(other)):
        query = select(col(Campaign.id), col(Campaign.names)).where(col(Campaign.id).in_(piece))
        for number, before in session.execute(query):
            if before > MANY_NAMES and before + names[number] > MANY_NAMES:
                firms[number] = before + names[number]
    few = [number for number in other if number not in firms]
    listed: dict[int, list[str]] = defaultdict(list)
    for piece in in_pieces(sorted(few)):
        used = select(col(CampaignName.campaign_id), col(CampaignName.name)).where(
            col(CampaignName.campaign_id).in_(piece), col(CampaignName.root) != ""
        )
        for number, name in session.execute(used):
            listed[number].append(name)
    firms |= {number: len(unrelated_names(listed[number])) for number in few}
    counting = update(Campaign).where(col(Campaign.id) == bindparam("campaign"))
    raised = [{"campaign": number, "more": more} for number, more in sorted(adverts.items()) if more]
    if raised:
        values: dict[str, Any] = {"adverts": col(Campaign.adverts) + bindparam("more")}
        session.connection().execute(counting.values(values), raised)
    if firms:
        told = [{"campaign": number, "firms": count} for number, count in sorted(firms.items())]
        session.connection().execute(counting.values({"names": bindparam("firms")}), told)


def _count_from_nothing(session: Session, numbers: Collection[int]) -> None:
    """Names and counts of campaigns none of whose names are kept yet, from all of their adverts."""
    printed = func.coalesce(func.nullif(col(Advert.advertiser), ""), col(Advert.advertiser_raw))
    columns = (col(CampaignAdvert.advert_id), col(CampaignAdvert.campaign_id), printed)
    query = select(*columns).join(Advert, col(Advert.id) == col(CampaignAdvert.advert_id))
    change = _Change()
    rooted: list[dict[str, Any]] = []
    for piece in in_pieces(sorted(numbers)):
        for advert, number, name in session.execute(query.where(col(CampaignAdvert.campaign_id).in_(piece))):
            place = Place(number, clean_advertiser(name))
            change.add(place)
            rooted.append({"advert": advert, "kept": place.root[1]})
        emptying = update(Campaign).where(col(Campaign.id).in_(piece)).values(adverts=0, names=0)
        session.execute(emptying, execution_options={"synchronize_session": False})
    if rooted:
        statement = update(CampaignAdvert).where(col(CampaignAdvert.advert_id) == bindparam("advert"))
        session.connection().execute(statement.values({"root": bindparam("kept")}), rooted)
    _count(session, change)

"""Approved vacancies against advertised ones: is there an order for this agency and country, and for so many posts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from registry.bulk import in_pieces
from registry.law.days import say
from registry.law.licence_book import LicenceBook, Snapshot
from registry.law.register_rules import applies
from registry.law.rulebook import Rulebook
from registry.observation import Observation
from registry.records import Advert, JobOrder
from registry.vocabulary import RegisterKind, Stated

NOT_FOUND = "job_order_not_found"
EXCEEDED = "vacancies_exceed_job_order"
_FILLER = frozenset(
    (
        *("a", "an", "and", "for", "in", "of", "on", "the", "to", "with", "new", "now", "apply", "abroad"),
        *("urgent", "urgently", "needed", "wanted", "required", "hiring", "recruitment", "male", "female"),
        *("vacancy", "vacancies", "job", "jobs", "position", "positions", "opening", "openings"),
        *("opportunity", "opportunities", "work", "working", "worker", "workers", "experienced", "qualified"),
        # Which of an agency's orders it is, not for whom.
        *("first", "second", "third", "fourth", "demand", "order", "batch", "lot", "phase", "intake"),
        *("additional", "more"),
    )
)


@dataclass(frozen=True)
class Advertised:
    """One advert's posts: by which agency (all its register rows), for where, how many, on what day.

    `prints_number` and `reached_elsewhere` say whether it prints a licence number, and whether a contact that both it
    and the register give is another's.
    """

    advert: Advert
    agency_ids: frozenset[int]
    on: date
    prints_number: bool = True
    reached_elsewhere: bool = False


@dataclass(frozen=True)
class Order:
    """One approved order; a country that could not be read is None and stands for any."""

    title: str
    destination: str | None
    vacancies: int | None
    from_on: date
    until_on: date | None


def job_order_observations(
    session: Session, adverts: Sequence[Advertised], *, rulebook: Rulebook, book: LicenceBook
) -> dict[int, tuple[Observation, ...]]:
    """By advert id, what the list of approved vacancies says; nothing for days on which no such list is on file.

    Give only adverts of agencies that may recruit, for jobs abroad.
    """
    if not book.snapshots.get(RegisterKind.VACANCIES):
        return {}
    orders = _orders(session, {one for advertised in adverts for one in advertised.agency_ids})
    found: dict[int, tuple[Observation, ...]] = {}
    for advertised in adverts:
        observations = _judge(advertised, orders, rulebook=rulebook, book=book)
        if observations:
            found[int(advertised.advert.id or 0)] = observations
    return found


def _judge(
    advertised: Advertised,
    orders: dict[int, list[Order]],
    *,
    rulebook: Rulebook,
    book: LicenceBook,
) -> tuple[Observation, ...]:
    snapshot = book.register_on(RegisterKind.VACANCIES, advertised.on)
    destination = advertised.advert.destination
    if snapshot is None or destination is None:
        return ()
    day = max(advertised.on, snapshot.as_of)
    fitting = [
        order
        for agency in sorted(advertised.agency_ids)
        for order in orders.get(agency, ())
        if order.destination in (None, destination)
        and order.from_on <= day
        and (order.until_on is None or day < order.until_on)
    ]
    place = rulebook.jurisdiction.name_of(destination)
    found = _exceeded(advertised, fitting, snapshot, place) if fitting else _not_found(advertised, snapshot, place)
    return tuple(one for one in found if applies(rulebook, one.rule_id, advertised.on))


def _not_found(advertised: Advertised, snapshot: Snapshot, place: str) -> list[Observation]:
    destination = str(advertised.advert.destination)
    beside = tuple(_beside(advertised, snapshot))
    text = (
        f"no approved vacancy of this agency for {place} in the list of {say(snapshot.as_of)}; "
        f"advert of {say(advertised.on)}{''.join(f', {one}' for one in beside)}"
    )
    facts = {
        "destination": destination,
        "list_of": snapshot.as_of.isoformat(),
        "register_import": snapshot.id,
        "beside": list(beside),
    }
    return [Observation(NOT_FOUND, Stated.STATED, text, facts=facts, corroborated=bool(beside))]


def _beside(advertised: Advertised, snapshot: Snapshot) -> Iterator[str]:
    """The further facts with which a missing order raises (docs/decisions/0018); a list may lag behind.

    That an advert prints no licence number says little while the list may simply not be printed yet.
    """
    if advertised.advert.vacancies:
        yield f"which offers {advertised.advert.vacancies} posts"
    if not advertised.prints_number and advertised.on <= snapshot.as_of:
        yield "which prints no licence number"
    if advertised.reached_elsewhere:
        yield "whose contacts are not the register's"


def _exceeded(advertised: Advertised, orders: Sequence[Order], snapshot: Snapshot, place: str) -> list[Observation]:
    """More posts in one advert than approved, for orders of its title or, if none has it, for all of the country's.

    Adverts are never added up: one order is advertised on many boards, in two languages, under several titles.
    """
    advert = advertised.advert
    if not advert.vacancies:
        return []
    titled = [order for order in orders if same_trade(order.title, advert.title, places=f"{advert.location} {place}")]
    compared = titled or list(orders)
    if any(order.vacancies is None for order in compared):
        return []
    approved = sum(order.vacancies or 0 for order in compared)
    posts = advert.vacancies
    if posts <= approved:
        return []
    text = (
        f"{posts} posts for {place} are advertised where {approved} are approved "
        f"(list of {say(snapshot.as_of)}); advert of {say(advertised.on)}"
    )
    facts = {
        "advertised": posts,
        "approved": approved,
        "destination": advert.destination,
        "titles": sorted({order.title for order in compared}),
        "list_of": snapshot.as_of.isoformat(),
        "register_import": snapshot.id,
    }
    return [Observation(EXCEEDED, Stated.STATED, text, facts=facts)]


def same_trade(left: str, right: str, *, places: str = "") -> bool:
    """Whether two job titles name one trade: the words that say which are the same, or one's are among the other's.

    Words of `places` say where the work is, and not which.
    """
    where = _trade_words(places)
    ours, theirs = _trade_words(left) - where, _trade_words(right) - where
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _trade_words(title: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]{2,}", title.casefold())
    return frozenset(_singular(word) for word in words if word not in _FILLER)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _orders(session: Session, agency_ids: Iterable[int]) -> dict[int, list[Order]]:
    query = select(
        col(JobOrder.agency_id), col(JobOrder.title), col(JobOrder.destination), col(JobOrder.vacancies)
    ).add_columns(col(JobOrder.from_on), col(JobOrder.until_on))
    found: dict[int, list[Order]] = defaultdict(list)
    for piece in in_pieces(sorted(agency_ids)):
        for row in session.execute(query.where(col(JobOrder.agency_id).in_(piece)).order_by(col(JobOrder.id))):
            found[row[0]].append(Order(*row[1:]))
    return found

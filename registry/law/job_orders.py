"""Approved vacancies against advertised ones: is there an order for this agency and country, and for so many posts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
# Adverts of one recruiter for one country within this time are taken as one campaign for the orders then open.
SAME_CAMPAIGN = timedelta(days=60)
_FILLER = frozenset(
    (
        *("a", "an", "and", "for", "in", "of", "on", "the", "to", "with", "new", "now", "apply", "abroad"),
        *("urgent", "urgently", "needed", "wanted", "required", "hiring", "recruitment", "male", "female"),
        *("vacancy", "vacancies", "job", "jobs", "position", "positions", "opening", "openings"),
        *("opportunity", "opportunities", "work", "working", "worker", "workers", "experienced", "qualified"),
    )
)


@dataclass(frozen=True)
class Advertised:
    """One advert's posts: by which agency (all its register rows), for where, how many, on what day."""

    advert: Advert
    agency_ids: frozenset[int]
    on: date


@dataclass(frozen=True)
class Order:
    """One approved order; a country that could not be read is None and stands for any."""

    title: str
    destination: str | None
    vacancies: int | None
    from_on: date
    until_on: date | None


@dataclass(frozen=True)
class Posts:
    """What another advert of the same recruiter asked for."""

    recruiter_id: int
    destination: str
    title: str
    vacancies: int
    day: date


def job_order_observations(
    session: Session, adverts: Sequence[Advertised], *, rulebook: Rulebook, book: LicenceBook
) -> dict[int, tuple[Observation, ...]]:
    """By advert id, what the list of approved vacancies says; nothing for days on which no such list is on file.

    Give only adverts of agencies that may recruit, for jobs abroad.
    """
    if not book.snapshots.get(RegisterKind.VACANCIES):
        return {}
    orders = _orders(session, {one for advertised in adverts for one in advertised.agency_ids})
    others = _other_posts(session, [one.advert for one in adverts])
    found: dict[int, tuple[Observation, ...]] = {}
    for advertised in adverts:
        observations = _judge(advertised, orders, others, rulebook=rulebook, book=book)
        if observations:
            found[int(advertised.advert.id or 0)] = observations
    return found


def _judge(
    advertised: Advertised,
    orders: dict[int, list[Order]],
    others: dict[int, list[Posts]],
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
    found = _not_found(advertised, snapshot) if not fitting else _exceeded(advertised, fitting, others, snapshot)
    return tuple(one for one in found if applies(rulebook, one.rule_id, advertised.on))


def _not_found(advertised: Advertised, snapshot: Snapshot) -> list[Observation]:
    destination = str(advertised.advert.destination)
    text = (
        f"no approved vacancy of this agency for {destination} in the list of {say(snapshot.as_of)}; "
        f"advert of {say(advertised.on)}"
    )
    facts = {"destination": destination, "list_of": snapshot.as_of.isoformat(), "register_import": snapshot.id}
    return [Observation(NOT_FOUND, Stated.STATED, text, facts=facts)]


def _exceeded(
    advertised: Advertised, orders: Sequence[Order], others: dict[int, list[Posts]], snapshot: Snapshot
) -> list[Observation]:
    """More posts than approved, for orders of the advert's title or, if none has it, for all of the country's."""
    advert = advertised.advert
    if not advert.vacancies:
        return []
    titled = [order for order in orders if same_trade(order.title, advert.title)]
    compared = titled or list(orders)
    if any(order.vacancies is None for order in compared):
        return []
    approved = sum(order.vacancies or 0 for order in compared)
    posts = _campaign_posts(advertised, compared, others.get(advert.recruiter_id or 0, ()), by_title=bool(titled))
    if posts <= approved:
        return []
    text = (
        f"{posts} posts for {advert.destination} are advertised where {approved} are approved "
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


def _campaign_posts(advertised: Advertised, orders: Sequence[Order], others: Iterable[Posts], *, by_title: bool) -> int:
    """Posts that the recruiter asks for under these orders: the most for each trade, the trades added up.

    One order is advertised on many boards, so repeats of a trade never add up.
    """
    advert = advertised.advert
    trades: list[tuple[str, int]] = [(advert.title, advert.vacancies or 0)]
    for other in others:
        if other.destination != advert.destination or abs(other.day - advertised.on) > SAME_CAMPAIGN:
            continue
        if by_title and not any(same_trade(order.title, other.title) for order in orders):
            continue
        place = next((at for at, (title, _) in enumerate(trades) if same_trade(title, other.title)), None)
        if place is None:
            trades.append((other.title, other.vacancies))
        else:
            trades[place] = (trades[place][0], max(trades[place][1], other.vacancies))
    if by_title:
        return max(posts for _, posts in trades)
    return sum(posts for _, posts in trades)


def same_trade(left: str, right: str) -> bool:
    """Whether two job titles name one trade: the words that say which are the same, or one's are among the other's."""
    ours, theirs = _trade_words(left), _trade_words(right)
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


def _other_posts(session: Session, adverts: Sequence[Advert]) -> dict[int, list[Posts]]:
    """Every advert with a number of posts by the same recruiters, this batch or not, so that batches agree."""
    recruiters = sorted({advert.recruiter_id for advert in adverts if advert.recruiter_id is not None})
    query = select(
        col(Advert.recruiter_id), col(Advert.destination), col(Advert.title), col(Advert.vacancies)
    ).add_columns(col(Advert.posted_on), col(Advert.first_seen_at))
    query = query.where(col(Advert.vacancies) > 0, col(Advert.destination).is_not(None)).order_by(col(Advert.id))
    found: dict[int, list[Posts]] = defaultdict(list)
    for piece in in_pieces(recruiters):
        for row in session.execute(query.where(col(Advert.recruiter_id).in_(piece))):
            recruiter, destination, title, vacancies, posted_on, seen_at = row
            found[recruiter].append(Posts(recruiter, destination, title, vacancies, posted_on or seen_at.date()))
    return found

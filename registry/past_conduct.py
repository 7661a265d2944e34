"""What officers confirmed of a recruiter before, and adverts that return after it; apart because it reads decisions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from registry.bulk import in_pieces
from registry.law.days import say
from registry.law.licensing import CONTACTS
from registry.law.rulebook import Rulebook
from registry.noticing.surroundings import REPOSTING
from registry.observation import Observation
from registry.records import Advert, Alert, AlertAdvert, Assessment, CampaignAdvert, Sighting, TriageDecision
from registry.vocabulary import AdvertState, Disposition, SightingChange, Stated, TriageAction

PRIOR = "prior_complaints"
REPOSTED = "repost_after_takedown"
NOT_CONFIRMED = frozenset(
    {Disposition.LAWFUL, Disposition.NOT_AN_AGENCY, Disposition.DUPLICATE, Disposition.CANNOT_VERIFY}
)


@dataclass(frozen=True)
class ShownAs:
    """The register rows of the agency that a register's contact shows an advert to be of, and all of its list."""

    rows: frozenset[int] = frozenset()
    listed: Set[int] = frozenset()


Shown = Mapping[int, ShownAs]
_AS_NOBODY = ShownAs()


@dataclass(frozen=True)
class Confirmed:
    """One case that an officer closed against a recruiter, and when.

    `agencies` are those that contacts of the register's showed its adverts to be of; empty where one was shown none.
    """

    alert_id: int
    recruiter_id: int
    disposition: Disposition
    at: datetime
    agencies: frozenset[int] = frozenset()

    def is_of_others(self, shown: "ShownAs") -> bool:
        """Whether it was against other agencies than those `shown`, with which they share a reception.

        Both stand on one list: who left it may well have taken a new licence under another number.
        """
        if not self.agencies or not shown.rows or not self.agencies.isdisjoint(shown.rows):
            return False
        return self.agencies <= shown.listed


def past_conduct(
    session: Session, adverts: Sequence[Advert], *, rulebook: Rulebook, shown: Shown | None = None
) -> dict[int, tuple[Observation, ...]]:
    """By advert id, earlier cases closed against its recruiter, and whether it came back after one.

    Only what was confirmed before the advert was first seen (or came back) counts, so that no case feeds itself. Of
    agencies that are one recruiter, for they share a telephone, each answers for its own cases where the register's
    contacts show which it is (`shown`) and the list of its day has both.
    """
    cases = _confirmed(session, {one.recruiter_id for one in adverts if one.recruiter_id is not None})
    taken_down = _taken_down(session, adverts)
    if not cases and not taken_down:
        return {}
    back = _came_back(session, [one.id for one in adverts if one.id is not None and one.recruiter_id in cases])
    zone = ZoneInfo(rulebook.jurisdiction.time_zone)
    found = {
        int(one.id or 0): tuple(_observe(one, _own_cases(one, cases, shown or {}), taken_down, back, zone))
        for one in adverts
    }
    return {advert_id: observations for advert_id, observations in found.items() if observations}


def _own_cases(advert: Advert, cases: Mapping[int | None, Sequence[Confirmed]], shown: Shown) -> list[Confirmed]:
    own = shown.get(int(advert.id or 0), _AS_NOBODY)
    return [case for case in cases.get(advert.recruiter_id, ()) if not case.is_of_others(own)]


def _observe(
    advert: Advert,
    cases: Sequence[Confirmed],
    taken_down: dict[int, list[tuple[int, Confirmed]]],
    back: dict[int, datetime],
    zone: ZoneInfo,
) -> Iterator[Observation]:
    earlier = [case for case in cases if case.at < advert.first_seen_at]
    if earlier:
        last = max(earlier, key=lambda case: case.at)
        told = f"{len(earlier)} earlier cases" if len(earlier) > 1 else "An earlier case"
        text = f"{told} against this recruiter closed; the last as {_named(last)} on {say(_day(last.at, zone))}."
        yield Observation(PRIOR, Stated.STATED, text, facts={"cases": sorted({case.alert_id for case in earlier})})
    if advert.source_kind in REPOSTING:
        return
    returned = back.get(int(advert.id or 0))
    closed = [case for case in cases if returned is not None and case.at < returned]
    if returned is not None and closed:
        case = max(closed, key=lambda one: one.at)
        text = (
            f"The advert was gone and came back on {say(_day(returned, zone))}, "
            f"after the case closed as {_named(case)} on {say(_day(case.at, zone))}."
        )
        yield Observation(REPOSTED, Stated.STATED, text, facts={"case": case.alert_id})
        return
    for other, case in taken_down.get(int(advert.id or 0), ()):
        text = (
            f"The same text was taken down after the case closed as {_named(case)} on {say(_day(case.at, zone))}, "
            "and is advertised again."
        )
        yield Observation(REPOSTED, Stated.STATED, text, facts={"case": case.alert_id, "advert": other})
        return


def _confirmed(session: Session, recruiter_ids: Iterable[int]) -> dict[int | None, list[Confirmed]]:
    found: dict[int | None, list[Confirmed]] = defaultdict(list)
    for piece in in_pieces(sorted(recruiter_ids)):
        cases = list(_cases(session, col(Alert.recruiter_id).in_(piece)))
        agencies = _agencies(session, {case.alert_id for case in cases})
        for case in cases:
            found[case.recruiter_id].append(replace(case, agencies=agencies.get(case.alert_id, frozenset())))
    return found


def _agencies(session: Session, alert_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """By alert, the agencies that contacts show all of its adverts to be of."""
    found: dict[int, set[int | None]] = defaultdict(set)
    for piece in in_pieces(sorted(alert_ids)):
        query = (
            select(col(AlertAdvert.alert_id), col(Assessment.agency_id), col(Assessment.match_reasons))
            .join(Assessment, col(Assessment.id) == col(AlertAdvert.assessment_id))
            .where(col(AlertAdvert.alert_id).in_(piece))
        )
        for alert_id, agency_id, reasons in session.execute(query):
            shows = any(one["kind"] in CONTACTS and one["score"] == 1.0 for one in reasons)
            found[alert_id].add(agency_id if shows else None)
    return {
        alert_id: frozenset(one for one in those if one is not None)
        for alert_id, those in found.items()
        if None not in those
    }


def _cases(session: Session, where: object) -> Iterator[Confirmed]:
    rows = session.execute(
        select(col(Alert.id), col(Alert.recruiter_id), col(TriageDecision.disposition), col(TriageDecision.decided_at))
        .join(TriageDecision, col(TriageDecision.alert_id) == col(Alert.id))
        .where(
            where,  # type: ignore[arg-type]
            col(TriageDecision.action) == TriageAction.DECIDE,
            col(TriageDecision.undone_by_id).is_(None),
            col(TriageDecision.disposition).is_not(None),
        )
        .order_by(col(TriageDecision.id))
    )
    for alert_id, recruiter_id, disposition, at in rows:
        if disposition not in NOT_CONFIRMED:
            yield Confirmed(alert_id, recruiter_id, disposition, at)


def _taken_down(session: Session, adverts: Sequence[Advert]) -> dict[int, list[tuple[int, Confirmed]]]:
    """By advert, the adverts of the same text that were confirmed and gone before it was first seen."""
    ids = [int(one.id) for one in adverts if one.id is not None]
    if not (campaigns := _with_confirmed_and_gone(session, ids)):
        return {}
    texts = _campaigns(session, ids)
    gone: dict[int, list[tuple[int, datetime, int]]] = defaultdict(list)
    for piece in in_pieces(sorted(campaigns)):
        rows = session.execute(
            select(col(CampaignAdvert.campaign_id), col(Advert.id), col(Advert.last_seen_at), col(AlertAdvert.alert_id))
            .join(Advert, col(Advert.id) == col(CampaignAdvert.advert_id))
            .join(AlertAdvert, col(AlertAdvert.advert_id) == col(Advert.id))
            .where(col(CampaignAdvert.campaign_id).in_(piece), col(Advert.state) == AdvertState.GONE)
            .order_by(col(Advert.id))
        )
        for campaign, advert_id, last_seen, alert_id in rows:
            gone[campaign].append((advert_id, last_seen, alert_id))
    alerts = sorted({alert_id for listed in gone.values() for _, _, alert_id in listed})
    cases = {case.alert_id: case for piece in in_pieces(alerts) for case in _cases(session, col(Alert.id).in_(piece))}
    return {
        int(one.id or 0): [
            (other, cases[alert_id])
            for other, last_seen, alert_id in gone.get(texts.get(int(one.id or 0), -1), ())
            if alert_id in cases and other != one.id and max(last_seen, cases[alert_id].at) < one.first_seen_at
        ]
        for one in adverts
    }


def _with_confirmed_and_gone(session: Session, advert_ids: Sequence[int]) -> set[int]:
    """The campaigns of these adverts, hardly ever any, in which an advert that an alert rests on is gone."""
    found: set[int] = set()
    for piece in in_pieces(advert_ids):
        theirs = select(col(CampaignAdvert.campaign_id)).where(col(CampaignAdvert.advert_id).in_(piece))
        found.update(
            session.exec(
                select(col(CampaignAdvert.campaign_id))
                .join(Advert, col(Advert.id) == col(CampaignAdvert.advert_id))
                .join(AlertAdvert, col(AlertAdvert.advert_id) == col(Advert.id))
                .where(col(CampaignAdvert.campaign_id).in_(theirs), col(Advert.state) == AdvertState.GONE)
                .distinct()
            )
        )
    return found


def _campaigns(session: Session, advert_ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for piece in in_pieces(advert_ids):
        for advert_id, campaign_id in session.execute(
            select(col(CampaignAdvert.advert_id), col(CampaignAdvert.campaign_id)).where(
                col(CampaignAdvert.advert_id).in_(piece)
            )
        ):
            found[advert_id] = campaign_id
    return found


def _came_back(session: Session, advert_ids: Sequence[int]) -> dict[int, datetime]:
    """When adverts that had been gone were last seen to be there again."""
    found: dict[int, datetime] = {}
    for piece in in_pieces(advert_ids):
        for advert_id, seen_at in session.execute(
            select(col(Sighting.advert_id), col(Sighting.seen_at))
            .where(col(Sighting.advert_id).in_(piece), col(Sighting.change) == SightingChange.BACK)
            .order_by(col(Sighting.id))
        ):
            found[advert_id] = seen_at
    return found


def _named(case: Confirmed) -> str:
    return case.disposition.value.replace("_", " ")


def _day(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()

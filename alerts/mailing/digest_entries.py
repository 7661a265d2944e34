"""Each confirmed or escalated case as a reader of the weekly mail sees it: facts, dates and a person to ring."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from alerts.accountability import SIMULATED
from alerts.casework.told_grounds import told_grounds, unsure_grounds
from alerts.mailing.acted_cases import ActedCase
from alerts.mailing.discretion import NO_BUSINESS_NAME, Discretion, discretion_for
from alerts.plain_words import FOUND, case_reference, one_line
from registry.bulk import in_pieces
from registry.identity.names import normalise
from registry.law.rulebook import Rulebook
from registry.records import Account, Advert, Agency, Alert, AlertAdvert, Assessment, Recruiter
from registry.vocabulary import StandingState, TriageAction

ADDRESSES_SHOWN = 3
UNKNOWN_FIRM = frozenset({StandingState.UNLISTED, StandingState.AMBIGUOUS})


@dataclass(frozen=True)
class DigestEntry:
    """One case in plain words; `more_adverts` counts the adverts whose address is not written out.

    A decision that the demo `simulated` was made by no person, whatever account it carries.
    """

    case: str
    link: str
    name: str
    outcome: str
    found: str
    acted_on: date
    licence: str
    licence_on: date | None
    grounds: tuple[str, ...]
    addresses: tuple[str, ...]
    more_adverts: int
    officer: str
    simulated: bool = False


@dataclass(frozen=True)
class _Basis:
    row: AlertAdvert
    advert: Advert
    assessment: Assessment


def entries_of(
    session: Session, cases: Sequence[ActedCase], *, rulebook: Rulebook, public_url: str, zone: ZoneInfo
) -> list[DigestEntry]:
    """One entry a case, in the order of `cases`; private persons' data are left out."""
    recruiters = _recruiters(session, {case.alert.recruiter_id for case in cases})
    bases = _bases(session, [case.alert.id or 0 for case in cases])
    agencies = _agencies(session, {one.assessment.agency_id for found in bases.values() for one in found})
    officers = _officers(session, {case.act.officer for case in cases})
    private = discretion_for(session, recruiters)
    unsure = unsure_grounds(session, [case.alert.id or 0 for case in cases])
    writer = _Writer(rulebook, public_url.rstrip("/"), zone, recruiters, agencies, officers, private, unsure)
    return [writer.entry(case, bases.get(case.alert.id or 0, [])) for case in cases]


@dataclass(frozen=True)
class _Writer:
    rulebook: Rulebook
    public_url: str
    zone: ZoneInfo
    recruiters: Mapping[int, Recruiter]
    agencies: Mapping[int, Agency]
    officers: Mapping[str, str]
    private: Mapping[int, Discretion]
    unsure: Mapping[int, frozenset[str]]

    def entry(self, case: ActedCase, bases: Sequence[_Basis]) -> DigestEntry:
        alert, act = case.alert, case.act
        discretion = self.private[alert.recruiter_id]
        telling = max(bases, key=_how_telling, default=None)
        recruiter = self.recruiters[alert.recruiter_id]
        names = [str(one) for one in recruiter.names]
        shown = [discretion.public_address(one.advert.url, advertiser=recruiter.name, names=names) for one in bases]
        addresses = tuple(dict.fromkeys(address for address in shown if address))[:ADDRESSES_SHOWN]
        return DigestEntry(
            case=case_reference(alert.id),
            link=f"{self.public_url}/case_file?case={alert.id}",
            name=self._name(alert.recruiter_id, telling, discretion),
            outcome="escalated" if act.action is TriageAction.ESCALATE else "confirmed",
            found=FOUND.get(act.disposition, "") if act.disposition else "",
            acted_on=act.decided_at.astimezone(self.zone).date(),
            licence=discretion.sentence(_licence(telling)),
            licence_on=telling.assessment.judged_on if telling else None,
            grounds=tuple(self._grounds(alert)),
            addresses=addresses,
            more_adverts=len(bases) - len(addresses),
            officer=self.officers.get(act.officer, one_line(act.officer)),
            simulated=act.reason == SIMULATED,
        )

    def _name(self, recruiter_id: int, telling: _Basis | None, discretion: Discretion) -> str:
        advertised = discretion.business_name(self.recruiters[recruiter_id].name)
        agency = self.agencies.get(telling.assessment.agency_id or 0) if telling else None
        if agency is None:
            return advertised
        registered = one_line(agency.name)
        # A shared telephone leads to an agency of another name: told alone, that name would not be found in any advert.
        if advertised == NO_BUSINESS_NAME or _may_be_one_name(advertised, registered):
            return registered
        return f"{advertised}, matched to {registered}"

    def _grounds(self, alert: Alert) -> list[str]:
        told = told_grounds(alert.grounds, self.rulebook, unsure=self.unsure.get(alert.id or 0, ()))
        words = [one_line(one) for one in told]
        return [one[:1].upper() + one[1:] for one in dict.fromkeys(words)]


def _may_be_one_name(advertised: str, registered: str) -> bool:
    one, other = set(normalise(advertised).tokens), set(normalise(registered).tokens)
    return one <= other or other <= one


def _how_telling(one: _Basis) -> tuple[bool, date, int]:
    return (any(dict(one.row.grounds).values()), one.assessment.judged_on, one.assessment.id or 0)


def _licence(telling: _Basis | None) -> str:
    if telling is None:
        return "Nothing is on file about a licence."
    standing, reason = telling.assessment.standing, telling.assessment.standing_reason
    if standing in UNKNOWN_FIRM:
        # The rest of the sentence names firms that come close: they have nothing to do with the case.
        reason = reason.partition(";")[0]
    said = reason or standing.value.replace("_", " ")
    return said[:1].upper() + said[1:]


def _recruiters(session: Session, ids: Iterable[int]) -> dict[int, Recruiter]:
    found: dict[int, Recruiter] = {}
    for piece in in_pieces(ids):
        found |= {one.id or 0: one for one in session.exec(select(Recruiter).where(col(Recruiter.id).in_(piece)))}
    return found


def _agencies(session: Session, ids: Iterable[int | None]) -> dict[int, Agency]:
    found: dict[int, Agency] = {}
    for piece in in_pieces(one for one in ids if one is not None):
        found |= {one.id or 0: one for one in session.exec(select(Agency).where(col(Agency.id).in_(piece)))}
    return found


def _bases(session: Session, alert_ids: Sequence[int]) -> dict[int, list[_Basis]]:
    found: dict[int, list[_Basis]] = defaultdict(list)
    for piece in in_pieces(alert_ids):
        query = (
            select(AlertAdvert, Advert, Assessment)
            .join(Advert, col(Advert.id) == col(AlertAdvert.advert_id))
            .join(Assessment, col(Assessment.id) == col(AlertAdvert.assessment_id))
            .where(col(AlertAdvert.alert_id).in_(piece))
            .order_by(col(AlertAdvert.id))
        )
        for row, advert, assessment in session.exec(query):
            found[row.alert_id].append(_Basis(row, advert, assessment))
    return found


def _officers(session: Session, emails: Iterable[str]) -> dict[str, str]:
    named: dict[str, str] = {}
    for piece in in_pieces(emails):
        for account in session.exec(select(Account).where(col(Account.email).in_(piece))):
            if account.name:
                named[account.email] = f"{one_line(account.name)} ({account.email})"
    return named

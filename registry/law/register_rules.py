"""The register facts that an advert raises, as observations under their rule ids; each states facts and dates only."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.identity.types import AgencyMatch, Claim
from registry.law.days import say
from registry.law.licence_book import LicenceBook, NoticeRow
from registry.law.licensing import MAY_RECRUIT, Standing
from registry.law.notices_by_name import notice_by_name
from registry.law.recruiting_signs import Signs
from registry.law.rulebook import Rulebook
from registry.observation import Observation
from registry.vocabulary import MatchOutcome, MatchStrength, StandingState, Stated

EXPIRED = "licence_expired_advertising"
REVOKED = "licence_cancelled_or_noticed"
SCOPE = "scope_exceeded"
UNLISTED = "agency_not_in_registry"
TRAVEL = "travel_agency_recruiting"
MARITIME = "maritime_out_of_register"
CLONE = "cloned_agency_name"
_BARRED = frozenset({StandingState.REVOKED, StandingState.SUSPENDED, StandingState.EXPIRED, StandingState.UNLISTED})


@dataclass(frozen=True)
class Situation:
    """One advert with everything the registers say of who placed it; `maritime` is None where no such register is."""

    claim: Claim
    match: AgencyMatch
    standing: Standing
    signs: Signs
    on: date
    maritime: Standing | None = None


def register_observations(
    situation: Situation, *, rulebook: Rulebook, book: LicenceBook, copycat: bool = False
) -> tuple[Observation, ...]:
    """What the registers say against the advert, under the rules that this rulebook has in force on its day.

    `copycat` says that identity found the name to be another's: then "not listed" would say the same twice.
    """
    if situation.match.outcome is not MatchOutcome.MATCHED and situation.signs.official:
        return ()
    licensing = rulebook.jurisdiction.licensing
    notice = notice_by_name(situation.claim.name, situation.match, on=situation.on, book=book, licensing=licensing)
    found = [*_by_standing(situation, notice)]
    if found and _warns_of_match(situation):
        found.clear()
    found += _maritime(situation)
    if notice is None and not copycat:
        found += _unlisted(situation)
    return tuple(one for one in found if applies(rulebook, one.rule_id, situation.on))


def applies(rulebook: Rulebook, rule_id: str, on: date) -> bool:
    """Whether the rulebook has that rule and it is in force on the day."""
    return rulebook.has(rule_id) and rulebook.rule(rule_id).in_force.on(on)


def _warns_of_match(situation: Situation) -> bool:
    """Whether it is somebody else's warning, which prints the telephone that it warns of."""
    by_contact = situation.match.strength is MatchStrength.CONTACT
    return by_contact and bool(situation.claim.name) and situation.signs.warns


def _by_standing(situation: Situation, notice: NoticeRow | None) -> Iterator[Observation]:
    standing, advert = situation.standing, f"advert of {say(situation.on)}"
    if standing.state is StandingState.EXPIRED:
        yield _stated(EXPIRED, f"{standing.reason}; {advert}", standing.facts)
    elif standing.state in (StandingState.REVOKED, StandingState.SUSPENDED) and "noticed_by" not in standing.facts:
        yield _stated(REVOKED, f"{standing.reason}; {advert}", {**standing.facts, "notice_id": standing.notice_id})
    elif standing.state is StandingState.OUT_OF_SCOPE:
        yield _stated(SCOPE, f"{standing.reason}; {advert}", standing.facts)
    elif notice is not None:
        text = f"{notice.name} is {notice.action.value} by notice of {notice.issuer} of {say(notice.published_on)}"
        facts = {
            "notice_id": notice.id,
            "claimed": situation.claim.name,
            "notice": notice.name,
            "notice_of": notice.published_on.isoformat(),
            "issuer": notice.issuer,
            "notice_url": notice.url,
        }
        yield _stated(REVOKED, f"{text}; {advert}", facts)


def _unlisted(situation: Situation) -> Iterator[Observation]:
    signs, standing = situation.signs, situation.standing
    if not situation.claim.name or standing.state is not StandingState.UNLISTED or not signs.needs_licence:
        return
    maritime = situation.maritime
    if signs.maritime is not None and (maritime is None or maritime.state in MAY_RECRUIT or maritime.list_is_too_old):
        return  # Another authority clears these: the register of agencies says nothing on them.
    facts = {**standing.facts, "claimed": situation.claim.name, "recruits": signs.why}
    text = f"{situation.claim.name}: {standing.reason}; advert of {say(situation.on)} recruits {signs.why}"
    span = (signs.for_others.start, signs.for_others.end) if signs.for_others else None
    quote = signs.for_others.quote if signs.for_others else ""
    yield Observation(UNLISTED, Stated.STATED, text, span=span, quote=quote, facts=facts)
    if signs.travel_name:
        text = f"{situation.claim.name} is a travel firm by its name and {standing.reason}; it recruits {signs.why}"
        yield Observation(TRAVEL, Stated.STATED, text, facts=facts)


def _maritime(situation: Situation) -> Iterator[Observation]:
    signs, standing = situation.signs, situation.maritime
    if standing is None or standing.state not in _BARRED or not situation.claim.name or signs.maritime is None:
        return
    if signs.quotes or (signs.direct and signs.for_others is None):
        return
    text = (
        f"{situation.claim.name} recruits for ships ({signs.maritime.quote!r}); in the maritime register: "
        f"{standing.reason}; advert of {say(situation.on)}"
    )
    facts = {**standing.facts, "claimed": situation.claim.name}
    span = (signs.maritime.start, signs.maritime.end)
    yield Observation(MARITIME, Stated.STATED, text, span=span, quote=signs.maritime.quote, facts=facts)


def _stated(rule_id: str, explanation: str, facts: Any) -> Observation:
    return Observation(rule_id, Stated.STATED, explanation, facts=dict(facts))

"""The one bulk door of the registry for judging: who placed each advert, its standing that day, and what follows."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from registry.advert_item import Contact
from registry.identity.claims import agrees, claim_of, differing_kinds
from registry.identity.contact_reading.licence_numbers import licence_value
from registry.identity.matching import RegisterIndex
from registry.identity.names import normalise_name
from registry.identity.types import AgencyMatch, Claim, MatchReason
from registry.law.job_orders import NOT_FOUND, Advertised, job_order_observations
from registry.law.licence_book import LicenceBook
from registry.law.licensing import CONTACTS, MAY_RECRUIT, Standing, standing_on
from registry.law.recruiting_signs import SignReader, Signs
from registry.law.register_rules import CLONE, Situation, register_observations
from registry.law.rulebook import Rulebook
from registry.noticing.licence_claims import RULE as NUMBER_RULE
from registry.noticing.named_agencies import RULE as NAMED_RULE
from registry.noticing.observations import AdvertClaim, notice_identity
from registry.noticing.phoenix import DIRECTOR_RULE
from registry.noticing.phoenix import RULE as PHOENIX_RULE
from registry.noticing.shared_use import PHONE_RULE, TEXT_RULE
from registry.observation import Observation
from registry.past_conduct import ShownAs, past_conduct
from registry.records import Advert
from registry.registers import Registers
from registry.vocabulary import ContactKind, MatchOutcome, MatchStrength, RegisterKind, StandingState, Stated

# What an advert on show says of itself is not believed further back: it would choose the law it is judged by.
LONGEST_BACK = timedelta(days=3_653)
# What a warning prints, be it a text, a number, a barred firm's telephone or its director, it prints to warn of.
WARNED_OF = frozenset({TEXT_RULE, PHONE_RULE, NUMBER_RULE, PHOENIX_RULE, DIRECTOR_RULE})
NOBODY = AgencyMatch(None, MatchStrength.NONE, MatchOutcome.REGISTER_NOT_LOADED)


@dataclass(frozen=True)
class AdvertFacts:
    """What is on file against and for one advert; `judged_for` is the day whose law and register were asked."""

    advert: Advert
    claim: Claim
    match: AgencyMatch
    standing: Standing
    observations: tuple[Observation, ...]
    judged_for: date


@dataclass
class _Asked:
    """One advert on its way through the registers."""

    advert: Advert
    claim: Claim
    signs: Signs
    on: date
    match: AgencyMatch = NOBODY
    maritime: AgencyMatch | None = None
    rows: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()


def observe(
    session: Session,
    adverts: Sequence[Advert],
    *,
    rulebook: Rulebook,
    on: date,
    registers: Registers | None = None,
) -> list[AdvertFacts]:
    """The facts of each advert, in order, under the law and register of its own day (when posted, else first seen).

    `on` is today: no advert is judged for a later day. Each register is read once a snapshot that speaks for any of
    the adverts (`registers` keeps them for the next batch), and everything else in sets, so that the cost is linear in
    `adverts`.
    """
    registers = registers or Registers(session, rulebook, today=on)
    asked = _ask(adverts, rulebook=rulebook, on=on)
    identity: dict[int, tuple[Observation, ...]] = {}
    shown: dict[int, ShownAs] = {}
    for day, group in _by_register(asked, registers, RegisterKind.AGENCIES).items():
        index = registers.index(RegisterKind.AGENCIES, day)
        matches = index.match_many([one.claim for one in group])
        claims = [AdvertClaim(one.advert, one.claim, match) for one, match in zip(group, matches, strict=True)]
        noticed = notice_identity(session, claims, index=index, rulebook=rulebook, on=day or on)
        identity |= noticed.observations
        for one, claim in zip(group, claims, strict=True):
            one.match = noticed.matches[claim.id]
            entry = index.entry(one.match.agency_id) if one.match.agency_id is not None else None
            one.rows = frozenset(entry.members) if entry else frozenset()
            one.names = entry.names if entry else ()
            if one.rows and agrees(_contacts(one.match)):
                shown[int(one.advert.id or 0)] = ShownAs(one.rows, index.listed)
    for number, earlier in past_conduct(session, adverts, rulebook=rulebook, shown=shown).items():
        identity[number] = (*identity.get(number, ()), *earlier)
    _match_maritime(asked, registers)
    book = _book(session, asked, rulebook)
    standings = [_standing(one, one.match, RegisterKind.AGENCIES, rulebook=rulebook, book=book) for one in asked]
    orders = _orders(session, asked, standings, rulebook=rulebook, book=book)
    return [
        _facts(one, standing, identity, orders, rulebook=rulebook, book=book)
        for one, standing in zip(asked, standings, strict=True)
    ]


def judged_day(advert: Advert, *, rulebook: Rulebook, on: date) -> date:
    """The day whose law and register an advert is judged by: when posted, else first seen there; never after `on`."""
    if advert.posted_on is not None and advert.posted_on >= advert.first_seen_at.date() - LONGEST_BACK:
        return min(advert.posted_on, on)
    return min(advert.first_seen_at.astimezone(ZoneInfo(rulebook.jurisdiction.time_zone)).date(), on)


def _ask(adverts: Iterable[Advert], *, rulebook: Rulebook, on: date) -> list[_Asked]:
    reader, asked = SignReader.of(rulebook), []
    for advert in adverts:
        claim = _claim(advert, rulebook)
        signs = reader.read(advert, name=claim.name)
        asked.append(_Asked(advert, claim, signs, judged_day(advert, rulebook=rulebook, on=on)))
    return asked


def _claim(advert: Advert, rulebook: Rulebook) -> Claim:
    """The advert's claim, with licence numbers of this country's pattern that its source did not know to look for."""
    claim, pattern = claim_of(advert), rulebook.jurisdiction.licensing.number_pattern
    if pattern is None or any(one.kind is ContactKind.LICENCE for one in claim.contacts):
        return claim
    found = re.finditer(pattern, f"{advert.title}\n{advert.description}", re.IGNORECASE)
    printed = dict.fromkeys(one[0] for one in found)
    numbers = tuple(Contact(kind=ContactKind.LICENCE, value=licence_value(one), raw=one) for one in printed)
    return replace(claim, contacts=(*claim.contacts, *numbers)) if numbers else claim


def _by_register(asked: Iterable[_Asked], registers: Registers, kind: RegisterKind) -> dict[date | None, list[_Asked]]:
    """The adverts by the date of the register that speaks for them; None where none does."""
    groups: dict[date | None, list[_Asked]] = defaultdict(list)
    for one in asked:
        groups[registers.day(kind, one.on)].append(one)
    return groups


def _match_maritime(asked: Sequence[_Asked], registers: Registers) -> None:
    if not registers.calendar.snapshots.get(RegisterKind.MARITIME):
        return
    ships = [one for one in asked if one.signs.maritime is not None]
    for day, group in _by_register(ships, registers, RegisterKind.MARITIME).items():
        index = registers.index(RegisterKind.MARITIME, day)
        for one, match in zip(group, index.match_many([one.claim for one in group]), strict=True):
            one.maritime = match
        _match_registered_names([one for one in group if one.maritime and one.maritime.agency_id is None], index)


def _match_registered_names(asked: Iterable[_Asked], index: RegisterIndex) -> None:
    """Look those that the maritime register does not know up by the names of the agency that they were matched to.

    The register of agencies knows who trades under which name; one only like the agency's is no surer here.
    """
    by_name = [(one, name) for one in asked for name in one.names]
    for (one, _), match in zip(by_name, index.match_many([Claim(name) for _, name in by_name]), strict=True):
        if match.agency_id is not None and one.maritime is not None and one.maritime.agency_id is None:
            is_close = one.match.strength is MatchStrength.NAME_CLOSE
            one.maritime = replace(match, strength=MatchStrength.NAME_CLOSE) if is_close else match


def _book(session: Session, asked: Sequence[_Asked], rulebook: Rulebook) -> LicenceBook:
    matches = [match for one in asked for match in (one.match, one.maritime) if match is not None]
    ids = {one for match in matches for one in (match.agency_id, match.former_id) if one is not None}
    names = {normalise_name(one.claim.name) for one in asked if one.claim.name}
    return LicenceBook.build(session, rulebook.jurisdiction.code, agency_ids=ids, names=names)


def _standing(
    one: _Asked, match: AgencyMatch, kind: RegisterKind, *, rulebook: Rulebook, book: LicenceBook
) -> Standing:
    # Notices are of agencies: what the maritime register says of a name is told as that.
    claimed = one.claim.name if kind is RegisterKind.AGENCIES else ""
    placing = one.signs.sends_abroad if match.agency_id is not None else None
    return standing_on(
        match,
        on=one.on,
        destination=one.advert.destination,
        rulebook=rulebook,
        book=book,
        kind=kind,
        claimed=claimed,
        abroad_by=placing.quote if placing else "",
    )


def _orders(
    session: Session,
    asked: Sequence[_Asked],
    standings: Sequence[Standing],
    *,
    rulebook: Rulebook,
    book: LicenceBook,
) -> dict[int, tuple[Observation, ...]]:
    """Job orders are asked of agencies that may recruit, for jobs abroad: for others their absence says nothing new."""
    licensed = [
        Advertised(one.advert, one.rows, one.on, _prints_a_number(one), _is_reached_elsewhere(one.match))
        for one, standing in zip(asked, standings, strict=True)
        if standing.state in MAY_RECRUIT and one.signs.abroad and not one.signs.official
    ]
    return job_order_observations(session, licensed, rulebook=rulebook, book=book)


def _facts(
    one: _Asked,
    standing: Standing,
    identity: Mapping[int, tuple[Observation, ...]],
    orders: Mapping[int, tuple[Observation, ...]],
    *,
    rulebook: Rulebook,
    book: LicenceBook,
) -> AdvertFacts:
    number = int(one.advert.id or 0)
    noticed = tuple(it for it in identity.get(number, ()) if not _is_answered(it, one.signs))
    if any(it.rule_id == NOT_FOUND for it in orders.get(number, ())):
        text = "The list of approved vacancies has no order of that agency for this country."
        noticed = tuple(_corroborated(it, "without_order", text) for it in noticed)
    if standing.state is StandingState.OUT_OF_SCOPE:
        text = "That agency's licence is for placement at home only."
        noticed = tuple(_corroborated(it, "beyond_scope", text) for it in noticed)
    maritime = None
    if one.maritime is not None:
        maritime = _standing(one, one.maritime, RegisterKind.MARITIME, rulebook=rulebook, book=book)
    situation = Situation(one.claim, one.match, standing, one.signs, one.on, maritime)
    copycat = any(found.rule_id == CLONE and found.counts for found in noticed)
    stated = register_observations(situation, rulebook=rulebook, book=book, copycat=copycat)
    match, standing = _better(one, standing, maritime)
    return AdvertFacts(
        advert=one.advert,
        claim=one.claim,
        match=match,
        standing=standing,
        observations=(*stated, *orders.get(number, ()), *noticed),
        judged_for=one.on,
    )


def _is_answered(found: Observation, signs: Signs) -> bool:
    """Whether what the advert is for answers an observation: a warning is there to be repeated and names whom it warns
    of, and who needs no licence may well name the agency that has one."""
    return (found.rule_id in WARNED_OF and signs.warns) or (found.rule_id == NAMED_RULE and not signs.needs_licence)


def _corroborated(found: Observation, fact: str, text: str) -> Observation:
    """A name with another contact than its agency's, stated where the agency may not offer this job either.

    An agency that changed its telephone still has its orders and its scope: somebody without both only bears its name.
    """
    if found.rule_id != CLONE or found.stated is not Stated.SILENT or found.facts.get("says_branch"):
        return found
    return replace(
        found, stated=Stated.STATED, explanation=f"{found.explanation} {text}", facts={**found.facts, fact: True}
    )


def _prints_a_number(one: _Asked) -> bool:
    return any(it.kind is ContactKind.LICENCE for it in one.claim.contacts)


def _is_reached_elsewhere(match: AgencyMatch) -> bool:
    contacts = _contacts(match)
    return bool(differing_kinds(contacts)) and not agrees(contacts)


def _contacts(match: AgencyMatch) -> list[MatchReason]:
    return [reason for reason in match.reasons if reason.kind in CONTACTS]


def _better(one: _Asked, standing: Standing, maritime: Standing | None) -> tuple[AgencyMatch, Standing]:
    """Who the advertiser is by the register that clears its trade: for ships' jobs the maritime one, if it is on it."""
    if one.maritime is None or maritime is None or one.maritime.agency_id is None:
        return one.match, standing
    if standing.state in (StandingState.UNLISTED, StandingState.REGISTER_NOT_LOADED):
        return one.maritime, maritime
    if standing.list_is_too_old and maritime.state in MAY_RECRUIT:
        return one.maritime, maritime
    return one.match, standing

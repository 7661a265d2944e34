"""What identity notices about a batch of adverts: names, numbers, contacts and texts that belong to somebody else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from registry.identity.matching import RegisterIndex
from registry.identity.types import AgencyMatch
from registry.law.official import OfficialSenders
from registry.law.rulebook import Rulebook
from registry.noticing.address_use import AddressUse
from registry.noticing.barred import read_barred, shared_by_listed
from registry.noticing.copycats import Copycats
from registry.noticing.former_names import SuccessionReader
from registry.noticing.licence_claims import LicenceNumbers
from registry.noticing.named_agencies import NamedAgencies, named_in_text
from registry.noticing.phoenix import BarredLinks
from registry.noticing.shared_use import SharedUse
from registry.noticing.surroundings import AdvertClaim, Surroundings
from registry.observation import Observation

__all__ = ["AdvertClaim", "Noticed", "notice_identity", "observe_identity"]


@dataclass(frozen=True)
class Noticed:
    """By advert id: which agency is meant, once the recruiter's other adverts are seen, and what was observed."""

    matches: dict[int, AgencyMatch]
    observations: dict[int, tuple[Observation, ...]]


def observe_identity(
    session: Session, claims: Sequence[AdvertClaim], *, index: RegisterIndex, rulebook: Rulebook, on: date
) -> dict[int, tuple[Observation, ...]]:
    """The observations of `notice_identity` alone."""
    return notice_identity(session, claims, index=index, rulebook=rulebook, on=on).observations


def notice_identity(
    session: Session, claims: Sequence[AdvertClaim], *, index: RegisterIndex, rulebook: Rulebook, on: date
) -> Noticed:
    """The settled match of each advert, and its observations under the rules in force on the advert's own day.

    `on` is the day of the register in `index`. Recruiters and campaigns must be resolved before. Adverts with nothing
    to report have an empty tuple.
    """
    claims = [named_in_text(one, index) for one in claims]
    around = Surroundings.build(session, claims)
    copycats = Copycats(session, around, index, claims, on=on)
    if index.loaded:
        claims = [_settled(one, copycats.settle(one)) for one in claims]
    until = max((one.day for one in claims), default=on)
    firms = read_barred(session, rulebook, on=on, until=max(on, until))
    code = rulebook.jurisdiction.code
    blocks = shared_by_listed(session, {key for firm in firms for key in firm.keys}, code=code)
    succession = SuccessionReader.of(rulebook)
    links = BarredLinks(firms, claims, around, blocks=blocks, succession=succession, index=index)
    numbers = LicenceNumbers(session, index, code)
    named = NamedAgencies(index)
    senders = OfficialSenders(rulebook.jurisdiction)
    addresses = AddressUse(session, claims, index, code=code, on=on)
    shared = SharedUse(around, claims, index, is_official=lambda advert: senders.of(advert) is not None)

    def observed(one: AdvertClaim) -> Iterator[Observation]:
        if index.loaded:
            yield from copycats.observe(one)
            yield from numbers.observe(one)
            yield from named.observe(one)
            yield from addresses.observe(one)
        yield from shared.observe(one)
        yield from links.observe(one)

    kept = {one.id: tuple(it for it in observed(one) if _in_force(rulebook, it.rule_id, one.day)) for one in claims}
    return Noticed({one.id: one.match for one in claims}, kept)


def _settled(one: AdvertClaim, match: AgencyMatch) -> AdvertClaim:
    """The claim with that match; most stay what they are, with all that was worked out of them."""
    return one if match is one.match else replace(one, match=match)


def _in_force(rulebook: Rulebook, rule_id: str, day: date) -> bool:
    return rulebook.has(rule_id) and rulebook.rule(rule_id).in_force.on(day)

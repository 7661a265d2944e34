"""Copycats: the name is a licensed agency's, and nothing else of the advert's recruiter is."""

from collections.abc import Iterable

from registry.advert_item import Contact
from registry.identity.claims import Reach, agrees, contacts_of, differing_kinds, quoted_numbers
from registry.identity.contacts import licence_key
from registry.identity.matching import RegisterIndex
from registry.identity.name_comparison import SAME_FIRM, NameRelation
from registry.identity.name_groups import unrelated_names
from registry.identity.recruiter_keys import SeenAdvert
from registry.identity.register_entries import Entry
from registry.identity.surroundings import AdvertClaim, Surroundings
from registry.identity.types import Claim, MatchReason
from registry.observation import Observation
from registry.vocabulary import ContactKind, LicenceStatus, MatchOutcome, MatchStrength, Stated

RULE = "cloned_agency_name"
_BY_NAME = frozenset({MatchStrength.NAME_EXACT, MatchStrength.NAME_CLOSE})
_PHONE_ALONE = frozenset({ContactKind.PHONE.value})


def observe_copycat(one: AdvertClaim, around: Surroundings, index: RegisterIndex) -> Observation | None:
    """What the register says where a name agrees and no contact of the recruiter does; None where there is nothing.

    It is stated only where an e-mail address or domain disagrees too, the name is a misspelling of the agency's, or the
    contacts also serve under another listed agency's name. A branch with its own telephone is not a copycat: that is
    told as silent.
    """
    entry = _named(one, index)
    if entry is None or one.reposts or not entry.statuses <= {LicenceStatus.VALID}:
        return None
    compared = index.compare(one.claim.name, entry.agency_id)
    if compared.relation not in SAME_FIRM:
        return None
    mine = [advert for advert in around.own(one) if not _is_another_firm(advert, entry, index)]
    reasons = _reach(one, mine, around).against(entry.reach)
    if not reasons or agrees(reasons) or _quotes_its_number(one, mine, entry):
        return None
    differing = differing_kinds(reasons)
    imitated = compared.relation is NameRelation.MISSPELT
    others = _other_agencies(one, around, entry, index)
    stated = not one.claim.branch and (imitated or bool(differing - _PHONE_ALONE) or bool(others))
    return Observation(
        rule_id=RULE,
        stated=Stated.STATED if stated else Stated.SILENT,
        explanation=_explanation(one, entry, reasons, branch=one.claim.branch),
        facts={
            "claimed": one.claim.name,
            "registered": entry.name,
            "number": entry.number,
            "agency_id": entry.agency_id,
            "name_relation": compared.relation.value,
            "contacts": [{"kind": it.kind, "claimed": it.claimed, "registered": it.registered} for it in reasons],
            "says_branch": one.claim.branch,
            "other_agencies": others,
        },
        similarity=round(compared.score * (0.95 if stated else 0.6), 3),
    )


def _named(one: AdvertClaim, index: RegisterIndex) -> Entry | None:
    """The firm whose name the advert bears, when nothing but the name points at it."""
    match = one.match
    if match.outcome is MatchOutcome.MATCHED and match.strength in _BY_NAME and match.agency_id is not None:
        return index.entry(match.agency_id)
    if match.outcome is MatchOutcome.LOOK_ALIKE and match.candidates:
        return index.entry(match.candidates[0].agency_id)
    return None


def _is_another_firm(advert: SeenAdvert, entry: Entry, index: RegisterIndex) -> bool:
    return bool(advert.name) and index.compare(advert.name, entry.agency_id).relation is NameRelation.DIFFERENT


def _reach(one: AdvertClaim, mine: Iterable[SeenAdvert], around: Surroundings) -> Reach:
    """Every contact under which the recruiter uses this name, except those that many recruiters share."""
    contacts: list[Contact] = [*one.claim.contacts]
    for advert in mine:
        contacts += contacts_of(advert)
    common = {value for _, value in around.common}
    return Reach.of(contact for contact in contacts if contact.value not in common)


def _quotes_its_number(one: AdvertClaim, mine: Iterable[SeenAdvert], entry: Entry) -> bool:
    quoted = set(quoted_numbers(one.claim))
    quoted.update(licence_key(value) for advert in mine for kind, value in advert.keys if kind is ContactKind.LICENCE)
    return bool(quoted & entry.numbers)


def _explanation(one: AdvertClaim, entry: Entry, reasons: Iterable[MatchReason], *, branch: bool) -> str:
    number = f" ({entry.number})" if entry.number else ""
    told = "; ".join(f"{it.kind} {it.claimed}, the register has {it.registered}" for it in reasons)
    said = ", and the advert says it is a branch" if branch else ""
    name = f"The advert's name {one.claim.name!r} is that of {entry.name}{number}"
    return f"{name}, but none of its contacts is: {told}{said}."


def _other_agencies(one: AdvertClaim, around: Surroundings, entry: Entry, index: RegisterIndex) -> list[str]:
    """The other listed agencies whose exact names this recruiter also uses."""
    names = unrelated_names(advert.name for advert in around.own(one))
    if len(names) < 2:
        return []
    matches = index.match_many([Claim(name) for name in names])
    exact = {match.agency_id for match in matches if match.strength is MatchStrength.NAME_EXACT}
    listed = [index.entry(agency) for agency in sorted(one for one in exact if one is not None)]
    return [other.name for other in listed if other is not None and other.agency_id != entry.agency_id]

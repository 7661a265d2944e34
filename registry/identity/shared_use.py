"""One telephone, payment number or text under several unrelated names."""

from collections.abc import Iterable, Iterator, Mapping

from registry.identity.grouping import STRANGERS_AT_MOST
from registry.identity.name_groups import unrelated_names
from registry.identity.recruiter_keys import Key, SeenAdvert
from registry.identity.surroundings import REPOSTING, AdvertClaim, Surroundings
from registry.observation import Observation
from registry.vocabulary import ContactKind, SourceKind, Stated

PHONE_RULE = "shared_phone_many_agencies"
TEXT_RULE = "duplicate_text_many_names"
_KINDS = frozenset({ContactKind.PHONE, ContactKind.PAYBILL, ContactKind.TILL})
_HOSTS = frozenset({SourceKind.BOARD, SourceKind.SOCIAL})
_HOST_NAMES = 4


def observe_shared_contacts(
    one: AdvertClaim, around: Surroundings, agency_of: Mapping[int, int]
) -> Iterator[Observation]:
    """One observation a telephone, paybill or till of the advert that its recruiter also uses under unrelated names.

    `agency_of` says which agency an advert of the batch was matched to: two names of one agency are no two names.
    """
    if one.reposts:
        return
    mine = around.own(one)
    held = next((advert.strong for advert in mine if advert.id == one.id), ())
    for key in held:
        if key[0] not in _KINDS or key in around.common:
            continue
        using = [advert for advert in mine if key in advert.strong]
        names = _names(using, agency_of)
        if 2 <= len(names) <= STRANGERS_AT_MOST and not _is_hosts_own(using, names):
            yield _shared_contact(key, names, using)


def _shared_contact(key: Key, names: tuple[str, ...], using: Iterable[SeenAdvert]) -> Observation:
    kind, value = key
    adverts = sorted(advert.id for advert in using)
    text = f"The {kind.value} {value} also advertises as {'; '.join(names)}: {len(adverts)} adverts in all."
    facts = {"kind": kind.value, "value": value, "names": list(names), "adverts": adverts[:50]}
    return Observation(
        PHONE_RULE, Stated.STATED, text, quote=value, facts=facts, similarity=min(1.0, 0.5 + 0.1 * len(names))
    )


def _is_hosts_own(using: Iterable[SeenAdvert], names: tuple[str, ...]) -> bool:
    """Whether the contact is printed for many names on one board alone: then it is likelier the board's."""
    sources = {advert.source for advert in using}
    hosts = {advert.source_kind for advert in using} <= _HOSTS
    return len(names) >= _HOST_NAMES and len(sources) == 1 and hosts


def observe_shared_text(one: AdvertClaim, around: Surroundings, agency_of: Mapping[int, int]) -> Iterator[Observation]:
    """That the advert's text also runs under unrelated names, not counting those who repost others' adverts."""
    campaign = around.campaign_of.get(one.id)
    if one.reposts or campaign is None:
        return
    members = [advert for advert in around.by_campaign[campaign] if advert.source_kind not in REPOSTING]
    names = _names(members, agency_of)
    if len(names) < 2:
        return
    adverts = sorted(advert.id for advert in members)
    text = f"Almost the same text runs under {len(names)} names: {'; '.join(names[:5])}; {len(adverts)} adverts in all."
    facts = {"campaign": campaign, "names": list(names[:20]), "adverts": adverts[:50]}
    yield Observation(TEXT_RULE, Stated.STATED, text, facts=facts, similarity=_similarity(names))


def _similarity(names: tuple[str, ...]) -> float:
    return min(1.0, 0.5 + 0.1 * len(names))


def _names(adverts: Iterable[SeenAdvert], agency_of: Mapping[int, int]) -> tuple[str, ...]:
    """One name for each unrelated advertiser; names matched to one agency are that agency's."""
    by_agency: dict[int, str] = {}
    names: set[str] = set()
    for advert in adverts:
        agency = agency_of.get(advert.id)
        names.add(advert.name if agency is None else by_agency.setdefault(agency, advert.name))
    return unrelated_names(names)


def agencies_matched(claims: Iterable[AdvertClaim]) -> dict[int, int]:
    """The agency each advert was matched to, by advert id."""
    return {one.id: one.match.agency_id for one in claims if one.match.agency_id is not None}

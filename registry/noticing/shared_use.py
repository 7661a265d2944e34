"""One telephone, payment number or text under several unrelated names."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from registry.identity.claims import contacts_of
from registry.identity.matching import RegisterIndex
from registry.identity.name_comparing.groups import unrelated_names
from registry.identity.recruiter_groups.grouping import STRANGERS_AT_MOST
from registry.identity.recruiter_groups.keys import Key, SeenAdvert
from registry.identity.types import Claim
from registry.noticing.printed_names import is_named_in
from registry.noticing.surroundings import REPOSTING, AdvertClaim, Surroundings
from registry.observation import Observation
from registry.vocabulary import ContactKind, SourceKind, Stated

PHONE_RULE = "shared_phone_many_agencies"
TEXT_RULE = "duplicate_text_many_names"
_KINDS = frozenset({ContactKind.PHONE, ContactKind.PAYBILL, ContactKind.TILL})
_HOSTS = frozenset({SourceKind.BOARD, SourceKind.SOCIAL})
_HOST_NAMES = 4
# What stands for every agency for which the register itself gives a contact.
_REGISTERED = -1


class SharedUse:
    """The names under which a batch's contacts and texts run, each contact and text looked at once."""

    def __init__(
        self,
        around: Surroundings,
        claims: Iterable[AdvertClaim],
        index: RegisterIndex,
        *,
        is_official: Callable[[SeenAdvert], bool],
    ) -> None:
        """Two names of one agency are no two names, whether `claims` or the register in `index` says whose they are;
        the state's texts are anybody's to repeat."""
        self._is_official = is_official
        self._around = around
        self._index = index
        self._agency_of = {one.id: one.match.agency_id for one in claims}
        self._contacts: dict[tuple[int, Key], Observation | None] = {}
        self._texts: dict[int, Observation | None] = {}

    def observe(self, one: AdvertClaim) -> Iterator[Observation]:
        """One observation a telephone, paybill or till that also serves unrelated names, and one for a shared text.

        What a repost prints is its source's; its text is the advertiser's where it gives the advertiser's name itself.
        """
        if not one.reposts:
            yield from self._observe_contacts(one)
        campaign = self._around.campaign_of.get(one.id)
        if campaign is None:
            return
        if campaign not in self._texts:
            self._texts[campaign] = self._text(campaign)
        found = self._texts[campaign]
        if found is not None and (not one.reposts or is_named_in(one.text, one.claim.name)):
            yield found

    def _observe_contacts(self, one: AdvertClaim) -> Iterator[Observation]:
        group = self._around.group(one)
        for key in self._around.seen(one).strong:
            if key[0] not in _KINDS or key in self._around.common:
                continue
            if (group, key) not in self._contacts:
                self._contacts[group, key] = self._contact(key, self._around.own(one))
            if (found := self._contacts[group, key]) is not None:
                yield found

    def _contact(self, key: Key, adverts: Iterable[SeenAdvert]) -> Observation | None:
        using = [advert for advert in adverts if key in advert.strong]
        if len({advert.name for advert in using}) < 2:
            return None
        names = self._names(using, key)
        if not 2 <= len(names) <= STRANGERS_AT_MOST or _is_hosts_own(using, names):
            return None
        kind, value = key
        told = sorted(advert.id for advert in using)
        text = (
            f"The {kind.value} {value} advertises under {len(names)} names in {len(told)} adverts: {'; '.join(names)}."
        )
        facts = {"kind": kind.value, "value": value, "names": list(names), "adverts": told[:50]}
        return Observation(PHONE_RULE, Stated.STATED, text, quote=value, facts=facts, similarity=_similarity(names))

    def _text(self, campaign: int) -> Observation | None:
        listed = [one for one in self._around.by_campaign[campaign] if one.source_kind not in REPOSTING]
        if len({one.name for one in listed}) < 2:
            return None
        members = [one for one in listed if not self._is_official(one)]
        names = self._names(members)
        if len(names) < 2:
            return None
        told = sorted(advert.id for advert in members)
        text = f"Almost the same text runs under {len(names)} names in {len(told)} adverts: {'; '.join(names[:5])}."
        facts = {"campaign": campaign, "names": list(names[:20]), "adverts": told[:50]}
        return Observation(TEXT_RULE, Stated.STATED, text, facts=facts, similarity=_similarity(names))

    def _names(self, adverts: Sequence[SeenAdvert], key: Key | None = None) -> tuple[str, ...]:
        """One name for each unrelated advertiser; names of one agency are that agency's, and those of all agencies for
        which the register itself gives the contact `key`, a group's reception, are one."""
        by_agency: dict[int, str] = {}
        names: set[str] = set()
        if len(unrelated_names(advert.name for advert in adverts)) < 2:
            return ()
        for advert in adverts:
            agency = self._agency(advert)
            if agency is not None and key is not None and self._is_registered(key, agency):
                agency = _REGISTERED
            names.add(advert.name if agency is None else by_agency.setdefault(agency, advert.name))
        return unrelated_names(names)

    def _agency(self, advert: SeenAdvert) -> int | None:
        """The agency that an advert is of, asked of the register where it is none of the batch's."""
        if advert.id not in self._agency_of:
            self._agency_of[advert.id] = self._index.match(Claim(advert.name, contacts_of(advert))).agency_id
        return self._agency_of[advert.id]

    def _is_registered(self, key: Key, agency: int) -> bool:
        entry = self._index.entry(agency)
        return entry is not None and key in entry.reach.keys


def _is_hosts_own(using: Iterable[SeenAdvert], names: tuple[str, ...]) -> bool:
    """Whether the contact is printed for many names on one board alone: then it is likelier the board's."""
    sources = {advert.source for advert in using}
    hosts = {advert.source_kind for advert in using} <= _HOSTS
    return len(names) >= _HOST_NAMES and len(sources) == 1 and hosts


def _similarity(names: tuple[str, ...]) -> float:
    return min(1.0, 0.5 + 0.1 * len(names))

"""Copycats: the name is a licensed agency's, the number too if it is quoted, and nothing else of the recruiter is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from registry.advert_item import Contact
from registry.identity.claims import Reach, agrees, contacts_of, differing_kinds, is_disowned, quoted_numbers
from registry.identity.contact_reading.licence_numbers import licence_key
from registry.identity.matching import RegisterIndex
from registry.identity.name_comparing.comparison import Comparison, NameRelation
from registry.identity.name_comparing.groups import unrelated_names
from registry.identity.recruiter_groups.keys import SeenAdvert
from registry.identity.register_entries import Entry
from registry.identity.types import AgencyMatch, Claim, MatchReason
from registry.noticing.copycat_words import explain
from registry.noticing.own_domains import own_domains
from registry.noticing.surroundings import AdvertClaim, Surroundings
from registry.observation import Observation
from registry.vocabulary import ContactKind, LicenceStatus, MatchOutcome, MatchStrength, Stated

RULE = "cloned_agency_name"
_BY_PUBLIC_WORD = frozenset({MatchStrength.LICENCE_NUMBER, MatchStrength.NAME_EXACT, MatchStrength.NAME_CLOSE})


@dataclass(frozen=True)
class Use:
    """How one recruiter uses one agency's name: its contacts against the register's, and what else it shares."""

    contacts: tuple[Contact, ...]
    compared: tuple[MatchReason, ...]
    adverts: int
    numbers: frozenset[str]
    other_agencies: tuple[str, ...]
    disowned: bool


class Copycats:
    """The agencies that a batch's recruiters bear the names of, each pair looked at once."""

    def __init__(
        self, session: Session, around: Surroundings, index: RegisterIndex, claims: Iterable[AdvertClaim], *, on: date
    ) -> None:
        """`index` is the register as of `on`."""
        self._around = around
        self._index = index
        self._on = on
        self._uses: dict[tuple[int, int], Use] = {}
        meant = (_meant(one.match, index) for one in claims) if index.loaded else ()
        self._own = own_domains(session, [entry for entry in meant if entry is not None], index=index)

    def settle(self, one: AdvertClaim) -> AgencyMatch:
        """The match of an advert in the light of its recruiter's other adverts.

        What another advert of the recruiter links to the agency is linked; an agency whose name and number are used
        by somebody that none of its contacts reaches is a candidate, and matched no more. Contacts on a repost may be
        the reposter's, and contradict nothing.
        """
        if one.reposts:
            return self._again(one, ())
        met = self._met(one)
        if met is None:
            return one.match
        entry, compared = met
        use = self._use(one, entry)
        if self._is_stated(one, entry, compared):
            return _parted(one.match, use)
        return self._again(one, use.contacts)

    def _again(self, one: AdvertClaim, contacts: Sequence[Contact]) -> AgencyMatch:
        """The match of a look-alike with other contacts than the advert's own, its licence numbers kept."""
        if one.match.outcome is not MatchOutcome.LOOK_ALIKE:
            return one.match
        quoted = (it for it in one.claim.contacts if it.kind is ContactKind.LICENCE)
        return self._index.match(replace(one.claim, contacts=(*contacts, *quoted)))

    def observe(self, one: AdvertClaim) -> Iterator[Observation]:
        """What the register says where the name agrees and no contact of the recruiter does.

        It is stated only where telephone and e-mail address or site are both others, the name is an imitation of the
        agency's, or the contacts also serve under another listed agency's name. One other contact alone, a branch's
        or a new one, is told as silent, and believed still less beside the agency's own licence number.
        """
        met = self._met(one)
        if met is None:
            return
        entry, compared = met
        use = self._use(one, entry)
        if not use.compared or agrees(use.compared) or not entry.statuses <= {LicenceStatus.VALID}:
            return
        stated = self._is_stated(one, entry, compared)
        quotes = _quotes(one, use, entry)
        sure = (0.4 if quotes else 0.6) if not stated else 0.9 if quotes else 0.95
        yield Observation(
            rule_id=RULE,
            stated=Stated.STATED if stated else Stated.SILENT,
            explanation=explain(one, entry, compared, use.compared, adverts=use.adverts, quotes=quotes, on=self._on),
            facts={
                "claimed": one.claim.name,
                "registered": entry.name,
                "number": entry.number,
                "quotes_number": quotes,
                "agency_id": entry.agency_id,
                "name_relation": compared.relation.value,
                "contacts": [
                    {"kind": it.kind, "claimed": it.claimed, "registered": it.registered} for it in use.compared
                ],
                "adverts": use.adverts,
                "register_of": self._on.isoformat(),
                "says_branch": one.claim.branch,
                "other_agencies": list(use.other_agencies),
            },
            similarity=round(compared.score * sure, 3),
        )

    def _met(self, one: AdvertClaim) -> tuple[Entry, Comparison] | None:
        """The agency whose name or number the advert bears, when no contact of it points there."""
        entry = _meant(one.match, self._index)
        if entry is None or one.reposts or not one.claim.name:
            return None
        compared = self._index.compare(one.claim.name, entry.agency_id)
        return (entry, compared) if compared.same_firm else None

    def _is_stated(self, one: AdvertClaim, entry: Entry, compared: Comparison) -> bool:
        use = self._use(one, entry)
        differing = differing_kinds(use.compared)
        if one.claim.branch or not differing or agrees(use.compared) or not entry.statuses <= {LicenceStatus.VALID}:
            return False
        # Anybody's slip misspells a name above its own number; words are not added to it by a slip.
        slip = compared.relation is NameRelation.MISSPELT and _quotes(one, use, entry)
        return use.disowned or bool(use.other_agencies) or (compared.imitates and not slip)

    def _use(self, one: AdvertClaim, entry: Entry) -> Use:
        key = (self._around.group(one), entry.agency_id)
        if key not in self._uses:
            self._uses[key] = self._read_use(self._around.own(one), entry)
        return self._uses[key]

    def _read_use(self, adverts: Sequence[SeenAdvert], entry: Entry) -> Use:
        related = {name for name in {advert.name for advert in adverts} if self._may_be(name, entry)}
        mine = [advert for advert in adverts if advert.name in related]
        common = {value for _, value in self._around.common}
        contacts = dict.fromkeys(one for advert in mine for one in contacts_of(advert) if one.value not in common)
        quoted = {licence_key(value) for advert in mine for kind, value in advert.keys if kind is ContactKind.LICENCE}
        reach = Reach.of(contacts)
        compared = reach.against(entry.reach, seen=self._own.get(entry.agency_id, frozenset()))
        return Use(
            contacts=tuple(one for one in contacts if one.kind is not ContactKind.LICENCE),
            compared=compared,
            adverts=len(mine),
            numbers=frozenset(quoted),
            other_agencies=self._other_agencies(adverts, entry),
            disowned=is_disowned(compared, mine=reach, registered=entry.reach),
        )

    def _may_be(self, name: str, entry: Entry) -> bool:
        """Adverts without a name may be the named recruiter's own; those of another firm's name are not."""
        return not name or self._index.compare(name, entry.agency_id).relation is not NameRelation.DIFFERENT

    def _other_agencies(self, adverts: Sequence[SeenAdvert], entry: Entry) -> tuple[str, ...]:
        """The other listed agencies whose exact names this recruiter also uses."""
        names = unrelated_names(advert.name for advert in adverts)
        if len(names) < 2:
            return ()
        matches = self._index.match_many([Claim(name) for name in names])
        exact = {match.agency_id for match in matches if match.strength is MatchStrength.NAME_EXACT}
        listed = [self._index.entry(agency) for agency in sorted(one for one in exact if one is not None)]
        return tuple(other.name for other in listed if other is not None and other.agency_id != entry.agency_id)


def _meant(match: AgencyMatch, index: RegisterIndex) -> Entry | None:
    if match.outcome is MatchOutcome.MATCHED and match.strength in _BY_PUBLIC_WORD and match.agency_id is not None:
        return index.entry(match.agency_id)
    if match.outcome is MatchOutcome.LOOK_ALIKE and match.candidates:
        return index.entry(match.candidates[0].agency_id)
    return None


def _quotes(one: AdvertClaim, use: Use, entry: Entry) -> bool:
    return bool((use.numbers | set(quoted_numbers(one.claim))) & entry.numbers)


def _parted(match: AgencyMatch, use: Use) -> AgencyMatch:
    """The match as a look-alike, the agency first among its candidates and every contact that disagrees told."""
    reasons = tuple(dict.fromkeys((*match.reasons, *use.compared)))
    best = match.candidates[0].score if match.candidates else match.score
    return replace(
        match,
        agency_id=None,
        strength=MatchStrength.NONE,
        outcome=MatchOutcome.LOOK_ALIKE,
        score=best,
        reasons=reasons,
    )

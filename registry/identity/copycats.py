"""Copycats: the name is a licensed agency's, and nothing else of the advert's recruiter is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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


class Copycats:
    """The licensed agencies that a batch's recruiters bear the names of, each pair looked at once."""

    def __init__(self, around: Surroundings, index: RegisterIndex) -> None:
        """`index` is the register on the day."""
        self._around = around
        self._index = index
        self._uses: dict[tuple[int, int], _Use] = {}

    def observe(self, one: AdvertClaim) -> Iterator[Observation]:
        """What the register says where a name agrees and no contact of the recruiter does.

        It is stated only where an e-mail address or domain disagrees too, the name is a misspelling of the agency's, or
        the contacts also serve under another listed agency's name. A branch with its own telephone is not a copycat:
        that is told as silent.
        """
        entry = _named(one, self._index)
        if entry is None or one.reposts or not entry.statuses <= {LicenceStatus.VALID}:
            return
        compared = self._index.compare(one.claim.name, entry.agency_id)
        if compared.relation not in SAME_FIRM:
            return
        use = self._use(one, entry)
        reasons = use.contacts
        if not reasons or agrees(reasons) or use.quotes_number or set(quoted_numbers(one.claim)) & entry.numbers:
            return
        imitated = compared.relation is NameRelation.MISSPELT
        telling = imitated or bool(differing_kinds(reasons) - _PHONE_ALONE) or bool(use.other_agencies)
        stated = telling and not one.claim.branch
        yield Observation(
            rule_id=RULE,
            stated=Stated.STATED if stated else Stated.SILENT,
            explanation=_explanation(one, entry, reasons),
            facts={
                "claimed": one.claim.name,
                "registered": entry.name,
                "number": entry.number,
                "agency_id": entry.agency_id,
                "name_relation": compared.relation.value,
                "contacts": [{"kind": it.kind, "claimed": it.claimed, "registered": it.registered} for it in reasons],
                "says_branch": one.claim.branch,
                "other_agencies": list(use.other_agencies),
            },
            similarity=round(compared.score * (0.95 if stated else 0.6), 3),
        )

    def _use(self, one: AdvertClaim, entry: Entry) -> "_Use":
        key = (self._around.group(one), entry.agency_id)
        if key not in self._uses:
            self._uses[key] = self._read_use(self._around.own(one), entry)
        return self._uses[key]

    def _read_use(self, adverts: Sequence[SeenAdvert], entry: Entry) -> "_Use":
        related = {name for name in {advert.name for advert in adverts} if self._may_be(name, entry)}
        mine = [advert for advert in adverts if advert.name in related]
        common = {value for _, value in self._around.common}
        contacts = [one for advert in mine for one in contacts_of(advert) if one.value not in common]
        quoted = {licence_key(value) for advert in mine for kind, value in advert.keys if kind is ContactKind.LICENCE}
        return _Use(
            contacts=Reach.of(contacts).against(entry.reach),
            quotes_number=bool(quoted & entry.numbers),
            other_agencies=self._other_agencies(adverts, entry),
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


@dataclass(frozen=True)
class _Use:
    """How one recruiter uses one agency's name: its contacts against the register's, and what else it shares."""

    contacts: tuple[MatchReason, ...]
    quotes_number: bool
    other_agencies: tuple[str, ...]


def _named(one: AdvertClaim, index: RegisterIndex) -> Entry | None:
    """The firm whose name the advert bears, when nothing but the name points at it."""
    match = one.match
    if match.outcome is MatchOutcome.MATCHED and match.strength in _BY_NAME and match.agency_id is not None:
        return index.entry(match.agency_id)
    if match.outcome is MatchOutcome.LOOK_ALIKE and match.candidates:
        return index.entry(match.candidates[0].agency_id)
    return None


def _explanation(one: AdvertClaim, entry: Entry, reasons: Iterable[MatchReason]) -> str:
    number = f" ({entry.number})" if entry.number else ""
    told = "; ".join(f"{it.kind} {it.claimed}, the register has {it.registered}" for it in reasons)
    said = ", and the advert says it is a branch" if one.claim.branch else ""
    name = f"The advert's name {one.claim.name!r} is that of {entry.name}{number}"
    return f"{name}, but none of its contacts is: {told}{said}."

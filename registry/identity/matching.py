"""Which agency is meant: one index of a register on one day, asked for one claim or for very many."""

from collections import defaultdict
from collections.abc import Sequence, Set
from datetime import date
from functools import cached_property

import numpy as np
from sqlmodel import Session

from registry.collector import held_back
from registry.identity.cascade import Evidence, as_former, decide
from registry.identity.claims import Reach, claim_of, quoted_numbers
from registry.identity.licence_tails import LicenceTails
from registry.identity.name_comparing.comparison import SAME_FIRM, Comparison, NameRelation, compare_names
from registry.identity.name_finding.index import Ids, Scores
from registry.identity.name_finding.lookup import NameLookup, Ranked
from registry.identity.register_entries import Entry, is_loaded, read_entries, read_former_entries
from registry.identity.types import AgencyMatch, Candidate, Claim, MatchReason
from registry.vocabulary import ContactKind, MatchOutcome, MatchStrength, RegisterKind

__all__ = ["RegisterIndex", "claim_of", "compare_names"]

# An advertiser's adverts make one claim, from batch to batch.
_MOST_MATCHED = 10_000


class RegisterIndex:
    """The firms of a register as it stood on one day; `loaded` is False where no such register was in effect."""

    def __init__(self, entries: Sequence[Entry], *, loaded: bool = True, former: Sequence[Entry] = ()) -> None:
        """`entries` as `read_entries` gives them; legal-entity names are shown as candidates and never matched.

        `former` are firms that the register listed once: whoever is one of them is unlisted, and told to be that one.
        """
        self.loaded = loaded
        self._matched: dict[Claim, AgencyMatch] = {}
        self._former = RegisterIndex(former) if former else None
        self.entries = tuple(one for one in entries if one.kind is not RegisterKind.NAMES)
        self._lookup = NameLookup(self.entries)
        self._legal_names = tuple(one for one in entries if one.kind is RegisterKind.NAMES)
        self._legal_lookup = NameLookup(self._legal_names)
        self._by_number: dict[str, list[int]] = defaultdict(list)
        self._tails = LicenceTails(self.entries)
        self._by_contact: dict[tuple[ContactKind, str], list[int]] = defaultdict(list)
        self._position = {member: at for at, entry in enumerate(self.entries) for member in entry.members}
        for position, entry in enumerate(self.entries):
            for number in entry.numbers:
                self._by_number[number].append(position)
            for key in entry.reach.keys:
                self._by_contact[key].append(position)

    @classmethod
    @held_back()
    def build(
        cls,
        session: Session,
        jurisdiction: str,
        *,
        on: date,
        kinds: Sequence[RegisterKind] = (RegisterKind.AGENCIES,),
    ) -> "RegisterIndex":
        """The index of every firm that the registers of these kinds list on `on`."""
        entries = read_entries(session, jurisdiction, on=on, kinds=kinds)
        former = read_former_entries(session, jurisdiction, on=on, kinds=kinds)
        return cls(entries, loaded=is_loaded(session, jurisdiction, on=on, kinds=kinds), former=former)

    def match(self, claim: Claim) -> AgencyMatch:
        """Which agency `claim` means, on what, how sure and why."""
        return self.match_many([claim])[0]

    def match_many(self, claims: Sequence[Claim]) -> list[AgencyMatch]:
        """One match a claim, in their order; each distinct claim is matched once, and remembered for a while."""
        if not self.loaded:
            return self._not_loaded(claims)
        known = self._matched
        fresh = [claim for claim in dict.fromkeys(claims) if claim not in known]
        found = dict(zip(fresh, self._match_fresh(fresh), strict=True))
        matches = [found.get(claim) or known[claim] for claim in claims]
        # A new dictionary where it is full: others may be reading this one.
        if len(known) + len(found) > _MOST_MATCHED:
            self._matched = {}
        else:
            known |= found
        return matches

    def forget(self) -> None:
        """Let go of what is remembered of claims and names: each is matched anew."""
        self._matched = {}
        self._lookup.forget()
        self._legal_lookup.forget()
        if self._former is not None:
            self._former.forget()

    def _match_fresh(self, claims: Sequence[Claim]) -> list[AgencyMatch]:
        ranked = self._lookup.rank_many(claim.name for claim in claims)
        found = [decide(self._evidence(claim, ranked.get(claim.name, ())), self.entries) for claim in claims]
        return self._with_former(claims, found)

    def _with_former(self, claims: Sequence[Claim], found: list[AgencyMatch]) -> list[AgencyMatch]:
        """Whoever is nobody of the register, asked of those that left it."""
        if self._former is None:
            return found
        asked = [place for place, match in enumerate(found) if self._may_be_former(claims[place], match)]
        for place, match in zip(asked, self._former.match_many([claims[one] for one in asked]), strict=True):
            if self._former.is_meant(claims[place], match):
                found[place] = as_former(found[place], match)
        return found

    def _may_be_former(self, claim: Claim, match: AgencyMatch) -> bool:
        if match.outcome is MatchOutcome.UNLISTED:
            return True
        if match.outcome is not MatchOutcome.LOOK_ALIKE or not claim.name:
            return False
        return self.compare(claim.name, match.candidates[0].agency_id).relation is NameRelation.LOOK_ALIKE

    def is_meant(self, claim: Claim, match: AgencyMatch) -> bool:
        """Whether a match leaves little doubt: by number, by exactly the name, or by a contact beside a fitting name.

        A telephone alone may be somebody else's by now.
        """
        if match.agency_id is None:
            return False
        if match.strength is MatchStrength.CONTACT:
            return bool(claim.name) and self.compare(claim.name, match.agency_id).relation in SAME_FIRM
        return match.strength is not MatchStrength.NAME_CLOSE

    def candidates(self, names: Sequence[str], *, top: int = 10) -> tuple[Ids, Scores]:
        """Agency ids (names x top, -1 where there are fewer) and scores in [0, 1], best first: ranks, not verdicts."""
        positions, scores = self._lookup.candidates(names, top=top)
        return self._agency_ids[positions], scores

    @cached_property
    def _agency_ids(self) -> Ids:
        """By position, and -1 for nobody's."""
        return np.array([*(one.agency_id for one in self.entries), -1], dtype=np.int64)

    def entry(self, agency_id: int) -> Entry | None:
        """The firm that the agency row `agency_id` belongs to, if it is listed."""
        position = self._position.get(agency_id)
        return None if position is None else self.entries[position]

    @property
    def listed(self) -> Set[int]:
        """The agency rows of every firm that is listed."""
        return self._position.keys()

    def holders(self, number: str) -> tuple[Entry, ...]:
        """The firms that hold a licence number, given as compared (`licence_key`)."""
        return tuple(self.entries[at] for at in self._by_number.get(number, ()))

    @property
    def numbers(self) -> frozenset[str]:
        """Every licence number of the register, as compared."""
        return frozenset(self._by_number)

    def compare(self, name: str, agency_id: int) -> Comparison:
        """How `name` compares with the listed firm of `agency_id`; KeyError if it is not listed."""
        return self._lookup.compare(name, self._position[agency_id])

    def _evidence(self, claim: Claim, ranked: tuple[Ranked, ...]) -> Evidence:
        quoted, reach = quoted_numbers(claim), Reach.of(claim.contacts)
        numbers = {key: tuple(self._by_number.get(key, ())) for key in quoted}
        tails = {key: self._tails.holder(key) for key, held in numbers.items() if not held}
        return Evidence(
            claim=claim,
            by_number=numbers,
            by_tail={key: position for key, position in tails.items() if position is not None},
            by_contact=self._contact_hits(reach),
            reach=reach,
            by_name=ranked,
            compare_afresh=lambda position: self._lookup.compare(claim.name, position),
        )

    def _contact_hits(self, reach: Reach) -> dict[int, MatchReason]:
        """The firms that alone have one of the claim's contacts; what several firms share points at nobody."""
        hits: dict[int, MatchReason] = {}
        for kind, value in reach.keys:
            holders = self._by_contact.get((kind, value), ())
            if len(holders) == 1:
                text = f"the register gives this {kind.value} for this firm alone"
                hits.setdefault(holders[0], MatchReason(kind.value, value, value, 1.0, text))
        return hits

    def _not_loaded(self, claims: Sequence[Claim]) -> list[AgencyMatch]:
        """Nobody is unlisted against a register that is not there; similar legal names are shown all the same."""
        ranked = self._legal_lookup.rank_many(claim.name for claim in claims)
        return [self._only_shown(ranked.get(claim.name, ())) for claim in claims]

    def _only_shown(self, ranked: Sequence[Ranked]) -> AgencyMatch:
        shown = []
        for one in [one for one in ranked if one.compared.score >= 0.5][:5]:
            entry = self._legal_names[one.position]
            shown.append(Candidate(entry.agency_id, entry.number, entry.name, one.compared.score, one.compared.reasons))
        score = shown[0].score if shown else 0.0
        return AgencyMatch(None, MatchStrength.NONE, MatchOutcome.REGISTER_NOT_LOADED, score, (), tuple(shown))

"""Quoted licence numbers: whose they are in the register, when not the advertiser's."""

import re
from collections.abc import Iterator
from functools import cached_property

from rapidfuzz.distance import OSA
from sqlmodel import Session, col, select

from registry.identity.cascade import BY_LETTERS
from registry.identity.claims import quoted_numbers
from registry.identity.contact_reading.licence_numbers import licence_key
from registry.identity.matching import RegisterIndex
from registry.identity.name_comparing.comparison import SAME_FIRM, NameRelation
from registry.identity.register_entries import Entry
from registry.identity.types import Candidate
from registry.noticing.surroundings import AdvertClaim
from registry.observation import Observation
from registry.records import Agency
from registry.vocabulary import Severity, Stated

RULE = "licence_number_mismatch"
_NEAR = (*SAME_FIRM, NameRelation.SIBLING)


class LicenceNumbers:
    """The numbers of one jurisdiction, asked about adverts; earlier holders are read once, and only if needed."""

    def __init__(self, session: Session, index: RegisterIndex, jurisdiction: str) -> None:
        """`index` is the register on the day."""
        self._session = session
        self._index = index
        self._jurisdiction = jurisdiction

    def observe(self, one: AdvertClaim) -> Iterator[Observation]:
        """One observation for each quoted number that is another firm's, or nobody's though it has a number's shape."""
        quoted = quoted_numbers(one.claim)
        if not one.claim.name or one.reposts or any(self._is_own(one, key) for key in quoted):
            return
        for key, raw in quoted.items():
            holders = self._index.holders(key)
            yield from [self._of_another(one, raw, holders[0])] if holders else self._of_nobody(one, key, raw)

    def _is_own(self, one: AdvertClaim, key: str) -> bool:
        holders = self._index.holders(key)
        if any(one.match.agency_id in holder.members for holder in holders):
            return True
        return any(self._index.compare(one.claim.name, holder.agency_id).relation in _NEAR for holder in holders)

    def _of_another(self, one: AdvertClaim, raw: str, holder: Entry) -> Observation:
        text = (
            f"The advert of {one.claim.name!r} quotes licence number {raw}, which the register gives to {holder.name}."
        )
        facts = {
            "quoted": raw,
            "claimed": one.claim.name,
            "registered_to": holder.name,
            "agency_id": holder.agency_id,
            "finding": "another_firm",
        }
        return Observation(RULE, Stated.STATED, text, quote=raw, facts=facts, similarity=1.0)

    def _of_nobody(self, one: AdvertClaim, key: str, raw: str) -> Iterator[Observation]:
        if not self._index.numbers or _shape(key) not in self._shapes or key in self._ever:
            return
        facts = {"quoted": raw, "claimed": one.claim.name, "finding": "no_firm"}
        own = self._own_numbers(one)
        near = sorted(number for number in own if OSA.distance(number, key, score_cutoff=1) <= 1)
        if near:
            text = f"The quoted licence number {raw} is one character from the firm's own, {near[0]}: a slip is likely."
            yield Observation(RULE, Stated.SILENT, text, quote=raw, facts={**facts, "own": near[0]}, similarity=0.3)
            return
        text = f"The advert of {one.claim.name!r} quotes licence number {raw}; no firm of the register has it."
        told = {**facts, "own": sorted(own)}
        # What is nobody's may be misread, or newer than the list: nobody else is shown to be used.
        yield Observation(RULE, Stated.STATED, text, quote=raw, facts=told, similarity=0.8, severity=Severity.HIGH)

    def _own_numbers(self, one: AdvertClaim) -> frozenset[str]:
        meant = one.match.agency_id
        if meant is None and one.match.candidates and not _is_by_letters(one.match.candidates[0]):
            meant = one.match.candidates[0].agency_id
        entry = self._index.entry(meant) if meant is not None else None
        return entry.numbers if entry else frozenset()

    @cached_property
    def _shapes(self) -> frozenset[str]:
        return frozenset(_shape(number) for number in self._index.numbers)

    @cached_property
    def _ever(self) -> frozenset[str]:
        """Numbers that any register of this jurisdiction ever held: their standing is the law's business."""
        query = select(Agency.number).where(col(Agency.jurisdiction) == self._jurisdiction)
        return frozenset(licence_key(number) for number in self._session.exec(query) if number)


def _is_by_letters(candidate: Candidate) -> bool:
    """Whether it is shown for its spelling alone, and nobody says that it is meant."""
    return any(reason.kind == BY_LETTERS for reason in candidate.reasons)


def _shape(number: str) -> str:
    return re.sub(r"\d+", "9", re.sub(r"[A-Z]", "A", number))

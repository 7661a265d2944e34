"""Two names side by side: which words agree, which are spelt differently, and whether a rare word differs."""

from dataclasses import dataclass
from functools import cached_property
from itertools import product

from rapidfuzz.distance import OSA

from registry.identity.name_comparing.alignment import NO_VOCABULARY, Alignment, Vocabulary, align
from registry.identity.name_comparing.parts import NameWords
from registry.identity.name_comparing.readings import hearing, latin_reading, readings
from registry.identity.name_comparing.reasons import FORM_INSIDE, GENUINENESS, reasons_for
from registry.identity.name_comparing.relations import SAME_FIRM, NameRelation, is_split, relation_of
from registry.identity.name_comparing.score import score
from registry.identity.name_words import words
from registry.identity.types import MatchReason, NameComparison

__all__ = ["SAME_FIRM", "Comparison", "NameRelation", "compare", "compare_names"]

_IMITATING = frozenset({GENUINENESS, FORM_INSIDE})
_SAME, _OTHER_FORM, _REARRANGED, _OTHER_BODY = 1.0, 0.95, 0.97, 0.72
# Names that can be one firm's never score below this, others may come near it but for their own words.
_SAME_FIRM_FLOOR, _CEILING = 0.8, 0.97
# So many letters of a name may be wrong and leave it plain which was meant.
_LONG_ENOUGH_FOR_ONE, _LONG_ENOUGH_FOR_TWO = 5, 9


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two names taken apart, and how their words are aligned."""

    a: NameWords
    b: NameWords
    found: Alignment


@dataclass(frozen=True)
class Comparison:
    """`score` in [0, 1], the relation it falls under, and what both rest on."""

    score: float
    relation: NameRelation
    evidence: Evidence | MatchReason
    turned: bool = False

    @cached_property
    def reasons(self) -> tuple[MatchReason, ...]:
        """One reason for each word that does not simply agree; worded when asked for, as few comparisons ever are."""
        said = self.evidence
        found = (said,) if isinstance(said, MatchReason) else tuple(reasons_for(said.a, said.b, said.found))
        if not self.turned:
            return found
        return tuple(MatchReason(one.kind, one.registered, one.claimed, one.score, one.text) for one in found)

    @property
    def same_firm(self) -> bool:
        """Whether the names alone could be one firm's."""
        return self.relation in SAME_FIRM

    @property
    def letters_apart(self) -> int | None:
        """By how many letters the names differ, places told or not: one or two, one of a short name; else None."""
        if isinstance(self.evidence, MatchReason):
            return None
        a, b = self.evidence.a, self.evidence.b
        whole, own = _letters_apart(a.name.normalised, b.name.normalised), _letters_apart(*map(_without_places, (a, b)))
        return min((one for one in (whole, own) if one), default=None)

    @property
    def imitates(self) -> bool:
        """Whether the first name is the second's with something done to it that its owner would hardly do."""
        added = any(one.kind in _IMITATING and one.claimed for one in self.reasons)
        return self.relation is NameRelation.MISSPELT or (self.same_firm and added)


def compare_names(a: str, b: str) -> NameComparison:
    """How alike two names are in [0, 1], the same both ways round, with a reason for each word that differs.

    From about 0.75 the names could be one firm's, or somebody's slip of it; below that a distinguishing word, a number,
    a place or a trade differs or is missing.
    """
    compared = compare(a, b)
    return NameComparison(compared.score, compared.reasons)


def compare(a: str, b: str, *, vocabulary: Vocabulary = NO_VOCABULARY) -> Comparison:
    """`compare_names` with the relation, read against the words that a register uses.

    Of a name that can be read in several ways the likest reading counts.
    """
    left, right = readings(a), readings(b)
    if len(left) == len(right) == 1:
        return _in_order(left[0], right[0], vocabulary)
    pairs = product(left, right) if a <= b else ((one, two) for two, one in product(right, left))
    compared = [_in_order(one, two, vocabulary) for one, two in pairs]
    return max(compared, key=lambda one: (one.same_firm, one.score))


def _in_order(a: NameWords, b: NameWords, vocabulary: Vocabulary) -> Comparison:
    if (a.name.normalised, a.name.raw) <= (b.name.normalised, b.name.raw):
        return _compare(a, b, vocabulary)
    compared = _compare(b, a, vocabulary)
    return Comparison(compared.score, compared.relation, compared.evidence, turned=True)


def _compare(a: NameWords, b: NameWords, vocabulary: Vocabulary) -> Comparison:
    raw = (a.name.raw, b.name.raw)
    if not a.stems or not b.stems:
        return Comparison(0.0, NameRelation.DIFFERENT, MatchReason("name", *raw, 0.0, "one of the names is empty"))
    if a.name.normalised == b.name.normalised:
        return _same_words(a, b)
    heard = hearing(a, b)
    if heard:
        a, b = latin_reading(a), latin_reading(b)
    if a.joined == b.joined or a.in_any_order == b.in_any_order:
        return Comparison(_REARRANGED, NameRelation.VARIANT, _how_it_varies(a, b, by_sound=bool(heard)))
    found = align(a, b, vocabulary, hearing=heard)
    relation = relation_of(a, b, found, vocabulary)
    likeness = min(score(a, b, found), _CEILING)
    if relation in SAME_FIRM:
        likeness = max(likeness, _SAME_FIRM_FLOOR)
    elif likeness > _OTHER_BODY and is_split(a, b, found, vocabulary):
        likeness = _OTHER_BODY
    return Comparison(round(likeness, 4), relation, Evidence(a, b, found))


def _same_words(a: NameWords, b: NameWords) -> Comparison:
    forms = a.name.legal_form, b.name.legal_form
    if not _forms_conflict(*forms):
        reason = MatchReason("name", a.name.raw, b.name.raw, _SAME, "the names are the same")
        return Comparison(_SAME, NameRelation.EXACT, reason)
    known = words().form_countries
    if known.get(forms[0], frozenset()).isdisjoint(known.get(forms[1], frozenset())):
        reason = MatchReason("legal_form", *forms, _OTHER_FORM, "same words, another legal form")
        return Comparison(_OTHER_FORM, NameRelation.VARIANT, reason)
    reason = MatchReason("legal_form", *forms, _OTHER_BODY, "same words, but another kind of body in one country")
    return Comparison(_OTHER_BODY, NameRelation.VARIANT, reason)


def _letters_apart(one: str, other: str) -> int | None:
    short = min(len(one), len(other))
    allowed = (short >= _LONG_ENOUGH_FOR_ONE) + (short >= _LONG_ENOUGH_FOR_TWO)
    apart = int(OSA.distance(one, other, score_cutoff=allowed))
    return apart if apart <= allowed else None


def _without_places(name: NameWords) -> str:
    generic = words().generic
    return " ".join(token for token in name.name.tokens if generic.get(token) != "place")


def _forms_conflict(a: str, b: str) -> bool:
    return bool(a and b and a != b) and not any(a in group and b in group for group in words().form_groups)


def _how_it_varies(a: NameWords, b: NameWords, *, by_sound: bool) -> MatchReason:
    raw = a.name.raw, b.name.raw
    if by_sound:
        return MatchReason("script", *raw, _REARRANGED, "the same words in another script")
    if a.joined == b.joined:
        return MatchReason("spacing", *raw, _REARRANGED, "the same letters, words joined or apart")
    if sorted(a.name.tokens) == sorted(b.name.tokens):
        return MatchReason("word_order", *raw, _REARRANGED, "the same words in another order")
    return MatchReason("plural", *raw, _REARRANGED, "the same words, in the plural or in another way of writing")

"""Two names side by side: which words agree, which are spelt differently, and whether a rare word differs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from registry.identity.name_parts import NameWords, spellings, words_of
from registry.identity.types import MatchReason, NameComparison
from registry.identity.words import stem, words

Known = Callable[[str], bool]


class NameRelation(StrEnum):
    """How two names stand to each other, from the same to strangers; only the first four can be one firm by name."""

    EXACT = "exact"
    VARIANT = "variant"
    SHORTENED = "shortened"
    MISSPELT = "misspelt"
    LOOK_ALIKE = "look_alike"
    SIBLING = "sibling"
    DIFFERENT = "different"


SAME_FIRM = (NameRelation.EXACT, NameRelation.VARIANT, NameRelation.SHORTENED, NameRelation.MISSPELT)
# A word of these kinds changes what a firm does: "X Agency" and "X Africa Safaris" are siblings at best.
_TELLING_KINDS = frozenset({"travel"})
_GENERIC_WEIGHT, _RARE_WEIGHT = 0.3, 1.0


@dataclass(frozen=True)
class Comparison:
    """`score` in [0, 1], the relation it falls under, and one reason for each word that does not simply agree."""

    score: float
    relation: NameRelation
    reasons: tuple[MatchReason, ...]

    @property
    def same_firm(self) -> bool:
        """Whether the names alone could be one firm's."""
        return self.relation in SAME_FIRM


def compare_names(a: str, b: str) -> NameComparison:
    """How alike two names are in [0, 1], the same both ways round, with a reason for each word that differs.

    From about 0.85 the names could be one firm's; below that a distinguishing word differs or is missing.
    """
    compared = compare(a, b)
    return NameComparison(compared.score, compared.reasons)


def compare(a: str, b: str, *, known: Known = lambda _word: False) -> Comparison:
    """`compare_names` with the relation; `known` tells words that a register uses, which are never misspellings."""
    left, right = words_of(a), words_of(b)
    if (left.name.normalised, a) <= (right.name.normalised, b):
        return _compare(left, right, known)
    turned = _compare(right, left, known)
    reasons = tuple(MatchReason(one.kind, one.registered, one.claimed, one.score, one.text) for one in turned.reasons)
    return Comparison(turned.score, turned.relation, reasons)


def _compare(a: NameWords, b: NameWords, known: Known) -> Comparison:
    raw = (a.name.raw, b.name.raw)
    if not a.stems or not b.stems:
        return Comparison(0.0, NameRelation.DIFFERENT, (MatchReason("name", *raw, 0.0, "one of the names is empty"),))
    if a.name.normalised == b.name.normalised:
        return _same_words(a, b)
    if a.joined == b.joined or sorted(a.stems) == sorted(b.stems):
        return Comparison(0.97, NameRelation.VARIANT, (_how_it_varies(a, b),))
    return _judge(a, b, _align(a, b, known))


def _same_words(a: NameWords, b: NameWords) -> Comparison:
    forms = a.name.legal_form, b.name.legal_form
    if _forms_conflict(*forms):
        reason = MatchReason("legal_form", *forms, 0.95, "same words, another legal form")
        return Comparison(0.95, NameRelation.VARIANT, (reason,))
    reason = MatchReason("name", a.name.raw, b.name.raw, 1.0, "the names are the same")
    return Comparison(1.0, NameRelation.EXACT, (reason,))


def _forms_conflict(a: str, b: str) -> bool:
    return bool(a and b and a != b) and not any(a in group and b in group for group in words().form_groups)


def _how_it_varies(a: NameWords, b: NameWords) -> MatchReason:
    raw = a.name.raw, b.name.raw
    if a.joined == b.joined:
        return MatchReason("spacing", *raw, 0.97, "the same letters, words joined or apart")
    if sorted(a.name.tokens) == sorted(b.name.tokens):
        return MatchReason("word_order", *raw, 0.97, "the same words in another order")
    return MatchReason("plural", *raw, 0.97, "the same words, one in the plural")


@dataclass(frozen=True)
class _Alignment:
    """The words that agree, those that agree but for spelling or spacing, and what is left on each side."""

    same: tuple[str, ...]
    respelt: tuple[tuple[str, str, float], ...]
    left: tuple[str, ...]
    right: tuple[str, ...]


def _align(a: NameWords, b: NameWords, known: Known) -> _Alignment:
    left, right, same = list(a.stems), list(b.stems), []
    for one in a.stems:
        if one in right:
            left.remove(one)
            right.remove(one)
            same.append(one)
    respelt: list[tuple[str, str, float]] = []
    for part, whole, swapped in (*_joins(left, right, swapped=False), *_joins(right, left, swapped=True)):
        pieces, other = (right, left) if swapped else (left, right)
        if all(one in pieces for one in part) and whole in other:
            for one in part:
                pieces.remove(one)
            other.remove(whole)
            pair = (" ".join(part), whole)
            respelt.append((*(pair[::-1] if swapped else pair), 0.98))
    for score, one, other_one in sorted(_misspellings(left, right, known), key=lambda found: (-found[0], *found[1:])):
        if one in left and other_one in right:
            left.remove(one)
            right.remove(other_one)
            respelt.append((one, other_one, score))
    return _Alignment(tuple(same), tuple(respelt), tuple(left), tuple(right))


def _joins(parts: list[str], wholes: list[str], *, swapped: bool) -> Iterator[tuple[tuple[str, ...], str, bool]]:
    for at in range(len(parts) - 1):
        pair = (parts[at], parts[at + 1])
        for whole in wholes:
            if stem("".join(pair)) == whole or "".join(pair) == whole:
                yield pair, whole, swapped


def _misspellings(left: list[str], right: list[str], known: Known) -> Iterator[tuple[float, str, str]]:
    for one in left:
        for other in right:
            if _may_be_misspelt(one, other) and not (known(one) and known(other)):
                yield OSA.normalized_similarity(one, other), one, other


def _may_be_misspelt(one: str, other: str) -> bool:
    return any(_is_slip(left, right) for left in spellings(one) for right in spellings(other))


def _is_slip(one: str, other: str) -> bool:
    shortest, longest = sorted((len(one), len(other)))
    if shortest < 4 or not (one.isalpha() and other.isalpha()):
        return False
    if shortest == 4 and one[0] != other[0]:
        return False
    # The same letters in another order ("getaway", "gateway") are a slip even where two letters moved.
    shuffled = shortest > 5 and sorted(one) == sorted(other)
    allowed = 2 if longest > 7 or shuffled else 1
    return bool(OSA.distance(one, other, score_cutoff=allowed) <= allowed)


def _weight(word: str, rare: frozenset[str]) -> float:
    return _RARE_WEIGHT if any(part in rare for part in word.split()) else _GENERIC_WEIGHT


def _judge(a: NameWords, b: NameWords, found: _Alignment) -> Comparison:
    rare = a.rare | b.rare
    relation = _relation(a, b, found)
    share = _agreement(found, rare)
    likeness = fuzz.ratio(a.name.normalised, b.name.normalised) / 100
    blend = 0.7 * share + 0.3 * likeness
    low, high = _RANGES[relation]
    return Comparison(round(low + (high - low) * blend, 4), relation, _reasons(found, rare))


# Where each relation's scores lie: the order of scores is the order of trust, whatever the letters look like.
_RANGES = {
    NameRelation.VARIANT: (0.90, 0.97),
    NameRelation.SHORTENED: (0.80, 0.96),
    NameRelation.MISSPELT: (0.80, 0.97),
    NameRelation.LOOK_ALIKE: (0.50, 0.84),
    NameRelation.SIBLING: (0.30, 0.74),
    NameRelation.DIFFERENT: (0.0, 0.70),
}


def _agreement(found: _Alignment, rare: frozenset[str]) -> float:
    same = sum(_weight(one, rare) for one in found.same)
    same += sum(score * max(_weight(one, rare), _weight(two, rare)) for one, two, score in found.respelt)
    left = sum(_weight(one, rare) for one in found.left)
    right = sum(_weight(one, rare) for one in found.right)
    return 2 * same / (2 * same + left + right) if same else 0.0


def _relation(a: NameWords, b: NameWords, found: _Alignment) -> NameRelation:
    left = [one for one in found.left if one in a.rare]
    right = [one for one in found.right if one in b.rare]
    agreed = [one for one in found.same if one in a.rare and one in b.rare]
    agreed += [two for one, two, _ in found.respelt if _weight(one, a.rare) == _weight(two, b.rare) == _RARE_WEIGHT]
    if not agreed:
        return NameRelation.DIFFERENT
    if left or right:
        return _with_other_rare_words(left, right, agreed, found)
    return _with_rare_words_agreed(found, agreed)


def _with_other_rare_words(left: list[str], right: list[str], agreed: list[str], found: _Alignment) -> NameRelation:
    if max(len(left), len(right)) > 1 or len("".join(agreed)) < 4:
        return NameRelation.DIFFERENT
    others = len(found.left) + len(found.right) - len(left) - len(right)
    return NameRelation.LOOK_ALIKE if others <= 2 else NameRelation.DIFFERENT


def _with_rare_words_agreed(found: _Alignment, agreed: list[str]) -> NameRelation:
    generic = words().generic
    kinds_left, kinds_right = ({generic.get(one, "") for one in side} for side in (found.left, found.right))
    if kinds_left and kinds_right:
        return NameRelation.LOOK_ALIKE if kinds_left == kinds_right == {"trade"} else NameRelation.SIBLING
    missing = kinds_left | kinds_right
    if missing & _TELLING_KINDS:
        return NameRelation.SIBLING
    short = len("".join(agreed)) < 6
    misspelt = any(score < 0.98 for *_, score in found.respelt)
    if misspelt:
        doubtful = len(found.left) + len(found.right) > 2 or (short and len(found.same) == 0)
        return NameRelation.LOOK_ALIKE if doubtful else NameRelation.MISSPELT
    if missing:
        return NameRelation.LOOK_ALIKE if short or len(found.left) + len(found.right) > 3 else NameRelation.SHORTENED
    return NameRelation.VARIANT


def _reasons(found: _Alignment, rare: frozenset[str]) -> tuple[MatchReason, ...]:
    reasons = [
        MatchReason(
            "spacing" if score == 0.98 else "spelling", one, two, round(score, 3), f"{one!r} is written {two!r}"
        )
        for one, two, score in found.respelt
    ]
    left_rare = " ".join(one for one in found.left if one in rare)
    right_rare = " ".join(one for one in found.right if one in rare)
    if left_rare or right_rare:
        reasons.append(
            MatchReason("rare_word", left_rare, right_rare, 0.0, "a distinguishing word differs or is missing")
        )
    left = " ".join(one for one in found.left if one not in rare)
    right = " ".join(one for one in found.right if one not in rare)
    if left or right:
        reasons.append(MatchReason("trade_word", left, right, 0.0, "trade words or places differ or are missing"))
    return tuple(reasons)

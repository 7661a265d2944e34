"""Two names side by side: which words agree, which are spelt differently, and whether a rare word differs."""

from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz

from registry.identity.name_alignment import NO_VOCABULARY, Alignment, Vocabulary, align
from registry.identity.name_parts import EMPTY_KINDS, NameWords, words_of
from registry.identity.name_reasons import FORM_INSIDE, GENUINENESS, reasons_for
from registry.identity.types import MatchReason, NameComparison
from registry.identity.words import words


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
_IMITATING = frozenset({GENUINENESS, FORM_INSIDE})
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

    @property
    def imitates(self) -> bool:
        """Whether the first name is the second's with something done to it that its owner would hardly do."""
        added = any(one.kind in _IMITATING and one.claimed for one in self.reasons)
        return self.relation is NameRelation.MISSPELT or (self.same_firm and added)


def compare_names(a: str, b: str) -> NameComparison:
    """How alike two names are in [0, 1], the same both ways round, with a reason for each word that differs.

    From about 0.85 the names could be one firm's; below that a distinguishing word differs or is missing.
    """
    compared = compare(a, b)
    return NameComparison(compared.score, compared.reasons)


def compare(a: str, b: str, *, vocabulary: Vocabulary = NO_VOCABULARY) -> Comparison:
    """`compare_names` with the relation, read against the words that a register uses."""
    left, right = words_of(a), words_of(b)
    if (left.name.normalised, a) <= (right.name.normalised, b):
        return _compare(left, right, vocabulary)
    turned = _compare(right, left, vocabulary)
    reasons = tuple(MatchReason(one.kind, one.registered, one.claimed, one.score, one.text) for one in turned.reasons)
    return Comparison(turned.score, turned.relation, reasons)


def _compare(a: NameWords, b: NameWords, vocabulary: Vocabulary) -> Comparison:
    raw = (a.name.raw, b.name.raw)
    if not a.stems or not b.stems:
        return Comparison(0.0, NameRelation.DIFFERENT, (MatchReason("name", *raw, 0.0, "one of the names is empty"),))
    if a.name.normalised == b.name.normalised:
        return _same_words(a, b)
    if a.joined == b.joined or sorted(a.stems) == sorted(b.stems):
        return Comparison(0.97, NameRelation.VARIANT, (_how_it_varies(a, b),))
    return _judge(a, b, align(a, b, vocabulary), vocabulary)


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


def _weight(word: str, rare: frozenset[str]) -> float:
    return _RARE_WEIGHT if any(part in rare for part in word.split()) else _GENERIC_WEIGHT


def _judge(a: NameWords, b: NameWords, found: Alignment, vocabulary: Vocabulary) -> Comparison:
    rare = a.rare | b.rare
    relation = _relation(a, b, found, vocabulary)
    share = _agreement(found, rare)
    likeness = fuzz.ratio(a.name.normalised, b.name.normalised) / 100
    blend = 0.7 * share + 0.3 * likeness
    low, high = _RANGES[relation]
    return Comparison(round(low + (high - low) * blend, 4), relation, tuple(reasons_for(a, b, found)))


# Where each relation's scores lie: the order of scores is the order of trust, whatever the letters look like.
_RANGES = {
    NameRelation.VARIANT: (0.90, 0.97),
    NameRelation.SHORTENED: (0.80, 0.96),
    NameRelation.MISSPELT: (0.80, 0.97),
    NameRelation.LOOK_ALIKE: (0.50, 0.84),
    NameRelation.SIBLING: (0.30, 0.74),
    NameRelation.DIFFERENT: (0.0, 0.70),
}


def _agreement(found: Alignment, rare: frozenset[str]) -> float:
    same = sum(_weight(one, rare) for one in found.same)
    same += sum(score * max(_weight(one, rare), _weight(two, rare)) for one, two, score in found.respelt)
    left = sum(_weight(one, rare) for one in found.left)
    right = sum(_weight(one, rare) for one in found.right)
    return 2 * same / (2 * same + left + right) if same else 0.0


def _relation(a: NameWords, b: NameWords, found: Alignment, vocabulary: Vocabulary) -> NameRelation:
    left = [one for one in found.left if one in a.rare]
    right = [one for one in found.right if one in b.rare]
    agreed = [one for one in found.same if one in a.rare and one in b.rare]
    agreed += [two for one, two, _ in found.respelt if _weight(one, a.rare) == _weight(two, b.rare) == _RARE_WEIGHT]
    if not agreed:
        return NameRelation.DIFFERENT
    if left or right:
        telling = [one for one in agreed if not vocabulary.is_common(one)]
        return _with_other_rare_words(found, telling, len(left), len(right))
    if any(_splits(one, a, b, vocabulary) for one in found.left):
        return NameRelation.LOOK_ALIKE
    if any(_splits(one, b, a, vocabulary) for one in found.right):
        return NameRelation.LOOK_ALIKE
    return _with_rare_words_agreed(found, agreed)


def _splits(word: str, mine: NameWords, yours: NameWords, vocabulary: Vocabulary) -> bool:
    """Whether a word of one name alone stands between distinguishing words: "KCB Investment Bank" is not "KCB Bank"."""
    if words().generic.get(word) in EMPTY_KINDS or vocabulary.is_ornament(word):
        return False
    place = mine.stems.index(word)
    shared = mine.rare & yours.rare
    return not shared.isdisjoint(mine.stems[:place]) and not shared.isdisjoint(mine.stems[place + 1 :])


def _with_other_rare_words(found: Alignment, telling: list[str], left: int, right: int) -> NameRelation:
    """One word of the firm's own differs, or one is missing, beside a word that hardly another firm has."""
    others = len(found.left) + len(found.right) - left - right
    allowed = 1 if left and right else 2
    near = max(left, right) == 1 and others <= allowed and len("".join(telling)) > 3
    return NameRelation.LOOK_ALIKE if near else NameRelation.DIFFERENT


def _with_rare_words_agreed(found: Alignment, agreed: list[str]) -> NameRelation:
    generic = words().generic
    left, right = ([generic.get(one, "") for one in side] for side in (found.left, found.right))
    kinds_left, kinds_right = set(left) - EMPTY_KINDS, set(right) - EMPTY_KINDS
    if kinds_left and kinds_right:
        return NameRelation.LOOK_ALIKE if kinds_left == kinds_right == {"trade"} else NameRelation.SIBLING
    missing = sum(kind not in EMPTY_KINDS for kind in (*left, *right))
    if (kinds_left | kinds_right) & _TELLING_KINDS:
        return NameRelation.SIBLING
    if found.has_misspelling:
        return NameRelation.MISSPELT if missing <= 1 else NameRelation.LOOK_ALIKE
    if not left and not right:
        return NameRelation.VARIANT
    # A single short word beside trade words ("ALS International") is too little to stand for a firm.
    return NameRelation.SHORTENED if missing <= 3 and len("".join(agreed)) > 5 else NameRelation.LOOK_ALIKE

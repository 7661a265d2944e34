"""The words of `name_words.yml` and `legal_forms.yml`, folded and ready to look up, built once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from registry.identity.data_files import HERE, read_yaml
from registry.identity.folding import fold, letters_joined, stem

LEGAL_FORMS = HERE.parent / "law" / "jurisdictions" / "legal_forms.yml"

# Only words this long are told from a legal form by one slipped letter ("companu", but never "corb").
_LONG_FORM_WORD = 5
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class LegalForm:
    """One legal form: how it is shown, the words it is written with, and where it stands (`end`, `start`, `glued`)."""

    form: str
    words: tuple[str, ...]
    stands: str


@dataclass(frozen=True)
class Letters:
    """How letters are mistaken, transcribed and drawn: `name_words.yml` under `letters`."""

    confused: frozenset[frozenset[str]]
    transcribed: frozenset[frozenset[str]]
    drawn: dict[int, str]
    one_sound: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, said: dict[str, Any]) -> "Letters":
        """The letters as the data file has them."""
        return cls(
            confused=frozenset(map(frozenset, (*said["alike"], *said["neighbours"]))),
            transcribed=frozenset(map(frozenset, said["transcribed"])),
            drawn=str.maketrans(said["drawn"]),
            one_sound=tuple(said["one_sound"].items()),
        )


@dataclass(frozen=True)
class Words:
    """Everything `name_words.yml` and `legal_forms.yml` say, folded and ready to look up."""

    connectives: frozenset[str]
    articles: frozenset[str]
    arabic_articles: frozenset[str]
    abbreviations: dict[str, tuple[str, ...]]
    bracketed: dict[str, str]
    generic: dict[str, str]
    numbers: dict[str, int]
    tens: dict[str, int]
    rewritten: frozenset[str]
    roman: frozenset[str]
    initials: dict[str, tuple[str, ...]]
    half_own: frozenset[str]
    country: frozenset[str]
    letters: Letters
    meanings: dict[str, tuple[str, ...]]
    also_known_as: tuple[str, ...]
    trailing_forms: dict[tuple[str, ...], str]
    leading_forms: dict[tuple[str, ...], str]
    glued_forms: dict[str, str]
    form_ends: frozenset[str]
    form_starts: frozenset[str]
    form_groups: tuple[frozenset[str], ...]
    form_countries: dict[str, frozenset[str]]
    form_slips: dict[str, str]
    labels: dict[str, tuple[str, ...]]
    branches: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    """The words of firms' names, from the two data files."""
    said = read_yaml(HERE / "name_words.yml")
    law = read_yaml(LEGAL_FORMS)
    forms = [form for entry in law["forms"] for form in _spellings(entry)]
    trailing = {one.words: one.form for one in forms if one.stands == "end"}
    leading = {one.words: one.form for one in forms if one.stands == "start"}
    numbers = said["numbers"]
    generic = {stem(word): kind for kind, listed in said["generic"].items() for word in listed}
    half = {kind: frozenset(map(stem, listed)) - generic.keys() for kind, listed in said["half_own"].items()}
    return Words(
        connectives=frozenset(said["connectives"]),
        articles=frozenset(said["articles"]),
        arabic_articles=frozenset(said["arabic_articles"]),
        abbreviations=_split_values(said["abbreviations"]),
        bracketed=said["bracketed"],
        generic=generic,
        numbers={**numbers["units"], **numbers["whole"], **numbers["roman"], **numbers["ordinals"]},
        tens=numbers["tens"],
        rewritten=frozenset().union(
            *(said[kind] for kind in ("connectives", "articles", "arabic_articles", "abbreviations")), *numbers.values()
        ),
        roman=frozenset(numbers["roman"]),
        initials=_split_values(said["initials"]),
        half_own=half["sector"] | half["country"],
        country=half["country"],
        letters=Letters.read(said["letters"]),
        meanings=_split_values(said["meanings"]),
        also_known_as=tuple(said["also_known_as"]),
        trailing_forms=trailing,
        leading_forms=leading,
        form_ends=frozenset(words[-1] for words in trailing),
        form_starts=frozenset(words[0] for words in leading),
        glued_forms={
            one.words[0]: one.form for one in sorted(forms, key=_letters, reverse=True) if one.stands == "glued"
        },
        form_groups=tuple(frozenset(group) for group in law["groups"]),
        form_countries=_countries(law["forms"]),
        form_slips=_slips(trailing),
        labels={kind: tuple(listed) for kind, listed in said["advertiser_labels"].items()},
        branches={kind: tuple(listed) for kind, listed in said["branches"].items()},
    )


def _letters(form: LegalForm) -> int:
    return sum(map(len, form.words))


def _split_values(said: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {short: tuple(full.split()) for short, full in said.items()}


def _spellings(entry: dict[str, Any]) -> Iterator[LegalForm]:
    stands = entry.get("stands", "end")
    for written in entry["written"]:
        parts = tuple(fold(written).split())
        for place in ("start", "end") if stands == "both" else (stands,):
            # Single letters in a row are closed before forms are looked for: "s a r l" is met as "sarl" too.
            yield LegalForm(entry["form"], parts, place)
            yield LegalForm(entry["form"], tuple(letters_joined(parts)), place)


def _countries(forms: Iterable[dict[str, Any]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in forms:
        found.setdefault(entry["form"], set()).update(entry["countries"])
    return {form: frozenset(countries) for form, countries in found.items()}


def _slips(forms: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Every spelling one letter away from a long word of a legal form, and the word: looked up, never searched.

    Words that are a form by themselves come last and win: "limitde" is "limited", not a part of "limitee".
    """
    alone = {word: len(form) == 1 for form in sorted(forms, key=len, reverse=True) for word in form}
    long = [word for word in alone if len(word) >= _LONG_FORM_WORD and word.isascii() and word.isalpha()]
    long.sort(key=lambda word: (alone[word], word))
    found: dict[str, str] = {}
    for word in long:
        cuts = [(word[:at], word[at:]) for at in range(1, len(word) + 1)]  # the first letter is hardly ever slipped
        spellings = [head + tail[1:] for head, tail in cuts if tail]
        spellings += [head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1]
        spellings += [head + letter + tail[1:] for head, tail in cuts if tail for letter in _LETTERS]
        spellings += [head + letter + tail for head, tail in cuts for letter in _LETTERS]
        found.update((one, word) for one in spellings)
    return {one: word for one, word in found.items() if one not in long}

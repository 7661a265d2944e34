"""The data files of identity, read once: what each word of a name is worth, kept out of code for review."""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
LEGAL_FORMS = HERE.parent / "law" / "jurisdictions" / "legal_forms.yml"

# Arabic spellings that writers do not keep apart.
_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})


def fold(text: str) -> str:
    """`text` in lower case, without Latin accents, Arabic vowel signs or full-width forms; scripts are kept."""
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFKC", text).casefold().translate(_ARABIC)
    if composed.isascii():
        return composed
    kept: list[str] = []
    for char in unicodedata.normalize("NFD", composed):
        # Vowel signs of South Asian scripts are letters to their readers: only marks on these three alphabets go.
        if unicodedata.category(char) == "Mn" and kept and _marks_are_optional(kept[-1]):
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _marks_are_optional(letter: str) -> bool:
    return letter < "\u0530" or "\u0600" <= letter <= "\u06ff"


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """`word` without its English plural."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@dataclass(frozen=True)
class LegalForm:
    """One legal form: how it is shown, the words it is written with, and where it stands."""

    form: str
    words: tuple[str, ...]
    leading: bool = False
    glued: bool = False


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
    trailing_forms: dict[tuple[str, ...], str]
    leading_forms: dict[tuple[str, ...], str]
    glued_forms: dict[str, str]
    form_ends: frozenset[str]
    form_starts: frozenset[str]
    form_groups: tuple[frozenset[str], ...]
    labels: dict[str, tuple[str, ...]]
    branches: dict[str, tuple[str, ...]]


@cache
def words() -> Words:
    """The words of firms' names, from the two data files."""
    said = read_yaml(HERE / "name_words.yml")
    law = read_yaml(LEGAL_FORMS)
    forms = [form for entry in law["forms"] for form in _spellings(entry)]
    numbers = said["numbers"]
    return Words(
        connectives=frozenset(said["connectives"]),
        articles=frozenset(said["articles"]),
        arabic_articles=frozenset(said["arabic_articles"]),
        abbreviations={short: tuple(full.split()) for short, full in said["abbreviations"].items()},
        bracketed=said["bracketed"],
        generic={stem(word): kind for kind, listed in said["generic"].items() for word in listed},
        numbers={**numbers["units"], **numbers["whole"], **numbers["ordinals"]},
        tens=numbers["tens"],
        rewritten=frozenset().union(
            *(said[kind] for kind in ("connectives", "articles", "arabic_articles", "abbreviations")), *numbers.values()
        ),
        trailing_forms={one.words: one.form for one in forms if not one.leading and not one.glued},
        leading_forms={one.words: one.form for one in forms if one.leading},
        form_ends=frozenset(one.words[-1] for one in forms if not one.leading and not one.glued),
        form_starts=frozenset(one.words[0] for one in forms if one.leading),
        glued_forms={one.words[0]: one.form for one in forms if one.glued},
        form_groups=tuple(frozenset(group) for group in law["groups"]),
        labels={kind: tuple(listed) for kind, listed in said["advertiser_labels"].items()},
        branches={kind: tuple(listed) for kind, listed in said["branches"].items()},
    )


def _spellings(entry: dict[str, Any]) -> list[LegalForm]:
    leading, glued = entry.get("leading", False), entry.get("glued", False)
    return [LegalForm(entry["form"], tuple(fold(one).split()), leading, glued) for one in entry["written"]]


def read_yaml(file: Path) -> dict[str, Any]:
    """The mapping in one of this package's own data files."""
    loaded: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return loaded

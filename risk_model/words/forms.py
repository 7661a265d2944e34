"""When two written words count as the same (endings, misspellings, Swahili verbs); apart because it is language."""

import re
from collections.abc import Iterable

_IRREGULAR = {
    "paid": "pay", "paying": "pay", "pays": "pay", "payed": "pay", "sent": "send", "kept": "keep", "held": "hold",
    "taken": "take", "took": "take", "taking": "take", "brought": "bring", "gave": "give", "given": "give",
    "giving": "give", "women": "woman", "men": "man", "using": "use", "used": "use", "withheld": "withhold",
    "flying": "fly", "flies": "fly", "flew": "fly", "going": "go", "goes": "go", "licence": "license",
    "licences": "license", "licenced": "licensed", "centre": "center", "centres": "center", "programme": "program",
    "programmes": "program", "defence": "defense", "gotten": "get", "getting": "get", "buying": "buy", "bought": "buy",
    "owing": "owe", "owed": "owe", "owes": "owe", "doing": "do", "fees": "fee", "asking": "ask", "asked": "ask",
    "leaving": "leave", "cutting": "cut", "wages": "wage", "arabian": "arabia", "says": "say", "said": "say",
}  # fmt: skip
_KEPT = frozenset([
    "willing", "evening", "morning", "building", "wedding", "something", "nothing", "anything", "everything",
    "clothing", "during", "being", "king", "ring", "unless", "less", "always", "business", "address", "process",
    "access", "bus", "plus", "yes", "gas", "this", "his", "its", "was", "has", "is", "as", "us", "news", "series",
    "hundred", "indeed", "speed", "need", "feed", "seed", "breed", "exceed", "proceed", "succeed", "agreed", "visa",
])  # fmt: skip
_VOWEL = re.compile(r"[aeiouy]")
_STRETCHED = re.compile(r"(.)\1{2,}")
_DOUBLED = re.compile(r"([bdfgmnprt])\1$")
_VERB = (
    r"(?:hu|(?:ni|u|a|tu|m|wa|i|ki|vi|zi|li|ya|ku|mu)?(?:na|ta|li|me|ka|ki|kisha|nge|mesha|nata|taka)?)"
    r"(?:cho|vyo|yo|po|ye|o|lo|zo|ko)?"
    r"(?:ni|ku|m|tu|wa|i|ki|vi|zi|ya|u)?{root}(?:i|e)?(?:sh|an)?(?:a|e|eni)"
)
_SUBJECTS = "hu|ni|u|a|tu|m|mu|wa|i|ki|vi|zi|li|ya|ku|ka"
# A subject run together with the -a- of the present tense, as at the coast and in newspapers: yaanza, chabaki, twataka.
_CONTRACTED = {
    "ni": "na", "u": "wa", "tu": "twa", "m": "mwa", "i": "ya", "zi": "za", "ki": "cha", "vi": "vya", "li": "la",
    "ku": "kwa",
}  # fmt: skip
_WHEN = r"(?:na|ta|li|me|ka|ki|kisha|nge|mesha|nata|taka|sha)?(?:cho|vyo|yo|po|ye|o|lo|zo|ko)?"
_TO_WHOM = r"(?:ni|ku|m|mw|tu|wa|i|ki|vi|zi|ya|u|li|ji)?"
_VOICE = r"(?:i|e|li|le|ili|ele)?(?:sh|z|an|k)?(?:iw|ew|liw|lew|w)?"
_VOWELS = re.compile(r"[aeiou]+")
_TWICE = re.compile(r"([a-z])\1")
_VOWEL_RUN = re.compile(r"[aeiouy]+")
# How letters sound alike where words are written by ear.
_SOUNDS = tuple(
    (re.compile(written), heard)
    for written, heard in (
        (r"(.)\1+", r"\1"), ("ph", "f"), ("ck", "k"), ("c(?=[eiy])", "s"), ("c(?!h)", "k"), ("q", "k"), ("x", "ks"),
        ("ght", "t"), ("z", "s"), ("[eo]r$", "a"), ("(?<=[^aeiouy])e$", ""), ("(?<=t)ion$", "n"), ("ou", "u"),
    )
)  # fmt: skip
MIN_SHORT = 4
MIN_MISSPELT = 7
MIN_WRONG_LETTER = 9


def plain(word: str) -> str:
    """`word` without stretched letters ("lipaaaa") and English endings; both sides of a comparison go through it."""
    word = _STRETCHED.sub(r"\1", word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word in _KEPT or not word.isalpha():
        return word
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending, least in (("ing", 4), ("ed", 3)):
        base = word[: -len(ending)]
        if word.endswith(ending) and len(base) >= least and _VOWEL.search(base):
            word = _DOUBLED.sub(r"\1", base)
            break
    if len(word) > 3 and word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "i"
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("ie") else word


def verb_form(root: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The root, which is in every word that fits, and its affirmative, active forms (utalipa, kulipia, nilipe)."""
    return (root,), re.compile(_VERB.format(root=re.escape(root)))


def voices_form(written: str) -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The roots in `written` ("tu/a~~shik/kabidhi", "~~lip"), one of which is in every word that fits, and the pattern.

    It fits affirmative forms in any voice (anashika, inashikwa, watashikiliwa), also of a root that ends in i or u
    (unakabidhi) and of an English verb between Swahili prefixes (anakeep, ataizilock), said of the subjects before
    the mark if any are (tu and a: tunashika, not inashika; an empty one is a command: shika).
    """
    subjects, _, listed = written.rpartition("~~")
    roots = tuple(listed.split("/"))
    said = [one for one in subjects.split("/") if one] if subjects else _SUBJECTS.split("|")
    short = [_CONTRACTED[one] for one in said if one in _CONTRACTED]
    does = rf"(?:(?:{'|'.join(said)}){_WHEN}{''.join(f'|{one}' for one in short)})"
    maybe = "" if subjects and "" not in subjects.split("/") else "?"
    root = f"(?:{'|'.join(map(re.escape, roots))})"
    return roots, re.compile(
        rf"(?:{does}){maybe}{_TO_WHOM}{root}{_VOICE}(?:a|e|eni|ana)"
        rf"|{does}{_TO_WHOM}{root}(?<![aeiou])"
        rf"|(?!hu)(?:{does}){maybe}{_TO_WHOM}{root}(?<=[iu])"
    )


class Misspellings:
    """Finds the one listed English word that a word is a slip of: a letter missing, doubled, swapped or wrong."""

    def __init__(self, words: Iterable[str], *, known: Iterable[str] = ()) -> None:
        self._known = frozenset(known)
        self._near: dict[str, set[str]] = {}
        self._longest = 0
        for word in words:
            if len(word) >= MIN_MISSPELT and word.isalpha():
                self._longest = max(self._longest, len(word))
                for form in (word, *_shortened(word)):
                    self._near.setdefault(form, set()).add(word)

    def meant(self, word: str) -> str | None:
        """The word meant, None if there is none or more than one."""
        # A hostile word of a million letters has a million forms, each as long.
        if not MIN_MISSPELT <= len(word) <= self._longest + 1 or not word.isalpha() or word in self._known:
            return None
        near = {one for form in (word, *_shortened(word)) for one in self._near.get(form, ())}
        found = {plain(one) for one in near if one[0] == word[0] and _one_slip(word, one)}
        return found.pop() if len(found) == 1 else None


class ShortMessages:
    """Finds the one listed word that a word of a text message stands for: vowels left out, or written as it sounds.

    "agncy", "tnatumia" and "lisence"; a syllable must be gone or a letter sound the same, for "cost" is no "coast".
    Of words of four letters only one may be written twice ("vissa", "lipaa"): so short, too much sounds alike.
    """

    def __init__(self, words: Iterable[str], *, known: Iterable[str] = ()) -> None:
        self._known = frozenset(known)
        self._by_frame: dict[str, set[str]] = {}
        self._shortest: set[str] = set()
        for word in words:
            if len(word) == MIN_SHORT and word.isalpha():
                self._shortest.add(word)
            elif len(word) > MIN_SHORT and word.isalpha():
                self._by_frame.setdefault(_frame(word), set()).add(word)

    def meant(self, word: str) -> str | None:
        """The word meant, None if there is none or more than one that lacks as few vowels."""
        if len(word) < MIN_SHORT or not word.isalpha() or word in self._known:
            return None
        if (once := _TWICE.sub(r"\1", word, count=1)) in self._shortest and len(word) == MIN_SHORT + 1:
            return plain(once)
        heard = _sound(word)
        near = [
            (len(sound) - len(heard), one)
            for one in self._by_frame.get(_VOWELS.sub("", heard), ())
            if one[0] == word[0] and _is_short_for(heard, sound := _sound(one))
        ]
        least = min((missing for missing, _ in near), default=0)
        found = {plain(one) for missing, one in near if missing == least}
        return found.pop() if len(found) == 1 else None


def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = written.sub(heard, word)
    return word


def _frame(word: str) -> str:
    """The consonants as they sound."""
    return _VOWELS.sub("", _sound(word))


def _is_short_for(short: str, full: str) -> bool:
    """Whether `short` is `full` as it sounds, or `full` with a syllable's vowel left out inside."""
    if short == full:
        return True
    if short[-1:] != full[-1:] or len(_VOWEL_RUN.findall(short)) >= len(_VOWEL_RUN.findall(full)):
        return False
    letters = iter(full)
    return all(letter in letters for letter in short)


def _shortened(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(1, len(word))]


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter more, less or swapped (in long words, other) makes one word of the other.

    A last letter makes another form (manage, manager), and a short word with another letter is mostly another word
    (contrast, contract), so neither counts.
    """
    if len(one) > len(other):
        one, other = other, one
    at = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if at >= len(one) - 1:
        return False
    if len(one) < len(other):
        return one[at:] == other[at + 1 :]
    swapped = one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]
    return swapped or (len(one) >= MIN_WRONG_LETTER and one[at + 1 :] == other[at + 1 :])

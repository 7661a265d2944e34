"""Registers of invented names, and questions about them with known answers: what the matching benchmarks are asked.

24,000 words of Kenyan, Gulf, Indian and Philippine sounds (a few frequent, most rare, as in registers), 24 trade words
and 21 legal forms; no two names have the same words. A quarter of the questions is exact but for legal form and case,
45 % noisy, 15 % clones with one distinguishing word replaced (truth: no match), 15 % absent.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

SOUNDS = {
    "Kenya": "ka ri mo tem bo si lu wa nya zu ki nga mwa ndo shi ru",
    "the Gulf": "al noor ra ha sa lim fa had jas mar qa tar zai nab bu",
    "India": "gu pra vi sun jo sha gan dee kum ree ten mal dra pur ni",
    "the Philippines": "ma ba ta lo san pe rez gra cia da lin go cru mi la tor",
}
TRADES = [
    *("manpower", "agency", "recruitment", "placement", "employment", "staffing", "consultancy", "services"),
    *("travel", "international", "global", "overseas", "labour", "human", "resources", "careers"),
    *("personnel", "outsourcing", "solutions", "enterprises", "group", "bureau", "logistics", "training"),
]
FORMS = [
    *("Ltd", "Limited", "Co. Ltd", "Company Limited", "LLC", "L.L.C", "W.L.L.", "WLL", "Est.", "FZE", "FZ-LLC"),
    *("FZCO", "Pvt. Ltd.", "Private Limited", "Pte Ltd", "Inc.", "Inc", "Corp.", "Corporation", "PLC", ""),
]
SHORT = {
    "international": "Intl",
    "consultancy": "Consultants",
    "services": "Svcs",
    "recruitment": "Recruiters",
    "agency": "Agcy",
    "group": "Grp",
    "enterprises": "Ent",
    "manpower": "Mnpwr",
}
_TRADES = frozenset(TRADES)


@dataclass(frozen=True)
class Question:
    """What is asked, what kind of question it is, and the position of the right answer (-1: none)."""

    text: str
    kind: str
    truth: int


class Inventor:
    """Names and noise from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        sounds = [sound for region in SOUNDS.values() for sound in region.split()]
        words: dict[str, None] = {}
        while len(words) < 24_000:
            words["".join(self.random.choices(sounds, k=self.random.choice((2, 3, 3))))] = None
        self.words = [*words]
        self.weights = [*accumulate(1 / (rank + 30) for rank in range(len(self.words)))]

    def names(self, count: int) -> list[list[str]]:
        """`count` names as lists of words, the firms' own before those of the trade."""
        found: dict[str, list[str]] = {}
        while len(found) < count:
            own = self.random.choices(self.words, cum_weights=self.weights, k=self.random.choice((1, 2, 2, 3)))
            trade = self.random.sample(TRADES, self.random.choice((1, 1, 2)))
            found.setdefault(" ".join(sorted({*own, *trade})), [*own, *trade])
        return list(found.values())

    def question(
        self, names: Sequence[list[str]], absent: Sequence[list[str]], held: frozenset[frozenset[str]]
    ) -> Question:
        """One question about `names`, of the mix above; `held` are the own words of each name."""
        truth = self.random.randrange(len(names))
        parts = list(names[truth])
        share = self.random.random()
        if share < 0.25:
            return Question(self.printed(parts), "exact", truth)
        if share < 0.70:
            for noise in self.random.sample(NOISES, self.random.choice((1, 1, 2))):
                parts = noise(parts, self.random)
            return Question(self.printed(parts), "noisy", truth)
        if share < 0.85:
            # A clone that happens to bear another firm's own words would be that firm.
            while own_words(parts) in held:
                parts[0] = self.random.choice(self.words)
            return Question(self.printed(parts), "clone", -1)
        return Question(self.printed(self.random.choice(absent)), "absent", -1)

    def printed(self, parts: Sequence[str]) -> str:
        """A name as somebody writes it, with some legal form in some case."""
        name = f"{' '.join(parts)} {self.random.choice(FORMS)}".strip()
        return self.random.choice((name.title(), name.upper(), name))


def own_words(parts: Sequence[str]) -> frozenset[str]:
    """The words of a name that are no trade words."""
    return frozenset(parts) - _TRADES


def typo(parts: list[str], chance: random.Random) -> list[str]:
    """One letter of a word of four or more dropped, doubled, swapped or replaced; the first letter stays."""
    at = chance.choice([one for one, part in enumerate(parts) if len(part) > 3] or [0])
    word = parts[at]
    place = chance.randrange(1, max(2, len(word) - 1))
    changed = chance.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :],
            word[:place] + chance.choice("aeiou") + word[place + 1 :],
        )
    )
    return [*parts[:at], changed, *parts[at + 1 :]]


def two_typos(parts: list[str], chance: random.Random) -> list[str]:
    """Two slips, in one word or in two."""
    return typo(typo(parts, chance), chance)


def abbreviation(parts: list[str], _chance: random.Random) -> list[str]:
    """International as Intl, and the like."""
    return [SHORT.get(part, part) for part in parts]


def shuffled(parts: list[str], chance: random.Random) -> list[str]:
    """The words in another order."""
    return chance.sample(parts, len(parts))


def dropped(parts: list[str], _chance: random.Random) -> list[str]:
    """The last word left out."""
    return parts[:-1] if len(parts) > 2 else parts


def joined(parts: list[str], _chance: random.Random) -> list[str]:
    """The first two words written as one."""
    return ["".join(parts[:2]), *parts[2:]] if len(parts) > 2 else parts


NOISES: list[Callable[[list[str], random.Random], list[str]]] = [
    typo,
    two_typos,
    abbreviation,
    shuffled,
    dropped,
    joined,
]


@dataclass(frozen=True)
class Exam:
    """A register as printed, and the questions about it."""

    printed: list[str]
    questions: list[Question]


def an_exam(names: int, questions: int, seed: int) -> Exam:
    """A register of `names` names and `questions` questions, the same for the same seed in every process."""
    inventor = Inventor(seed)
    invented = inventor.names(names + max(1_000, names // 20))
    listed = invented[:names]
    held = frozenset(own_words(parts) for parts in listed)
    absent = [parts for parts in invented[names:] if own_words(parts) not in held]
    printed = [inventor.printed(parts) for parts in listed]
    return Exam(printed, [inventor.question(listed, absent, held) for _ in range(questions)])

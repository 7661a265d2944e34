"""How fast and how right the register index is on invented names, beside rapidfuzz on the same names in the same run.

    python benchmarks/matching.py --names 5000 --queries 4000 --seed 1

Prints one JSON document. Names and their noise are invented, so recall ranks designs and is no field figure. Queries:
a quarter exact but for legal form and case, 45 % noisy, 15 % clones with one distinguishing word replaced (truth: no
match), 15 % absent.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from registry.identity.claims import Reach
from registry.identity.matching import RegisterIndex
from registry.identity.names import normalise_name
from registry.identity.register_entries import Entry
from registry.identity.types import Claim
from registry.vocabulary import MatchOutcome, RegisterKind

SOUNDS = "ka ri mo tem bo si lu wa nya zu al no or gu ta pe ki ndo mba sha ree kum ra jo gra sun pra vi cho el"
TRADES = "manpower agency recruitment placement employment staffing consultancy services travel international global"
FORMS = ["Ltd", "Limited", "Co. Ltd", "LLC", "W.L.L.", "Est.", "FZ-LLC", "Pvt. Ltd.", "Inc.", ""]


@dataclass(frozen=True)
class Query:
    """What is asked, what kind of question it is, and the position of the right answer (-1: none)."""

    text: str
    kind: str
    truth: int


class Inventor:
    """Names and noise from one seed; a few words are frequent, most are rare, as in registers."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        words = {"".join(self.random.choices(SOUNDS.split(), k=self.random.choice((2, 2, 3)))) for _ in range(24_000)}
        self.words = sorted(words)
        self.random.shuffle(self.words)
        self.weights = [1 / (rank + 30) for rank in range(len(self.words))]

    def names(self, count: int) -> list[list[str]]:
        found: dict[str, list[str]] = {}
        while len(found) < count:
            own = self.random.choices(self.words, self.weights, k=self.random.choice((1, 2, 2, 3)))
            trade = self.random.sample(TRADES.split(), self.random.choice((1, 1, 2)))
            found.setdefault(" ".join(sorted({*own, *trade})), [*own, *trade])
        return list(found.values())

    def query(self, names: Sequence[list[str]], absent: Sequence[list[str]], held: frozenset[frozenset[str]]) -> Query:
        truth = self.random.randrange(len(names))
        parts = list(names[truth])
        share = self.random.random()
        if share < 0.25:
            return Query(self.printed(parts), "exact", truth)
        if share < 0.70:
            for noise in self.random.sample(NOISES, self.random.choice((1, 1, 2))):
                parts = noise(parts, self.random)
            return Query(self.printed(parts), "noisy", truth)
        if share < 0.85:
            # A clone that happens to bear another firm's own words would be that firm.
            while own_words(parts) in held:
                parts[0] = self.random.choice(self.words)
            return Query(self.printed(parts), "clone", -1)
        return Query(self.printed(self.random.choice(absent)), "absent", -1)

    def printed(self, parts: Sequence[str]) -> str:
        name = f"{' '.join(parts)} {self.random.choice(FORMS)}".strip()
        return self.random.choice((name.title(), name.upper(), name))


def typo(parts: list[str], chance: random.Random) -> list[str]:
    """One letter of the longest word dropped, doubled, swapped or replaced."""
    at = max(range(len(parts)), key=lambda one: len(parts[one]))
    word = parts[at]
    place = chance.randrange(1, max(2, len(word) - 1))
    changed = chance.choice(
        (
            word[:place] + word[place + 1 :],
            word[:place] + word[place] + word[place:],
            word[: place - 1] + word[place : place + 1] + word[place - 1 : place] + word[place + 1 :],
            word[:place] + chance.choice("aeiou") + word[place + 1 :],
        )
    )
    return [*parts[:at], changed, *parts[at + 1 :]]


def two_typos(parts: list[str], chance: random.Random) -> list[str]:
    """A second slip in another word."""
    return typo(typo(parts[::-1], chance)[::-1], chance)


def abbreviation(parts: list[str], _chance: random.Random) -> list[str]:
    """International as Intl, and the like."""
    short = {"international": "Intl", "consultancy": "Consultants", "services": "Svcs", "recruitment": "Recruiters"}
    return [short.get(part, part) for part in parts]


def shuffled(parts: list[str], chance: random.Random) -> list[str]:
    """The words in another order."""
    return chance.sample(parts, len(parts))


def dropped(parts: list[str], _chance: random.Random) -> list[str]:
    """The last trade word left out."""
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


def own_words(parts: Sequence[str]) -> frozenset[str]:
    """The words of a name that are no trade words."""
    return frozenset(parts) - frozenset(TRADES.split())


def index_of(names: Sequence[str]) -> RegisterIndex:
    """A register of licensed firms with these names; agency ids are positions."""
    return RegisterIndex(
        [
            Entry(at, None, name, (name,), RegisterKind.AGENCIES, frozenset(), Reach(), (at,))
            for at, name in enumerate(names)
        ]
    )


def measure(count: int, queries: int, seed: int, peers: int) -> dict[str, Any]:
    """Figures for one register size and seed."""
    inventor = Inventor(seed)
    invented = inventor.names(count + count // 5)
    names = invented[:count]
    held = frozenset(own_words(parts) for parts in names)
    absent = [parts for parts in invented[count:] if own_words(parts) not in held]
    printed = [inventor.printed(parts) for parts in names]
    asked = [inventor.query(names, absent, held) for _ in range(queries)]
    texts = [query.text for query in asked]
    started = time.perf_counter()
    index = index_of(printed)
    index.candidates(texts[:1])
    built = time.perf_counter() - started
    started = time.perf_counter()
    ids, _ = index.candidates(texts)
    array_door = queries / (time.perf_counter() - started)
    started = time.perf_counter()
    matches = index.match_many([Claim(text) for text in texts])
    full_door = queries / (time.perf_counter() - started)
    truth = np.array([query.truth for query in asked])
    positive = truth >= 0
    outcomes: dict[str, Counter[str]] = {query.kind: Counter() for query in asked}
    wrong = 0
    for query, match in zip(asked, matches, strict=True):
        outcomes[query.kind][match.outcome.value] += 1
        wrong += match.outcome is MatchOutcome.MATCHED and query.truth >= 0 and match.agency_id != query.truth
    return {
        "names": count,
        "queries": queries,
        "seed": seed,
        "index_seconds": round(built, 2),
        "candidates_per_second": round(array_door),
        "match_many_per_second": round(full_door),
        "recall_at_1": round(float(np.mean(ids[positive, 0] == truth[positive])), 4),
        "recall_at_5": round(float(np.mean((ids[positive, :5] == truth[positive, None]).any(axis=1))), 4),
        "matched_to_another_firm": round(wrong / int(positive.sum()), 4),
        "clones_matched": round(outcomes["clone"][MatchOutcome.MATCHED] / outcomes["clone"].total(), 4),
        "outcomes": {kind: dict(counted) for kind, counted in sorted(outcomes.items())},
        "peers": peer_figures(printed, asked[:peers], array_door, full_door),
    }


def peer_figures(printed: Sequence[str], asked: Sequence[Query], array_door: float, full_door: float) -> dict[str, Any]:
    """rapidfuzz's default way and its fastest way, on normalised names, and how many times faster each door is."""
    register = [normalise_name(name) for name in printed]
    texts = [normalise_name(query.text) for query in asked]
    started = time.perf_counter()
    best = [process.extractOne(text, register, scorer=fuzz.WRatio) for text in texts]
    one_by_one = len(texts) / (time.perf_counter() - started)
    right = [found[2] == query.truth for found, query in zip(best, asked, strict=True) if found and query.truth >= 0]
    ordered = [" ".join(sorted(name.split())) for name in register]
    started = time.perf_counter()
    process.cdist(
        [" ".join(sorted(text.split())) for text in texts], ordered, scorer=fuzz.ratio, dtype=np.uint8, workers=2
    )
    all_pairs = len(texts) / (time.perf_counter() - started)
    return {
        "extract_one_wratio": {
            "per_second": round(one_by_one, 1),
            "recall_at_1": round(sum(right) / len(right), 4),
            "candidates_times_faster": round(array_door / one_by_one),
            "match_many_times_faster": round(full_door / one_by_one),
        },
        "cdist_ratio_two_workers": {
            "per_second": round(all_pairs),
            "candidates_times_faster": round(array_door / all_pairs, 1),
        },
    }


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=int, default=5_000)
    parser.add_argument("--queries", type=int, default=4_000)
    parser.add_argument("--peer-queries", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print(json.dumps(measure(given.names, given.queries, given.seed, given.peer_queries), indent=2))


if __name__ == "__main__":
    main()

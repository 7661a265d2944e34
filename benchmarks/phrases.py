"""How fast adverts' words are read under a rulebook, beside `re` on the same phrases in the same run.

    python benchmarks/phrases.py --adverts 2000 --seed 1 [--jurisdiction ke]

Prints one JSON document. The adverts are invented: each mixes filler with the rulebook's own example sentences, so the
figures say how fast, not how right.

`ratio_phrases` compares whole phrases, with their gaps, choices and concepts: ours against one expression a rule.
`ratio_fixed_words` compares a part of that work, finding every fixed run of words with its place: our reading of words
and one pass of the automaton, against one alternation on the lower-cased text. `find_many_per_second` is everything:
phrases, fees, pay and lawful contexts.
"""

import argparse
import json
import random
import re
import time
from collections import deque
from collections.abc import Callable
from datetime import date

from registry.law.phrase_reading import PhraseFinder
from registry.law.rulebook import Rulebook, load_rulebook
from risk_model.indicators import find_many, wording_of
from risk_model.words.advert_text import AdvertText
from risk_model.words.reading import read_words

ON = date(2026, 11, 18)
FILLER = (
    "The company was founded in a small town and serves customers in several counties. ",
    "You will report to the branch manager and keep the daily records in good order. ",
    "Working days are Monday to Saturday and there is lunch at the office. ",
    "Bring your certificates, a copy of your ID and two referees. ",
    "Waombaji wawe na cheti na uzoefu wa miaka miwili katika kazi kama hii. ",
    "Salary KSh 25,000 per month with housing, reviewed after the first year. ",
)


def invent(rulebook: Rulebook, *, count: int, seed: int) -> list[AdvertText]:
    """Adverts of some 500 characters: filler, and now and then a sentence that a rule must or must not flag."""
    chance = random.Random(seed)
    sentences = [one for rule in rulebook.jurisdiction.rules for one in rule.flagged + rule.spared]
    adverts = []
    for number in range(count):
        parts = chance.choices(FILLER, k=5) + chance.sample(sentences, chance.choice((0, 0, 1, 2)))
        chance.shuffle(parts)
        adverts.append(AdvertText(f"Vacancy {number}\n" + " ".join(parts), on=ON))
    return adverts


def fixed_words(rulebook: Rulebook) -> list[str]:
    """Every fixed run of words that the compiled rulebook looks for."""
    return wording_of(rulebook).fixed_words()


def per_second(work: Callable[[], object], count: int) -> float:
    """How many of `count` are done in a second of processor time; the best of three, for neighbours slow it down."""
    times = []
    for _ in range(3):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return count / min(times)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--adverts", type=int, default=2000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--jurisdiction", default="ke")
    given = options.parse_args()
    rulebook = load_rulebook(given.jurisdiction)
    before = time.process_time()
    wording = wording_of(rulebook)
    compiled = time.process_time() - before
    adverts = invent(rulebook, count=given.adverts, seed=given.seed)
    words = fixed_words(rulebook)
    alternation = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + r")\b")
    finders = [
        PhraseFinder(rule.phrases.all(), concepts=rulebook.jurisdiction.concepts)
        for rule in rulebook.jurisdiction.rules
        if rule.phrases.all()
    ]
    few, fewest = adverts[: max(20, given.adverts // 20)], adverts[:5]
    ours = per_second(lambda: deque(wording.match(read_words(one.text) for one in adverts), maxlen=0), len(adverts))
    theirs = per_second(lambda: [list(alternation.finditer(one.text.lower())) for one in few], len(few))
    whole_re = per_second(lambda: [finder.find(one.text) for one in fewest for finder in finders], len(fewest))
    whole = per_second(lambda: find_many(adverts, rulebook=rulebook), len(adverts))
    print(
        json.dumps(
            {
                "adverts": len(adverts),
                "characters": round(sum(len(one.text) for one in adverts) / len(adverts)),
                "fixed_runs_of_words": len(words),
                "compile_seconds": round(compiled, 3),
                "automaton_per_second": round(ours),
                "re_alternation_per_second": round(theirs, 1),
                "ratio_fixed_words": round(ours / theirs, 1),
                "find_many_per_second": round(whole),
                "re_phrases_per_second": round(whole_re, 1),
                "ratio_phrases": round(whole / whole_re, 1),
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()

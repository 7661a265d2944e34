"""How rules and readers meet wording that nobody tuned them on (tests/risk_model/field_sentences/unseen).

    python benchmarks/unseen_sentences.py

Prints one JSON document of figures, and never a text: recall of each typology's own grounds, the share of adverts whose
number of posts and whose country are read right, and how many harmless texts and whole lawful adverts a rule that
raises an alert alone is found in; and both for whole adverts, some of which wear lawful talk as a disguise (or, lawful
themselves, tell of offenders). Nobody who writes rules reads these files; whoever has read them writes no rules.
"""

import csv
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from field_sentences import GROUNDS, ON

from registry.law.rulebook import Rulebook, load_rulebook
from risk_model.indicators import find_many
from risk_model.words.advert_text import AdvertText
from spiders.field_reading.openings import read_openings
from spiders.field_reading.places import destination_of

FOLDER = Path(__file__).parent.parent / "tests" / "risk_model" / "field_sentences" / "unseen"
# Half of what four writers wrote, to whose other half rules and reader were fitted; and a sixth's, met nowhere else.
WRITERS = {"halves": "", "sixth": "sixth_"}
TYPOLOGIES = {
    "fee": "fee_before_interview",
    "passport": "passport_retention",
    "visit_visa": "visit_visa",
    "scam": "scam_centre",
    "war": "war_recruitment",
    "minors": "minors",
    "sexual": "sexual_exploitation",
    "debt": "debt_bondage",
}
Row = dict[str, str]


def read(name: str) -> list[Row]:
    """The rows of one file."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Counted(NamedTuple):
    """The rules that count on one text: all, those that are no mere hints, and those found by a phrase."""

    all: set[str]
    stated: set[str]
    phrased: set[str]


def counted(rows: Sequence[Row], rulebook: Rulebook) -> list[Counted]:
    """The rules that count on each row's text."""
    found = find_many([AdvertText(row["text"], on=ON) for row in rows], rulebook=rulebook)
    return [
        Counted(
            {one.rule_id for one in counting},
            {one.rule_id for one in counting if not one.hint},
            {one.rule_id for one in counting if one.likeness is None},
        )
        for counting in ([one for one in observations if one.counts] for observations in found)
    ]


def is_right(row: Row, rules: set[str], hard: set[str]) -> bool:
    """Whether a sentence is read as its writer meant it."""
    if row["key"] == "vacancies":
        return str(read_openings("", row["text"])) == row["value"]
    if row["key"] == "destination":
        return destination_of(title="", location="", description=row["text"], home="KE") == row["value"]
    if row["key"] in TYPOLOGIES:
        return not rules.isdisjoint(GROUNDS[TYPOLOGIES[row["key"]]])
    return rules.isdisjoint(hard)


def figures(writers: str, rulebook: Rulebook) -> dict[str, object]:
    """The figures of one set of writers, of which its files' names begin."""
    hard = {rule.id for rule in rulebook.jurisdiction.rules if rule.hard}
    # Whether a firm is a travel business is told from its name, not from a sentence.
    sentences = [row for row in read(f"{writers}sentences.csv") if row["key"] != "travel"]
    right, rows = Counter[str](), Counter(row["key"] for row in sentences)
    stated, by_phrases = Counter[str](), Counter[str]()
    for row, rules in zip(sentences, counted(sentences, rulebook), strict=True):
        right[row["key"]] += is_right(row, rules.all if row["key"] in TYPOLOGIES else rules.stated, hard)
        stated[row["key"]] += is_right(row, rules.stated, hard)
        by_phrases[row["key"]] += is_right(row, rules.phrased, hard)
    lawful = counted(read(f"{writers}lawful_adverts.csv"), rulebook)
    return {
        "read_right": {
            key: {
                "of": rows[key],
                "share": round(right[key] / rows[key], 3),
                "without_hints": round(stated[key] / rows[key], 3),
                "by_phrases_alone": round(by_phrases[key] / rows[key], 3),
            }
            for key in sorted(rows)
        },
        "lawful_adverts": {
            "of": len(lawful),
            "with_a_hint": sum(bool(rules.all - rules.stated) for rules in lawful),
            "with_a_hard_rule": sum(not rules.stated.isdisjoint(hard) for rules in lawful),
            "rules": Counter(rule for rules in lawful for rule in rules.stated & hard),
            "by_likeness": Counter(rule for rules in lawful for rule in (rules.stated - rules.phrased) & hard),
        },
    }


def whole_adverts(rulebook: Rulebook) -> dict[str, object]:
    """Of offending adverts the share that their own rules are stated of; of others, how many a hard rule stands on."""
    hard = {rule.id for rule in rulebook.jurisdiction.rules if rule.hard}
    adverts = read("adverts.csv")
    of, own, harsh = Counter[str](), Counter[str](), Counter[str]()
    for row, rules in zip(adverts, counted(adverts, rulebook), strict=True):
        offends = row["offends"] == "yes"
        kind = f"{'offending' if offends else 'lawful'}{', disguised' if row['disguised'] else ''}"
        for name in (kind, f"{kind}: {row['key']}"):
            of[name] += 1
            own[name] += not rules.stated.isdisjoint(GROUNDS[TYPOLOGIES[row["key"]]])
            harsh[name] += not rules.stated.isdisjoint(hard)
    return {
        kind: {"of": of[kind], "own_rule_stated": round(own[kind] / of[kind], 3), "with_a_hard_rule": harsh[kind]}
        for kind in sorted(of)
    }


def main() -> None:
    """Print the figures of each set of writers."""
    rulebook = load_rulebook("ke")
    answer = {name: figures(files, rulebook) for name, files in WRITERS.items()}
    print(json.dumps({**answer, "whole_adverts": whole_adverts(rulebook)}, indent=1))


if __name__ == "__main__":
    main()

"""How the rules meet sentences that somebody else wrote (tests/risk_model/field_sentences).

    python benchmarks/field_sentences.py [--misses TYPOLOGY] [--jurisdiction ke]

Prints one JSON document. Every file is split by a hash of the text: half A may be read while rules are written, half B
is never looked at, so that its figures say how the rules meet wording nobody tuned them on. `--misses` prints texts of
half A only: those not found, and those wrongly flagged.

A sentence is found when a phrase of the typology's own grounds counts (stated, and nothing lawful cancels it); likeness
(decision 17) is left out, because its reader is fitted to both halves.
`hard_on_no` names the rules that raise an alert alone and count on a row that is no case of its file's typology; such a
row may still be a case of another one.
"""

import argparse
import csv
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from registry.law.phrase_reading import PhraseFinder
from registry.law.rulebook import Rulebook, load_rulebook
from risk_model.indicators import find_many
from risk_model.words.advert_text import AdvertText

ON = date(2026, 11, 18)
FOLDER = Path(__file__).parent.parent / "tests" / "risk_model" / "field_sentences"
OTHERS, ORDINARY = "recruits_for_others", "ordinary_adverts"
# The typologies that are not the name of a rule, with the grounds that count for them.
GROUNDS = {
    "fee_before_interview": (
        "pay_before_interview",
        "fee_registration",
        "fee_processing_visa",
        "mpesa_personal_number",
        "mpesa_till_or_paybill",
        "staged_payment_escalation",
    ),
    "passport_retention": ("passport_collected",),
    "visit_visa": ("visit_visa_for_work",),
    "scam_centre": ("seasia_customer_service", "scam_compound_markers"),
    "war_recruitment": ("russia_military_front", "russia_alabuga"),
    "minors": ("minor_targeted",),
    "sexual_exploitation": ("sexualised_work", "women_only_age_appearance"),
    "debt_bondage": ("salary_deduction_recovery", "loan_offered_for_fees"),
    "isolation": ("phone_restriction_hint",),
}


@dataclass(frozen=True)
class Sentence:
    """A sentence, what its file says of it, and what the rules found."""

    typology: str
    text: str
    case: bool
    language: str
    style: str
    counted: frozenset[str]

    @property
    def half(self) -> str:
        """A or B, by the text alone."""
        return "AB"[hashlib.sha256(self.text.encode()).digest()[0] % 2]

    @property
    def found(self) -> bool:
        """Whether the typology's own grounds count."""
        return not self.counted.isdisjoint(GROUNDS.get(self.typology, (self.typology,)))


def read(rulebook: Rulebook) -> list[Sentence]:
    """Every sentence with the rules that count on it."""
    rows = [
        (path.stem, row) for path in sorted(FOLDER.glob("*.csv")) for row in csv.DictReader(path.open(encoding="utf-8"))
    ]
    observed = find_many([AdvertText(row["text"], on=ON) for _, row in rows], rulebook=rulebook)
    licensing = rulebook.jurisdiction.licensing
    others = PhraseFinder(licensing.recruits_for_others.all(), concepts=rulebook.jurisdiction.licensing_concepts)
    return [
        Sentence(
            name,
            row["text"],
            row["flag"] == "yes",
            row["language"],
            row["style"],
            frozenset(one.rule_id for one in found if one.counts and one.likeness is None)
            | (frozenset({OTHERS}) if others.find(row["text"]) else frozenset()),
        )
        for (name, row), found in zip(rows, observed, strict=True)
    ]


def figures(sentences: Iterable[Sentence], *, rulebook: Rulebook) -> dict[str, object]:
    """Recall and false flags of each typology, and the hard rules that count where there is no case."""
    by_name: dict[str, list[Sentence]] = defaultdict(list)
    for one in sentences:
        by_name[one.typology].append(one)
    hard = {rule.id for rule in rulebook.jurisdiction.rules if rule.hard}
    innocent = [one for listed in by_name.values() for one in listed if not one.case]
    flagged = [one for one in innocent if one.counted & hard]
    return {
        "typologies": {name: _typology(listed) for name, listed in by_name.items() if name != ORDINARY},
        "hard_on_no": {
            "rows": len(innocent),
            "flagged": len(flagged),
            "share": round(len(flagged) / len(innocent), 3),
            "ordinary": sum(one.typology == ORDINARY for one in flagged),
            "rules": Counter(rule for one in flagged for rule in one.counted & hard),
        },
    }


def _typology(listed: list[Sentence]) -> dict[str, object]:
    cases = [one for one in listed if one.case]
    return {
        "cases": len(cases),
        "recall": _share(cases),
        "by_style": {style: _share(one for one in cases if one.style == style) for style in _kinds(cases, "style")},
        "by_language": {
            language: _share(one for one in cases if one.language == language) for language in _kinds(cases, "language")
        },
        "false_flags": sum(one.found for one in listed if not one.case),
        "others": len(listed) - len(cases),
    }


def _kinds(listed: list[Sentence], name: str) -> list[str]:
    return sorted({getattr(one, name) for one in listed})


def _share(sentences: Iterable[Sentence]) -> float | None:
    found = [one.found for one in sentences]
    return round(sum(found) / len(found), 2) if found else None


def misses(sentences: Iterable[Sentence], typology: str) -> list[dict[str, object]]:
    """Half A of one typology: cases not found, and others flagged by it (of ordinary adverts, by any rule)."""
    return [
        {"case": one.case, "style": one.style, "text": one.text, "counted": sorted(one.counted)}
        for one in sentences
        if one.typology == typology
        and one.half == "A"
        and (one.case != one.found if typology != ORDINARY else one.counted)
    ]


def main() -> None:
    """Print the figures of both halves, or what was missed in half A."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--jurisdiction", default="ke")
    parser.add_argument("--misses", metavar="TYPOLOGY")
    asked = parser.parse_args()
    rulebook = load_rulebook(asked.jurisdiction)
    sentences = read(rulebook)
    halves = {half: [one for one in sentences if one.half == half] for half in "AB"}
    answer: object = {half: figures(listed, rulebook=rulebook) for half, listed in halves.items()}
    if asked.misses:
        answer = misses(sentences, asked.misses)
    print(json.dumps(answer, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()

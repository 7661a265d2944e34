"""What a model may learn from beside the words: named functions whose docstrings are the inspector's sentences.

Only what the advert itself says is counted. Facts of registers, identity and networks decide by rule and are never
features; nor is anything about a person's ethnicity or religion.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from registry.law.rule_schema import Rule
from registry.law.rulebook import Rulebook
from registry.observation import SET_ASIDE, Observation
from registry.vocabulary import Ground, Stated
from risk_model.judge import AdvertReading
from risk_model.own_licence import OWN_LICENCE
from risk_model.points import PointsTable
from risk_model.scorecard import probability_of

WORDING_KINDS = frozenset({"phrase", "money", "pay", "contact"})
PROTECTED_RULES = frozenset({"religion_tribe_filter"})
PHONE = re.compile(r"\d(?<!\d\d)(?:[\s.\-]?\d){8,12}[\s.\-]?(?!\d)")
ADDRESS = re.compile(r"://|\bwww\.|(?<=[\w-])\.(?:com|org|net|co|ke|go)\b")
IN_ADDRESSES = ("://", "www.", ".co", ".ke", ".go", ".org", ".net")  # every address has one of these
NUMBER = re.compile(r"\d[\d,]*")
LONG_NUMBER = re.compile(r"\d[\d,]{3}")  # an amount whatever stands beside it
CURRENCY_BEFORE = re.compile(r"(?:\b(?:ksh|kes|sar|aed|qar|usd|sh)\b\.?|\$)\s*$")
BEFORE_AMOUNT, AFTER_AMOUNT = 8, 4  # characters in which a currency stands beside its amount


class Direction(IntEnum):
    """Which way a feature may move a score, by what it means; whatever a model has learnt, it never does the other."""

    RAISES = 1
    LOWERS = -1
    EITHER = 0


class Observed(NamedTuple):
    """The ids of the rules that one advert's words state and deny, how many of them are turned around, and the points
    of what is stated."""

    stated: frozenset[str]
    denied: frozenset[str]
    turned: int
    points: float


@dataclass(frozen=True)
class Said:
    """What was observed of an advert's words, counted by ground, and the scorecard's points of it."""

    stated: Counter[Ground]
    denied: Counter[Ground]
    turned: int
    points: float


def asks_for_money(said: Said) -> float:
    """The advert asks the applicant for money."""
    return float(said.stated[Ground.FEES])


def denies_fees(said: Said) -> float:
    """The advert says that no fee is charged."""
    return float(said.denied[Ground.FEES] > 0)


def makes_debt(said: Said) -> float:
    """The advert offers work that starts with a debt."""
    return float(said.stated[Ground.DEBT])


def handles_documents(said: Said) -> float:
    """The advert wants to hold, make or procure the applicant's documents."""
    return float(said.stated[Ground.DOCUMENTS])


def avoids_contract(said: Said) -> float:
    """The advert puts off or avoids a contract."""
    return float(said.stated[Ground.CONTRACT])


def odd_travel(said: Said) -> float:
    """The advert describes travel that avoids the lawful route."""
    return float(said.stated[Ground.TRAVEL])


def odd_pay(said: Said) -> float:
    """The pay offered is outside what is usual for such work."""
    return float(said.stated[Ground.PAY])


def promises_too_much(said: Said) -> float:
    """The advert promises more than an agency can."""
    return float(said.stated[Ground.PROMISE])


def harsh_conditions(said: Said) -> float:
    """The advert describes harsh conditions of work."""
    return float(said.stated[Ground.CONDITIONS])


def seeks_vulnerable(said: Said) -> float:
    """The advert seeks people who are easily exploited."""
    return float(said.stated[Ground.VULNERABILITY])


def hints_at_exploitation(said: Said) -> float:
    """The advert's wording is known from cases of exploitation."""
    return float(said.stated[Ground.EXPLOITATION])


def risky_destination(said: Said) -> float:
    """The advert names a destination with a risk note."""
    return float(said.stated[Ground.DESTINATION])


def odd_contact(said: Said) -> float:
    """The way to apply is unusual for an agency."""
    return float(said.stated[Ground.CONTACT])


def several_grounds(said: Said) -> float:
    """The advert gives cause on several different grounds."""
    return float(max(len(said.stated) - 1, 0))


def weighs_by_rule(said: Said) -> float:
    """The rules give points for what the advert says."""
    none, weight = probability_of(np.array([0.0, said.points])).tolist()
    return float(weight - none)


def speaks_as_warning(said: Said) -> float:
    """The advert quotes such wording to warn of it, or an official sender uses it."""
    return float(said.turned > 0)


def length(text: str) -> float:
    """How much the advert says (logarithm of its words)."""
    return math.log1p(len(text.split()))


def prints_phone(text: str) -> float:
    """The advert prints a telephone number in its text."""
    return float(PHONE.search(text) is not None)


def gives_web_address(text: str) -> float:
    """The advert gives a web address."""
    lower = text.lower()
    return float(any(map(lower.__contains__, IN_ADDRESSES)) and ADDRESS.search(lower) is not None)


def names_amount(text: str) -> float:
    """The advert names an amount of money."""
    if LONG_NUMBER.search(text):
        return 1.0
    return float(any(_is_amount(text, *number.span()) for number in NUMBER.finditer(text)))


def _is_amount(text: str, start: int, end: int) -> bool:
    if text[end : end + AFTER_AMOUNT].lstrip().startswith("/="):
        return True
    return CURRENCY_BEFORE.search(text[max(0, start - BEFORE_AMOUNT) : start].lower()) is not None


OF_RULES: dict[Callable[[Said], float], Direction] = {
    asks_for_money: Direction.RAISES,
    denies_fees: Direction.LOWERS,
    makes_debt: Direction.RAISES,
    handles_documents: Direction.RAISES,
    avoids_contract: Direction.RAISES,
    odd_travel: Direction.RAISES,
    odd_pay: Direction.RAISES,
    promises_too_much: Direction.RAISES,
    harsh_conditions: Direction.RAISES,
    seeks_vulnerable: Direction.RAISES,
    hints_at_exploitation: Direction.RAISES,
    risky_destination: Direction.RAISES,
    odd_contact: Direction.RAISES,
    several_grounds: Direction.RAISES,
    weighs_by_rule: Direction.RAISES,
    speaks_as_warning: Direction.LOWERS,
}
OF_TEXT: dict[Callable[[str], float], Direction] = {
    length: Direction.EITHER,
    prints_phone: Direction.EITHER,
    gives_web_address: Direction.EITHER,
    names_amount: Direction.EITHER,
}
FEATURES: tuple[Callable[..., float], ...] = (*OF_RULES, *OF_TEXT)

# What a form asks for and an advert may leave empty. Only layouts whose every row was offered the same form fill this
# in (`labels_file`): on crawled pages an empty field tells the source rather than the advertiser.
LEFT_OUT_PREFIX = "leaves_out_"
LEFT_OUT = {
    "company_profile": "The advert says nothing about the employer.",
    "description": "The advert does not describe the work.",
    "requirements": "The advert asks for no qualification.",
    "benefits": "The advert names no benefits.",
    "salary_range": "The advert leaves the pay open.",
    "department": "The advert names no department.",
    "employment_type": "The advert does not say what kind of employment it is.",
    "required_experience": "The advert does not say what experience it asks for.",
    "required_education": "The advert does not say what education it asks for.",
    "function": "The advert does not say what the work belongs to.",
}
FEATURE_NAMES = (*(feature.__name__ for feature in FEATURES), *(LEFT_OUT_PREFIX + field for field in LEFT_OUT))
SENTENCES = {
    **{feature.__name__: (feature.__doc__ or "").strip() for feature in FEATURES},
    **{LEFT_OUT_PREFIX + field: sentence for field, sentence in LEFT_OUT.items()},
}

DIRECTIONS = {
    **{feature.__name__: direction for feature, direction in (*OF_RULES.items(), *OF_TEXT.items())},
    **dict.fromkeys((LEFT_OUT_PREFIX + field for field in LEFT_OUT), Direction.EITHER),
}

# What an advert looks like rather than what it says: at a small scale, so that it seldom comes before a finding.
OF_LAYOUT = frozenset([feature.__name__ for feature in OF_TEXT] + [LEFT_OUT_PREFIX + field for field in LEFT_OUT])


def learnable_rules(rulebook: Rulebook) -> list[Rule]:
    """The rules that a feature may count: those found in the advert's own words."""
    rules = rulebook.jurisdiction.rules
    return [rule for rule in rules if rule.kind in WORDING_KINDS and rule.id not in PROTECTED_RULES]


def feature_matrix(readings: Sequence[AdvertReading], *, rulebook: Rulebook) -> NDArray[np.float64]:
    """Readings by features, in the order of FEATURE_NAMES."""
    rules = learnable_rules(rulebook)
    of_rules, left_out, table = _OfRules({rule.id: rule.ground for rule in rules}), _LeftOut(), PointsTable(rules)
    points = table.award(table.counted([reading.observations for reading in readings])).sum(axis=1)
    values = [
        [
            *of_rules[of_rules.observed(reading, weighing)],
            *[feature(reading.text) for feature in OF_TEXT],
            *left_out[reading.left_out],
        ]
        for reading, weighing in zip(readings, points.tolist(), strict=True)
    ]
    return np.array(values, dtype=np.float64).reshape(len(readings), len(FEATURE_NAMES))


class _OfRules(dict[Observed, tuple[float, ...]]):
    """The features of what was observed, worked out once for all adverts of which the same was."""

    def __init__(self, grounds: dict[str, Ground]) -> None:
        super().__init__()
        self._grounds = grounds

    def observed(self, reading: AdvertReading, points: float) -> Observed:
        """What counts of a reading, by rules that a feature may count and that award it so many points."""
        known = [one for one in reading.observations if one.rule_id in self._grounds]
        return Observed(
            frozenset([one.rule_id for one in known if one.counts]),
            frozenset([one.rule_id for one in known if one.stated is Stated.CONTRADICTED]),
            sum([_is_turned_around(one) for one in known]),
            points,
        )

    def __missing__(self, observed: Observed) -> tuple[float, ...]:
        stated, denied = (Counter(map(self._grounds.__getitem__, rules)) for rules in observed[:2])
        said = Said(stated, denied, observed.turned, observed.points)
        self[observed] = found = tuple(feature(said) for feature in OF_RULES)
        return found


class _LeftOut(dict[frozenset[str], tuple[float, ...]]):
    """The features of the fields that a form was left without."""

    def __missing__(self, fields: frozenset[str]) -> tuple[float, ...]:
        self[fields] = found = tuple(float(field in fields) for field in LEFT_OUT)
        return found


def _is_turned_around(observation: Observation) -> bool:
    """Whether a context or an official sender turns it around: words set aside as unlike, or answered by a licence,
    are quoted by nobody to warn of them."""
    why = observation.cancelled_by
    return bool(why) and why != SET_ASIDE and not why.startswith(OWN_LICENCE)

"""How wording is written down in a jurisdiction file (phrases, contexts, money words); apart from its rules of law."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from registry.law.phrase_language import parse_phrase, references
from registry.strict_yaml import Place, PlacedError

RuleId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{2,60}$")]
ConceptName = Annotated[str, Field(pattern=r"^[a-z][a-z_]{1,40}$")]


def _readable(phrase: str) -> str:
    parse_phrase(phrase)
    return phrase


Phrase = Annotated[str, AfterValidator(_readable)]


class Strict(BaseModel):
    """Frozen, and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class InForce(Strict):
    """When a rule applies; `until` is exclusive and null while it still holds."""

    since: date | None = None
    until: date | None = None

    def on(self, day: date) -> bool:
        """Whether the rule applies on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class Reference(Strict):
    """Where a rule comes from; while `verified_by` is null every screen shows "unconfirmed reference".

    `dated` is the year, month or day that the source is of; of background knowledge, when it was written down.
    """

    text: str
    reliability: Literal["A", "B", "C"]
    dated: Annotated[str, Field(pattern=r"^(19|20)\d\d(-(0[1-9]|1[0-2])(-[0-3]\d)?)?$")] | None = None
    verified_by: str | None = None
    verified_on: date | None = None

    @property
    def told(self) -> str:
        """The source with what it is of, where its text does not say so."""
        said = self.dated is None or self.dated[:4] in self.text
        return self.text if said else f"{self.text} (as of {self.dated})"

    @property
    def confirmed(self) -> bool:
        """Whether a named person has checked the reference."""
        return self.verified_by is not None


class Phrases(Strict):
    """What states the point, per language, in the language of `registry.law.phrase_language`."""

    en: tuple[Phrase, ...] = ()
    sw: tuple[Phrase, ...] = ()
    sheng: tuple[Phrase, ...] = ()

    def all(self) -> tuple[str, ...]:
        """Every phrase of every language."""
        return self.en + self.sw + self.sheng


class Condition(Strict):
    """What must also hold for a text rule to be read as stated."""

    abroad: bool | None = None
    destinations: tuple[str, ...] = ()
    any_of: Phrases = Phrases()
    unless: Phrases = Phrases()


class Currency(Strict):
    """How a currency is written, and what one unit was worth in the home currency, for comparing amounts only."""

    code: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    words: tuple[str, ...]
    worth: Annotated[float, Field(gt=0)]
    reference: Reference


class Numerals(Strict):
    """Numbers in words and slang: `words` are numbers, `multipliers` follow one ("15k"), the `leading` also go before.

    `glued` are multipliers only right behind their digits ("1.2M"), since they mean other things apart ("5 m").

    `joiners` stand between the parts of a number ("elfu moja na mia mbili"), and `half` after one adds half of the last
    multiplier. `days` says how many days a unit of time has ("wiki": 7).
    """

    words: dict[str, float] = {}
    multipliers: dict[str, float] = {}
    glued: dict[str, float] = {}
    leading: tuple[str, ...] = ()
    joiners: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    days: dict[str, float] = {}


class OfficialSender(Strict):
    """Who may lawfully use words that would otherwise be indicators: matched on domain, never on name alone.

    `names` are words that its own name has where it advertises itself (none: any name); every other advertiser
    on its pages is another firm, whose register facts stand.
    """

    name: str
    domains: tuple[str, ...]
    names: tuple[Phrase, ...] = ()
    cancels: tuple[RuleId, ...]


class LawfulContext(Strict):
    """A way of speaking that turns an indicator around: a denial, a warning, a lawful payment, duties, a mere message.

    `scope` says what it reaches: the finding right after or right `before` it (named from the context's own place), all
    `ahead` of it up to the next mark or "but", that of the question it gives the `answer` to, that of the sentence it
    gives the `verdict` on, one of which the words stand `within` the other's, its `clause`, its `sentence`, the
    quotation beside it (`quoted`), its sentence where nobody recruits (`told`), all of a `text` that offers nothing, or
    the whole `advert`. Without `cancels` it speaks to every rule found by wording.
    A denial contradicts the rules it `answers` also where nothing else in the advert raises them.
    """

    id: RuleId
    reading: Literal["denial", "warning", "lawful_payment", "duties", "message"]
    scope: Literal[
        "before",
        "after",
        "ahead",
        "answer",
        "verdict",
        "within",
        "clause",
        "sentence",
        "quoted",
        "told",
        "text",
        "advert",
    ] = "sentence"
    phrases: Phrases
    cancels: tuple[RuleId, ...] = ()
    answers: tuple[RuleId, ...] = ()


def _refuse_circles(using: Mapping[str, frozenset[str]]) -> None:
    """A concept may name others, never itself by any way round."""
    left = dict(using)
    while left:
        free = [name for name, names in left.items() if not (names & left.keys())]
        if not free:
            circle = sorted(left)
            raise PlacedError(f"concepts name each other in a circle: {', '.join(circle)}", ("concepts", circle[0]))
        for name in free:
            del left[name]


def check_phrases(concepts: Mapping[str, Phrases], lists: Iterable[tuple[str, Place, Phrases]]) -> None:
    """Refuse, by ValueError, concepts that are unlisted or name each other in a circle.

    `lists` are phrases with the words that say what they are of, and their place in the file.
    """
    using = {
        name: frozenset().union(*(references(parse_phrase(phrase)) for phrase in listed.all()))
        for name, listed in concepts.items()
    }
    _refuse_circles(using)
    for what, place, listed in lists:
        for phrase in listed.all():
            if unknown := references(parse_phrase(phrase)) - using.keys():
                said = f"{what} names a concept that is not listed: {', '.join(sorted(unknown))}"
                raise PlacedError(said, place)

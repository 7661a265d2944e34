"""Situations: a country's examples for rules that no advert's words alone show, staged against an invented register.

Apart from `rule_schema` because they are evidence that the law is read rightly, and no part of the law: a rulebook's
version does not change with them, and nothing that judges adverts reads them.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field, model_validator

from registry.errors import InvalidInput
from registry.law.rule_schema import Strict
from registry.law.rulebook import Rulebook
from registry.law.rulebook_files import folders, joined, read_files
from registry.law.wording_schema import RuleId
from registry.strict_yaml import Place, PlacedError, Written, validated
from registry.vocabulary import Disposition, RegisterKind, SourceKind

STAGED_KINDS = frozenset({"register", "identity", "network"})
_DATED = frozenset({RegisterKind.AGENCIES, RegisterKind.MARITIME, RegisterKind.VACANCIES})

Line = Annotated[str, Field(min_length=1, max_length=500)]
Printed = Annotated[str, Field(max_length=500)]


class ListedFirm(Strict):
    """A row of a register as it is printed: status and scope in the register's own words, several telephones in one
    cell. It stands on the lists from `since` until before `until`; a firm that changed has two rows."""

    name: Line
    number: Printed = ""
    status: Line = "valid"
    scope: Printed = ""
    issued_on: date | None = None
    expires_on: date | None = None
    phone: Printed = ""
    email: Printed = ""
    website: Printed = ""
    address: Printed = ""
    person: Printed = ""
    since: date | None = None
    until: date | None = None

    def is_on(self, day: date) -> bool:
        """Whether the list of `day` has this row."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class ApprovedOrder(Strict):
    """A row of the list of approved vacancies: agency, title, country and posts as printed."""

    agency: Line
    title: Line
    destination: Line
    vacancies: Printed = ""
    agency_number: Printed = ""
    since: date | None = None
    until: date | None = None

    def is_on(self, day: date) -> bool:
        """Whether the list of `day` has this row."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class PublicNotice(Strict):
    """A firm that an authority names in public: what was done to it, when, and whom the notice names."""

    name: Line
    published_on: date
    action: Line
    issuer: Line
    number: Printed = ""
    people: tuple[Line, ...] = ()
    reason: Printed = ""


class ClosedCase(Strict):
    """What an officer decided on the recruiter of an advert, and on which day; `undone`: and took back."""

    disposition: Disposition
    day: date
    undone: bool = False


class StagedAdvert(Strict):
    """An advert as it would stand on a board or in a message; contacts, country and posts are read from its text.

    It is posted and seen on `day` (left out: on the day of judging). It is taken down on `gone_on`; the advert that is
    judged comes back on the day of judging where it was gone before.
    """

    text: Annotated[str, Field(min_length=1, max_length=20_000)]
    title: Printed = ""
    advertiser: Printed = ""
    location: Printed = ""
    url: Printed = ""
    kind: SourceKind = SourceKind.BOARD
    source: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,40}$")] | None = None
    day: date | None = None
    gone_on: date | None = None
    case: ClosedCase | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that it names."""
        named = (self.day, self.gone_on, self.case.day if self.case else None)
        return tuple(one for one in named if one is not None)


class RuleSituation(Strict):
    """One advert to be judged, the other adverts on file, and the day: `judged_on` goes before the file's own.

    `not_yet` says, in a sentence, why the product still gets it wrong; it stands there until it no longer does.
    """

    title: Line
    advert: StagedAdvert
    others: tuple[StagedAdvert, ...] = ()
    judged_on: date | None = None
    not_yet: Printed = ""


class RuleSituations(Strict):
    """The situations of one rule: in which it must be found, and near misses in which it must not."""

    must_flag: Annotated[tuple[RuleSituation, ...], Field(min_length=1)]
    must_not_flag: Annotated[tuple[RuleSituation, ...], Field(min_length=1)]


class Staged(NamedTuple):
    """One situation of the file with its rule, what is expected, and the day on which it is judged."""

    rule_id: str
    found: bool
    situation: RuleSituation
    judged_on: date


class Situations(Strict):
    """A country's invented registers and the situations that are judged by them, however many files they stand in.

    `lists` are the days on which each list was published; on each of them it prints the rows that are on it then.
    """

    jurisdiction: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    judged_on: date
    lists: dict[RegisterKind, tuple[date, ...]]
    agencies: tuple[ListedFirm, ...]
    maritime: tuple[ListedFirm, ...] = ()
    orders: tuple[ApprovedOrder, ...] = ()
    notices: tuple[PublicNotice, ...] = ()
    situations: dict[RuleId, RuleSituations]

    def staged(self) -> Iterator[Staged]:
        """Every situation, in the order of the file."""
        for rule_id, those in self.situations.items():
            for found, listed in ((True, those.must_flag), (False, those.must_not_flag)):
                for one in listed:
                    yield Staged(rule_id, found, one, one.judged_on or self.judged_on)

    @model_validator(mode="after")
    def _lists_are_dated(self) -> "Situations":
        for kind, days in self.lists.items():
            if kind not in _DATED:
                raise PlacedError(f"lists holds agencies, maritime and vacancies, and no {kind.value}", ("lists",))
            if list(days) != sorted(set(days)) or not days:
                raise PlacedError(f"the days of {kind.value} must follow one another", ("lists", kind.value))
        printed = {
            RegisterKind.AGENCIES: self.agencies,
            RegisterKind.MARITIME: self.maritime,
            RegisterKind.VACANCIES: self.orders,
        }
        for kind, rows in printed.items():
            if rows and kind not in self.lists:
                raise PlacedError(f"lists names no day on which {kind.value} were published", ("lists",))
        return self

    @model_validator(mode="after")
    def _titles_and_days_are_right(self) -> "Situations":
        for rule_id, those in self.situations.items():
            titles: set[str] = set()
            for key, listed in (("must_flag", those.must_flag), ("must_not_flag", those.must_not_flag)):
                for at, one in enumerate(listed):
                    place = ("situations", rule_id, key, at)
                    if one.title in titles:
                        raise PlacedError(f"{rule_id} has two situations called {one.title!r}", place)
                    titles.add(one.title)
                    _check_days(one, one.judged_on or self.judged_on, place)
        return self


def _check_days(one: RuleSituation, judged_on: date, place: Place) -> None:
    for advert in (one.advert, *one.others):
        first = advert.day or judged_on
        if any(not first <= day <= judged_on for day in advert.days):
            said = f"{one.title!r} names a day before its advert is seen, or after {judged_on}, on which it is judged"
            raise PlacedError(said, place)


def situations_file(code: str, *, extra_dir: Path | None = None) -> Path | None:
    """The file of a country's situations, CODE/situations.yml beside its law; None where it has none."""
    files = (folder / code / "situations.yml" for folder in folders(extra_dir))
    return next((file for file in files if file.is_file()), None)


def load_situations(rulebook: Rulebook, *, extra_dir: Path | None = None) -> Situations:
    """The situations of the rulebook's country, its file and the `parts` that names read as one.

    Raises InvalidInput with file, line and remedy where there is none, it is written wrongly, or it stages a rule that
    the country does not have or that is found by wording.
    """
    code = rulebook.jurisdiction.code
    file = situations_file(code, extra_dir=extra_dir)
    if file is None:
        raise InvalidInput(f"Jurisdiction {code!r} has no situations; write {code}/situations.yml beside {code}.yml.")
    said = joined(read_files(file, folders(extra_dir)))
    situations = validated(said, Situations)
    if situations.jurisdiction != code:
        raise InvalidInput(f"{said.where(('jurisdiction',))}: jurisdiction must be {code!r}, that of its folder.")
    for rule_id in situations.situations:
        _check_rule(rule_id, rulebook, said)
    return situations


def _check_rule(rule_id: str, rulebook: Rulebook, said: Written) -> None:
    where = said.where(("situations", rule_id))
    if not rulebook.has(rule_id):
        raise InvalidInput(f"{where}: there is no rule {rule_id!r}; correct its spelling.")
    if rulebook.rule(rule_id).kind not in STAGED_KINDS:
        raise InvalidInput(f"{where}: rule {rule_id!r} is found by wording; give it sentences in its own file instead.")

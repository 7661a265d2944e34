"""The door by which others ask about many names at once: a CSV in, its rows out with who each is and its standing."""

import csv
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

import orjson
from sqlmodel import Session

from registry.advert_item import MAX_LINE, Contact
from registry.errors import InvalidInput
from registry.identity.contact_reading.licence_numbers import find_licence_numbers
from registry.identity.contacts import find_contacts
from registry.identity.matching import RegisterIndex
from registry.identity.names import clean_advertiser, normalise_name
from registry.identity.types import AgencyMatch, Claim
from registry.law.licensing import LicenceBook, Standing, standing_on
from registry.law.rule_schema import Jurisdiction
from registry.law.rulebook import Rulebook
from registry.named_rows import named_rows
from registry.register_import.dates import read_day
from registry.spreadsheet_cells import cell
from registry.vocabulary import ContactKind, MatchOutcome, MatchStrength, RegisterKind, StandingState
from registry.whole_files import written_whole

ADDED = ("outcome", "strength", "agency_number", "agency_name", "score", "standing", "reasons")
ROWS_AT_ONCE = 5_000
# The same advertiser comes back row after row; so many answers are kept, the oldest making room.
ANSWERS_KEPT = 50_000
BY_NAME_ONLY = "licensed, by name only"
OnProgress = Callable[[int], None]


@dataclass(frozen=True)
class CheckColumns:
    """Which columns of the file hold what; only the name's is needed."""

    name: str
    phone: str = ""
    email: str = ""
    licence: str = ""
    date: str = ""
    destination: str = ""

    def given(self) -> tuple[str, ...]:
        """The columns named."""
        return tuple(column for column in asdict(self).values() if column)


@dataclass
class _Registers:
    """The indexes already built, one a snapshot of the register, so that dated rows do not build it anew."""

    session: Session
    rulebook: Rulebook
    calendar: LicenceBook
    indexes: dict[date | None, RegisterIndex] = field(default_factory=dict)

    def on(self, day: date) -> RegisterIndex:
        snapshot = self.calendar.register_on(RegisterKind.AGENCIES, day)
        key = snapshot.as_of if snapshot else None
        if key not in self.indexes:
            kinds = (RegisterKind.AGENCIES,) if snapshot else (RegisterKind.NAMES,)
            code = self.rulebook.jurisdiction.code
            self.indexes[key] = RegisterIndex.build(self.session, code, on=key or day, kinds=kinds)
        return self.indexes[key]


@dataclass(frozen=True)
class _Question:
    claim: Claim
    on: date
    destination: str | None
    unread_date: str = ""


# A telephone, an address or a licence number that a cell prints beside or instead of a name.
_HOLDS_CONTACTS = re.compile(r"\d{3}|@|\w\.\w\w|/")

# What a row asks: its cells in the columns that count. Rows that ask the same get the same answer.
_Asked = tuple[str, ...]
_Answer = dict[str, object]


def check_agencies(
    session: Session,
    file: Path,
    out: Path,
    *,
    columns: CheckColumns,
    rulebook: Rulebook,
    on: date,
    on_progress: OnProgress = lambda _rows: None,
) -> dict[str, int]:
    """Write every row of `file`, in order, to `out` with the columns `ADDED`; the number of rows per outcome.

    Cells come out as they went in, those beyond the last header after the answers, but none that a spreadsheet would
    run as a formula (`registry.spreadsheet_cells`). A date that is none is said among the reasons, and `on` asked for.

    Rows are read and written in pieces, so a million fit in little memory. `out` appears only when complete. Raises
    InvalidInput for a column that is not there, or there twice, or an `out` that is `file`.
    """
    if out.exists() and out.resolve() == file.resolve():
        raise InvalidInput(f"{out} is the file to check; name another file with -o.")
    registers = _Registers(session, rulebook, LicenceBook.build(session, rulebook.jurisdiction.code, agency_ids=()))
    counts = dict.fromkeys((outcome.value for outcome in MatchOutcome), 0)
    with named_rows(file, needed=columns.given()) as (headers, rows), written_whole(out) as stream:
        kept = [place for place, one in enumerate(headers) if one not in ADDED]
        writer = csv.writer(stream)
        writer.writerow([*(cell(headers[place]) for place in kept), *ADDED])
        known: dict[_Asked, _Answer] = {}
        cells = [headers.index(column) for column in columns.given()]
        done = 0
        while piece := list(islice(rows, ROWS_AT_ONCE)):
            asked = [tuple(row[place] for place in cells) for row in piece]
            new = [key for key in dict.fromkeys(asked) if key not in known]
            answers = known | _answers(new, columns=columns, registers=registers, today=on)
            writer.writerows(
                [
                    *(cell(row[place]) for place in kept),
                    *(answers[key][added] for added in ADDED),
                    *map(cell, row[len(headers) :]),
                ]
                for row, key in zip(piece, asked, strict=True)
            )
            for key in asked:
                counts[str(answers[key]["outcome"])] += 1
            known = dict(islice(answers.items(), max(0, len(answers) - ANSWERS_KEPT), None))
            done += len(piece)
            on_progress(done)
    return counts


def _answers(
    asked: Iterable[_Asked], *, columns: CheckColumns, registers: _Registers, today: date
) -> dict[_Asked, _Answer]:
    """The added columns for each different question."""
    questions = {key: _question(key, columns, registers.rulebook, today) for key in asked}
    by_day: dict[date, list[_Asked]] = {}
    for key, one in questions.items():
        by_day.setdefault(one.on, []).append(key)
    matches: dict[_Asked, AgencyMatch] = {}
    for day, keys in by_day.items():
        found = registers.on(day).match_many([questions[key].claim for key in keys])
        matches |= dict(zip(keys, found, strict=True))
    ids = {one for match in matches.values() for one in (match.agency_id, match.former_id) if one is not None}
    names = {normalise_name(one.claim.name) for one in questions.values() if one.claim.name}
    book = LicenceBook.build(registers.session, registers.rulebook.jurisdiction.code, agency_ids=ids, names=names)
    answers: dict[_Asked, _Answer] = {}
    for key, one in questions.items():
        match, rulebook, claimed = matches[key], registers.rulebook, one.claim.name
        standing = standing_on(
            match, on=one.on, destination=one.destination, rulebook=rulebook, book=book, claimed=claimed
        )
        answers[key] = answer_columns(match, standing, unread_date=one.unread_date, on=one.on)
    return answers


def _question(asked: _Asked, columns: CheckColumns, rulebook: Rulebook, today: date) -> _Question:
    row = dict(zip(columns.given(), asked, strict=True))
    region, pattern = rulebook.jurisdiction.phone_region, rulebook.jurisdiction.licensing.number_pattern
    said = " ; ".join(row.get(column, "") for column in (columns.phone, columns.email) if column)
    if _HOLDS_CONTACTS.search(printed := row.get(columns.name, "")[:MAX_LINE]):
        said += f" ; {printed}"
    contacts = list(find_contacts(said, region=region, licence_pattern=pattern)) if said.strip(" ;") else []
    if columns.licence and (number := row.get(columns.licence, "").strip()):
        # "Licence No. NEA/PEA/0211" is how some fill the column; most give the number alone.
        labelled = [found for *_, found in find_licence_numbers(number, pattern=pattern)]
        listed = labelled if any(char.islower() for char in number) and labelled else [number]
        contacts += [Contact(kind=ContactKind.LICENCE, value=one, raw=number) for one in listed]
    given = row.get(columns.date, "").strip() if columns.date else ""
    on = _day(given) if given else today
    unread = given if on is None else ""
    destination = _country(row.get(columns.destination, ""), rulebook.jurisdiction) if columns.destination else None
    name = clean_advertiser(printed)
    return _Question(Claim(name, tuple(contacts)), on or today, destination, unread)


def _day(given: str) -> date | None:
    day = read_day(given, ())
    if day is None:
        # Registers print no such day as 0001-01-01; whoever asks may.
        with suppress(ValueError):
            return date.fromisoformat(given)
    return day


def _country(said: str, jurisdiction: Jurisdiction) -> str | None:
    """The country of a cell by code or name; one that the jurisdiction does not name stays as it is printed."""
    said = " ".join(said.split())
    if said.casefold() in (jurisdiction.name.casefold(), jurisdiction.country.casefold()):
        return jurisdiction.country
    named = (one.country for one in jurisdiction.destinations if said.casefold() in map(str.casefold, one.names))
    return next(named, said.upper() if len(said) == 2 else said) or None


def answer_columns(
    match: AgencyMatch, standing: Standing, *, unread_date: str = "", on: date | None = None
) -> dict[str, object]:
    """What is added to a row: outcome, strength, best candidate (also when unsure), score, standing, and reasons.

    Among the reasons is `unread_date` where the row gives one that is no date, and `on`, which was asked for instead.
    """
    best = match.candidates[0] if match.candidates else None
    reasons = match.reasons or (best.reasons if best else ())
    told: list[object] = [*reasons, {"kind": "standing", "text": standing.reason}]
    if unread_date:
        said = f"{unread_date[:MAX_LINE]!r} is not a date; {on} is asked for instead"
        told.append({"kind": "unread_date", "text": said})
    return {
        "outcome": match.outcome.value,
        "strength": match.strength.value,
        "agency_number": cell(best.number or "") if best else "",
        "agency_name": cell(best.name) if best else "",
        "score": round(match.score if match.outcome is MatchOutcome.MATCHED or best is None else best.score, 4),
        "standing": _standing_in_words(match, standing),
        "reasons": orjson.dumps(told).decode(),
    }


def _standing_in_words(match: AgencyMatch, standing: Standing) -> str:
    by_name = match.strength is MatchStrength.NAME_CLOSE and standing.state is StandingState.LICENSED
    if by_name or standing.state is StandingState.LICENSED_BY_NAME_ONLY:
        return BY_NAME_ONLY
    return standing.state.value

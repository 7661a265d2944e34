"""From cells to entries: each row of any kind of list read by its spec, nothing judged and nothing stored yet."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from registry.register_import.dates import read_day
from registry.register_import.entry import BACK_TO_FRONT, UNREADABLE_DATE, Entry
from registry.register_import.nameless import Nameless
from registry.register_import.statuses import StatusReader
from registry.register_reading.table import RawRow
from registry.register_spec import RegisterSpec, Role
from registry.vocabulary import LicenceStatus, RegisterKind

CONTACT_ROLES = (Role.PHONE, Role.EMAIL, Role.WEBSITE, Role.ADDRESS, Role.PERSON)
VALUE_ROLES = (
    Role.TITLE,
    Role.DESTINATION,
    Role.VACANCIES,
    Role.AGENCY_NUMBER,
    Role.ISSUER,
    Role.REASON,
    Role.URL,
    Role.RIGHT_OF_REPLY,
)
# A holder may have several notices and orders: there every row that says something else stands for itself.
ROWS_OF_THEIR_OWN = (RegisterKind.NOTICES, RegisterKind.VACANCIES)
# "J. Kamau" is a name and its initial, not item J.
_COUNTED = re.compile(r"^(?:\(?(?:\d{1,4}|[a-z]|[ivx]{1,5})[.)]|\(?(?:[A-Z]|[IVX]{1,5})\))\s*(?=\S*[^\W\d_]{2})")
_NUMBERED = re.compile(
    r"(?<=\S)\s*[(\[]\s*(?:(?:licen[cs]e|lic|reg|registration|accreditation)\b[.\s]*)?(?:(?:no|number)\b[.\s:]*)?"
    r"(?P<number>(?!(?:19|20)\d\d\s*[)\]])(?=[^)\]]*\d{2})[A-Z0-9]+(?:\s?[/.-]\s?[A-Z0-9]+)*)\s*[)\]]\s*$",
    re.IGNORECASE,
)
MAX_NAME = 300
MAX_KEY = 200
_PEOPLE = re.compile(r"\s*(?:;|/|\||\n|,| and | & )\s*")
_DIGITS = re.compile(r"\d")
_TOTALS = frozenset({"total", "totals", "grand total", "jumla", "sum"})
_NOTHING = frozenset({"", "-", "--", "n/a", "na", "nil", "none", "null", "."})


def read_rows(
    rows: Iterable[RawRow],
    *,
    spec: RegisterSpec,
    bound: Mapping[Role, tuple[str, ...]],
    reader: StatusReader,
    nameless: Nameless,
) -> Iterator[Entry]:
    """An entry for each row that has a name, the others into `nameless`; `bound` says which header holds what."""
    for place, row in enumerate(rows, start=1):
        name = _first(row, bound.get(Role.NAME, ()))[:MAX_NAME]
        if _is_a_line_of_its_own(row, spec, bound) or _is_a_total(row, name):
            continue
        if name:
            yield _entry(row, name, spec=spec, bound=bound, reader=reader)
        else:
            nameless.add(place, row)


def _is_a_line_of_its_own(row: RawRow, spec: RegisterSpec, bound: Mapping[Role, tuple[str, ...]]) -> bool:
    """Whether a list of agencies has nothing but one text here: "Prepared by: the Director", a heading of a county.

    A licence number, a telephone or an e-mail address that stands alone in its own column is what is left of an agency.
    """
    if spec.kind not in (RegisterKind.AGENCIES, RegisterKind.MARITIME) or spec.presence_means_licensed or row.colour:
        return False
    filled = {header: value for header, value in row.cells.items() if value and value.strip()}
    own = [header for role in (Role.NUMBER, Role.PHONE, Role.EMAIL) for header in bound.get(role, ())]
    is_left_over = any(
        len(_DIGITS.findall(filled.get(header, ""))) > 2 or "@" in filled.get(header, "") for header in own
    )
    return len(row.cells) > 2 and len(filled) < 2 and not is_left_over


def _is_a_total(row: RawRow, name: str) -> bool:
    """Whether the row is a line of totals: it says so where the others have a name, or has a figure there."""
    totals = [cell for cell in row.cells.values() if cell and cell.casefold().strip(" :.") in _TOTALS]
    return bool(totals) and (name in totals or not any(char.isalpha() for char in name))


def number_key(number: str) -> str:
    """A licence number as compared: capitals, no spaces; "zz / 12" is "ZZ/12"."""
    return re.sub(r"\s+", "", number).upper()


def _entry(
    row: RawRow, name: str, *, spec: RegisterSpec, bound: Mapping[Role, tuple[str, ...]], reader: StatusReader
) -> Entry:
    inside = None
    if spec.kind is RegisterKind.NOTICES:
        name, inside = _of_an_item(name)
    others = tuple(n[:MAX_NAME] for n in _every(row, bound.get(Role.NAME_OTHER, ())) if n[:MAX_NAME] != name)
    number = _first(row, bound.get(Role.NUMBER, ())) or inside
    faults: list[str] = []
    dates = {
        role: _date(row, bound, role, spec, faults) for role in (Role.ISSUED_ON, Role.EXPIRES_ON, Role.PUBLISHED_ON)
    }
    begins, ends = dates[Role.ISSUED_ON], dates[Role.EXPIRES_ON]
    if begins is not None and ends is not None and begins > ends:
        faults.append(BACK_TO_FRONT)
    status, status_raw = _status(row, spec=spec, bound=bound, reader=reader)
    if number is None and spec.key == "number" and spec.kind in (RegisterKind.AGENCIES, RegisterKind.MARITIME):
        faults.append("missing_number")
    values = {role.value: text for role in VALUE_ROLES if role in bound and (text := _first(row, bound[role]))}
    return Entry(
        key=_key(name, others, number, said=(status_raw, *map(str, dates.values()), *values.values()), spec=spec),
        name=name,
        number=number,
        other_names=others,
        status=status,
        status_raw=status_raw,
        scope=reader.scope(_first(row, bound.get(Role.SCOPE, ()))),
        issued_on=begins,
        expires_on=ends,
        published_on=dates[Role.PUBLISHED_ON],
        contacts={
            role.value: found for role in CONTACT_ROLES if role in bound and (found := _contact(row, bound, role))
        },
        values=values,
        faults=tuple(faults),
    )


def _of_an_item(said: str) -> tuple[str, str | None]:
    """A notice's "12. Tembo Ltd (Reg. No. 0123)" without what counts it, and the number it ends in."""
    name = _COUNTED.sub("", said)
    found = _NUMBERED.search(name)
    return (name[: found.start()].strip(), found["number"]) if found else (name, None)


def _status(
    row: RawRow, *, spec: RegisterSpec, bound: Mapping[Role, tuple[str, ...]], reader: StatusReader
) -> tuple[LicenceStatus | None, str]:
    said = _first(row, bound.get(Role.STATUS, ()))
    if spec.kind is RegisterKind.NOTICES:
        # A word that is not known accuses nobody: some notices clear a firm.
        return (reader.of_words(said) if said else spec.action) or LicenceStatus.AMBIGUOUS, said
    if spec.kind in (RegisterKind.NAMES, RegisterKind.VACANCIES):
        return None, said
    return reader.status(said, row)


def _key(name: str, others: tuple[str, ...], number: str | None, *, said: tuple[str, ...], spec: RegisterSpec) -> str:
    if spec.kind in ROWS_OF_THEIR_OWN:
        key = "row:" + "|".join(" ".join(one.casefold().split()) for one in (number or "", name, *said))
    elif number and spec.key == "number":
        key = number_key(number)
    else:
        key = "name:" + "|".join(" ".join(one.casefold().split()) for one in (name, *others))
    # Long keys would not fit a database index.
    return key if len(key) <= MAX_KEY else f"{key[:100]}#{hashlib.sha256(key.encode()).hexdigest()}"


def _every(row: RawRow, headers: tuple[str, ...]) -> list[str]:
    cells = row.cells
    return [value for header in headers if (value := cells.get(header)) and value.casefold() not in _NOTHING]


def _first(row: RawRow, headers: tuple[str, ...]) -> str:
    for header in headers:
        if (value := row.cells.get(header)) and value.casefold() not in _NOTHING:
            return value
    return ""


def _contact(row: RawRow, bound: Mapping[Role, tuple[str, ...]], role: Role) -> tuple[str, ...]:
    found = _every(row, bound[role])
    if role is Role.PERSON:
        return tuple(dict.fromkeys(person for text in found for person in _PEOPLE.split(text) if len(person) > 1))
    return tuple(dict.fromkeys(found))


def _date(
    row: RawRow, bound: Mapping[Role, tuple[str, ...]], role: Role, spec: RegisterSpec, faults: list[str]
) -> date | None:
    printed = _first(row, bound.get(role, ()))
    if not printed:
        return None
    day = read_day(printed, spec.date_formats)
    if day is None:
        faults.append(UNREADABLE_DATE)
    return day

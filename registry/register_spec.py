"""How one official list is to be read: which column is what, its status words, dates and key, as a small YAML file."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from registry.errors import InvalidInput
from registry.law.rule_schema import Plausibility, StatusReading, Strict
from registry.register_reading.table import RawTable
from registry.strict_yaml import read_strict
from registry.vocabulary import LicenceScope, LicenceStatus, RegisterKind

SHIPPED = Path(__file__).parent / "register_specs"


class Role(StrEnum):
    """What a column of an official list may hold."""

    NAME = "name"
    NAME_OTHER = "name_other"
    NUMBER = "number"
    STATUS = "status"
    SCOPE = "scope"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    WEBSITE = "website"
    PERSON = "person"
    ISSUED_ON = "issued_on"
    EXPIRES_ON = "expires_on"
    TITLE = "title"
    DESTINATION = "destination"
    VACANCIES = "vacancies"
    AGENCY_NUMBER = "agency_number"
    PUBLISHED_ON = "published_on"
    ISSUER = "issuer"
    REASON = "reason"
    URL = "url"
    RIGHT_OF_REPLY = "right_of_reply"


class RegisterSpec(Strict):
    """A list's reading.

    `columns` gives for each role one header, or several of which the first filled one counts (for contacts: all).
    `key` says what makes two rows one holder: its licence number, or (`row`) its names, so that a list without numbers
    shows branches as further addresses. `statuses` go before those of the jurisdiction.
    """

    jurisdiction: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    kind: RegisterKind = RegisterKind.AGENCIES
    title: str = ""
    note: str = ""
    verified: bool = False
    columns: dict[Role, tuple[str, ...]]
    statuses: tuple[StatusReading, ...] = ()
    scope_words: dict[str, LicenceScope] = Field(default_factory=dict)
    scope: LicenceScope = LicenceScope.UNKNOWN
    date_formats: tuple[str, ...] = ()
    presence_means_licensed: bool = False
    key: Literal["number", "row"] = "number"
    issuer: str = ""
    action: LicenceStatus | None = None
    plausibility: Plausibility | None = None

    @field_validator("columns", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        if not isinstance(value, Mapping):
            return value
        return {role: (headers,) if isinstance(headers, str) else headers for role, headers in value.items()}

    @model_validator(mode="after")
    def _is_complete(self) -> "RegisterSpec":
        if Role.NAME not in self.columns:
            raise ValueError("columns must say which column is the name")
        if self.kind is RegisterKind.NOTICES and not (self.issuer or Role.ISSUER in self.columns):
            raise ValueError("a list of notices needs an issuer, as a value or as a column")
        if self.kind is RegisterKind.NOTICES and not (self.action or Role.STATUS in self.columns):
            raise ValueError("a list of notices needs an action (cancelled, blacklisted, ...), as a value or a column")
        if self.kind is RegisterKind.VACANCIES and Role.TITLE not in self.columns:
            raise ValueError("a list of vacancies must say which column is the title")
        return self

    def describe(self) -> str:
        """The reading in a few lines, for a person to confirm."""
        lines = [f"a list of {self.kind.value} for jurisdiction {self.jurisdiction!r}"]
        lines += [
            f"  {role.value:<15} from {' or '.join(map(repr, headers))}" for role, headers in self.columns.items()
        ]
        if self.kind in (RegisterKind.AGENCIES, RegisterKind.MARITIME):
            lines.append(f"  status          {self._status_source()}")
        if self.kind is RegisterKind.NOTICES:
            taken = f"every one {self.action.value}" if self.action else "ambiguous"
            lines.append(
                f"  action          {'as the column says, else ' if Role.STATUS in self.columns else ''}{taken}"
            )
            lines.append(f"  issued by       {'as the column says' if Role.ISSUER in self.columns else self.issuer}")
        by = "its number" if self.key == "number" else "its names (no licence numbers)"
        lines.append(f"  one holder      by {by}")
        return "\n".join(lines)

    def _status_source(self) -> str:
        if self.presence_means_licensed:
            return "everybody on the list is licensed"
        return (
            "in words, where the column is filled"
            if Role.STATUS in self.columns
            else "by text colour, class or background"
        )


def load_spec(which: Path | str) -> RegisterSpec:
    """The spec in a file, or a shipped one by its name; raises InvalidInput with file, line and remedy."""
    shipped = SHIPPED / f"{which}.yml"
    if isinstance(which, str) and "/" not in which and shipped.is_file():
        return read_strict(shipped, RegisterSpec)
    if not Path(which).exists():
        raise InvalidInput(f"{which} is no file and no shipped spec; shipped are: {', '.join(shipped_specs())}.")
    return read_strict(Path(which), RegisterSpec)


def shipped_specs() -> tuple[str, ...]:
    """The names that `load_spec` knows without a file."""
    return tuple(sorted(file.stem for file in SHIPPED.glob("*.yml")))


def bind_columns(spec: RegisterSpec, columns: tuple[str, ...], *, source: str) -> dict[Role, tuple[str, ...]]:
    """The table's own header for each role, compared without case and spacing.

    Raises InvalidInput when the name's column is not there; the other roles may be missing.
    """
    there = {fold_header(column): column for column in columns}
    bound: dict[Role, tuple[str, ...]] = {}
    for role, headers in spec.columns.items():
        found = tuple(there[fold_header(header)] for header in headers if fold_header(header) in there)
        if found:
            bound[role] = found
    needed = [Role.NAME, *([Role.TITLE] if spec.kind is RegisterKind.VACANCIES else [])]
    if missing := [role for role in needed if role not in bound]:
        wanted = " or ".join(repr(header) for header in spec.columns[missing[0]])
        raise InvalidInput(
            f"{source} has no column {wanted} for the {missing[0].value}; its columns are "
            f"{', '.join(columns[:12])}. Correct the spec or the file."
        )
    return bound


def fold_header(header: str) -> str:
    """A header as compared: lower case, letters and digits only."""
    return "".join(letter for letter in header.casefold() if letter.isalnum())


def find_shipped(table: RawTable, *, jurisdiction: str, kind: RegisterKind) -> RegisterSpec | None:
    """The shipped spec of that jurisdiction and kind whose first-named columns the table has, if any."""
    there = {fold_header(column) for column in table.columns}
    for name in shipped_specs():
        spec = load_spec(name)
        firsts = {fold_header(headers[0]) for headers in spec.columns.values()}
        if spec.jurisdiction == jurisdiction and spec.kind is kind and firsts <= there:
            return spec
    return None

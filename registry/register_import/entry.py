"""One holder, notice or order as read from an official list: the form in which rows are merged, held and stored."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import orjson

from registry.vocabulary import LicenceScope, LicenceStatus

# A row without colour on a page where others have one: what that means is known only after the whole page was seen.
UNCOLOURED = "no colour"
UNREADABLE_DATE = "unreadable_date"
BACK_TO_FRONT = "dates_back_to_front"
_STATUSES = {one.value: one for one in LicenceStatus}
_SCOPES = {one.value: one for one in LicenceScope}


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row (or several of one key) says; `contacts` by role as printed, `values` what only some kinds have.

    `faults` are remark kinds that the row itself gives rise to; `places` counts the rows merged into this one;
    `digest` is of all the rest, once the list was merged.
    """

    key: str
    name: str
    number: str | None = None
    other_names: tuple[str, ...] = ()
    status: LicenceStatus | None = None
    status_raw: str = ""
    scope: LicenceScope = LicenceScope.UNKNOWN
    issued_on: date | None = None
    expires_on: date | None = None
    published_on: date | None = None
    contacts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    places: int = 1
    digest: str = ""

    def to_json(self) -> bytes:
        """The entry as one JSON object, for a list that waits."""
        return orjson.dumps(self)

    @classmethod
    def from_json(cls, body: bytes | str) -> "Entry":
        """The entry that `to_json` wrote."""
        value: dict[str, Any] = orjson.loads(body)
        status = value["status"]
        return cls(
            key=value["key"],
            name=value["name"],
            number=value["number"],
            other_names=tuple(value["other_names"]),
            status=_STATUSES[status] if status else None,
            status_raw=value["status_raw"],
            scope=_SCOPES[value["scope"]],
            issued_on=_day(value["issued_on"]),
            expires_on=_day(value["expires_on"]),
            published_on=_day(value["published_on"]),
            contacts={role: tuple(texts) for role, texts in value["contacts"].items()},
            values=value["values"],
            faults=tuple(value["faults"]),
            places=value["places"],
        )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def merge(entries: list[Entry]) -> Entry:
    """The rows of one key as one holder: further addresses are branches; contradictions become faults, not choices.

    Between two expiry dates the later counts, so that a register's slip accuses nobody.
    """
    first = entries[0]
    if len(entries) == 1:
        return first
    names = dict.fromkeys([*(e.name for e in entries), *(n for e in entries for n in e.other_names)])
    statuses = {entry.status for entry in entries}
    return replace(
        first,
        other_names=tuple(name for name in names if name != first.name),
        status=first.status if len(statuses) == 1 else LicenceStatus.AMBIGUOUS,
        scope=_scope({entry.scope for entry in entries}),
        issued_on=min((e.issued_on for e in entries if e.issued_on), default=None),
        expires_on=max((e.expires_on for e in entries if e.expires_on), default=None),
        contacts=_contacts(entries),
        faults=tuple(dict.fromkeys([*(f for e in entries for f in e.faults), *_contradictions(entries)])),
        places=len(entries),
    )


def _scope(scopes: set[LicenceScope]) -> LicenceScope:
    known = scopes - {LicenceScope.UNKNOWN}
    if len(known) > 1:
        return LicenceScope.BOTH
    return known.pop() if known else LicenceScope.UNKNOWN


def _contacts(entries: list[Entry]) -> dict[str, tuple[str, ...]]:
    roles = dict.fromkeys(role for entry in entries for role in entry.contacts)
    return {role: tuple(dict.fromkeys(t for e in entries for t in e.contacts.get(role, ()))) for role in roles}


def _contradictions(entries: list[Entry]) -> list[str]:
    found = []
    if len({entry.name.casefold() for entry in entries}) > 1 and entries[0].number:
        found.append("one_number_several_names")
    if len({entry.status for entry in entries}) > 1:
        found.append("contradicting_status")
    if len({entry.expires_on for entry in entries}) > 1:
        found.append("contradicting_dates")
    if len({(entry.name, tuple(entry.contacts.items())) for entry in entries}) < len(entries):
        found.append("duplicate_row")
    return found

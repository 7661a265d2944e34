"""Fields that a register states of most of its holders and leaves out for some, or prints unreadably."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlmodel import col

from registry.bulk import in_pieces
from registry.records import Agency, AgencyContact, Licence
from registry.register_import.entry import UNREADABLE_DATE, Entry
from registry.register_import.snapshot import MAX_REMARKS_A_KIND, Snapshot
from registry.register_import.spool import Spool
from registry.vocabulary import ContactKind

# What hardly anybody has is no field of that register.
USUAL = 0.5
LONGEST = 160
_ROWS_AT_A_TIME = 5_000
_CONTACTS = ((ContactKind.PHONE, "telephone"), (ContactKind.EMAIL, "e-mail address"), (ContactKind.ADDRESS, "address"))
Called = tuple[int, str, str | None]


@dataclass(frozen=True)
class _Field:
    """One field: the holders who lack it in the records, and what the list prints there of one of them."""

    name: str
    label: str
    lacks: ColumnElement[bool]
    printed: Callable[[Entry], str] | None = None


def remark_missing_fields(snapshot: Snapshot, listed: Spool, report: Mapping[str, Any]) -> None:
    """Remark telephones and e-mails that cannot be read, and holders without one, an address or an expiry date.

    What is missing is remarked only where most have it. `listed` is what the list prints, `report` what was counted.
    """
    total = _count(snapshot)
    for field in _fields(report):
        _remark(snapshot, listed, field, total)


def _fields(report: Mapping[str, Any]) -> Iterator[_Field]:
    for kind, label in _CONTACTS:
        is_printed = kind is not ContactKind.ADDRESS and report.get("filled", {}).get(kind.value)
        lacks = ~exists().where(
            col(AgencyContact.agency_id) == col(Agency.id),
            col(AgencyContact.kind) == kind,
            col(AgencyContact.until_on).is_(None),
        )
        yield _Field(kind.value, label, lacks, _printed_as(kind.value) if is_printed else None)
    is_unread = report.get("faults", {}).get(UNREADABLE_DATE)
    yield _Field("expiry", "expiry date", col(Licence.expires_on).is_(None), _unread_date if is_unread else None)


def _printed_as(role: str) -> Callable[[Entry], str]:
    return lambda entry: "; ".join(entry.contacts.get(role, ()))


def _unread_date(entry: Entry) -> str:
    return UNREADABLE_DATE if UNREADABLE_DATE in entry.faults else ""


def _remark(snapshot: Snapshot, listed: Spool, field: _Field, total: int) -> None:
    missing: list[Called] = []
    count = 0
    for called, printed in _lacking(snapshot, listed, field):
        if not printed:
            count += 1
            missing += [called] if count <= MAX_REMARKS_A_KIND else []
        elif printed != UNREADABLE_DATE:  # a fault of its row, which is told already
            said = printed if len(printed) <= LONGEST else f"{printed[: LONGEST - 1]}…"
            snapshot.remark(
                f"unreadable_{field.name}", f"{_name(called)}: the {field.label} {said!r} cannot be read", called[0]
            )
    if count > total * (1 - USUAL):
        return
    for called in missing:
        snapshot.remark(f"missing_{field.name}", f"{_name(called)} has no {field.label}", called[0])
    if count:
        snapshot.remarks[f"missing_{field.name}"] = count


def _name(called: Called) -> str:
    return f"{called[1]} ({called[2] or 'no number'})"


def _lacking(snapshot: Snapshot, listed: Spool, field: _Field) -> Iterator[tuple[Called, str]]:
    """The holders for whom the records lack the field, with what the list prints there, in order."""
    query = _listed(snapshot, col(Agency.row_key), col(Agency.id), col(Agency.name), col(Agency.number))
    query = query.where(field.lacks).order_by(col(Agency.id))
    rows = snapshot.session.execute(query, execution_options={"yield_per": _ROWS_AT_A_TIME})
    for piece in in_pieces(rows, _ROWS_AT_A_TIME):
        printed: dict[str, str] = {}
        if field.printed is not None:
            printed = {entry.key: field.printed(entry) for entry in listed.merged_of(key for key, *_ in piece)}
        yield from (((id_, name, number), printed.get(key, "")) for key, id_, name, number in piece)


def _count(snapshot: Snapshot) -> int:
    count: int = snapshot.session.execute(_listed(snapshot, func.count())).scalar_one()
    return count


def _listed(snapshot: Snapshot, *columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(Agency)
        .join(Licence, (col(Licence.agency_id) == col(Agency.id)) & col(Licence.until_on).is_(None))
        .where(col(Agency.jurisdiction) == snapshot.jurisdiction.code, col(Agency.register_kind) == snapshot.kind)
    )

"""Faults of a register that show only across its rows: one name or one contact for several holders, stale licences."""

from collections import defaultdict
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from registry.bulk import in_pieces
from registry.records import Agency, AgencyContact, AgencyName, Licence
from registry.register_import.snapshot import MAX_REMARKS_A_KIND, Snapshot
from registry.vocabulary import ContactKind, LicenceStatus

SHOWN = 5
_CONTACTS = (
    (ContactKind.PHONE, "telephone"),
    (ContactKind.EMAIL, "e-mail address"),
    (ContactKind.ADDRESS, "address"),
)
Called = tuple[int, str, str | None]


def remark_across(snapshot: Snapshot) -> None:
    """Remark licences that lapsed unnoticed, names that are one but for form and spelling, and contacts of several."""
    _remark_expired(snapshot)
    _remark_shared(snapshot, "same_name", AgencyName, AgencyName.normalised, says="have the name")
    for kind, label in _CONTACTS:
        only = (AgencyContact.kind == kind,)
        _remark_shared(
            snapshot, f"shared_{kind.value}", AgencyContact, AgencyContact.value, only, says=f"give the {label}"
        )


def _remark_expired(snapshot: Snapshot) -> None:
    lapsed = (
        *_open_here(snapshot, Licence),
        col(Licence.status) == LicenceStatus.VALID,
        col(Licence.expires_on) < snapshot.as_of,
    )
    columns = (col(Agency.id), col(Agency.name), col(Agency.number), col(Licence.expires_on))
    query = select(*columns).join(Licence, col(Licence.agency_id) == col(Agency.id)).where(*lapsed)
    for id_, name, number, day in snapshot.session.execute(query.order_by(col(Agency.id)).limit(MAX_REMARKS_A_KIND)):
        text = f"{_called((id_, name, number))} is shown as valid; it expired on {day}"
        snapshot.remark("listed_but_expired", text, id_)
    count = select(func.count()).select_from(Agency).join(Licence, col(Licence.agency_id) == col(Agency.id))
    _count_rest(snapshot, "listed_but_expired", snapshot.session.execute(count.where(*lapsed)).scalar_one())


def _count_rest(snapshot: Snapshot, kind: str, total: int) -> None:
    """Those beyond what is kept are counted all the same."""
    if total > MAX_REMARKS_A_KIND:
        snapshot.remarks[kind] += total - MAX_REMARKS_A_KIND


def _called(agency: Called) -> str:
    return f"{agency[1]} ({agency[2] or 'no number'})"


def _open_here(snapshot: Snapshot, table: Any) -> tuple[Any, ...]:
    return (
        Agency.jurisdiction == snapshot.jurisdiction.code,
        Agency.register_kind == snapshot.kind,
        col(table.until_on).is_(None),
    )


def _remark_shared(
    snapshot: Snapshot, kind: str, table: Any, column: Any, only: tuple[Any, ...] = (), *, says: str
) -> None:
    """Values of open rows that more than one holder has: the first of them with the holders, all counted."""
    register = (*_open_here(snapshot, table), *only)
    several = (
        select(column)
        .join(Agency, col(Agency.id) == col(table.agency_id))
        .where(*register)
        .group_by(column)
        .having(func.min(table.agency_id) != func.max(table.agency_id))
    )
    values = list(snapshot.session.exec(several.order_by(column).limit(MAX_REMARKS_A_KIND)))
    holders = _holders(snapshot, table, column, register, values)
    for value in values:
        agencies = list(holders[value].values())
        listed = ", ".join(_called(one) for one in agencies[:SHOWN])
        snapshot.remark(kind, f"{len(agencies)} entries {says} {value!r}: {listed}", agencies[0][0])
    if len(values) == MAX_REMARKS_A_KIND:
        total = snapshot.session.execute(select(func.count()).select_from(several.subquery())).scalar_one()
        _count_rest(snapshot, kind, total)


def _holders(
    snapshot: Snapshot, table: Any, column: Any, register: tuple[Any, ...], values: list[str]
) -> dict[str, dict[int, Called]]:
    found: dict[str, dict[int, Called]] = defaultdict(dict)
    for piece in in_pieces(values):
        query = (
            select(column, Agency.id, Agency.name, Agency.number)
            .join(Agency, col(Agency.id) == col(table.agency_id))
            .where(*register, col(column).in_(piece))
            .order_by(col(Agency.id))
        )
        for value, id_, name, number in snapshot.session.exec(query):
            found[value][int(id_ or 0)] = (int(id_ or 0), name, number)
    return found

"""Faults of a register that show only across its rows: one name or one telephone for several holders."""

from collections import defaultdict
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from registry.bulk import in_pieces
from registry.records import Agency, AgencyContact, AgencyName
from registry.register_import.snapshot import Snapshot
from registry.vocabulary import ContactKind

SHOWN = 5


def remark_across(snapshot: Snapshot) -> None:
    """Remark names that are the same once legal form and spelling are apart, and contacts several holders give."""
    for name, agencies in _shared(snapshot, AgencyName, AgencyName.normalised, ()).items():
        listed = ", ".join(_called(one) for one in agencies[:SHOWN])
        snapshot.remark("same_name", f"{len(agencies)} entries have the name {name!r}: {listed}", agencies[0][0])
    for kind, label in ((ContactKind.PHONE, "telephone"), (ContactKind.EMAIL, "e-mail address")):
        condition = (AgencyContact.kind == kind,)
        for value, agencies in _shared(snapshot, AgencyContact, AgencyContact.value, condition).items():
            listed = ", ".join(_called(one) for one in agencies[:SHOWN])
            text = f"{len(agencies)} entries give the {label} {value}: {listed}"
            snapshot.remark(f"shared_{kind.value}", text, agencies[0][0])


def _called(agency: tuple[int, str, str | None]) -> str:
    return f"{agency[1]} ({agency[2] or 'no number'})"


def _shared(
    snapshot: Snapshot, table: Any, column: Any, condition: tuple[Any, ...]
) -> dict[str, list[tuple[int, str, str | None]]]:
    """Values of open rows that more than one holder has, with the holders."""
    register = (
        Agency.jurisdiction == snapshot.jurisdiction.code,
        Agency.register_kind == snapshot.kind,
        col(table.until_on).is_(None),
        *condition,
    )
    counts = (
        select(column)
        .join(Agency, col(Agency.id) == col(table.agency_id))
        .where(*register)
        .group_by(column)
        .having(func.count(func.distinct(table.agency_id)) > 1)
        .order_by(column)
    )
    values = list(snapshot.session.exec(counts))
    found: dict[str, dict[int, tuple[int, str, str | None]]] = defaultdict(dict)
    for piece in in_pieces(values):
        query = (
            select(column, Agency.id, Agency.name, Agency.number)
            .join(Agency, col(Agency.id) == col(table.agency_id))
            .where(*register, col(column).in_(piece))
            .order_by(col(Agency.id))
        )
        for value, id_, name, number in snapshot.session.exec(query):
            found[value][int(id_ or 0)] = (int(id_ or 0), name, number)
    return {value: list(agencies.values()) for value, agencies in found.items()}

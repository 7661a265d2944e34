"""Fields that a register states of most of its holders and leaves out for some."""

from typing import Any

from sqlalchemy import ColumnElement, exists, func, select
from sqlmodel import col

from registry.records import Agency, AgencyContact, Licence
from registry.register_import.snapshot import MAX_REMARKS_A_KIND, Snapshot
from registry.vocabulary import ContactKind

# What hardly anybody has is no field of that register.
USUAL = 0.5
_CONTACTS = ((ContactKind.PHONE, "telephone"), (ContactKind.EMAIL, "e-mail address"), (ContactKind.ADDRESS, "address"))


def remark_missing_fields(snapshot: Snapshot) -> None:
    """Remark holders without a telephone, e-mail address, address or expiry date where most have one."""
    total = _count(snapshot)
    for kind, label in _CONTACTS:
        held = exists().where(
            col(AgencyContact.agency_id) == col(Agency.id),
            col(AgencyContact.kind) == kind,
            col(AgencyContact.until_on).is_(None),
        )
        _remark(snapshot, f"missing_{kind.value}", label, ~held, total)
    _remark(snapshot, "missing_expiry", "expiry date", col(Licence.expires_on).is_(None), total)


def _remark(snapshot: Snapshot, remark: str, label: str, lacks: ColumnElement[bool], total: int) -> None:
    lacking = _count(snapshot, lacks)
    if not lacking or lacking > total * (1 - USUAL):
        return
    query = _listed(snapshot, col(Agency.id), col(Agency.name), col(Agency.number)).where(lacks)
    for id_, name, number in snapshot.session.execute(query.order_by(col(Agency.id)).limit(MAX_REMARKS_A_KIND)):
        snapshot.remark(remark, f"{name} ({number or 'no number'}) has no {label}", id_)
    snapshot.remarks[remark] = lacking


def _count(snapshot: Snapshot, *conditions: ColumnElement[bool]) -> int:
    count: int = snapshot.session.execute(_listed(snapshot, func.count()).where(*conditions)).scalar_one()
    return count


def _listed(snapshot: Snapshot, *columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(Agency)
        .join(Licence, (col(Licence.agency_id) == col(Agency.id)) & col(Licence.until_on).is_(None))
        .where(col(Agency.jurisdiction) == snapshot.jurisdiction.code, col(Agency.register_kind) == snapshot.kind)
    )

"""Holders that go on under another name, or others that come with their contacts, soon after losing a licence."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from registry.records import Agency, AgencyContact, Notice, RegisterEvent
from registry.register_import.snapshot import MAX_REMARKS_A_KIND, Snapshot
from registry.vocabulary import ContactKind, RegisterChange

SOON = timedelta(days=365)
_LOST = (RegisterChange.REVOKED, RegisterChange.SUSPENDED)
_PERSONAL = (ContactKind.PHONE, ContactKind.EMAIL, ContactKind.PERSON)


def remark_after_revocation(snapshot: Snapshot) -> None:
    """Remark what this import's own events say of it; nothing for a first list, which has none."""
    if snapshot.first:
        return
    _remark_renamed(snapshot)
    _remark_successors(snapshot)


def _remark_renamed(snapshot: Snapshot) -> None:
    renamed = aliased(RegisterEvent)
    query = (
        select(col(Agency.id), col(Agency.number), col(renamed.before), col(renamed.after))
        .join(renamed, col(renamed.agency_id) == col(Agency.id))
        .where(col(renamed.import_id) == snapshot.import_id, col(renamed.change) == RegisterChange.RENAMED)
        .where(col(Agency.id).in_(_lately_barred(snapshot)))
        .order_by(col(Agency.id))
    )
    for id_, number, before, after in snapshot.session.execute(query.limit(MAX_REMARKS_A_KIND)):
        text = f"{before} ({number or 'no number'}) is now called {after}, within a year of losing its licence"
        snapshot.remark("renamed_after_revocation", text, id_)


def _remark_successors(snapshot: Snapshot) -> None:
    granted, theirs, old = aliased(RegisterEvent), aliased(AgencyContact), aliased(Agency)
    columns: tuple[Any, ...] = (col(Agency.id), col(Agency.name), col(Agency.number), col(AgencyContact.kind))
    query = (
        select(*columns, col(AgencyContact.value), col(old.name), col(old.number))
        .join(granted, col(granted.agency_id) == col(Agency.id))
        .join(AgencyContact, col(AgencyContact.agency_id) == col(Agency.id))
        .join(theirs, (col(theirs.kind) == col(AgencyContact.kind)) & (col(theirs.value) == col(AgencyContact.value)))
        .join(old, col(old.id) == col(theirs.agency_id))
        .where(col(granted.import_id) == snapshot.import_id, col(granted.change) == RegisterChange.GRANTED)
        .where(col(AgencyContact.kind).in_(_PERSONAL), col(old.id) != col(Agency.id))
        .where(col(old.id).in_(_lately_barred(snapshot)))
        .order_by(col(Agency.id), col(AgencyContact.id))
    )
    for id_, name, number, kind, value, former, its in snapshot.session.execute(query.limit(MAX_REMARKS_A_KIND)):
        text = (
            f"{name} ({number or 'no number'}) is new and gives the {kind.value} {value} of {former} ({its or '-'}), "
        )
        snapshot.remark("successor_of_revoked", f"{text}which lost its licence within the year", id_)


def _lately_barred(snapshot: Snapshot) -> ColumnElement[Any]:
    """The agencies of this country that lost a licence, by the register or by a notice, in the year before the list."""
    since = snapshot.as_of - SOON
    by_register = select(col(RegisterEvent.agency_id)).where(
        col(RegisterEvent.change).in_(_LOST), col(RegisterEvent.on).between(since, snapshot.as_of)
    )
    by_notice = select(col(Notice.agency_id)).where(
        col(Notice.agency_id).is_not(None),
        col(Notice.jurisdiction) == snapshot.jurisdiction.code,
        col(Notice.published_on).between(since, snapshot.as_of),
    )
    return by_register.union(by_notice).scalar_subquery()

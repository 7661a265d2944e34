"""Licence holders and legal entities into a snapshot: new ones added, changes dated, the vanished closed; in sets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import col

from registry.bulk import in_pieces, insert_returning_ids, insert_rows
from registry.identity.names import normalise_name
from registry.law.days import say
from registry.records import Agency, AgencyContact, AgencyName, Licence
from registry.register_import.changes import Facts, licence_events
from registry.register_import.contacts import ContactValue, read_contacts
from registry.register_import.entry import BACK_TO_FRONT, Entry
from registry.register_import.on_file import OnFile, load_on_file
from registry.register_import.snapshot import Snapshot
from registry.register_import.spool import Spool
from registry.register_import.staging import changed_keys, mark_listed, staged
from registry.register_import.vanishing import REGISTERED, close_vanished
from registry.vocabulary import ContactKind, LicenceStatus, RegisterChange, RegisterKind

BATCH = 2_000
OTHER = "other"


@dataclass
class _Writes:
    """Rows of one batch, collected for one statement a table."""

    names: list[dict[str, Any]] = field(default_factory=list)
    contacts: list[dict[str, Any]] = field(default_factory=list)
    licences: list[dict[str, Any]] = field(default_factory=list)
    closed_names: list[int] = field(default_factory=list)
    closed_contacts: list[int] = field(default_factory=list)
    closed_licences: list[int] = field(default_factory=list)
    renamed: list[dict[str, Any]] = field(default_factory=list)


def store_holders(snapshot: Snapshot, listed: Spool) -> None:
    """Bring the register to what `listed` says; whoever is not on it has vanished."""
    if snapshot.first:
        _store(snapshot, listed.merged())
        return
    with staged(snapshot, listed.merged()):
        _store(snapshot, listed.merged_of(changed_keys(snapshot)))
        mark_listed(snapshot)
    close_vanished(snapshot)


def _store(snapshot: Snapshot, entries: Iterable[Entry]) -> None:
    for batch in in_pieces(entries, BATCH):
        _store_batch(snapshot, batch)
        snapshot.write()


def _store_batch(snapshot: Snapshot, batch: Sequence[Entry]) -> None:
    known = {} if snapshot.first else load_on_file(snapshot, [entry.key for entry in batch])
    fresh = [entry for entry in batch if entry.key not in known]
    ids = insert_returning_ids(snapshot.session, Agency, [_agency_row(snapshot, entry) for entry in fresh])
    new = {
        entry.key: OnFile(id=id_, name=entry.name, number=entry.number) for entry, id_ in zip(fresh, ids, strict=True)
    }
    writes = _Writes()
    for entry in batch:
        _compare(snapshot, entry, known.get(entry.key) or new[entry.key], writes, is_new=entry.key in new)
    _write(snapshot, writes)


def _agency_row(snapshot: Snapshot, entry: Entry) -> dict[str, Any]:
    return {
        "jurisdiction": snapshot.jurisdiction.code,
        "register_kind": snapshot.kind,
        "row_key": entry.key,
        "number": entry.number,
        "name": entry.name,
        "digest": entry.digest,
        "first_import_id": snapshot.import_id,
        "last_import_id": snapshot.import_id,
    }


def _compare(snapshot: Snapshot, entry: Entry, holder: OnFile, writes: _Writes, *, is_new: bool) -> None:
    listed_before = bool(holder.names)
    if not listed_before:
        snapshot.event(holder.id, RegisterChange.GRANTED if is_new else RegisterChange.REAPPEARED, after=entry.name)
    elif entry.name != holder.name:
        snapshot.event(holder.id, RegisterChange.RENAMED, holder.name, entry.name)
    if entry.name != holder.name or entry.number != holder.number:
        writes.renamed.append({"agency_id": holder.id, "name": entry.name, "number": entry.number})
    _compare_names(snapshot, entry, holder, writes)
    _compare_contacts(snapshot, entry, holder, writes, listed_before=listed_before)
    if snapshot.kind is not RegisterKind.NAMES:
        _compare_licence(snapshot, entry, holder, writes)
    _remark(snapshot, entry, holder.id)


def _compare_names(snapshot: Snapshot, entry: Entry, holder: OnFile, writes: _Writes) -> None:
    wanted = {(entry.name, REGISTERED): None, **{(name, OTHER): None for name in entry.other_names}}
    writes.closed_names += [row for name, row in holder.names.items() if name not in wanted]
    writes.names += [
        {
            "agency_id": holder.id,
            "name": name,
            "normalised": normalise_name(name) or name.casefold(),
            "role": role,
            "from_on": snapshot.as_of,
        }
        for name, role in wanted
        if (name, role) not in holder.names
    ]


def _compare_contacts(
    snapshot: Snapshot, entry: Entry, holder: OnFile, writes: _Writes, *, listed_before: bool
) -> None:
    wanted: dict[tuple[ContactKind, str], ContactValue] = {
        (one[0], one[1]): one for one in read_contacts(entry.contacts, region=snapshot.jurisdiction.phone_region)
    }
    gone = [place for place in holder.contacts if place not in wanted]
    new = [one for place, one in wanted.items() if place not in holder.contacts]
    writes.closed_contacts += [holder.contacts[place] for place in gone]
    writes.contacts += [
        {"agency_id": holder.id, "kind": kind, "value": value, "raw": raw, "from_on": snapshot.as_of}
        for kind, value, raw in new
    ]
    left = [value for kind, value in gone if kind is ContactKind.ADDRESS]
    came = [raw for kind, _, raw in new if kind is ContactKind.ADDRESS]
    if listed_before and left and came:
        snapshot.event(holder.id, RegisterChange.MOVED, left[0], came[0])


def _compare_licence(snapshot: Snapshot, entry: Entry, holder: OnFile, writes: _Writes) -> None:
    now: Facts = (
        entry.number,
        entry.status or LicenceStatus.AMBIGUOUS,
        entry.scope,
        entry.issued_on,
        entry.expires_on,
    )
    if any(facts == now for _, facts in holder.licences):
        return
    for change, before, after in licence_events(
        [facts for _, facts in holder.licences], now, revoked=snapshot.jurisdiction.licensing.revoked
    ):
        snapshot.event(holder.id, change, before, after)
    writes.closed_licences += [row for row, _ in holder.licences]
    number, status, scope, issued_on, expires_on = now
    writes.licences.append(
        {
            "agency_id": holder.id,
            "import_id": snapshot.import_id,
            "number": number,
            "status": status,
            "status_raw": entry.status_raw[:200],
            "scope": scope,
            "issued_on": issued_on,
            "expires_on": expires_on,
            "from_on": snapshot.as_of,
        }
    )


def _remark(snapshot: Snapshot, entry: Entry, agency_id: int) -> None:
    for fault in entry.faults:
        text = f"{entry.name} ({entry.number or 'no number'}): {_wrong_with(entry, fault)}"
        snapshot.remark(fault, text, agency_id)
    if entry.status is None:
        text = f"{entry.name} ({entry.number or 'no number'}): status {entry.status_raw!r} cannot be read"
        snapshot.remark("unread_status", text, agency_id)


def _wrong_with(entry: Entry, fault: str) -> str:
    """The fault with the values that a registrar would look for."""
    if fault == "one_number_several_names":
        return f"the number also stands beside {'; '.join(entry.other_names)}"
    if fault == "contradicting_dates" and entry.expires_on:
        return f"several expiry dates, of which the latest, {say(entry.expires_on)}, is taken"
    if fault == BACK_TO_FRONT:
        begins, ends = entry.issued_on, entry.expires_on
        if begins and ends and begins > ends:
            return f"valid from {say(begins)}, which is after it ends on {say(ends)}"
        return "valid from a day after it ends, on one of its rows"
    if fault == "duplicate_row":
        return f"on {entry.places} rows, some of them the same"
    return fault.replace("_", " ")


def _write(snapshot: Snapshot, writes: _Writes) -> None:
    snapshot.close(AgencyName, writes.closed_names)
    snapshot.close(AgencyContact, writes.closed_contacts)
    snapshot.close(Licence, writes.closed_licences)
    insert_rows(snapshot.session, AgencyName, writes.names)
    insert_rows(snapshot.session, AgencyContact, writes.contacts)
    insert_rows(snapshot.session, Licence, writes.licences)
    if writes.renamed:
        statement = (
            update(Agency)
            .where(col(Agency.id) == bindparam("agency_id"))
            .values(name=bindparam("name"), number=bindparam("number"))
        )
        snapshot.session.connection().execute(statement, writes.renamed)

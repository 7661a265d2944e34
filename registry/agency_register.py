"""The door by which any official list takes effect: read, weighed against its own past, stored as a dated snapshot."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from registry.audit import append
from registry.bulk import in_pieces
from registry.errors import InvalidInput, NotAllowed, NotFound
from registry.identity.names import normalise_name
from registry.law.rulebook import Rulebook, load_rulebook
from registry.records import Agency, RegisterImport
from registry.register_import.entry import Entry
from registry.register_import.held import drop_held, held_entries, hold_entries
from registry.register_import.nameless import Nameless, without_cells
from registry.register_import.rows import read_rows
from registry.register_import.same_again import as_written, read_alike, refuse_other_reading, same_again
from registry.register_import.spool import Spool, digest_salt
from registry.register_import.statuses import StatusReader
from registry.register_import.storing import take_effect
from registry.register_import.weighing import WITH_STATUS, Survey, differences, refuse_unreadable
from registry.register_reading.table import RawRow
from registry.register_spec import RegisterSpec, bind_columns
from registry.vocabulary import ImportState, RegisterKind

# Of so many holders it is asked whether their names are the same; a share is told from them well enough.
SAMPLE = 2_000


def import_register(
    session: Session,
    rows: Iterable[RawRow],
    *,
    spec: RegisterSpec,
    source: str,
    sha256: str,
    as_of: date,
    at: datetime,
    by: str,
    rulebook: Rulebook | None = None,
) -> RegisterImport:
    """The list as a snapshot of `as_of`: in effect, or held with `report["sentence"]` when its past makes it unlikely.

    The same file of the same day again changes nothing, unless it was set aside, or is held back and read by another
    spec: then it is read anew. Raises InvalidInput when it cannot be read, is older than the list in effect, or took
    effect by another spec. `rulebook` is that of the spec's jurisdiction, loaded here where not given.
    """
    rulebook = rulebook or load_rulebook(spec.jurisdiction)
    known = same_again(session, spec, sha256, as_of)
    if known is not None and known.state is not ImportState.REJECTED:
        if read_alike(known, spec):
            return known
        refuse_other_reading(known, source=source)
    last = latest_import(session, spec.jurisdiction, spec.kind)
    _refuse_older(last, as_of=as_of, source=source, kind=spec.kind)
    reader = StatusReader(spec, rulebook.jurisdiction.licensing)
    with Spool(salt=digest_salt(rulebook.jurisdiction), settle=reader.settled) as spool:
        nameless = Nameless()
        spool.add(_entries(rows, spec=spec, source=source, reader=reader, nameless=nameless))
        survey = Survey.of(spool.merged(), rows=spool.rows, nameless=nameless)
        refuse_unreadable(survey, kind=spec.kind, source=source)
        if known is not None:
            drop_held(session, int(known.id or 0))
        record = _record(spec, source=source, sha256=sha256, as_of=as_of, at=at, survey=survey, again=known)
        doubts = _doubts(session, survey, last, spec=spec, spool=spool, rulebook=rulebook)
        if doubts:
            return _hold(session, record, doubts, spool, by=by, last=last)
        session.add(record)
        session.flush()
        take_effect(session, record, spool, jurisdiction=rulebook.jurisdiction, last=last)
    _audit(session, record, "register.imported", actor=by, at=at)
    return record


def confirm_import(
    session: Session,
    import_id: int,
    *,
    by: str,
    at: datetime,
    rulebook: Rulebook | None = None,
    jurisdictions_dir: Path | None = None,
) -> RegisterImport:
    """The held list in effect, as its file said, on the word of `by`.

    Its jurisdiction's rulebook is loaded here, from `jurisdictions_dir` first, where none is given. Raises NotFound
    for an unknown id, NotAllowed when it is not held or a newer list is in effect.
    """
    record = _held(session, import_id)
    last = latest_import(session, record.jurisdiction, record.kind)
    if last is not None and last.as_of > record.as_of:
        raise NotAllowed(f"Import {import_id} is dated {record.as_of}; the list of {last.as_of} is in effect already.")
    rulebook = rulebook or load_rulebook(record.jurisdiction, extra_dir=jurisdictions_dir)
    record.state, record.decided_by, record.decided_at = ImportState.ACTIVE, by, at
    session.add(record)
    session.flush()
    with Spool(salt=digest_salt(rulebook.jurisdiction)) as spool:
        spool.add(held_entries(session, import_id))
        drop_held(session, import_id)
        take_effect(session, record, spool, jurisdiction=rulebook.jurisdiction, last=last)
    _audit(session, record, "register.confirmed", actor=by, at=at)
    return record


def reject_import(session: Session, import_id: int, *, by: str, reason: str, at: datetime) -> RegisterImport:
    """The held list set aside for good; its rows are dropped, its report stays without what single rows said."""
    record = _held(session, import_id)
    record.report = without_cells(record.report) if isinstance(record.report, dict) else record.report
    record.state, record.decided_by, record.decided_at = ImportState.REJECTED, by, at
    drop_held(session, import_id)
    session.add(record)
    session.flush()
    _audit(session, record, "register.rejected", actor=by, at=at, reason=reason)
    return record


def latest_import(session: Session, jurisdiction: str, kind: RegisterKind) -> RegisterImport | None:
    """The list in effect, None while none is."""
    query = select(RegisterImport).where(
        RegisterImport.jurisdiction == jurisdiction,
        RegisterImport.kind == kind,
        RegisterImport.state == ImportState.ACTIVE,
    )
    return session.exec(
        query.order_by(col(RegisterImport.as_of).desc(), col(RegisterImport.id).desc()).limit(1)
    ).first()


def _refuse_older(last: RegisterImport | None, *, as_of: date, source: str, kind: RegisterKind) -> None:
    if last is not None and as_of < last.as_of and kind is not RegisterKind.NOTICES:
        raise InvalidInput(
            f"{source} is dated {as_of} but the list of {last.as_of} is in effect already; "
            "import lists in the order of their dates, or correct --as-of."
        )


def _entries(
    rows: Iterable[RawRow], *, spec: RegisterSpec, source: str, reader: StatusReader, nameless: Nameless
) -> Iterable[Entry]:
    waiting = iter(rows)
    first = list(islice(waiting, 1))
    if not first:
        raise InvalidInput(f"{source} has no rows; nothing was imported.")
    bound = bind_columns(spec, tuple(first[0].cells), source=source)
    return read_rows(chain(first, waiting), spec=spec, bound=bound, reader=reader, nameless=nameless)


def _record(
    spec: RegisterSpec,
    *,
    source: str,
    sha256: str,
    as_of: date,
    at: datetime,
    survey: Survey,
    again: RegisterImport | None,
) -> RegisterImport:
    """The import's row, or that of the same file, which was set aside before."""
    record = again or RegisterImport(
        jurisdiction=spec.jurisdiction,
        kind=spec.kind,
        source=source,
        sha256=sha256,
        as_of=as_of,
        imported_at=at,
        state=ImportState.ACTIVE,
        rows=survey.rows,
    )
    record.source, record.imported_at, record.state, record.rows = source, at, ImportState.ACTIVE, survey.rows
    record.decided_by, record.decided_at = None, None
    record.presence_means_licensed = spec.presence_means_licensed
    record.report = survey.report() | {"spec": as_written(spec)}
    return record


def _doubts(
    session: Session,
    survey: Survey,
    last: RegisterImport | None,
    *,
    spec: RegisterSpec,
    spool: Spool,
    rulebook: Rulebook,
) -> list[str]:
    if last is None or not isinstance(last.report, dict) or spec.kind is RegisterKind.NOTICES:
        return []
    compared = spec.kind in WITH_STATUS
    return differences(
        survey,
        last.report,
        known_share=_known_share(session, spec, spool, last) if compared else None,
        renamed_share=_renamed_share(session, spec, spool, last) if compared else None,
        bounds=spec.plausibility or rulebook.jurisdiction.licensing.plausibility,
        kind=spec.kind,
    )


def _known_share(session: Session, spec: RegisterSpec, spool: Spool, last: RegisterImport) -> float | None:
    count = (
        select(func.count())
        .select_from(Agency)
        .where(
            Agency.jurisdiction == spec.jurisdiction,
            Agency.register_kind == spec.kind,
            Agency.last_import_id == last.id,
        )
    )
    before = session.exec(count).one()
    kept = sum(session.exec(count.where(col(Agency.row_key).in_(keys))).one() for keys in in_pieces(spool.keys()))
    return kept / before if before else None


def _renamed_share(session: Session, spec: RegisterSpec, spool: Spool, last: RegisterImport) -> float | None:
    """How many of the holders on both lists have another name now, told from a sample: a column may have moved."""
    query = select(Agency.row_key, Agency.name).where(
        Agency.jurisdiction == spec.jurisdiction,
        Agency.register_kind == spec.kind,
        Agency.last_import_id == last.id,
    )
    keys = islice(spool.keys(), 0, None, max(1, spool.rows // SAMPLE))
    before = {key: name for piece in in_pieces(keys) for key, name in session.exec(query.where(_among(piece)))}
    now = {one.key: {normalise_name(name) for name in (one.name, *one.other_names)} for one in spool.merged_of(before)}
    renamed = sum(1 for key, name in before.items() if normalise_name(name) not in now[key])
    return renamed / len(before) if before else None


def _among(keys: Iterable[str]) -> ColumnElement[bool]:
    return col(Agency.row_key).in_(list(keys))


def _hold(
    session: Session,
    record: RegisterImport,
    doubts: list[str],
    spool: Spool,
    *,
    by: str,
    last: RegisterImport | None,
) -> RegisterImport:
    record.state = ImportState.HELD
    report: dict[str, Any] = dict(record.report) if isinstance(record.report, dict) else {}
    record.report = report | {"doubts": doubts, "compared_with": last.id if last else None}
    session.add(record)
    session.flush()
    hold_entries(session, int(record.id or 0), spool.merged())
    sentence = (
        f"{record.source} is held back as import {record.id}: {'; '.join(doubts)}. Nothing changed; check the source, "
        f"then run `wakala register confirm {record.id} --by EMAIL`."
    )
    record.report = {**record.report, "sentence": sentence}
    session.add(record)
    _audit(session, record, "register.held", actor=by, at=record.imported_at)
    return record


def _held(session: Session, import_id: int) -> RegisterImport:
    record = session.get(RegisterImport, import_id)
    if record is None:
        raise NotFound(f"There is no register import {import_id}; `wakala register list` shows those on file.")
    if record.state is not ImportState.HELD:
        raise NotAllowed(f"Import {import_id} is {record.state.value}, not held; there is nothing to decide.")
    return record


def _audit(
    session: Session, record: RegisterImport, action: str, *, actor: str, at: datetime, reason: str = ""
) -> None:
    report = record.report if isinstance(record.report, dict) else {}
    append(
        session,
        actor=actor,
        action=action,
        subject=f"register_import:{record.id}",
        detail={
            "jurisdiction": record.jurisdiction,
            "kind": record.kind.value,
            "source": record.source,
            "sha256": record.sha256,
            "as_of": record.as_of.isoformat(),
            "rows": record.rows,
            "events": report.get("events", {}),
            "doubts": report.get("doubts", []),
            "reason": reason,
        },
        at=at,
    )

"""One list taking effect: each kind to its own writer, then the links and remarks that need the whole of it."""

from sqlmodel import Session

from registry.bulk import refresh_statistics
from registry.law.rule_schema import Jurisdiction
from registry.records import Agency, AgencyContact, AgencyName, JobOrder, Licence, Notice, RegisterImport
from registry.register_import.after_revocation import remark_after_revocation
from registry.register_import.holders import store_holders
from registry.register_import.links import link_to_holders
from registry.register_import.missing_fields import remark_missing_fields
from registry.register_import.nameless import remark_nameless
from registry.register_import.near_names import remark_near_names
from registry.register_import.notices import store_notices
from registry.register_import.remarks import remark_across
from registry.register_import.snapshot import Snapshot
from registry.register_import.spool import Spool
from registry.register_import.vacancies import store_vacancies
from registry.register_import.weighing import WITH_STATUS
from registry.vocabulary import RegisterKind


def take_effect(
    session: Session,
    record: RegisterImport,
    listed: Spool,
    *,
    jurisdiction: Jurisdiction,
    last: RegisterImport | None,
) -> None:
    """Store what is `listed` under the flushed `record` and add events and remarks to its report."""
    snapshot = Snapshot(
        session=session,
        import_id=int(record.id or 0),
        jurisdiction=jurisdiction,
        kind=record.kind,
        as_of=record.as_of,
        first=last is None,
    )
    report = dict(record.report) if isinstance(record.report, dict) else {}
    if record.kind is RegisterKind.NOTICES:
        store_notices(snapshot, listed.merged(), issuer=report.get("spec", {}).get("issuer", "") or record.source)
    elif record.kind is RegisterKind.VACANCIES:
        store_vacancies(snapshot, listed.merged())
    else:
        store_holders(snapshot, listed)
    remark_nameless(snapshot, report)
    refresh_statistics(session, (Agency, AgencyName, AgencyContact, Licence, JobOrder, Notice))
    if record.kind in WITH_STATUS:
        remark_across(snapshot)
        remark_missing_fields(snapshot, listed, report)
        remark_near_names(snapshot)
        remark_after_revocation(snapshot)
    if record.kind is not RegisterKind.NAMES:
        link_to_holders(snapshot)
    snapshot.write()
    record.report = report | {"events": dict(snapshot.events), "remarks": dict(snapshot.remarks)}
    session.add(record)
    session.flush()

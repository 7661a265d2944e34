"""Verbs on official lists: import, confirm or reject one that was held back, list and audit what is in effect."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from alerts.rights import Right
from dashboard.accounts import officer_named
from dashboard.installation import Installation, open_installation
from dashboard.queries.official_lists import OfficialList, official_lists
from dashboard.terminal.options import LARGEST_ID, By, Json, Jurisdiction, Yes, a_date
from dashboard.terminal.output import result, result_json, result_table, say
from registry.agency_register import confirm_import, import_register, reject_import
from registry.database import unit_of_work
from registry.errors import HeldBack, InvalidInput
from registry.records import RegisterImport
from registry.register_audit import FAULTS, Fault, audited_lists, register_faults, write_faults
from registry.register_guess import guess_spec
from registry.register_import.nameless import nameless_sentence
from registry.register_reading.reading import file_sha256, read_table
from registry.register_reading.table import RawTable
from registry.register_spec import RegisterSpec, find_shipped, load_spec
from registry.vocabulary import ImportState, RegisterKind

app = typer.Typer(no_args_is_help=True)

Files = Annotated[list[Path], typer.Argument(metavar="FILE...", show_default=False)]
Kind = Annotated[RegisterKind, typer.Option(help="What the list holds.")]
SpecName = Annotated[str, typer.Option("--spec", metavar="SPEC.yml", help="How to read it: a file or a shipped name.")]
AsOf = Annotated[str, typer.Option("--as-of", metavar="DATE", help="The day the list describes; default: today.")]
ImportId = Annotated[int, typer.Argument(metavar="ID", min=1, max=LARGEST_ID, show_default=False)]
Out = Annotated[Path | None, typer.Option("--out", "-o", metavar="OUT.csv", help="Every fault with its entry, as CSV.")]
Reason = Annotated[str, typer.Option(help="Why; it is kept in the audit log.")]


@app.command("import")
def import_files(
    files: Files,
    spec: SpecName = "",
    jurisdiction: Jurisdiction = "",
    kind: Kind = RegisterKind.AGENCIES,
    as_of: AsOf = "",
    yes: Yes = False,
    json: Json = False,
    by: By = "terminal",
) -> None:
    """Take official lists into dated snapshots; a list unlike its own past is held back (exit 2) until confirmed."""
    here = open_installation()
    day = a_date(as_of, "--as-of") or here.today()
    if day > here.today():
        # It would speak for no day yet, and keep every list of the days before it out.
        raise InvalidInput(f"--as-of {day} is after today, {here.today()}; give the day that the list describes.")
    code = jurisdiction or here.settings.jurisdiction
    records = []
    for file in files:
        record = _import_one(here, file, spec=spec, jurisdiction=code, kind=kind, as_of=day, yes=yes, by=by)
        records.append(record)
        if record.state is ImportState.ACTIVE:
            # At once: should a later file be refused, this one is in effect all the same.
            what = f"the {record.kind.value} of {record.as_of} (import {record.id})"
            (say if json else result)(f"{record.rows} rows of {file.name} are in effect as {what}{_changes(record)}.")
        if left_out := nameless_sentence(_report(record)):
            (say if json else result)(f"{file.name}: {left_out}")
    if json:
        result_json([_as_json(record) for record in records])
    held = [record for record in records if record.state is ImportState.HELD]
    if held:
        raise HeldBack(_sentence(held[0]))


def _changes(record: RegisterImport) -> str:
    """What changed since the list before, as the end of a sentence; nothing for a first list."""
    events: dict[str, int] = _report(record).get("events", {})
    most_first = sorted(events.items(), key=lambda one: (-one[1], one[0]))
    told = ", ".join(f"{count} {change.replace('_', ' ')}" for change, count in most_first if count)
    return f"; since the list before: {told}" if told else ""


def _import_one(
    here: Installation,
    file: Path,
    *,
    spec: str,
    jurisdiction: str,
    kind: RegisterKind,
    as_of: date,
    yes: bool,
    by: str,
) -> RegisterImport:
    table = read_table(file)
    chosen = load_spec(spec) if spec else _propose(table, file, jurisdiction=jurisdiction, kind=kind, yes=yes)
    say(f"Reading {file.name} ...")
    with unit_of_work(here.engine) as session:
        return import_register(
            session,
            table.rows,
            spec=chosen,
            source=str(file),
            sha256=file_sha256(file),
            as_of=as_of,
            at=here.now(),
            by=by,
            rulebook=here.rulebook(chosen.jurisdiction),
        )


def _propose(table: RawTable, file: Path, *, jurisdiction: str, kind: RegisterKind, yes: bool) -> RegisterSpec:
    shipped = find_shipped(table, jurisdiction=jurisdiction, kind=kind)
    spec = shipped or guess_spec(table, jurisdiction=jurisdiction, kind=kind)
    say(f"{file.name} will be read as {spec.describe()}")
    if yes or shipped is not None:
        return spec
    if not sys.stdin.isatty():
        raise InvalidInput(f"Nobody confirmed how {file.name} is read; accept with --yes, or give a --spec file.")
    if not typer.confirm("Is that right?", err=True):
        raise InvalidInput(f"{file.name} was not imported; write its columns in a spec file and pass it with --spec.")
    return spec


@app.command("confirm")
def confirm(import_id: ImportId, by: By) -> None:
    """Let a held list take effect, on the word of an account that may."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        officer = officer_named(session, by, right=Right.CONFIRM_REGISTER)
        folder = here.settings.jurisdictions_dir
        record = confirm_import(session, import_id, by=officer.email, at=here.now(), jurisdictions_dir=folder)
    result(f"Import {import_id} is in effect: {record.rows} rows of {record.as_of}{_changes(record)}.")
    if left_out := nameless_sentence(_report(record)):
        result(left_out)


@app.command("reject")
def reject(import_id: ImportId, by: By, reason: Reason) -> None:
    """Set a held list aside for good."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        officer = officer_named(session, by, right=Right.CONFIRM_REGISTER)
        reject_import(session, import_id, by=officer.email, reason=reason, at=here.now())
    result(f"Import {import_id} is set aside; nothing changed.")


@app.command("list")
def show_imports(json: Json = False) -> None:
    """List the imports, newest first, with those that wait for a person."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        records = official_lists(session)
    if json:
        result_json([_as_json(record) for record in records])
        return
    rows = [
        (one.id, one.jurisdiction, one.kind.value, one.as_of, one.rows, one.state.value, one.source) for one in records
    ]
    headings = ("Import", "Country", "Kind", "As of", "Rows", "State", "From")
    result_table(
        "Official lists",
        headings,
        rows,
        empty="No official list has been imported yet; `wakala register import FILE` takes one.",
    )


@app.command("audit")
def audit(jurisdiction: Jurisdiction = "", out: Out = None, json: Json = False) -> None:
    """Tell the registrar what is wrong with the lists in effect: duplicates, stale, missing or shared particulars."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        lists = audited_lists(session, jurisdiction=jurisdiction or None)
        faults = register_faults(session, lists)
    if out is not None:
        _write_faults(out, faults)
    if json:
        told = [{**asdict(one), "meaning": one.meaning} for one in faults]
        result_json({"lists": [{**asdict(one), "counts": dict(one.counts)} for one in lists], "faults": told})
        return
    counted = [
        (one.jurisdiction, one.register.value, one.as_of, FAULTS.get(kind, kind), count)
        for one in lists
        for kind, count in one.counts
    ]
    headings = ("Country", "Kind", "As of", "Fault", "Entries")
    result_table("Faults of the official lists themselves", headings, counted, empty="No list in effect has a fault.")
    if out is not None:
        result(f"{len(faults)} faults in {out}.")


def _write_faults(out: Path, faults: Sequence[Fault]) -> None:
    try:
        with out.open("w", encoding="utf-8", newline="") as stream:
            write_faults(faults, stream)
    except OSError as error:
        raise InvalidInput(f"{out} cannot be written ({error.strerror}); name another file with -o.") from error


def _sentence(record: RegisterImport) -> str:
    return str(_report(record).get("sentence", f"Import {record.id} is held back."))


def _report(record: RegisterImport) -> dict[str, Any]:
    return record.report if isinstance(record.report, dict) else {}


def _as_json(record: RegisterImport | OfficialList) -> dict[str, object]:
    return {
        "id": record.id,
        "jurisdiction": record.jurisdiction,
        "kind": record.kind.value,
        "source": record.source,
        "sha256": record.sha256,
        "as_of": record.as_of.isoformat(),
        "rows": record.rows,
        "state": record.state.value,
        "report": record.report,
    }

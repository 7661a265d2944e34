"""Verbs that ask: check names against the register, show a firm's life or an advert, search everything on file."""

from dataclasses import asdict
from datetime import date as date_
from pathlib import Path
from typing import Annotated

import typer

from alerts.casework.why_not_raised import why_not_raised
from alerts.plain_words import ABSENT, case_reference, tells_absence
from dashboard.installation import Installation, open_installation
from dashboard.queries.advert import FindingView, advert_view
from dashboard.queries.agency import AgencyFile, agency_file, agency_ids_of_number
from dashboard.queries.searching import SearchResults, advert_id_of_url
from dashboard.queries.searching import search as search_records
from dashboard.terminal.options import LARGEST_ID, Json, Jurisdiction, On, a_date
from dashboard.terminal.output import progress, result, result_json, result_table
from registry.database import unit_of_work
from registry.errors import InvalidInput, NotFound
from registry.law.licensing import LicenceBook, Standing, standing_on
from registry.law.rulebook import Rulebook
from registry.vocabulary import RegisterKind

app = typer.Typer(no_args_is_help=True)
adverts = typer.Typer(no_args_is_help=True)

Column = Annotated[str, typer.Option(metavar="COL", help="The column that holds it, if one does.")]


def add_to(root: typer.Typer) -> None:
    """The top-level verbs of this file."""
    root.command("search")(search)


@app.command("check")
def check(
    file: Annotated[Path, typer.Argument(metavar="NAMES.csv", show_default=False)],
    column: Annotated[str, typer.Option("--column", metavar="NAME", help="The column of names.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT.csv", help="Where the answers go.")],
    phone: Column = "",
    email: Column = "",
    licence: Column = "",
    date: Column = "",
    destination: Column = "",
    jurisdiction: Jurisdiction = "",
    on: On = "",
) -> None:
    """Say for each name which agency it is, how sure, why, and whether it may recruit."""
    from registry.agency_check import CheckColumns, check_agencies

    here = open_installation()
    columns = CheckColumns(column, phone=phone, email=email, licence=licence, date=date, destination=destination)
    day = a_date(on, "--on") or here.today()
    with unit_of_work(here.engine) as session, progress() as bars:
        task = bars.add_task("Checking names", total=None)
        counts = check_agencies(
            session,
            file,
            out,
            columns=columns,
            rulebook=here.rulebook(jurisdiction or None),
            on=day,
            on_progress=lambda done: bars.update(task, completed=done),
        )
    told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items() if count) or "no rows"
    result(f"{sum(counts.values())} rows in {out}: {told}.")


@app.command("show")
def show(
    number: Annotated[str, typer.Argument(metavar="NUMBER", show_default=False)],
    on: On = "",
    jurisdiction: Jurisdiction = "",
    json: Json = False,
) -> None:
    """Show a firm's life by its licence number, and what the register said of it on a day."""
    here = open_installation()
    day = a_date(on, "--on") or here.today()
    code = jurisdiction or here.settings.jurisdiction
    with unit_of_work(here.engine) as session:
        ids = agency_ids_of_number(session, number, jurisdiction=code)
        files = [one for one in (agency_file(session, id_) for id_ in ids) if one is not None]
        rulebook, book = here.rulebook(code), LicenceBook.build(session, code, agency_ids=ids)
        standings = [
            standing_on(one.id, on=day, destination=None, rulebook=rulebook, book=book, kind=one.kind) for one in files
        ]
    if not files:
        raise NotFound(f"No register of {code!r} has the number {number!r}; `wakala search` finds firms by name.")
    told = list(zip(files, standings, strict=True))
    if json:
        asked = [
            {**asdict(one), "on": day, "name_on": one.name_on(day), "licence_on": one.licence_on(day), "standing": it}
            for one, it in told
        ]
        result_json(asked)
        return
    for one, standing in told:
        _tell(one, day, standing)


def _tell(firm: AgencyFile, day: date_, standing: Standing) -> None:
    name = firm.name_on(day)
    now = "" if name == firm.name else f", now {firm.name}"
    result(f"{name} ({firm.number or 'no number'}){now}, {firm.kind.value} register of {firm.jurisdiction}")
    state = "no standing" if firm.kind is RegisterKind.NAMES else standing.state.value.replace("_", " ")
    result(f"On {day}: {state}: {standing.reason}.")
    if (number := standing.facts.get("register_import")) is not None:
        digest, scope = standing.facts["register_sha256"], standing.facts["scope"]
        result(f"It rests on import {number} (SHA-256 {digest}); scope: {scope}.")
    if (without := standing.facts.get("missing_from_import")) is not None:
        result(f"It is not in import {without} (SHA-256 {standing.facts['missing_from_sha256']}).")
    rows = [
        (one.from_on, one.until_on or "", one.status.value, one.scope.value, one.expires_on or "", one.source)
        for one in firm.licences
    ]
    result_table(
        "What the register said",
        ("From", "Until", "Status", "Scope", "Expires", "List"),
        rows,
        empty="The register never stated a licence.",
    )
    for on, change, before, after in firm.events:
        result(f"{on} {firm.change_in_words(on, change)}: {before or 'nothing'} → {after or 'nothing'}")
    for notice in firm.notices:
        result(f"Notice of {notice.published_on} by {notice.issuer}: {notice.action.value}. {notice.reason}")


@adverts.callback()
def _adverts() -> None:
    """Adverts on file."""


@adverts.command("show")
def show_advert(
    advert: Annotated[str, typer.Argument(metavar="ID|URL", show_default=False)], json: Json = False
) -> None:
    """Show an advert with everything stored about it and why it was or was not raised."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        number = int(advert) if advert.isdecimal() else advert_id_of_url(session, advert)
        view = advert_view(session, number) if number is not None and number <= LARGEST_ID else None
        if view is None:
            raise NotFound(f"There is no advert {advert!r}; `wakala search` finds adverts by any word in them.")
        why = why_not_raised(session, view.id, here.rulebook(), here.settings.alert_threshold)
    if json:
        result_json({**asdict(view), "why": why})
        return
    result(f"{view.title} - {view.advertiser or 'no advertiser named'} ({view.url})")
    if view.assessment:
        result(f"Standing: {view.assessment.standing.value}: {view.assessment.standing_reason}")
        rulebook = here.rulebook()
        rows = [
            (one.rule_id, one.stated.value, one.points, _proof(one, rulebook), one.cancelled_by)
            for one in view.assessment.findings
        ]
        result_table("Findings", ("Rule", "Stated", "Points", "What", "Cancelled by"), rows, empty="Nothing was found.")
    result(why)


def _proof(finding: FindingView, rulebook: Rulebook) -> str:
    """What a finding rests on: its words, else its facts; what is missing has neither."""
    return ABSENT if tells_absence(finding.rule_id, rulebook) else finding.quote or finding.explanation


def search(text: Annotated[str, typer.Argument(metavar="TEXT", show_default=False)], json: Json = False) -> None:
    """Search adverts, recruiters, agencies and contacts, alert or not."""
    if not text.strip():
        raise InvalidInput("Nothing to look for: give a name, a phone, a number, a domain or a word of an advert.")
    here = open_installation()
    with unit_of_work(here.engine) as session:
        found = search_records(session, text, region=_region(here))
    if json:
        result_json(asdict(found))
        return
    _tell_hits(found)


def _region(here: Installation) -> str:
    return here.rulebook().jurisdiction.phone_region


def _tell_hits(found: SearchResults) -> None:
    if found.is_empty:
        result("Nothing on file says that.")
        return
    case = "Case"
    tables: tuple[tuple[str, tuple[str, ...], list[tuple[object, ...]]], ...] = (
        (
            "Cases",
            (case, "Recruiter", "State"),
            [(case_reference(one.id), one.recruiter, one.state.value) for one in found.cases],
        ),
        (
            "Adverts",
            ("Id", "Title", "Advertiser", "Source", case),
            [(one.id, one.title, one.advertiser, one.source, one.case_id) for one in found.adverts],
        ),
        (
            "Recruiters",
            ("Id", "Name", "Adverts", case),
            [(one.id, one.name, one.adverts, one.case_id) for one in found.recruiters],
        ),
        (
            "Agencies",
            ("Number", "Name", "Country"),
            [(one.number, one.name, one.jurisdiction) for one in found.agencies],
        ),
        ("Contacts", ("Kind", "Value", "Used by"), [(one.kind.value, one.value, one.name) for one in found.contacts]),
    )
    for title, headings, rows in tables:
        if rows:
            result_table(title, headings, rows, empty="")

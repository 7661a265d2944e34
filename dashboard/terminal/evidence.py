"""Verbs that prove something: the audit chain, and kept pages against their digests."""

from typing import Annotated

import typer

from dashboard.installation import open_installation
from dashboard.terminal.options import LARGEST_ID, Json
from dashboard.terminal.output import progress, result, result_json
from registry.audit import verify as verify_log
from registry.database import unit_of_work
from registry.errors import NotFound, VerificationFailed
from registry.evidence_check import evidence_of, verify_evidence

app = typer.Typer(no_args_is_help=True)
audit = typer.Typer(no_args_is_help=True)


@audit.callback()
def _audit() -> None:
    """The log of who did what."""


@audit.command("verify")
def verify_audit(json: Json = False) -> None:
    """Re-compute the whole chain; exit 1 and the first entry that does not fit when somebody edited it."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        report = verify_log(session)
    if json:
        result_json({"entries": report.entries, "last_digest": report.last_digest, "broken_at": report.broken_at})
    if not report.sound:
        raise VerificationFailed(
            f"The audit log has been altered: entry {report.broken_at} does not fit the one before it; "
            "compare it with your last backup."
        )
    if not json:
        result(f"{report.entries} entries, each fits the one before it; the last digest is {report.last_digest}.")


@app.command("verify")
def verify_pages(json: Json = False) -> None:
    """Re-read every kept page and prove its digest; exit 1 when one is missing or has changed."""
    here = open_installation()
    with unit_of_work(here.engine) as session, progress() as bars:
        task = bars.add_task("Proving kept pages", total=None)
        report = verify_evidence(
            session,
            here.settings.evidence_dir,
            on_progress=lambda done, total: bars.update(task, completed=done, total=total),
        )
    if json:
        result_json(
            {
                "pages": report.pages, "forgotten": report.forgotten, "archives": report.archives,
                "damaged": list(report.damaged),
            }
        )  # fmt: skip
    if report.damaged:
        raise VerificationFailed(f"{len(report.damaged)} of {report.pages} kept pages are damaged: {report.damaged[0]}")
    if not json:
        forgotten = f" {report.forgotten} more were removed when their time was over." if report.forgotten else ""
        result(f"{report.pages} kept pages, each with the digest it was kept under.{forgotten}")


@app.command("show")
def show_page(
    advert: Annotated[int, typer.Argument(metavar="ADVERT_ID", min=1, max=LARGEST_ID, show_default=False)],
) -> None:
    """Print the kept page behind an advert's latest sighting, proved by its digest first."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        page = evidence_of(session, here.settings.evidence_dir, advert)
    if page is None:
        raise NotFound(f"No page is kept for advert {advert}; `wakala advert show {advert}` says where it came from.")
    if page.is_picture:
        result(f"A picture of {len(page.body):,} bytes; the dashboard shows it on the advert's screen.")
        return
    result(page.body.decode("utf-8", "replace"))

"""Verbs that prove something: the audit chain, and kept pages against their digests."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.installation import open_installation
from dashboard.terminal.options import LARGEST_ID, Json
from dashboard.terminal.output import progress, result, result_json, say
from registry.audit import verify as verify_log
from registry.audit_quotes import contradictions
from registry.database import unit_of_work
from registry.errors import NotFound, VerificationFailed
from registry.evidence import read_page
from registry.kept_pages.advert_pages import AdvertPage, pages_of
from registry.kept_pages.checking import verify_evidence

app = typer.Typer(no_args_is_help=True)
audit = typer.Typer(no_args_is_help=True)


@audit.callback()
def _audit() -> None:
    """The log of who did what."""


@audit.command("verify")
def verify_audit(json: Json = False) -> None:
    """Re-compute the whole chain; exit 1 when an entry does not fit, or one that a mail or pack rests on is gone."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        report, contradicted = verify_log(session), list(contradictions(session))
    if json:
        told = {"entries": report.entries, "last_digest": report.last_digest, "broken_at": report.broken_at}
        result_json({**told, "contradicted_by": contradicted})
    if not report.sound:
        raise VerificationFailed(
            f"The audit log has been altered: entry {report.broken_at} does not fit the one before it; "
            "compare it with your last backup."
        )
    if contradicted:
        more = f" So do {len(contradicted) - 1} more." if len(contradicted) > 1 else ""
        raise VerificationFailed(
            f"The audit log has been altered, its end probably cut off. {contradicted[0]}{more} "
            "Compare it with your last backup."
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
    page: Annotated[int | None, typer.Option(min=1, help="Which of its pages, counted from the first visit.")] = None,
    json: Json = False,
) -> None:
    """Prove every page that was kept of an advert, and print the latest one, or the one asked for.

    The list of pages goes to standard error; exit 1 when one is missing or has changed.
    """
    here = open_installation()
    with unit_of_work(here.engine) as session:
        pages = pages_of(session, here.settings.evidence_dir, advert)
    if not pages:
        raise NotFound(f"No page is kept for advert {advert}; `wakala advert show {advert}` says where it came from.")
    if page is not None and page > len(pages):
        raise NotFound(f"Advert {advert} has {len(pages)} kept pages; --page {page} is none of them.")
    wanted = pages[(page or len(pages)) - 1]
    if json:
        result_json([_told(number, one) for number, one in enumerate(pages, start=1)])
    else:
        for number, one in enumerate(pages, start=1):
            say(f"page {number}: {one.seen_at:%Y-%m-%d %H:%M} UTC, {one.change.value}, {one.file}:{one.offset}, "
                f"SHA-256 {one.digest}: {one.state}")  # fmt: skip
        if wanted.state == "proved":
            _print(here.settings.evidence_dir, wanted)
    damaged = [one.problem for one in pages if one.problem]
    if damaged:
        raise VerificationFailed(f"{len(damaged)} of {len(pages)} pages of advert {advert} are damaged: {damaged[0]}")
    if wanted.removed and not json:
        raise NotFound(f"The page of {wanted.seen_at:%Y-%m-%d} was removed when its time was over; its digest remains.")


def _told(number: int, page: AdvertPage) -> dict[str, object]:
    return {
        "page": number, "seen_at": page.seen_at, "change": page.change.value, "file": page.file, "offset": page.offset,
        "sha256": page.digest, "state": page.state, "problem": page.problem,
    }  # fmt: skip


def _print(folder: Path, page: AdvertPage) -> None:
    kept = read_page(folder, page.file, page.offset)
    if kept.is_picture:
        result(f"A picture of {len(kept.body):,} bytes; the dashboard shows it on the advert's screen.")
        return
    result(kept.body.decode("utf-8", "replace"))

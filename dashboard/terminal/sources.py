"""Verbs on the sites that are watched and on adverts that people forward; each crawl is a child process."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from alerts.child_processes.crawling import CrawlOutcome, run_crawl
from alerts.child_processes.running import spider_environment
from alerts.rights import Right
from dashboard.accounts import officer_named
from dashboard.installation import Installation, open_installation
from dashboard.terminal.options import Json, Yes, an_instant
from dashboard.terminal.output import result_json, result_table, say, steps
from registry.database import unit_of_work
from registry.errors import InvalidInput, VerificationFailed
from registry.vocabulary import CrawlState
from spiders.source import readable_sources, source_folders
from spiders.source_schema import Source

app = typer.Typer(no_args_is_help=True)
reports = typer.Typer(no_args_is_help=True)

At = Annotated[str, typer.Option("--at", metavar="INSTANT", help="Replay this instant; default: now.")]
Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME...]", show_default=False)]


def add_to(root: typer.Typer) -> None:
    """The top-level verbs of this file."""
    root.command("crawl")(crawl)
    root.command("extract")(extract)


def crawl(
    names: Names = None,
    at: At = "",
    afresh: Annotated[
        bool, typer.Option("--afresh", help="Fetch pages whole that the server calls unchanged.")
    ] = False,
    replay: Annotated[
        list[Path] | None,
        typer.Option("--replay", metavar="WARC...", help="Read these archives again, with no network; store nothing."),
    ] = None,
    json: Json = False,
) -> None:
    """Crawl the named sources, or every enabled one."""
    here = open_installation()
    if replay:
        read_again(here, replay, names or [], json=json)
    known, broken = ([], {}) if names else configured(here)
    wanted = names or [one.name for one in known if one.enabled]
    for sentence in broken.values():
        say(sentence)
    if not wanted:
        raise InvalidInput("No source is enabled; add one with `wakala source add URL`.")
    instant = an_instant(at, "--at") or here.now()
    with steps() as show:
        outcome = run_crawl(
            wanted,
            settings=here.settings,
            at=instant,
            afresh=afresh,
            on_progress=lambda one: show(one.source, one.items, one.expected),
        )
    if json:
        result_json([one.as_json() for one in outcome.crawls])
    else:
        _tell(outcome)
    # Each has its problems in the result; a crawl that gave no result at all has only these words.
    if not any(one.state is CrawlState.FINISHED for one in outcome.crawls):
        raise VerificationFailed(f"No source was crawled to its end: {' '.join(outcome.problems)}")


def _tell(outcome: CrawlOutcome) -> None:
    rows = [
        (one.source, one.state, one.items, one.new, one.changed, one.pages, "; ".join(one.problems))
        for one in outcome.crawls
    ]
    result_table(
        "Crawls",
        ("Source", "State", "Items", "New", "Changed", "Pages", "Problems"),
        rows,
        empty="Nothing was crawled.",
    )


def read_again(here: Installation, archives: list[Path], names: list[str], *, json: bool) -> NoReturn:
    """Read archives again: each advert on a line, or how they compare with what is on file; never returns.

    No source's name holds a dot, so further archives may follow the first without the flag.
    """
    more = [Path(one) for one in names if "." in one]
    only = [part for one in names if "." not in one for part in ("--source", one)]
    files = [str(one.absolute()) for one in (*archives, *more)]
    door("replay", *files, *only, *(["--summary"] if json else []), here=here)


def extract(
    page: Annotated[str, typer.Argument(metavar="FILE_OR_URL", show_default=False)],
    source: Annotated[str, typer.Option(help="Read the page as this source's.")] = "",
) -> None:
    """Print one JSON advert for each posting on a page; a page without one is exit 2."""
    door("extract_page", page, *(["--source", source] if source else []))


@app.command("list")
def list_sources(json: Json = False) -> None:
    """List the sources, shipped and own, with what each is and whether it is switched on."""
    here = open_installation()
    known, broken = configured(here)
    if json:
        read = [{"name": one.name, "title": one.title, "enabled": one.enabled} for one in known]
        unread = [{"name": name, "enabled": False, "error": sentence} for name, sentence in broken.items()]
        result_json([*read, *unread])
        return
    for sentence in broken.values():
        say(sentence)
    rows = [(one.name, one.title, "on" if one.enabled else "off", str(one.interval)) for one in known]
    rows += [(name, "", "unreadable", "") for name in broken]
    result_table("Sources", ("Name", "Title", "Switched", "Every (hours)"), rows, empty="No source is configured.")


@app.command("add")
def add_source(url: Annotated[str, typer.Argument(metavar="URL", show_default=False)]) -> None:
    """Write a source file's skeleton for a site and save pages of it to check it on."""
    door("add_source", url)


@app.command("check")
def check_source(
    name: Annotated[str, typer.Argument(metavar="NAME", show_default=False)],
    turn_on: Annotated[bool, typer.Option("--turn-on", help="Switch it on, in the home, if it passes.")] = False,
    by: Annotated[str, typer.Option(metavar="EMAIL", help="Who looked at what it gave; needed with --turn-on.")] = "",
) -> None:
    """Run one source; show what it fills, what it leaves unread and which expectations it misses. Stores nothing."""
    here = open_installation()
    if turn_on and by:
        with unit_of_work(here.engine) as session:
            by = officer_named(session, by, right=Right.CHANGE_SOURCES).email
    door("check_source", name, *(["--turn-on"] if turn_on else []), *(["--by", by] if by else []), here=here)


@reports.callback()
def _reports() -> None:
    """Adverts that people forwarded."""


@reports.command("add")
def add_report(
    text: Annotated[str, typer.Option(metavar="TEXT", help="The advert's text; - reads standard input.")] = "",
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="A CSV file of adverts.")] = None,
    spec: Annotated[str, typer.Option("--spec", metavar="SPEC.yml", help="Which column is what.")] = "",
    at: At = "",
    yes: Yes = False,
) -> None:
    """Put adverts on file that came by telephone, message or as a file of rows."""
    given = ["--text", text] if text else ["--csv", str(csv)] if csv else []
    if not given or (text and csv):
        raise InvalidInput(
            "Nothing to add: give --text TEXT (or --text - for standard input), or --csv FILE, not both."
        )
    here = open_installation()
    instant = an_instant(at, "--at") or here.now()
    extra = [*(["--spec", spec] if spec else []), *(["--yes"] if yes else []), "--at", instant.isoformat()]
    door("add_reports", *given, *extra, here=here)


def configured(here: Installation) -> tuple[list[Source], dict[str, str]]:
    """Every source this installation knows, shipped ones included, by name; and what is wrong with unreadable files."""
    sources, broken = readable_sources(source_folders(here.settings))
    return sorted(sources.values(), key=lambda one: one.name), broken


def door(name: str, *arguments: str, here: Installation | None = None) -> NoReturn:
    """Run a door of the spiders as a child process with this process's own streams, and exit as it did."""
    settings = (here or open_installation()).settings
    command = [sys.executable, "-m", f"spiders.{name}", *arguments]
    code = subprocess.run(command, env=spider_environment(settings), check=False).returncode  # noqa: S603  (our module)
    raise typer.Exit(code)

"""The verb that removes what its time is over for: first what would go, then, with a name, the doing of it."""

from datetime import datetime, time
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from alerts.rights import Right
from dashboard.accounts import officer_named
from dashboard.installation import open_installation
from dashboard.terminal.options import Json, Yes, a_date
from dashboard.terminal.output import result, result_json, say
from registry.database import unit_of_work
from registry.errors import InvalidInput
from registry.retention import Retention, forget, remove_forgotten_pages, what_would_be_forgotten
from risk_model.forgetting import forget_quotes

Before = Annotated[
    str, typer.Option("--before", metavar="DATE", help="Adverts last seen before this day.", show_default=False)
]
Who = Annotated[str, typer.Option("--by", metavar="EMAIL", help="The account that answers for this act.")]


def add_to(root: typer.Typer) -> None:
    """The top-level verbs of this file."""
    root.command("forget")(forget_old)


def forget_old(before: Before, yes: Yes = False, by: Who = "", json: Json = False) -> None:
    """Say what would be forgotten of old adverts that never led to a case; with --yes and --by, forget it."""
    here = open_installation()
    day = a_date(before, "--before")
    if day is None or day > here.today():
        raise InvalidInput(f"--before {before!r} has to be a day that is over, such as 2024-01-31.")
    if yes and not by:
        raise InvalidInput("Name who answers for this: give --by EMAIL of an administrator's account.")
    instant = datetime.combine(day, time.min, tzinfo=ZoneInfo(here.rulebook().jurisdiction.time_zone))
    removed = 0
    with unit_of_work(here.engine) as session:
        if yes:
            officer = officer_named(session, by, right=Right.FORGET)
            done = forget(session, here.settings.evidence_dir, before=instant, by=officer.email, at=here.now())
            forget_quotes(session, done.advert_ids)
            figures = done.figures
        else:
            figures = what_would_be_forgotten(session, here.settings.evidence_dir, before=instant)
    if yes:
        # Only now: what stands in the archives must not go before the record of it is committed.
        with unit_of_work(here.engine) as session:
            removed = remove_forgotten_pages(session, here.settings.evidence_dir)
    if json:
        result_json(figures.as_json() | {"done": yes, "pages_removed": removed})
        return
    result(_sentence(figures, done=yes))
    if not yes:
        say(f"Nothing was removed; to do it: wakala forget --before {day} --yes --by EMAIL")


def _sentence(figures: Retention, *, done: bool) -> str:
    return (
        f"{figures.adverts:,} adverts last seen before {figures.before:%Y-%m-%d} "
        f"{'lost' if done else 'would lose'} their words and contacts, {figures.pages:,} kept pages "
        f"of theirs and {figures.loose_pages:,} that belong to no advert (lists, refusals) "
        f"{'were' if done else 'would be'} removed, and {figures.recruiters:,} recruiters "
        f"{'have' if done else 'would have'} no contacts any more. {figures.with_case:,} adverts of that age stay "
        f"because they or their recruiter led to a case, {figures.shared_pages:,} pages because others rest on them."
    )

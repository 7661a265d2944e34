"""The terminal door: every verb of the product, in one list; each does a few lines and prints what came of it."""

import errno
import sys

import typer
from sqlalchemy.exc import DBAPIError

from dashboard.terminal import (
    agencies,
    alerts,
    demo,
    evidence,
    judging,
    models,
    people,
    recruiters,
    register,
    retention,
    running,
    sources,
    upkeep,
)
from dashboard.terminal.output import finish, say
from dashboard.terminal.usage import TypedWrongly, run, usage_sentence
from registry.errors import VerificationFailed, WakalaError
from registry.standard_streams import open_streams, what_was_lost

app = typer.Typer(
    name="wakala",
    help="Employment agency compliance monitor: who is recruiting, may they, and what deserves an inspector's time.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for verbs in (running, sources, judging, alerts, agencies, upkeep, retention):
    verbs.add_to(app)
app.add_typer(register.app, name="register", help="Official lists: import, confirm, list.")
app.add_typer(agencies.app, name="agency", help="Check names against the register; show a firm's life.")
app.add_typer(agencies.adverts, name="advert", help="Show an advert with everything stored about it.")
app.add_typer(recruiters.app, name="recruiter", help="Who is behind adverts; say who is the same.")
app.add_typer(alerts.app, name="alerts", help="List what deserves attention.")
app.add_typer(sources.app, name="source", help="The sites that are watched.")
app.add_typer(sources.reports, name="report", help="Adverts that people forwarded.")
app.add_typer(models.app, name="model", help="Models that learn from decisions.")
app.add_typer(people.users, name="user", help="Accounts of the dashboard.")
app.add_typer(people.subscribers, name="subscriber", help="Readers of the weekly mail.")
app.add_typer(evidence.audit, name="audit", help="The log of who did what.")
app.add_typer(evidence.app, name="evidence", help="Kept pages.")
app.add_typer(upkeep.database, name="db", help="The database.")
app.add_typer(upkeep.jobs, name="jobs", help="The named jobs.")
app.add_typer(demo.app, name="demo", help="The fictional country.")


def main() -> None:
    """Run one command: exit 0 done, 1 a verification failed or a goal was missed, 2 bad input, refused or held back."""
    open_streams()
    try:
        try:
            code = run(app)
        finally:
            finish()
        if lost := what_was_lost():
            say(lost)
        sys.exit(code or (2 if lost else 0))
    except TypedWrongly as error:
        say(usage_sentence(error))
        sys.exit(2)
    except typer.Abort:
        say("Stopped before anything was done.")
        sys.exit(2)
    except VerificationFailed as error:
        say(str(error))
        sys.exit(1)
    except WakalaError as error:
        say(str(error))
        sys.exit(2)
    except DBAPIError as error:
        said = " ".join(str(error.orig).split())
        say(f"The database did not do its part ({said}); nothing half-done was kept. See to it, then run this again.")
        sys.exit(2)
    except OSError as error:
        say(_unusable(error))
        sys.exit(2)
    except UnicodeEncodeError:
        if not any(_is_garbled(one) for one in sys.argv):
            raise
        garbled = next(one for one in sys.argv if _is_garbled(one))
        say(f"The argument {garbled!a} is not UTF-8 text; type it anew.")
        sys.exit(2)


def _unusable(error: OSError) -> str:
    what = error.filename or ("The output" if error.errno in (errno.ENOSPC, errno.EIO, errno.EFBIG) else "A file")
    return f"{what} cannot be used ({error.strerror or error}); check the path, its permissions and the space left."


def _is_garbled(argument: str) -> bool:
    return any("\ud800" <= one <= "\udfff" for one in argument)

"""Verbs about people: accounts of the dashboard and readers of the weekly mail."""

import sys
from typing import Annotated

import typer

import alerts.subscribers as mailing_list
from dashboard import accounts
from dashboard.installation import open_installation
from dashboard.terminal.options import By, Json
from dashboard.terminal.output import result, result_json, result_table
from registry.database import unit_of_work
from registry.errors import InvalidInput
from registry.vocabulary import Role

users = typer.Typer(no_args_is_help=True)
subscribers = typer.Typer(no_args_is_help=True)

Email = Annotated[str, typer.Argument(metavar="EMAIL", show_default=False)]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]
TERMINAL = "terminal"
MAX_PASSWORD = 1_000


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline(MAX_PASSWORD).rstrip("\r\n")
    if not sys.stdin.isatty():
        raise InvalidInput("No password was given; pass it on standard input with --password-stdin.")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))


@users.command("add")
def add_user(
    email: Email,
    role: Annotated[Role, typer.Option(help="What the account may do.")] = Role.INSPECTOR,
    name: Annotated[str, typer.Option(help="The person's name, shown on decisions.")] = "",
    password_stdin: FromStdin = False,
    by: By = TERMINAL,
) -> None:
    """Add an account; whoever runs this on the server may."""
    password = _password(password_stdin)
    here = open_installation()
    with unit_of_work(here.engine) as session:
        added = accounts.add_account(
            session, email=email, name=name, role=role, password=password, by=by, at=here.now()
        )
    result(f"{added.email} may now sign in as {role.value}.")


@users.command("reset")
def reset_user(email: Email, password_stdin: FromStdin = False, by: By = TERMINAL) -> None:
    """Give an account a new password and end its open sessions."""
    password = _password(password_stdin)
    here = open_installation()
    with unit_of_work(here.engine) as session:
        accounts.reset_password(session, email=email, password=password, by=by, at=here.now())
    result(f"{email} has a new password; every open session of that account is ended.")


@subscribers.command("add")
def add_subscriber(
    email: Email,
    name: Annotated[str, typer.Option(help="How the mail greets the reader.")] = "",
    skip_quiet_weeks: Annotated[bool, typer.Option(help="Send nothing in a week without news.")] = False,
    by: By = TERMINAL,
) -> None:
    """Add a reader of the weekly mail; a reader needs no account."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        mailing_list.add_subscriber(
            session, email=email, name=name, quiet_weeks=not skip_quiet_weeks, by=by, at=here.now()
        )
    result(f"{email} will receive the weekly mail.")


@subscribers.command("list")
def list_subscribers(json: Json = False) -> None:
    """List the readers of the weekly mail."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        rows = [
            {"email": one.email, "name": one.name, "quiet_weeks": one.quiet_weeks, "since": one.created_at.isoformat()}
            for one in mailing_list.list_subscribers(session)
        ]
    if json:
        result_json(rows)
        return
    result_table(
        "Readers of the weekly mail",
        ("E-mail", "Name", "Since"),
        [(row["email"], row["name"], str(row["since"])[:10]) for row in rows],
        empty="Nobody receives the weekly mail yet; add a reader with `wakala subscriber add EMAIL`.",
    )


@subscribers.command("remove")
def remove_subscriber(email: Email, by: By = TERMINAL) -> None:
    """Stop the weekly mail to a reader."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        mailing_list.remove_subscriber(session, email=email, by=by, at=here.now())
    result(f"{email} will receive no more mail.")

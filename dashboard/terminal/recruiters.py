"""Verbs on who is behind adverts: show a recruiter, say that two adverts are the same people's or not, take it back."""

from dataclasses import asdict
from typing import Annotated

import typer

from alerts.accountability import checked_reason
from alerts.rights import Right
from dashboard.accounts import officer_named
from dashboard.installation import open_installation
from dashboard.queries.identity import judgements_on, neighbours
from dashboard.queries.recruiter import recruiter_view
from dashboard.terminal.options import LARGEST_ID, By, Json
from dashboard.terminal.output import result, result_json, result_table
from registry.database import unit_of_work
from registry.errors import NotFound
from registry.identity.judgements import judge_identity, withdraw_judgement
from registry.law.official import official_domains
from registry.vocabulary import Judgement

app = typer.Typer(no_args_is_help=True)

RecruiterId = Annotated[int, typer.Argument(metavar="RECRUITER_ID", min=1, max=LARGEST_ID, show_default=False)]
AdvertId = Annotated[int, typer.Argument(min=1, max=LARGEST_ID, show_default=False)]
JudgementId = Annotated[int, typer.Argument(metavar="JUDGEMENT_ID", min=1, max=LARGEST_ID, show_default=False)]
Reason = Annotated[str, typer.Option(help="What they share or what tells them apart; it is kept in the audit log.")]


@app.command("show")
def show(recruiter_id: RecruiterId, json: Json = False) -> None:
    """Show a recruiter's names and contacts, who else uses them, and what persons said of it."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        view = recruiter_view(session, recruiter_id)
        if view is None:
            raise NotFound(f"There is no recruiter {recruiter_id}; `wakala search` finds recruiters by name or phone.")
        near, said = neighbours(session, recruiter_id), judgements_on(session, recruiter_id)
    if json:
        result_json(
            {**asdict(view), "neighbours": [asdict(one) for one in near], "judgements": [asdict(one) for one in said]}
        )
        return
    result(f"{view.name} (recruiter {view.id}), {view.adverts} adverts; names used: {'; '.join(view.names)}")
    if view.merged_into_id is not None:
        result(f"Its adverts are now kept under recruiter {view.merged_into_id}.")
    result_table(
        "Contacts",
        ("Kind", "Value", "Adverts", "Other recruiters"),
        [(key.kind.value, key.value, key.adverts, key.shared_with) for key in view.keys],
        empty="None of its adverts prints a contact.",
    )
    if near:
        rows = [(one.id, one.name, one.advert_id, ", ".join(value for _, value in one.shared)) for one in near]
        result_table(
            "Recruiters that share something with it", ("Recruiter", "Name", "Advert", "Shared"), rows, empty=""
        )
    if said:
        told = [
            (one.id, one.judgement.value, one.left.advert_id, one.right.advert_id, one.by, one.withdrawn_at or "")
            for one in said
        ]
        result_table("Judgements", ("Id", "Said", "Advert", "Advert", "By", "Taken back"), told, empty="")


@app.command("judge")
def judge(left_advert: AdvertId, right_advert: AdvertId, judgement: Judgement, by: By, reason: Reason) -> None:
    """Record whether two adverts are by the same people; it is remembered for ever and can be taken back."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        officer = officer_named(session, by, right=Right.JUDGE_IDENTITY)
        record = judge_identity(
            session,
            left_advert_id=left_advert,
            right_advert_id=right_advert,
            judgement=judgement,
            officer=officer.email,
            reason=checked_reason(reason),
            at=here.now(),
            official=official_domains(here.rulebook().jurisdiction),
        )
        number = record.id
    result(f"Judgement {number} is on file; `wakala raise` lets the cases follow.")


@app.command("withdraw")
def withdraw(judgement_id: JudgementId, by: By, reason: Reason) -> None:
    """Take a judgement back; the adverts are grouped as if it had not been said."""
    here = open_installation()
    with unit_of_work(here.engine) as session:
        officer = officer_named(session, by, right=Right.JUDGE_IDENTITY)
        withdraw_judgement(
            session,
            judgement_id,
            officer=officer.email,
            reason=checked_reason(reason),
            at=here.now(),
            official=official_domains(here.rulebook().jurisdiction),
        )
    result(f"Judgement {judgement_id} no longer counts; `wakala raise` lets the cases follow.")

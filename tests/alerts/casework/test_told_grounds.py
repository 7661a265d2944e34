"""What only hints speak of is never told as found: not in a list, a mail or a pack."""

from pathlib import Path
from zipfile import ZipFile

import orjson
import pytest
from sqlmodel import Session, select

from alerts.casework.told_grounds import perhaps, told_grounds, unsure_grounds
from alerts.digest import compose_digest
from alerts.evidence_pack import make_pack
from alerts.mailing.urgent_mail import tell_duty_officer
from alerts.triage import decide
from dashboard.queries.alert_list import alert_list
from registry.records import Alert, OutboxMessage, Recruiter, Subscriber
from registry.settings import Settings
from registry.vocabulary import Disposition
from tests.alerts.factory import RULES, a_finding, an_alert, an_assessed_advert, raise_all
from tests.factory import NOON, a_recruiter

ASHA = "asha@labour.example"
HINT = {"hint": True, "hard": False}
PERHAPS = "erhaps: a registration fee is asked"


def a_case(session: Session, hard: str = "licence_expired_advertising") -> Alert:
    """A case on a hard ground, whose score also carries a hint."""
    return an_alert(session, hard, a_finding("fee_registration", **HINT), probability=0.9)


def test_what_is_stated_in_one_advert_is_not_unsure_for_being_a_hint_in_another(session: Session) -> None:
    recruiter: Recruiter = a_recruiter(session)
    hint, loan = a_finding("fee_registration", **HINT), a_finding("loan_offered_for_fees", **HINT)
    an_assessed_advert(session, "passport_collected", hint, loan, recruiter=recruiter, probability=0.9)
    an_assessed_advert(session, "fee_registration", "urgent_departure", recruiter=recruiter, probability=0.9)
    (alert,) = raise_all(session)
    other = a_case(session)
    assert unsure_grounds(session, [alert.id or 0, other.id or 0]) == {
        alert.id: {"loan_offered_for_fees"},
        other.id: {"fee_registration"},
    }


def test_what_is_set_aside_makes_nothing_unsure(session: Session) -> None:
    alert = an_alert(session, "passport_collected", a_finding("fee_registration", cancelled_by="warning", **HINT))
    assert unsure_grounds(session, [alert.id or 0]) == {}


def test_what_is_unsure_comes_last() -> None:
    told = told_grounds(["fee_registration", "control", "passport_collected"], RULES, unsure={"fee_registration"})
    assert told[1:] == ["Passport is collected", "p" + PERHAPS]
    assert [perhaps(one) for one in ("KRA pin is asked", "A fee")] == ["perhaps: KRA pin is asked", "perhaps: a fee"]


@pytest.mark.parametrize("hard", ["licence_expired_advertising", "minor_targeted"])
def test_mails_packs_and_lists_mark_it(session: Session, tmp_path: Path, hard: str) -> None:
    alert = a_case(session, hard)
    settings = Settings(home=tmp_path, duty_email="duty@labour.example")
    bodies = []
    if tell_duty_officer(session, settings=settings, rulebook=RULES, at=NOON):
        bodies += [body for mail in session.exec(select(OutboxMessage)) for body in (mail.text, mail.html)]
    decide(session, alert, Disposition.LAPSED, officer=ASHA, reason="Seen on the wall.", at=NOON)
    reader = Subscriber(email="chief@labour.example", name="Chief", unsubscribe_token="t0ken", created_at=NOON)
    mail = compose_digest(session, reader, week=NOON.date(), settings=settings, rulebook=RULES)
    made = make_pack(session, alert, officer=ASHA, settings=settings, rulebook=RULES, at=NOON)
    with ZipFile(settings.packs_dir / made.file) as pack:
        case = orjson.loads(pack.read("case.json"))["case"]
        page = pack.read("case.html").decode()
    bodies += [mail.text, mail.html, page]
    for body in bodies:
        assert PERHAPS in body
        assert RULES.rule(hard).title in body.partition(PERHAPS)[0]
    assert case["raised_for"][-1] == "p" + PERHAPS
    assert [(one["rule"], one["unsure"]) for one in case["adverts"][0]["findings"]] == [
        (hard, False),
        ("fee_registration", True),
    ]
    assert "it is not certain that the words mean this" in page
    assert alert_list(session)[0].unsure == ("fee_registration",)

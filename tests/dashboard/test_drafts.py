"""What an officer typed and did not record yet outlives the screen it was typed on, and nobody else sees it."""

from datetime import timedelta

from sqlmodel import select
from streamlit.testing.v1 import AppTest

from alerts.plain_words import case_reference
from dashboard import actions, desk
from dashboard.accounts import Officer
from registry.records import Alert, TriageDecision
from registry.vocabulary import AlertState, Disposition, ModelState, Role
from tests.dashboard.conftest import Open, page_text, press, the
from tests.dashboard.factory import a_full_desk, a_rich_case
from tests.dashboard.test_models_screen import a_model
from tests.factory import NOON

TOGETHER = "Reason, recorded on every one of them"


def pick(screen: AppTest, *alerts: Alert) -> AppTest:
    for alert in alerts:
        the(screen.checkbox, f"Pick {case_reference(alert.id or 0)}").check()
    return screen.run()


def newest_reason() -> str:
    last = desk.look(lambda session: session.exec(select(TriageDecision).order_by(TriageDecision.id.desc())).first())
    return last.reason


def test_the_reason_for_an_undo_is_still_there_after_leaving(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    key = f"why-undo-{alert.id}"
    screen = press(open_screen("case_file", case=alert.id), "Assign to me")
    screen.text_input(key=f"why-escalate-{alert.id}").input("The minister asks.")
    screen = press(screen, "Escalate")
    assert screen.text_input(key=key).value == "Recorded by mistake."
    screen.text_input(key=key).input("Not this one but").run()
    screen = open_screen("case_file", case=alert.id)
    assert screen.text_input(key=key).value == "Not this one but"
    screen.text_input(key=key).input("Not this one but the next.")
    press(screen, "Undo")
    assert newest_reason() == "Not this one but the next."
    screen = open_screen("case_file", case=alert.id)
    screen.text_input(key=f"why-escalate-{alert.id}").input("It was this one.")
    assert press(screen, "Escalate").text_input(key=key).value == "Recorded by mistake."


def test_the_reason_for_several_alerts_is_still_there_after_leaving_but_no_finding(open_screen: Open) -> None:
    first, second, *_ = desk.act(a_full_desk)
    screen = pick(open_screen(), first, second)
    the(screen.selectbox, "What did you find?").select(Disposition.LAWFUL)
    the(screen.text_input, TOGETHER).input("The licences were shown at").run()
    other = pick(open_screen(role=Role.ANALYST), first)
    assert the(other.text_input, TOGETHER).value == ""
    screen = pick(open_screen(), first)
    assert the(screen.text_input, TOGETHER).value == "The licences were shown at"
    assert the(screen.selectbox, "What did you find?").value is None
    the(screen.text_input, TOGETHER).input("The licences were shown at the office.")
    the(screen.selectbox, "What did you find?").select(Disposition.LAWFUL)
    press(screen, "Record for all picked")
    assert newest_reason() == "The licences were shown at the office."
    assert the(pick(screen, second).text_input, TOGETHER).value == ""


def test_the_reason_is_kept_for_the_alerts_that_were_refused(open_screen: Open) -> None:
    first, second, *_ = desk.act(a_full_desk)
    screen = pick(open_screen(), first, second)
    neema = Officer("neema@office.example", "Neema", Role.ANALYST)
    actions.escalate(first.id or 0, officer=neema, reason="The minister asks.", version=first.version)
    the(screen.selectbox, "What did you find?").select(Disposition.LAWFUL)
    the(screen.text_input, TOGETHER).input("The licences were shown at the office.")
    screen = press(screen, "Record for all picked")
    assert "1 alert decided." in page_text(screen)
    assert the(pick(screen, first).text_input, TOGETHER).value == "The licences were shown at the office."
    assert desk.look(lambda session: session.get_one(Alert, first.id).state) is AlertState.ESCALATED


def test_the_reason_to_switch_models_off_is_still_there_after_leaving_and_none_to_switch_them_on(
    open_screen: Open,
) -> None:
    the(open_screen("models", role=Role.ANALYST).text_input, "Why").input("Nurses look wrong since").run()
    screen = open_screen("models", role=Role.ANALYST)
    assert the(screen.text_input, "Why").value == "Nurses look wrong since"
    assert the(screen.expander, "Switch all models off").proto.expanded
    the(screen.text_input, "Why").input("Nurses look wrong since Monday.")
    screen = press(screen, "Switch all models off")
    assert the(screen.text_input, "Why").value == ""
    the(screen.text_input, "Why").input("It was a source that").run()
    screen = open_screen("models", role=Role.ANALYST)
    assert the(screen.text_input, "Why").value == "It was a source that"
    screen = press(screen, "Let models judge again")
    assert the(screen.text_input, "Why").value == ""


def test_the_reason_of_a_promotion_is_kept_for_that_model_and_that_officer_alone(open_screen: Open) -> None:
    first, second = desk.act(a_model), desk.act(a_model)
    screen = open_screen("models", role=Role.ANALYST)
    screen.text_input(key=f"why-promotion-{second}").input("It ranks better on").run()
    screen.selectbox(key="model-version").select(first).run()
    assert screen.text_input(key=f"why-promotion-{first}").value == ""
    screen = open_screen("models", role=Role.ANALYST)
    assert screen.text_input(key=f"why-promotion-{second}").value == "It ranks better on"
    other = open_screen("models", role=Role.ADMINISTRATOR)
    assert other.text_input(key=f"why-promotion-{second}").value == ""


def test_the_reason_of_a_promotion_outlives_its_refusal(open_screen: Open) -> None:
    model = desk.act(a_model)
    screen = open_screen("models", role=Role.ANALYST)
    screen.text_input(key=f"why-promotion-{model}").input("It ranks better on the held-out recruiters.")
    assert "model-1.skops" in page_text(press(screen, f"Let model {model} judge"))
    screen = open_screen("models", role=Role.ANALYST)
    assert screen.text_input(key=f"why-promotion-{model}").value == "It ranks better on the held-out recruiters."


def test_the_reason_to_go_back_is_still_there_after_leaving_until_it_is_done(open_screen: Open) -> None:
    for days, state in enumerate((ModelState.RETIRED, ModelState.RETIRED, ModelState.LIVE)):
        desk.act(a_model, state=state, promoted_at=NOON + timedelta(days=days), promoted_by="neema@office.example")
    open_screen("models", role=Role.ANALYST).text_input(key="why-rollback").input("It marked every").run()
    screen = open_screen("models", role=Role.ANALYST)
    assert screen.text_input(key="why-rollback").value == "It marked every"
    screen.text_input(key="why-rollback").input("It marked every nurse.")
    screen = press(screen, "Go back to model 2")
    assert "Gone back to model 2." in page_text(screen)
    assert screen.text_input(key="why-rollback").value == ""
    assert [one.label for one in screen.button if one.label.startswith("Go back to")] == ["Go back to model 1"]

"""The reasons of one assessment, said once each."""

from dashboard.panels.reasons import reasons_of
from dashboard.queries.advert import FindingView
from registry.law.rulebook import load_rulebook
from registry.vocabulary import Ground, Severity, Stated


def a_finding(number: int, explanation: str) -> FindingView:
    return FindingView(
        id=number,
        rule_id="fee_registration",
        ground=next(iter(Ground)),
        severity=Severity.HIGH,
        stated=Stated.STATED,
        hard=False,
        hint=False,
        span=None,
        quote="",
        explanation=explanation,
        facts={},
        cancelled_by="",
        points=1.0,
    )


def test_what_title_and_text_both_say_is_explained_once() -> None:
    asked = "KES 15,000 asked for registration; the cap is nothing."
    found = [a_finding(1, f"“pay KES 15,000”. {asked}"), a_finding(2, asked), a_finding(3, "Another fee.")]
    (bar,) = reasons_of(found, load_rulebook("zz"), text="", printed=()).against
    assert bar.text == f"“pay KES 15,000”. {asked} Another fee."

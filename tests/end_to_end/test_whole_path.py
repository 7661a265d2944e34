"""The one command on a small demo country: crawled over HTTP, judged, raised, decided, mailed, and done only once."""

from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from tests.end_to_end.door import Answer, wakala

INSPECTOR = "inspector@demo.example"
SUMMARY = {
    "demo", "seed", "on", "agencies", "adverts", "matches", "findings", "alerts", "messages", "problems", "seconds",
}  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of its own."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def first(home: Path) -> Answer:
    """The first run there."""
    return wakala(home, "run", "--demo", "--adverts", "400", "--no-dashboard", "--json")


def test_one_command_walks_the_whole_path(first: Answer) -> None:
    assert first.code == 0, first.said
    summary = first.json
    assert set(summary) == SUMMARY
    assert (summary["demo"], summary["seed"], summary["on"]) == (True, 1, "2026-11-22")
    assert summary["adverts"]["seen"] >= 390
    assert summary["agencies"]["valid"] > summary["agencies"]["expired"] > 0
    assert summary["alerts"]["licence_expired_advertising"] > 0
    assert INSPECTOR in first.said


def test_a_second_run_finds_nothing_to_do(first: Answer, home: Path) -> None:
    again = wakala(home, "run", "--demo", "--no-dashboard", "--json").json
    assert again["adverts"]["seen"] == first.json["adverts"]["seen"]
    assert again["alerts"] == first.json["alerts"]
    assert again["messages"] == first.json["messages"]


def test_alerts_are_listed_with_the_adverts_they_rest_on(first: Answer, home: Path) -> None:
    alerts = wakala(home, "alerts", "list", "--state", "open", "--json").json
    assert alerts
    for alert in alerts:
        assert set(alert) >= {
            "id",
            "recruiter_id",
            "recruiter",
            "state",
            "severity",
            "grounds",
            "lane",
            "adverts",
            "raised_at",
        }
        assert alert["grounds"]
        assert all(set(advert) == {"id", "url", "source"} for advert in alert["adverts"])


def test_a_decision_is_kept_audited_and_in_the_next_mail(first: Answer, home: Path) -> None:
    alerts = wakala(home, "alerts", "list", "--json").json
    chosen = next(alert for alert in alerts if "licence_expired_advertising" in alert["grounds"])
    decide = ("decide", str(chosen["id"]), "lapsed", "--by", INSPECTOR)
    done = wakala(home, *decide, "--reason", "The licence had lapsed before the advert was posted.")
    assert done.code == 0, done.said
    states = {alert["id"]: alert["state"] for alert in wakala(home, "alerts", "list", "--json").json}
    assert states[chosen["id"]] == "decided"
    assert wakala(home, "digest", "--send").code == 0
    [mail] = (home / "outbox").glob("2026-W47.*.eml")
    message = BytesParser(policy=policy.default).parsebytes(mail.read_bytes())
    text = message.get_body(("plain",))
    assert text is not None
    assert chosen["recruiter"] in text.get_content()
    assert wakala(home, "audit", "verify").code == 0
    assert wakala(home, "evidence", "verify").code == 0


def test_the_evaluation_has_the_agreed_shape(first: Answer, home: Path) -> None:
    report = wakala(home, "demo", "evaluate", "--json").json
    assert set(report) == {
        "seed",
        "typologies",
        "innocents",
        "alerts",
        "false_alerts",
        "false_share",
        "control",
        "learning",
    }
    assert set(report["typologies"]["copycat"]) == {"planted", "found", "found_any", "recall", "recall_held"}
    assert set(report["innocents"]["branch"]) == {"planted", "flagged"}
    assert "SYNTHETIC" in wakala(home, "demo", "evaluate").out


def test_demo_and_real_data_never_mix(first: Answer, home: Path, tmp_path: Path) -> None:
    refused = wakala(home, "run", "--no-dashboard")
    assert refused.code == 2
    assert "WAKALA_HOME" in refused.said
    assert wakala(tmp_path, "subscriber", "add", "chief@labour.example").code == 0
    assert wakala(tmp_path, "run", "--demo", "--no-dashboard").code == 2


def test_a_real_installation_starts_empty_and_says_what_to_do(tmp_path: Path) -> None:
    answer = wakala(tmp_path, "run", "--no-dashboard")
    assert answer.code == 0, answer.said
    assert "wakala register import" in answer.out

"""The product in under eighty lines: one advert from a web page to an inspector's decision, an e-mail, and a label."""

from datetime import date
from pathlib import Path

from sqlmodel import Session

from alerts.digest import compose_digest
from alerts.raising import raise_alert
from alerts.subscribers import add_subscriber
from alerts.triage import decide
from registry.agency_register import import_register
from registry.audit import verify
from registry.identity.recruiters import resolve_recruiter
from registry.intake import open_crawl, record_sighting
from registry.law.rulebook import load_rulebook
from registry.records import Alert
from registry.register_reading.html_table import read_html
from registry.register_spec import load_spec
from registry.settings import Settings
from registry.vocabulary import Disposition, StandingState
from risk_model.assessment import assess_advert
from risk_model.labels import label_of
from risk_model.scoring import load_judge
from spiders.extraction import extract_adverts
from spiders.source import load_source
from tests.factory import NOON

SAVED = Path(__file__).parent / "saved_pages"
INSPECTOR = "amina@labour.example"
PAGE = "http://board.example/adverts/17"


def test_an_advert_becomes_an_alert_a_decision_a_mail_and_a_label(session: Session, tmp_path: Path) -> None:
    settings, law, on = Settings(home=tmp_path), load_rulebook("zz"), NOON.date()

    # An official list that says by text colour alone who is licensed, read into a dated snapshot.
    official_list = read_html((SAVED / "agency_list.html").read_bytes())
    import_register(
        session,
        official_list.rows,
        spec=load_spec(SAVED / "agency_list.yml"),
        source="agency_list.html",
        sha256="0" * 64,
        as_of=date(2026, 11, 1),
        at=NOON,
        by=INSPECTOR,
    )

    # A source file says how to read a site; its page becomes an advert item, and that a sighting of an advert.
    source = load_source(SAVED / "example_board.yml")
    [item] = extract_adverts((SAVED / "advert.html").read_bytes(), url=PAGE, source=source, at=NOON)
    advert = record_sighting(session, item, open_crawl(session, source=source.name, at=NOON))

    # Who is behind it, what agency that is, whether it may recruit, and what the advert says.
    recruiter = resolve_recruiter(session, advert, at=NOON)
    judge = load_judge(session, settings)
    assessment = assess_advert(session, advert, rulebook=law, judge=judge, on=on, at=NOON)
    assert assessment.standing is StandingState.EXPIRED
    assert "3 March 2026" in assessment.standing_reason

    # A licence that had lapsed is a hard ground: it deserves an inspector's time, and the inspector decides.
    alert = raise_alert(session, assessment, rulebook=law, threshold=0.5, control_share=0.0, seed=1, on=on, at=NOON)
    assert isinstance(alert, Alert)
    assert "licence_expired_advertising" in alert.grounds
    reason = "The register shows that the licence lapsed in March; the advert is of November."
    decision = decide(session, alert, Disposition.LAPSED, officer=INSPECTOR, reason=reason, at=NOON)

    # The week's mail tells enforcement, the audit log remembers, and the next model may learn from it.
    reader = add_subscriber(session, email="enforcement@police.example", by=INSPECTOR, at=NOON)
    digest = compose_digest(session, reader, week=on, settings=settings, rulebook=law)
    assert recruiter.name in digest.text
    assert PAGE in digest.text
    label = label_of(decision)
    assert label is not None
    assert label.positive
    assert verify(session).sound

"""Two recruiters that share a phone, compared by a person: joined, told apart, and the word taken back."""

from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from dashboard import desk
from dashboard.queries.identity import judgements_on, neighbours
from registry.records import Advert, AuditEntry, IdentityJudgement, RecruiterKey
from registry.vocabulary import ContactKind
from tests.dashboard.conftest import Open, page_text, press, the
from tests.factory import a_recruiter, an_advert

PHONE = "+254700000012"


def a_pair(session: Session) -> tuple[int, int]:
    """Two recruiters with an advert each and one phone between them."""
    made = []
    for name in ("Upepo Careers", "Pwani Careers"):
        recruiter = a_recruiter(session, name)
        an_advert(session, recruiter=recruiter, title=f"Cook at {name}", advertiser=name, advertiser_raw=name)
        session.add(RecruiterKey(recruiter_id=recruiter.id, kind=ContactKind.PHONE, value=PHONE, adverts=1))
        made.append(recruiter.id or 0)
    session.flush()
    return made[0], made[1]


def owners() -> list[int | None]:
    return desk.look(lambda session: [one.recruiter_id for one in session.exec(select(Advert).order_by("id"))])


def answer(screen: AppTest, choice: str, reason: str) -> AppTest:
    the(screen.radio, "Are they the same people?").set_value(choice)
    the(screen.text_area, "What they share, or what tells them apart").set_value(reason)
    return press(screen, "Record")


def test_neighbours_are_those_that_share_a_contact(session: Session) -> None:
    left, right = a_pair(session)
    (found,) = neighbours(session, left)
    assert (found.id, found.shared) == (right, ((ContactKind.PHONE, PHONE),))
    assert neighbours(session, a_recruiter(session, "Kilima Crew").id or 0) == []


def test_a_person_joins_two_recruiters_and_takes_it_back(open_screen: Open) -> None:
    left, _ = desk.act(a_pair)
    screen = answer(open_screen("recruiter_file", recruiter=left), "The same people", "One office, one phone.")
    assert "Recorded: the same people." in page_text(screen)
    assert len(set(owners())) == 1
    the(screen.text_input, "Why").set_value("It is a call centre's phone.")
    screen = press(screen, "Take it back")
    assert "Taken back" in page_text(screen)
    assert len(set(owners())) == 2
    (line,) = desk.look(judgements_on, left)
    assert line.withdrawn_at is not None
    assert line.by == "Juma"


def test_a_reason_that_is_too_long_is_refused_with_its_limit_and_not_cut(open_screen: Open) -> None:
    left, _ = desk.act(a_pair)
    screen = answer(open_screen("recruiter_file", recruiter=left), "The same people", "x" * 2_001)
    reason = the(screen.text_area, "What they share, or what tells them apart")
    assert "The reason has 2,001 characters; shorten it to 2,000 at most." in page_text(screen)
    assert (len(reason.value), reason.max_chars) == (2_001, 0)
    assert desk.look(judgements_on, left) == []
    screen = answer(screen, "The same people", "One office, one phone.")
    why = the(screen.text_input, "Why")
    assert why.max_chars == 0
    why.set_value("x" * 2_001)
    assert "The reason has 2,001 characters" in page_text(press(screen, "Take it back"))


def test_cannot_tell_is_kept_and_changes_nothing(open_screen: Open) -> None:
    left, right = desk.act(a_pair)
    screen = answer(open_screen("recruiter_file", recruiter=left), "Cannot tell", "The phone rings out.")
    assert "Cannot tell: adverts" in page_text(screen)
    assert owners() == [left, right]
    audited = desk.look(lambda session: [one.action for one in session.exec(select(AuditEntry))])
    assert "identity.judged" in audited


def test_a_judgement_without_a_reason_is_refused_in_one_sentence(open_screen: Open) -> None:
    left, _ = desk.act(a_pair)
    screen = answer(open_screen("recruiter_file", recruiter=left), "The same people", " ")
    assert "Write the reason first" in page_text(screen)
    assert desk.look(lambda session: session.exec(select(IdentityJudgement)).all()) == []


def test_an_advert_of_somebody_else_leaves_the_recruiter(open_screen: Open) -> None:
    left, _ = desk.act(a_pair)
    screen = answer(open_screen("recruiter_file", recruiter=left), "The same people", "One office, one phone.")
    first, second = the(screen.selectbox, "This advert"), the(screen.selectbox, "is not by the people behind")
    first.set_value(first.options and desk.look(lambda session: max(one.id for one in session.exec(select(Advert)))))
    second.set_value(desk.look(lambda session: min(one.id for one in session.exec(select(Advert)))))
    the(screen.text_area, "What tells them apart").set_value("Another owner on the business name search.")
    press(screen, "Tell them apart")
    assert len(set(owners())) == 2


def test_nothing_is_joined_by_a_slip(open_screen: Open) -> None:
    left, right = desk.act(a_pair)
    screen = press(open_screen("recruiter_file", recruiter=left), "Record")
    assert "Say first whether they are the same people." in page_text(screen)
    assert owners() == [left, right]

"""A notice that warns recruits nobody; an offer does, whatever it is headed."""

import pytest
from sqlmodel import Session

from registry.law.recruiting_signs import SignReader
from registry.law.rulebook import load_rulebook
from tests.factory import an_advert

TITLE = "Beware of fraudsters: housemaid jobs in Saudi Arabia"


@pytest.mark.parametrize(
    ("description", "needs"),
    [
        ("Conmen ask for money and vanish. We never charge anybody.", False),
        ("Conmen use our name. If they ask you for money, call us to report them.", False),
        ("Conmen use our name. We are recruiting forty maids and four drivers.", True),
        ("Do not be fooled by others. Send your CV and passport copy to 0700 000 001.", True),
    ],
)
def test_a_headline_that_warns_is_believed_where_nothing_is_offered(
    session: Session, description: str, needs: bool
) -> None:
    advert = an_advert(session, title=TITLE, description=description, destination="SA")
    signs = SignReader.of(load_rulebook("ke")).read(advert, name="Chui Links")
    assert (signs.warns, signs.needs_licence) == (not needs, needs)


WARNED = (
    "The ministry has warned job seekers about offers of housemaid jobs in Saudi Arabia. Many women were lured and "
    "stranded. It sounds too good to be true. Ask questions before you travel, and report to us."
)


@pytest.mark.parametrize(
    ("more", "item", "needs"),
    [
        ("", {}, False),
        ("", {"base_salary": {"value": 1200}}, True),
        (" We are recruiting maids.", {}, True),
        (" Our client in Riyadh needs maids.", {}, True),
    ],
)
def test_a_text_that_warns_again_and_again_is_a_notice_unless_it_offers_work(
    session: Session, more: str, item: dict[str, object], needs: bool
) -> None:
    advert = an_advert(session, title="Jobs in Saudi", description=WARNED + more, item=item, destination="SA")
    signs = SignReader.of(load_rulebook("ke")).read(advert, name="Chui Links")
    assert signs.needs_licence == needs


def test_one_warning_within_an_advert_makes_no_notice_of_it(session: Session) -> None:
    advert = an_advert(
        session, title="Maids, Saudi", description="Beware of conmen. Two maids, Riyadh.", destination="SA"
    )
    assert SignReader.of(load_rulebook("ke")).read(advert, name="Chui Links").needs_licence


def test_words_that_quotations_begin_with_and_the_reports_of_a_job_are_no_warnings(session: Session) -> None:
    told = "We promise that you go, as others said, and we tell everybody like family. Kuandika ripoti ya kila zamu."
    advert = an_advert(session, title="CCTV operator, UAE", description=told, destination="AE")
    assert SignReader.of(load_rulebook("ke")).read(advert, name="Chui Ventures").needs_licence


@pytest.mark.parametrize(
    ("description", "recruits"),
    [
        ("We connect Kenyan nurses to hospitals in Saudi Arabia.", True),
        ("On behalf of a hotel group we are interviewing waiters on Saturday.", True),
        ("Sasa tunawapeleka wahudumu wa hoteli kufanya kazi ng'ambo.", True),
        ("Bureau ya mboch: tunatafutia employers househelps.", True),
        ("Call centre agents for a bank help line, shifts with transport home.", False),
        ("Real estate sales agent, commission and fare.", False),
        ("Karani wa M-Pesa, awe na uzoefu wa mwaka mmoja.", False),
        ("HR officer to interview staff and keep their records.", False),
    ],
)
def test_who_sends_workers_to_others_recruits_and_a_sales_agent_does_not(
    session: Session, description: str, recruits: bool
) -> None:
    advert = an_advert(session, title="Vacancy", description=description)
    signs = SignReader.of(load_rulebook("ke")).read(advert, name="Chui")
    assert (signs.for_others is not None) is recruits


ONE_WARNING = "The embassy in Qatar asks for papers. If an offer sounds too good to be true, call 0700 000 001."


@pytest.mark.parametrize(
    ("name", "given", "needs"),
    [
        ("Amani Workers Network", {}, False),
        ("Amani Legal Aid Centre", {"vacancies": 20}, True),
        ("Amani Legal Aid Centre", {"item": {"base_salary": {"value": 1200}}}, True),
        ("Amani Careers", {}, True),
    ],
)
def test_one_warning_of_a_society_that_offers_nothing_is_a_notice(
    session: Session, name: str, given: dict[str, object], needs: bool
) -> None:
    advert = an_advert(session, title="Before you go", description=ONE_WARNING, destination="QA", **given)
    assert SignReader.of(load_rulebook("ke")).read(advert, name=name).needs_licence is needs


@pytest.mark.parametrize(
    ("said", "destination", "needs"),
    [
        ("Join our team of cooks.", "QA", True),
        ("Join our team of cooks.", "KE", False),
        ("Cooks for our hotel.", "QA", False),
    ],
)
def test_a_team_of_ones_own_is_believed_at_home_only(
    session: Session, said: str, destination: str, needs: bool
) -> None:
    advert = an_advert(session, title="Cooks", description=said, destination=destination)
    assert SignReader.of(load_rulebook("ke")).read(advert, name="Chui Ventures").needs_licence is needs

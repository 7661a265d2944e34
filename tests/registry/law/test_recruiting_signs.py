"""A notice that warns recruits nobody; an offer does, whatever it is headed."""

import pytest
from sqlmodel import Session

from registry.law.official import sender_domains
from registry.law.recruiting_signs import SignReader
from registry.law.rulebook import load_rulebook
from registry.vocabulary import SourceKind
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


@pytest.mark.parametrize(
    ("said", "needs"),
    [
        ("The Trust is hiring a logistics officer for our own office in Juba.", False),
        ("We have our own office in Juba that receives you. Drivers wanted.", True),
        ("Our own office in Juba. We recruit on behalf of several employers.", True),
        ("Seeking nurses for our own hospital clients in Juba.", True),
        ("We need cleaners to be placed with families for our own team in Juba.", True),
        ("Needed: cleaners for our own team, to be placed with families.", True),
    ],
)
def test_who_hires_for_an_office_of_its_own_abroad_needs_no_licence(session: Session, said: str, needs: bool) -> None:
    advert = an_advert(session, title="Vacancy", description=said, destination="SS")
    assert SignReader.of(load_rulebook("ke")).read(advert, name="Maji Safi").needs_licence is needs


@pytest.mark.parametrize(
    ("name", "said", "needs"),
    [
        ("Twende Tours", "Group tour to Dubai, five days with hotel and visa.", False),
        ("Twende Tours", "Dubai holiday package. Waiters wanted too.", True),
        ("Twende Tours", "Dubai holiday package and jobs.", True),
        ("Twende Tours", "Waiters for Dubai, hotel and visa.", True),
        ("Twende Tours", "Tour package for ladies: 2 years as house helps with families, visa, ticket.", True),
        ("Twende Tours", "Dubai holiday package: two years as a waitress.", True),
        ("Twende Tours", "Dubai holiday package: a driver and a guide meet you.", False),
        ("Twende Links", "Group tour to Dubai, five days with hotel and visa.", True),
    ],
)
def test_a_travel_firm_that_sells_a_journey_and_no_work_recruits_nobody(
    session: Session, name: str, said: str, needs: bool
) -> None:
    advert = an_advert(session, title="Dubai", description=said, destination="AE")
    assert SignReader.of(load_rulebook("ke")).read(advert, name=name).needs_licence is needs


@pytest.mark.parametrize(
    "said",
    [
        "We are a bakery, not a recruitment agency, and hire our own baker. Employment agencies need not contact us.",
        "Direct hire by Kitale Dairy Ltd. No agents or recruitment agencies please.",
        "Imara Steel Mills employs ten welders. We do not work with recruitment agents.",
        "Apply directly and not through any agent or employment bureau. We do not charge any agency fee.",
        "We do not recruit for others. Farm hands are needed on the farm.",
        "Wafanyakazi wa shamba letu. Hatutumii mawakala wala ofisi za ajira.",
        "Acacia Bank needs a recruitment officer to handle recruitment of bank staff and manpower planning.",
        "Acacia Bank is hiring officers to serve our clients and keep our clients' accounts.",
        "Kuhudumia wateja wetu hotelini.",
    ],
)
def test_who_refuses_agencies_or_serves_clients_recruits_for_nobody(session: Session, said: str) -> None:
    signs = SignReader.of(load_rulebook("ke")).read(an_advert(session, title="T", description=said), name="Chui")
    assert (signs.for_others, signs.needs_licence) == (None, False)


@pytest.mark.parametrize(
    ("said", "destination", "quote"),
    [
        ("We are not brokers. Our client in Qatar needs 40 guards.", "QA", "Our client"),
        ("We are not a broker but a licensed recruitment agency.", "KE", "recruitment agency"),
        ("We are not only a recruitment agency, we train too.", "KE", "recruitment agency"),
        ("No experience needed, our agency places you.", "KE", "our agency"),
        ("Hatutozi ada, wakala wa ajira aliyesajiliwa.", "KE", "wakala wa ajira"),
        ("Sisi si madalali. Tunawatafutia waajiri wasichana.", "KE", "Tunawatafutia waajiri"),
        ("Our clients are looking for drivers.", "KE", "Our clients are looking for"),
        ("Vacancies with our clients: cleaners.", "KE", "Vacancies with our clients"),
    ],
)
def test_one_denial_hides_no_agency(session: Session, said: str, destination: str, quote: str) -> None:
    advert = an_advert(session, title="T", description=said, destination=destination)
    signs = SignReader.of(load_rulebook("ke")).read(advert, name="Chui")
    assert signs.needs_licence
    assert signs.for_others is not None
    found = signs.for_others
    assert found.quote == f"T\n{said}"[found.start : found.end] == quote


def test_who_refuses_brokers_still_needs_a_licence_to_recruit_for_abroad(session: Session) -> None:
    advert = an_advert(session, title="Guards", description="No brokers. 40 guards for Doha.", destination="QA")
    assert SignReader.of(load_rulebook("ke")).read(advert, name="Chui Ventures").needs_licence


@pytest.mark.parametrize(
    ("given", "name", "official"),
    [
        ({}, "Ministry of Labour", True),
        ({}, "", True),
        ({"source_kind": SourceKind.HOTLINE}, "Ministry of Labour", False),
        ({"source_kind": SourceKind.SOCIAL}, "", False),
        ({}, "Prime Connect Agency", False),
        ({}, "Prime Connect", False),
    ],
)
def test_only_the_states_own_adverts_on_its_own_pages_need_no_licence(
    session: Session, given: dict[str, object], name: str, official: bool
) -> None:
    said = "Our agency recruits carers for Germany."
    url = "https://www.labour.go.ke/jobs/2"
    advert = an_advert(session, url=url, title="Carers", description=said, destination="DE", **given)
    signs = SignReader.of(load_rulebook("ke")).read(advert, name=name)
    assert (bool(signs.official), signs.needs_licence) == (official, not official)


def test_the_address_that_a_report_gives_cancels_nothing(session: Session) -> None:
    url = "https://www.labour.go.ke/jobs/2"
    assert sender_domains(an_advert(session, url=url)) == ("www.labour.go.ke",)
    assert sender_domains(an_advert(session, url=url, source_kind=SourceKind.HOTLINE)) == ()
    mail = [{"kind": "email", "value": "jobs@labour.go.ke", "raw": "jobs@labour.go.ke"}]
    handed = an_advert(session, url=url, source_kind=SourceKind.HOTLINE, contacts=mail)
    assert sender_domains(handed) == ("labour.go.ke",)


def test_no_official_sender_cancels_a_fact_of_a_register() -> None:
    law = load_rulebook("ke").jurisdiction
    facts = {rule.id for rule in law.rules if rule.kind == "register"}
    assert not any(facts.intersection(sender.cancels) for sender in law.official_senders)


@pytest.mark.parametrize(
    ("said", "destination"),
    [
        ("Ocean Star Crewing recruits able seamen and oilers for merchant vessels", "KE"),
        ("We are recruiting able seamen, bosuns and oilers for merchant vessels.", None),
        ("Meli Kazi Agency inatafuta mabaharia kwenye meli za mizigo ng'ambo", "KE"),
        ("Cabin stewards for cruise liners", None),
        ("Cruise ship stewards. The interview is free.", None),
        ("Safari agency ya Voi inasaka ma-chef wa cruise ship", None),
    ],
)
def test_who_crews_ships_of_the_open_sea_says_so_once(session: Session, said: str, destination: str | None) -> None:
    advert = an_advert(session, title="Vacancy", description=said, destination=destination)
    assert SignReader.of(load_rulebook("ke")).read(advert, name="Ocean Star").maritime is not None


@pytest.mark.parametrize(
    ("title", "said", "destination"),
    [
        ("Jobs", "Hotels, farms and a cruise ship hire.", "US"),
        ("Tanker driver", "A driver for a fuel tanker.", "QA"),
        ("Talk", "Cruise ship jobs talk for hotel students: free entry.", "KE"),
        ("Deckhand", "A deckhand for the ferry at Likoni.", "KE"),
    ],
)
def test_one_mention_of_a_ship_is_not_the_trade(session: Session, title: str, said: str, destination: str) -> None:
    advert = an_advert(session, title=title, description=said, destination=destination)
    assert SignReader.of(load_rulebook("ke")).read(advert, name="Chui").maritime is None


@pytest.mark.parametrize(
    ("said", "name", "needs"),
    [
        (
            "University scholarships for study in Germany. This is not a job and we are not an employment agency",
            "",
            False,
        ),
        ("Elimu Abroad helps students to apply to universities in Canada", "Elimu Abroad", False),
        ("Study nursing in Australia. No IELTS needed.", "Elimu Abroad", False),
        ("Ufadhili wa masomo nchini Uturuki", "Elimu Abroad", False),
        ("Study and work in Canada, jobs for every student", "Elimu Abroad", True),
        ("Study in Germany as a caregiver with a monthly salary", "Elimu Abroad", True),
        ("A scholarship for every one of the nurses who are needed in Riyadh; our client pays", "Elimu Abroad", True),
        ("Study in Germany", "Elimu Recruitment", True),
        ("Farm and drone scholarship: you are trained free, with a hostel and a stipend", "Elimu Abroad", True),
    ],
)
def test_nobody_recruits_for_a_place_to_study(session: Session, said: str, name: str, needs: bool) -> None:
    advert = an_advert(session, title="Chance abroad", description=said, destination="DE")
    assert SignReader.of(load_rulebook("ke")).read(advert, name=name).needs_licence is needs


@pytest.mark.parametrize(
    ("name", "travels"),
    [
        ("Safari Sky Manpower", False),
        ("Safari Employment Agency", False),
        ("Safari Sky", True),
        ("Safari Sky Tours and Manpower", True),
        ("Sky Travel Recruitment", True),
    ],
)
def test_safari_in_a_recruiters_name_makes_no_travel_firm_of_it(session: Session, name: str, travels: bool) -> None:
    advert = an_advert(session, title="Maids", description="Recruiting maids.", destination="SA")
    assert SignReader.of(load_rulebook("ke")).read(advert, name=name).travel_name is travels


@pytest.mark.parametrize("name", ["Elimu Abroad", "Safari Sky Tours", "Chui Manpower", ""])
@pytest.mark.parametrize(
    ("title", "description"),
    [
        (TITLE, "Conmen use our name. We are recruiting forty maids and four drivers."),
        ("Jobs in Saudi", WARNED),
        ("Seafarers wanted", "We recruit deck cadets for our client. We do not recruit for anybody else."),
        ("Chance abroad", "Study nursing in Australia. No IELTS needed."),
    ],
)
def test_signs_are_the_same_in_whatever_order_they_are_asked_for(
    session: Session, title: str, description: str, name: str
) -> None:
    advert = an_advert(session, title=title, description=description, destination="SA")
    reader = SignReader.of(load_rulebook("ke"))
    asked = ["official", "for_others", "direct", "maritime", "no_job", "attributed", "warns", "needs_licence", "why"]
    forth, back = reader.read(advert, name=name), reader.read(advert, name=name)
    told = {one: getattr(forth, one) for one in asked}
    assert {one: getattr(back, one) for one in reversed(asked)} == told

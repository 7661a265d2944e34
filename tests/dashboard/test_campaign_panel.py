"""A text that several adverts run is shown once, with what varies marked and listed."""

from sqlmodel import Session

from dashboard import desk
from registry.identity.campaigns import find_campaigns
from registry.records import Advert
from registry.vocabulary import SourceKind
from tests.dashboard.conftest import Open, page_text
from tests.factory import NOON, a_recruiter, an_advert

TEXT = (
    "Urgent! Housemaids and cooks are wanted for families in {place}. Free ticket, free food and free room for two "
    "years, with a day of rest every week. Bring your identity card and two passport pictures to our office on Moi "
    "Avenue, second floor, any day before noon. Call or send a message to {phone} and ask for the desk manager."
)


def a_campaign(session: Session) -> list[int]:
    """Three adverts of one text under three names."""
    adverts = []
    for name, place, phone in (
        ("Upepo Careers", "Qatar", "0700000031"),
        ("Mlima Placement", "Kuwait", "0700000032"),
        ("Ziwa Crew Desk", "Qatar", "0700000033"),
    ):
        description = TEXT.format(place=place, phone=phone)
        named = {"advertiser": name, "advertiser_raw": name, "description": description, "location": place}
        adverts.append(an_advert(session, recruiter=a_recruiter(session, name), **named))
    find_campaigns(session, adverts, at=NOON)
    return [advert.id or 0 for advert in adverts]


def test_what_varies_in_a_text_under_many_names_is_marked_and_listed(open_screen: Open) -> None:
    first, *_ = desk.act(a_campaign)
    text = page_text(open_screen("advert_file", advert=first))
    assert "3 adverts under 3 unrelated names" in text
    assert 'class="w-slot" title="Phone">0700000031</mark>' in text
    assert "0700000032 ×1" in text
    assert "Kuwait ×1" in text


def test_adverts_that_findings_do_not_count_are_told_apart(open_screen: Open) -> None:
    first, *_ = desk.act(a_campaign)

    def repost(session: Session) -> None:
        session.get_one(Advert, first).source_kind = SourceKind.BLOG

    desk.act(repost)
    text = page_text(open_screen("advert_file", advert=first))
    assert "3 adverts under 3 unrelated names; 1 of them where others&#39; texts are reposted" in text


def test_an_advert_with_a_text_of_its_own_shows_no_campaign(open_screen: Open) -> None:
    alone = desk.act(lambda session: an_advert(session, recruiter=a_recruiter(session, "Upepo Careers")).id)
    assert "One text, several adverts" not in page_text(open_screen("advert_file", advert=alone))

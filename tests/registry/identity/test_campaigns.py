"""One text under many names is one campaign; two ordinary adverts that share boilerplate are not."""

from datetime import datetime

import pytest
from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from registry.identity.campaign_texts import places as campaign_places
from registry.identity.campaign_texts.places import place_adverts
from registry.identity.campaign_texts.signature import SLOT, template_of
from registry.identity.campaigns import find_campaigns
from registry.records import Advert, Campaign, CampaignAdvert, CampaignName
from tests.factory import an_advert

TEXT = (
    "{name} seeks house managers for families in Riyadh. Pay is SAR {pay} with food, room and a ticket every second "
    "year. Bring a passport, a certificate of good conduct and two photos to our office on Moi Road before Friday. "
    "Call {phone} or write to {mail}."
)
BOILERPLATE = (
    "Housemaid wanted. Duties are cooking, cleaning, washing and minding two children while the parents are at work. "
)


def one(session: Session, name: str, text: str) -> Advert:
    return an_advert(session, advertiser=name, advertiser_raw=name, description=text)


def copy(session: Session, name: str, *, pay: str = "1,000", phone: str = "0700 000 001", extra: str = "") -> Advert:
    return one(session, name, TEXT.format(name=name, pay=pay, phone=phone, mail="jobs@firm.example") + extra)


def campaign_of(session: Session, advert: Advert) -> int | None:
    place = session.get(CampaignAdvert, advert.id)
    return place.campaign_id if place else None


def test_copies_under_other_names_contacts_and_amounts_are_one_campaign(session: Session, at: datetime) -> None:
    first = copy(session, "Chui Bureau")
    find_campaigns(session, [first], at=at)
    others = [
        copy(session, "Simba Careers", pay="1200", phone="+254 711 000 000"),
        copy(session, "Nyati Ltd", extra=" Hurry, few places are left."),
    ]
    find_campaigns(session, others, at=at)
    assert len({campaign_of(session, advert) for advert in (first, *others)}) == 1
    campaign = session.exec(select(Campaign)).one()
    session.refresh(campaign)
    assert (campaign.adverts, campaign.names) == (3, 3)
    assert "chui" not in campaign.template
    assert "0700" not in campaign.template
    assert SLOT in campaign.template


def test_ordinary_adverts_that_share_boilerplate_stay_apart(session: Session, at: datetime) -> None:
    left = one(
        session,
        "Chui Bureau",
        BOILERPLATE
        + "The family lives in Karen, speaks Swahili, keeps a dog, and gives Sundays off. Call 0700 000 001.",
    )
    right = one(
        session,
        "Simba Careers",
        BOILERPLATE
        + "Our client near Nyali beach prefers a woman over thirty who can swim; transport is paid. Call 0700 000 002.",
    )
    find_campaigns(session, [left, right], at=at)
    assert campaign_of(session, left) != campaign_of(session, right)


def test_a_few_exchanged_words_leave_it_one_text_and_another_order_of_offers_does_not(
    session: Session, at: datetime
) -> None:
    first = copy(session, "Chui Bureau")
    exchanged = one(session, "Simba Careers", first.description.replace("seeks", "wants").replace("Bring", "Carry"))
    duties = ["minds two children", "cooks two meals", "cleans four rooms", "washes and irons", "waters the garden"]
    turned = [
        one(session, name, f"{name} seeks a maid who {', and who '.join(order)}. Call 0700 000 00{len(name)} today.")
        for name, order in (("Nyati Ltd", duties), ("Swara Ltd", duties[::-1]))
    ]
    find_campaigns(session, [first, exchanged, *turned], at=at)
    assert campaign_of(session, first) == campaign_of(session, exchanged)
    assert campaign_of(session, turned[0]) != campaign_of(session, turned[1])


SUMMARY = (
    "Manages and interprets financial records for a company. Responsibilities include preparing monthly statements, "
    "reconciling accounts, and ensuring compliance with tax laws; the candidate has at least 3 years of experience."
)


def test_what_a_board_says_of_every_accountant_is_no_campaign(session: Session, at: datetime) -> None:
    adverts = [one(session, name, SUMMARY) for name in ("Chui Bureau", "Simba Careers", "Nyati Ltd")]
    find_campaigns(session, adverts, at=at)
    assert session.exec(select(Campaign)).all() == []
    signed = [one(session, name, f"{SUMMARY} Call 0700 000 001.") for name in ("Chui Bureau", "Simba Careers")]
    long = [one(session, name, SUMMARY + SUMMARY.replace("company", "bank") * 2) for name in ("Duma", "Fisi")]
    find_campaigns(session, [*signed, *long], at=at)
    assert campaign_of(session, signed[0]) == campaign_of(session, signed[1]) is not None
    assert campaign_of(session, long[0]) == campaign_of(session, long[1]) is not None


def test_short_texts_are_no_campaign(session: Session, at: datetime) -> None:
    adverts = [one(session, name, "Housemaid needed in Saudi Arabia, call 0700 000 001") for name in ("Chui", "Simba")]
    find_campaigns(session, adverts, at=at)
    assert session.exec(select(Campaign)).all() == []


def test_finding_again_changes_nothing_and_an_edited_advert_moves(session: Session, at: datetime) -> None:
    adverts = [copy(session, "Chui Bureau"), copy(session, "Simba Careers")]
    find_campaigns(session, adverts, at=at)
    before = [campaign_of(session, advert) for advert in adverts]
    find_campaigns(session, adverts, at=at)
    assert [campaign_of(session, advert) for advert in adverts] == before
    adverts[1].description = BOILERPLATE + "The rest of it is now about something else entirely, a shop in Thika town."
    session.add(adverts[1])
    session.flush()
    find_campaigns(session, [adverts[1]], at=at)
    session.expire_all()
    assert campaign_of(session, adverts[0]) == before[0]
    assert campaign_of(session, adverts[1]) != before[0]
    old = session.get(Campaign, before[0])
    assert old is not None
    assert (old.adverts, old.names) == (1, 1)


def test_a_template_masks_the_advertiser_wherever_it_stands() -> None:
    left = template_of("Join Tembo Ridge today. TEMBO-RIDGE pays 500.", name="Tembo Ridge")
    right = template_of("Join Chui today. Chui pays 90,000.", name="Chui")
    assert left.text == right.text
    assert left.bands == right.bands


def test_a_copy_is_found_where_more_texts_share_its_boilerplate_than_are_compared(
    session: Session, at: datetime
) -> None:
    shared = (
        "We recruit for well paying employers in the Gulf. Food, room, transport and medical cover are free for all. "
        "Interviews are held every Monday at our office and successful candidates travel within one month of that day. "
        "Bring a passport, a certificate of good conduct and two photos, and call 0700 000 001 before you come. "
    )
    marks = [f"{left}{right}" for left in "bdfgk" for right in "aeiouylm"]
    own = [
        " ".join(f"{word}{mark}{end}" for word in ("mtu", "kazi", "duka", "gari") for end in "pqrstvwz")
        for mark in marks
    ]
    first = [one(session, f"Firm {mark} Ltd", f"{shared} {words}.") for mark, words in zip(marks, own, strict=True)]
    for advert in first:
        find_campaigns(session, [advert], at=at)
    copied = one(session, "Chui Bureau", first[-1].description.replace("photos", "pictures"))
    find_campaigns(session, [copied], at=at)
    assert campaign_of(session, copied) == campaign_of(session, first[-1]) != campaign_of(session, first[0])


def counted(session: Session) -> tuple[int, int]:
    campaign = session.exec(select(Campaign).execution_options(populate_existing=True)).one()
    return campaign.adverts, campaign.names


def test_a_campaigns_names_are_kept_by_what_comes_and_goes(
    session: Session, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = [copy(session, name) for name in ("Chui Bureau", "Chui Bureau Ltd", "Simba Careers", "")]
    find_campaigns(session, first, at=at)
    assert counted(session) == (4, 2)
    kept = {one.root: (one.name, one.adverts) for one in session.exec(select(CampaignName))}
    assert kept == {"chui": ("Chui Bureau", 2), "simba": ("Simba Careers", 1), "": ("", 1)}
    monkeypatch.setattr(campaign_places, "_count_from_nothing", lambda *_: None)
    find_campaigns(session, [copy(session, "Simba Careers"), copy(session, "Nyati Ltd")], at=at)
    assert counted(session) == (6, 3)
    first[0].advertiser = first[0].advertiser_raw = "Swara Ltd"
    find_campaigns(session, [first[0]], at=at)
    assert counted(session) == (6, 4)
    place_adverts(session, [int(one.id or 0) for one in first], {})
    assert counted(session) == (2, 2)
    session.expire_all()
    assert sorted(one.root for one in session.exec(select(CampaignName))) == ["nyati", "simba"]


def test_a_campaign_of_very_many_names_counts_each_of_them(session: Session, at: datetime) -> None:
    adverts = [
        copy(session, f"{left}{right}mba Bureau")
        for left in "bdfghjkl"
        for right in ("aa", "ee", "ii", "oo", "uu", "yy")
    ]
    find_campaigns(session, adverts[:45], at=at)
    assert counted(session) == (45, 45)
    find_campaigns(session, adverts[45:], at=at)
    assert counted(session) == (48, 48)
    place_adverts(session, [int(one.id or 0) for one in adverts[:45]], {})
    assert counted(session)[0] == 3


def test_a_campaign_from_before_names_were_kept_is_counted_once(session: Session, at: datetime) -> None:
    first = [copy(session, name) for name in ("Chui Bureau", "Simba Careers")]
    find_campaigns(session, first, at=at)
    session.execute(update(CampaignAdvert).values(root=None))
    session.execute(delete(CampaignName))
    find_campaigns(session, [copy(session, "Nyati Ltd")], at=at)
    assert counted(session) == (3, 3)
    rooted = session.exec(
        select(CampaignAdvert).execution_options(populate_existing=True).order_by(col(CampaignAdvert.advert_id))
    )
    assert [one.root for one in rooted] == ["chui", "simba", "nyati"]

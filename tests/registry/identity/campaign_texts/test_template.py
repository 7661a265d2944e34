"""A campaign shows as one text with gaps that say what varies there, in the words of the first advert."""

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from registry.identity.campaign_texts.template import CopiedText, campaign_template, template_parts
from registry.identity.campaigns import find_campaigns
from registry.records import CampaignAdvert
from registry.vocabulary import SlotKind
from tests.factory import an_advert

TEXT = (
    "{name} seeks house managers for families in {place}. Pay is {pay} with food, room and a ticket every second "
    "year. Bring a passport, a certificate of good conduct and two photos to our office before Friday. "
    "Call {phone} or write to {mail}."
)


def text(name: str, place: str, pay: str, phone: str, mail: str = "jobs@firm.example") -> str:
    return TEXT.format(name=name, place=place, pay=pay, phone=phone, mail=mail)


def test_a_campaign_is_told_as_fixed_words_and_slots(session: Session, at: datetime) -> None:
    adverts = [
        an_advert(session, advertiser=name, advertiser_raw=name, location=place, description=printed)
        for name, place, printed in (
            ("Chui Bureau", "Riyadh", text("Chui Bureau", "Riyadh", "SAR 1,000", "0700 000 001")),
            ("Simba Careers", "Abu Dhabi", text("SIMBA CAREERS", "Abu Dhabi", "AED 1200 - 1500", "+254 700 000 001")),
            ("Nyati Ltd", "Doha", text("Nyati", "Doha", "1,000/=", "0700-000-009", "nyati@mail.example")),
        )
    ]
    find_campaigns(session, adverts, at=at)
    place = session.get(CampaignAdvert, adverts[0].id)
    assert place is not None
    found = campaign_template(session, place.campaign_id)
    assert found is not None
    assert found.adverts == 3
    assert "".join(part.text for part in found.parts) == adverts[0].description
    slots = {part.slot: dict(part.values) for part in found.parts if part.slot is not None}
    assert slots[SlotKind.PLACE] == {"Riyadh": 1, "Abu Dhabi": 1, "Doha": 1}
    assert slots[SlotKind.AMOUNT] == {"SAR 1,000": 1, "AED 1200 - 1500": 1, "1,000/=": 1}
    assert slots[SlotKind.PHONE] == {"0700 000 001": 1, "+254 700 000 001": 1, "0700-000-009": 1}
    assert slots[SlotKind.EMAIL] == {"jobs@firm.example": 2, "nyati@mail.example": 1}
    assert set(slots[SlotKind.NAME]) == {"Chui Bureau", "SIMBA CAREERS", "Nyati"}
    fixed = [part.text for part in found.parts if part.slot is None]
    assert fixed[0] == " seeks house managers for families in "
    assert any("a certificate of good conduct and two photos" in one for one in fixed)


def test_there_is_no_template_of_no_campaign(session: Session) -> None:
    assert campaign_template(session, 7) is None


def test_what_one_advert_leaves_out_or_words_otherwise_is_a_slot() -> None:
    parts = template_parts(
        [
            CopiedText("We want two honest cooks today for our new hotel."),
            CopiedText("We want two strong young cooks today for our hotel."),
        ]
    )
    assert [(part.text, part.slot, dict(part.values)) for part in parts] == [
        ("We want two ", None, {}),
        ("honest", SlotKind.WORDS, {"honest": 1, "strong young": 1}),
        (" cooks today for our ", None, {}),
        ("new", SlotKind.WORDS, {"new": 1, "": 1}),
        (" hotel.", None, {}),
    ]


def test_apostrophes_and_full_stops_between_letters_are_no_slots() -> None:
    parts = template_parts(
        [
            CopiedText("Don't send C.V. copies to Chui's office, pay is at 5 p.m. on our client's day.", name="Chui"),
            CopiedText("Don’t send CV copies to Simba’s office, pay is at 6 pm on our clientʼs day.", name="Simba"),
        ]
    )
    assert [(part.slot, dict(part.values)) for part in parts if part.slot is not None] == [
        (SlotKind.NAME, {"Chui": 1, "Simba": 1}),
        (SlotKind.NUMBER, {"5": 1, "6": 1}),
    ]


def test_known_places_are_told_from_other_words() -> None:
    copies = [CopiedText("Cooks for Oman wanted."), CopiedText("Cooks for Saudi Arabia wanted.")]
    assert template_parts(copies)[1].slot is SlotKind.WORDS
    assert template_parts(copies, places=("Oman", "Saudi Arabia"))[1].slot is SlotKind.PLACE


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_no_text_is_lost_and_every_advert_is_counted(texts: list[str]) -> None:
    parts = template_parts([CopiedText(one, name="Chui") for one in texts])
    assert "".join(part.text for part in parts) == texts[0]
    assert all(sum(count for _, count in part.values) == len(texts) for part in parts if part.slot is not None)

"""Contacts are found however they are written, and numbers that are none are left alone."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.identity.contacts import find_contacts

# Our own variants of every disguise: the kind, the values in the order of the text, the text.
VARIANTS = list(csv.reader((Path(__file__).parent / "contact_variants.csv").read_text(encoding="utf-8").splitlines()))[
    1:
]


def found(text: str, kind: str, **options: object) -> list[str]:
    return [one.value for one in find_contacts(text, **options) if one.kind == kind]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Call O7O0 000 012", ["+254700000012"]),
        ("0️⃣7️⃣0️⃣0️⃣ 0️⃣0️⃣0️⃣ 0️⃣1️⃣3️⃣", ["+254700000013"]),
        ("0.7.0.0.0.0.0.0.1.4", ["+254700000014"]),
        ("+254 (0)700-000-015 / 0110 000 016", ["+254700000015", "+254110000016"]),
        ("0 7 0 0 0 0 0 0 2 1 3 posts", ["+254700000021"]),
        ("0700 000 012 0700 000 013", ["+254700000012", "+254700000013"]),
        ("٠٧٠٠٠٠٠٠٢٠", ["+254700000020"]),
        ("020 2345678", ["+254202345678"]),
        ("+966 50 000 4567 or 00971 50 000 4567", ["+966500004567", "+971500004567"]),
        ("966500004568", ["+966500004568"]),
        ("WhatsApp 700000012", ["+254700000012"]),
        ("https://wa.me/254700000018?text=hi", ["+254700000018"]),
        ("P.O. Box 1104-00100 Nairobi", []),
        ("KSh 700 000 012", []),
        ("ID no. 23456789, SAR 1000-1200, 2026-11-16 to 2026-12-01", []),
        ("Paybill 522522", []),
    ],
)
def test_telephones(text: str, numbers: list[str]) -> None:
    assert found(text, "phone") == numbers


def test_raw_characters_are_kept_beside_the_value() -> None:
    (contact,) = find_contacts("Piga 0️⃣7️⃣0️⃣0️⃣000013 leo")
    assert (contact.value, contact.raw) == ("+254700000013", "0️⃣7️⃣0️⃣0️⃣000013")


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("write jobs (at) temboridge dot co.ke or come", ["jobs@temboridge.co.ke"]),
        ("jobs[at]temboridge[dot]co[dot]ke. Apply now", ["jobs@temboridge.co.ke"]),
        ("tembo.jobs at gmail dot com", ["tembo.jobs@gmail.com"]),
        ("INFO@TEMBORIDGE.CO.KE.", ["info@temboridge.co.ke"]),
        ("info @ tembo-ridge.example", ["info@tembo-ridge.example"]),
        ("come to work at temboridge.co.ke today", []),
    ],
)
def test_emails(text: str, addresses: list[str]) -> None:
    assert found(text, "email") == addresses


@pytest.mark.parametrize(
    ("text", "domains"),
    [
        ("www.temboridge.co.ke/jobs or https://apply.temboridge.co.ke", ["temboridge.co.ke"]),
        ("visit temboridge.com", ["temboridge.com"]),
        ("experience.Apply now.Call us", []),
        ("https://forms.gle/abc https://bit.ly/x facebook.com/tembo", []),
        ("tembo@gmail.com", []),
    ],
)
def test_domains_only_where_they_identify_somebody(text: str, domains: list[str]) -> None:
    assert found(text, "domain") == domains


def test_payment_numbers() -> None:
    text = "Lipa na M-Pesa Paybill no. 522 522 account name, or Till No: 123456, or pochi la biashara 0700000017"
    assert found(text, "paybill") == ["522522"]
    assert found(text, "till") == ["123456"]
    assert found(text, "pochi") == ["+254700000017"]
    assert found("Buy goods 12345678", "till", till_digits=(5, 7)) == []


def test_messaging_links() -> None:
    text = "t.me/tembojobs facebook.com/tembo.ridge Telegram: @tembo_hr wa.me/254700000018"
    assert found(text, "messaging") == [
        "telegram:tembojobs",
        "facebook:tembo.ridge",
        "telegram:tembo_hr",
        "whatsapp:+254700000018",
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Licence no. ZZ/0123/2026", ["ZZ/0123/2026"]),
        ("Licensed under no: ZZ 0456", ["ZZ0456"]),
        ("leseni namba ZZ-0099", ["ZZ-0099"]),
        ("Reg. No: ZZ/0123", ["ZZ/0123"]),
        ("Licence no. ZZ/0123/2026. Full time work - call", ["ZZ/0123/2026"]),
        ("Licence no. ZZ - 0123 - Nairobi", ["ZZ-0123"]),
        ("Licence no. ZZ.PEA.0123.", ["ZZ.PEA.0123"]),
        ("must hold a valid driving licence no. 12345", []),
        ("licence number on request", []),
    ],
)
def test_licence_numbers_by_their_words(text: str, numbers: list[str]) -> None:
    assert found(text, "licence") == numbers


def test_licence_numbers_by_pattern() -> None:
    assert found("We are ZZ/0777, call us", "licence", licence_pattern=r"ZZ/\d{4}") == ["ZZ/0777"]


@pytest.mark.parametrize("place", range(len(VARIANTS)))
def test_variants_of_disguise_and_of_what_is_no_contact(place: int) -> None:
    kind, values, text = VARIANTS[place]
    assert " ".join(found(text, kind)) == values, text


@pytest.mark.parametrize(
    ("text", "value", "raw"),
    [
        ("📞 Piga 🔟 leo: ０７1２ ⑤⑤⓪ 618!", "+254712550618", "０７1２ ⑤⑤⓪ 618"),
        (
            "№ 1 \u200bcall sifuri saba moja mbili 550 sita moja nane ✅",
            "+254712550618",
            "sifuri saba moja mbili 550 sita moja nane",
        ),
        ("✨write to kazi＠kifarucrest．com.Asante", "kazi@kifarucrest.com", "kazi＠kifarucrest．com"),
    ],
)
def test_raw_characters_are_those_of_the_text_also_where_folding_moved_them(text: str, value: str, raw: str) -> None:
    assert [(one.value, one.raw) for one in find_contacts(text)] == [(value, raw)]


def test_a_code_of_invitation_keeps_its_capitals_and_an_account_does_not() -> None:
    text = "chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv t.me/+AbCdEf12 t.me/TemboJobs"
    assert found(text, "messaging") == ["whatsapp:AbCdEfGhIjKlMnOpQrStUv", "telegram:+AbCdEf12", "telegram:tembojobs"]


@given(st.text(max_size=300))
def test_any_text_is_read_and_raw_is_part_of_it(text: str) -> None:
    for contact in find_contacts(text):
        assert contact.raw.strip() in text or not contact.raw


@pytest.mark.parametrize("said", ["a hundred and fifty", "Hundred and five", "a hundred twenty", "hundred and ten"])
def test_a_hundred_of_anything_is_no_telephone_and_hides_none(said: str) -> None:
    assert found(f"We want {said} hotel staff. Call 0700 000 101", "phone") == ["+254700000101"]


@given(
    st.lists(
        st.sampled_from(["mia", "hundred", "one", "moja", "na", "and", "ishirini", "double", "twice", "07", "plus"])
    )
)
def test_number_words_in_any_order_are_read(words: list[str]) -> None:
    text = " ".join(["Call", *words])
    assert all(one.raw in text and len(one.value) > 3 for one in find_contacts(text, region="KE"))

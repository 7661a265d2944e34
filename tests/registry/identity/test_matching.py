"""The cascade: number before contact before name; doubt stays doubt."""

import gc
import weakref
from datetime import date, timedelta

import numpy as np
import pytest
from sqlmodel import Session

from registry.identity import matching
from registry.identity.matching import RegisterIndex
from registry.identity.types import AgencyMatch, Claim
from registry.records import Agency, AgencyContact, AgencyName, Licence
from registry.vocabulary import ContactKind, MatchOutcome, MatchStrength, RegisterKind
from tests.factory import an_agency, an_import
from tests.registry.identity.factory import a_claim, an_entry, email, licence, phone

NAIROBI = "+254700000001"
INDEX = RegisterIndex(
    [
        an_entry(
            1,
            "Tembo Ridge Placement Ltd",
            number="ZZ/0001",
            contacts=(phone("+254700000001"), email("info@temboridge.example")),
        ),
        an_entry(2, "Kifaru Agency", number="ZZ/0002", contacts=(phone("+254700000002"),)),
        an_entry(3, "Simba Gulf Manpower", number="ZZ/0003", contacts=(phone("+254700000003"),)),
        an_entry(4, "Twiga Stars Recruiters", number="ZZ/0004", contacts=(phone("+254700000003"),)),
        an_entry(5, "Mlima Bureau", number="ZZ/0005", contacts=(phone("+254700000005"),)),
        an_entry(6, "Mlima Bureau", number="ZZ/0006", contacts=(phone("+254700000006"),)),
        an_entry(7, "Bahari Staffing", number="ZZ/0007", contacts=(email("bahari@gmail.com"),)),
    ]
)


def verdict(match: AgencyMatch) -> tuple[MatchOutcome, MatchStrength, int | None]:
    return match.outcome, match.strength, match.agency_id


def test_a_quoted_number_decides() -> None:
    match = INDEX.match(a_claim("Tembo Ridge", licence("zz-0001"), phone("+254711000000")))
    assert verdict(match) == (MatchOutcome.MATCHED, MatchStrength.LICENCE_NUMBER, 1)
    assert (match.reasons[0].claimed, match.reasons[0].registered) == ("zz-0001", "ZZ/0001")


def test_a_borrowed_number_decides_nothing_and_its_holder_is_shown() -> None:
    match = INDEX.match(a_claim("Chui Careers", licence("ZZ/0001")))
    assert verdict(match) == (MatchOutcome.UNLISTED, MatchStrength.NONE, None)
    assert [one.name for one in match.candidates] == ["Tembo Ridge Placement Ltd"]
    assert [one.kind for one in match.reasons] == ["licence_number"]


TAILS = RegisterIndex(
    [
        an_entry(1, "Tembo Ridge Placement Ltd", number="NEA/PEA/0211"),
        an_entry(2, "Kifaru Agency", number="NEA/PEA/0311"),
        an_entry(3, "Simba Gulf Manpower", number="NEA-LOC-0311"),
        an_entry(4, "Mlima Bureau", number="NEA/PEA/0441/2027"),
        an_entry(5, "Mlima Bureau", number="NEA/PEA/0442"),
        an_entry(6, "Bahari Staffing", number="0555"),
    ]
)


def test_the_last_part_of_a_number_alone_points_and_does_not_decide() -> None:
    match = TAILS.match(a_claim("", licence("0211")))
    assert verdict(match) == (MatchOutcome.AMBIGUOUS, MatchStrength.AMBIGUOUS, None)
    assert [one.number for one in match.candidates] == ["NEA/PEA/0211"]
    assert "ends in it" in match.reasons[0].text
    assert TAILS.match(a_claim("", licence("211"))).candidates == match.candidates


@pytest.mark.parametrize("quoted", ["0311", "2027", "11", "555555", "0211/26", "PEA/0211"])
def test_what_ends_several_numbers_or_is_no_running_number_points_at_nobody(quoted: str) -> None:
    match = TAILS.match(a_claim("", licence(quoted)))
    assert (match.outcome, match.candidates) == (MatchOutcome.UNLISTED, ())


def test_the_last_part_of_a_number_beside_a_name_changes_no_verdict_but_tells_namesakes_apart() -> None:
    assert TAILS.match(a_claim("Tembo Ridge Placement", licence("0211"))).strength is MatchStrength.NAME_EXACT
    strange = TAILS.match(a_claim("Chui Careers", licence("0211")))
    assert verdict(strange) == (MatchOutcome.UNLISTED, MatchStrength.NONE, None)
    assert [one.name for one in strange.candidates] == ["Tembo Ridge Placement Ltd"]
    assert TAILS.match(a_claim("Mlima Bureau")).outcome is MatchOutcome.AMBIGUOUS
    assert verdict(TAILS.match(a_claim("Mlima Bureau", licence("442")))) == (
        MatchOutcome.MATCHED,
        MatchStrength.NAME_EXACT,
        5,
    )


def test_a_contact_that_one_firm_alone_has_decides() -> None:
    assert verdict(INDEX.match(a_claim("", phone("+254700000002")))) == (
        MatchOutcome.MATCHED,
        MatchStrength.CONTACT,
        2,
    )
    by_domain = INDEX.match(a_claim("Tembo Ridge Placement", email("jobs@temboridge.example")))
    assert verdict(by_domain) == (MatchOutcome.MATCHED, MatchStrength.CONTACT, 1)


def test_a_strange_name_on_a_firms_contact_is_less_sure() -> None:
    match = INDEX.match(a_claim("Chui Careers", phone("+254700000002")))
    assert verdict(match) == (MatchOutcome.MATCHED, MatchStrength.CONTACT, 2)
    assert match.score < 0.8
    assert "rare_word" in [one.kind for one in match.reasons]


def test_a_contact_that_several_firms_have_points_at_nobody() -> None:
    assert INDEX.match(a_claim("Chui Careers", phone("+254700000003"))).outcome is MatchOutcome.UNLISTED
    shared = INDEX.match(a_claim("Twiga Stars Recruiters", phone("+254700000003")))
    assert verdict(shared) == (MatchOutcome.MATCHED, MatchStrength.NAME_EXACT, 4)


def test_free_mail_is_a_contact_only_as_a_whole_address() -> None:
    assert INDEX.match(a_claim("Chui Careers", email("chui@gmail.com"))).outcome is MatchOutcome.UNLISTED
    assert INDEX.match(a_claim("Chui Careers", email("bahari@gmail.com"))).agency_id == 7


def test_one_name_of_two_firms_is_ambiguous_until_a_contact_tells() -> None:
    doubtful = INDEX.match(a_claim("Mlima Bureau"))
    assert verdict(doubtful) == (MatchOutcome.AMBIGUOUS, MatchStrength.AMBIGUOUS, None)
    assert [one.number for one in doubtful.candidates] == ["ZZ/0005", "ZZ/0006"]
    assert INDEX.match(a_claim("Mlima Bureau", phone("+254700000006"))).agency_id == 6


def test_the_name_of_one_firm_on_the_contact_of_another_is_ambiguous() -> None:
    match = INDEX.match(a_claim("Kifaru Agency", phone("+254700000001")))
    assert match.outcome is MatchOutcome.AMBIGUOUS
    assert {one.agency_id for one in match.candidates} == {1, 2}


def test_a_name_whose_every_contact_differs_is_a_look_alike_that_keeps_its_candidate() -> None:
    match = INDEX.match(a_claim("Tembo Ridge Placement", phone("+254711000000"), email("tembo@gmail.com")))
    assert verdict(match) == (MatchOutcome.LOOK_ALIKE, MatchStrength.NONE, None)
    assert match.candidates[0].agency_id == 1
    assert {one.kind for one in match.reasons if one.score == 0.0} == {"phone", "email"}


def test_a_public_number_does_not_outweigh_contacts_that_are_all_others() -> None:
    others = (phone("+254711000000"), email("tembo@gmail.com"))
    match = INDEX.match(a_claim("Tembo Ridge Placement", licence("ZZ/0001"), *others))
    assert verdict(match) == (MatchOutcome.LOOK_ALIKE, MatchStrength.NONE, None)
    assert match.candidates[0].agency_id == 1
    assert {one.kind: one.score for one in match.reasons} == {
        "licence_number": 1.0,
        "name": 1.0,
        "phone": 0.0,
        "email": 0.0,
    }
    assert INDEX.match(a_claim("Tembo Ridge Placement", licence("ZZ/0001"), others[0])).agency_id == 1
    assert INDEX.match(a_claim("Tembo Ridge Placement", licence("ZZ/0001"), *others, branch=True)).agency_id == 1


def test_another_address_alone_leaves_the_name_standing() -> None:
    match = INDEX.match(a_claim("Tembo Ridge Placement", email("tembo@gmail.com")))
    assert verdict(match) == (MatchOutcome.MATCHED, MatchStrength.NAME_EXACT, 1)


def test_another_telephone_alone_leaves_the_name_standing() -> None:
    match = INDEX.match(a_claim("Tembo Ridge Placement", phone("+254711000000")))
    assert verdict(match) == (MatchOutcome.MATCHED, MatchStrength.NAME_EXACT, 1)
    assert match.score < INDEX.match(a_claim("Tembo Ridge Placement")).score


def test_a_branch_may_have_its_own_contacts() -> None:
    claim = a_claim("Tembo Ridge Placement", phone("+254711000000"), email("tembo@gmail.com"), branch=True)
    assert INDEX.match(claim).agency_id == 1


def test_a_misspelt_name_with_another_telephone_is_a_look_alike() -> None:
    assert INDEX.match(a_claim("Tembo Rigde Placement")).strength is MatchStrength.NAME_CLOSE
    match = INDEX.match(a_claim("Tembo Rigde Placement", phone("+254711000000")))
    assert match.outcome is MatchOutcome.LOOK_ALIKE


def test_an_array_of_names_gets_ids_and_scores() -> None:
    ids, scores = INDEX.candidates(["Kifaru Agencies", "Tembo Rigde Placement", ""], top=3)
    assert ids.shape == scores.shape == (3, 3)
    assert list(ids[:2, 0]) == [2, 1]
    assert np.all(ids[2] == -1)
    assert np.all(np.diff(scores, axis=1) <= 0)


def test_many_claims_get_what_each_would_get_alone() -> None:
    claims = [a_claim("Kifaru Agency"), a_claim(""), a_claim("Mlima Bureau"), a_claim("Chui", licence("ZZ/0003"))]
    assert INDEX.match_many(claims) == [INDEX.match(claim) for claim in claims]


def test_the_register_of_a_day_is_the_one_in_effect_on_it(session: Session) -> None:
    first = an_import(session, as_of=date(2026, 3, 1))
    agency = an_agency(session, "Tembo Ridge Placement Ltd", from_import=first)
    session.add(AgencyName(agency_id=agency.id, name=agency.name, normalised="x", from_on=first.as_of))
    gone = an_agency(session, "Kifaru Agency", from_import=first)
    licence_row = session.get(Licence, 2)
    assert licence_row is not None
    assert licence_row.agency_id == gone.id
    licence_row.until_on = date(2026, 6, 1)
    session.flush()
    before = RegisterIndex.build(session, "ke", on=first.as_of - timedelta(days=1))
    assert before.match(Claim("Kifaru Agency")).outcome is MatchOutcome.REGISTER_NOT_LOADED
    in_march = RegisterIndex.build(session, "ke", on=date(2026, 3, 1))
    assert in_march.match(Claim("Kifaru Agency")).agency_id == gone.id
    in_june = RegisterIndex.build(session, "ke", on=date(2026, 6, 1))
    assert in_june.match(Claim("Kifaru Agency")).outcome is MatchOutcome.UNLISTED
    assert in_june.match(Claim("Tembo Ridge Placement")).agency_id == agency.id


def test_duplicate_rows_of_one_firm_are_one(session: Session) -> None:
    source = an_import(session)
    first = an_agency(session, "Tembo Ridge Placement Ltd", number="ZZ/0001", from_import=source)
    second = Agency(
        jurisdiction="ke",
        register_kind=RegisterKind.AGENCIES,
        row_key="second row",
        number="ZZ-0001",
        name="Tembo Ridge Placement Limited",
        first_import_id=source.id,
        last_import_id=source.id,
    )
    session.add(second)
    session.flush()
    session.add(AgencyName(agency_id=second.id, name=second.name, normalised="x", from_on=source.as_of))
    session.add(
        AgencyContact(agency_id=second.id, kind=ContactKind.PHONE, value="+254700000009", raw="", from_on=source.as_of)
    )
    session.flush()
    index = RegisterIndex.build(session, "ke", on=source.as_of)
    assert index.match(Claim("Tembo Ridge Placement")).agency_id == first.id
    assert index.match(a_claim("", phone("+254700000009"))).agency_id == first.id
    entry = index.entry(int(second.id or 0))
    assert entry is not None
    assert entry.members == (first.id, second.id)


def test_legal_entity_names_are_shown_and_give_no_match(session: Session) -> None:
    names = an_import(session, kind=RegisterKind.NAMES)
    an_agency(session, "Tembo Ridge Placement Ltd", from_import=names)
    index = RegisterIndex.build(session, "ke", on=names.as_of, kinds=(RegisterKind.NAMES,))
    match = index.match(Claim("Tembo Ridge Placement"))
    assert verdict(match) == (MatchOutcome.REGISTER_NOT_LOADED, MatchStrength.NONE, None)
    assert match.candidates[0].name == "Tembo Ridge Placement Ltd"


def test_a_claim_made_again_gets_the_same_answer_and_one_that_differs_in_anything_its_own() -> None:
    index = RegisterIndex([an_entry(1, "Tembo Ridge Placement Ltd", number="ZZ/0001", contacts=(phone(NAIROBI),))])
    own = a_claim("Tembo Ridge Placement", phone(NAIROBI))
    others = [
        a_claim("Tembo Ridge Placement", phone("+254711000000")),
        a_claim("Tembo Ridge Placement", phone("+254711000000"), branch=True),
        a_claim("Nyati Careers", phone(NAIROBI)),
    ]
    first = index.match_many([own, *others, own])
    assert first[0] is first[-1]
    assert index.match_many([*others, own]) == [*first[1:-1], first[0]]
    assert [RegisterIndex(index.entries).match(one) for one in (own, *others)] == first[:-1]


def test_more_claims_than_are_remembered_are_each_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "_MOST_MATCHED", 2)
    claims = [a_claim(name) for name in ("Kifaru Agency", "Mlima Bureau", "Bahari Staffing", "Chui Careers")]
    index = RegisterIndex(INDEX.entries)
    for _ in range(3):
        assert index.match_many(claims[:2]) == [INDEX.match(one) for one in claims[:2]]
        assert index.match_many(claims) == [INDEX.match(one) for one in claims]


def test_a_register_that_was_replaced_is_not_kept() -> None:
    index = RegisterIndex(INDEX.entries)
    index.match(a_claim("Kifaru Agencies"))
    gone = weakref.ref(index)
    gc.disable()
    try:
        del index
        assert gone() is None
    finally:
        gc.enable()


def test_what_is_forgotten_is_matched_anew() -> None:
    index = RegisterIndex(INDEX.entries)
    first = index.match(a_claim("Kifaru Agencies"))
    assert index.match(a_claim("Kifaru Agencies")) is first
    index.forget()
    again = index.match(a_claim("Kifaru Agencies"))
    assert again == first
    assert again is not first


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Tembo Rigde Placement", "Tembo Ridge Placement Ltd"),
        ("Embo Ridge Placement", "Tembo Ridge Placement Ltd"),
        ("Tembo Ride Placemant", "Tembo Ridge Placement Ltd"),
        ("Tambo Rdge Placement", "Tembo Ridge Placement Ltd"),
        ("Kimaru Agency", "Kifaru Agency"),
        ("ifaru Agency", "Kifaru Agency"),
        ("Simba Glf Manpower", "Simba Gulf Manpower"),
        ("Timba Gulf Manpower", "Simba Gulf Manpower"),
        ("Twiga Sars Recruiters", "Twiga Stars Recruiters"),
        ("Twga Stras Recruiters", "Twiga Stars Recruiters"),
        ("Mlma Bureau", "Mlima Bureau"),
        ("Lima Bureau", "Mlima Bureau"),
        ("Bhri Staffing", "Bahari Staffing"),
        ("Bahari Staffin Kenya", "Bahari Staffing"),
    ],
)
def test_a_name_with_a_letter_or_two_wrong_comes_with_the_firm_that_was_meant(asked: str, meant: str) -> None:
    assert meant in [one.name for one in INDEX.match(a_claim(asked)).candidates]


@pytest.mark.parametrize("asked", ["Timba Gulf Manpower", "Siba Gul Manpower", "Twig Sars Recruiters", "Lima Bureau"])
def test_a_name_that_is_near_by_its_letters_alone_is_shown_and_means_nobody(asked: str) -> None:
    match = INDEX.match(a_claim(asked))
    assert verdict(match) == (MatchOutcome.UNLISTED, MatchStrength.NONE, None)
    assert match.score == 0
    shown = match.candidates[0]
    assert shown.score < 0.5
    assert shown.reasons[0].text in ("the names differ by one letter", "the names differ by 2 letters")


def test_who_holds_the_quoted_number_comes_before_a_name_that_is_near_by_its_letters() -> None:
    match = INDEX.match(a_claim("Bhri Staffing", licence("ZZ/0003")))
    assert [one.name for one in match.candidates] == ["Simba Gulf Manpower", "Bahari Staffing"]


@pytest.mark.parametrize("asked", ["Zulu Karibu Pastries", "Bahasha Staffing", "Mzee Bureau", "Ridge Placement"])
def test_another_name_comes_with_nobody_for_its_letters(asked: str) -> None:
    found = (reason.kind for one in INDEX.match(a_claim(asked)).candidates for reason in one.reasons)
    assert "letters" not in found

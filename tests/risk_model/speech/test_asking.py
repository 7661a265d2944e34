"""What is asked is told from what nobody is asked, by how the sentence is built, whatever it is."""

from datetime import date
from itertools import product

import pytest

from registry.law.rulebook import load_rulebook
from risk_model.indicators import find_many
from risk_model.words.advert_text import AdvertText

KE = load_rulebook("ke")
ON = date(2026, 11, 18)
ASKED = {
    "pay_before_interview": "pay 500 before the interview",
    "fee_registration": "pay a registration fee of KSh 2,000",
    "fee_processing_visa": "pay 30,000 for visa processing",
    "passport_collected": "hand over your passport to the agent",
    "sensitive_data_harvest": "send us your M-Pesa PIN",
    "no_contract_or_sign_on_arrival": "sign the contract only after landing",
}
KUOMBWA = {
    "pay_before_interview": "kulipa mia tano kabla ya interview",
    "fee_registration": "kulipia usajili elfu mbili",
    "passport_collected": "kumpa ajenti pasipoti yako",
    "sensitive_data_harvest": "kutuma PIN ya M-Pesa",
}
NOT_ASKED = [
    "You will never be asked to {}.",
    "We do not require any applicant to {}.",
    "At no time shall we ask you to {}.",
    "Nobody at our office will ask you to {}.",
    "Nothing in the contract obliges you to {}.",
    "It is illegal for an agent to make you {}.",
    "Anyone who tells you to {} is a conman.",
    "If a recruiter pressures you to {}, report the matter.",
    "We turn away every employer who wants workers to {}.",
    "Do I have to {}? No, you do not.",
    "Must I {}?\nNot with us.",
    "You must {}? Who told you that?",
    "We have no condition that says you must {}.",
    "Neither before selection nor after it are you required to {}.",
    "You will hear that you have to {}. Lies.",
    "Our old poster said you should {}; that line was wrong.",
    "Walk out the moment an agent asks you to {}.",
]
SIO_LAZIMA = [
    "Hutatakiwa {} wakati wowote.",
    "Hakuna mwombaji atakayetakiwa {}.",
    "Kwetu si lazima {}.",
    "Ofisi yetu haijawahi kumtaka mtu yeyote {}.",
    "Wakala mwenye leseni hawezi kukuambia uwe tayari {}.",
    "Je, natakiwa {}? Hapana, hata kidogo.",
    "Huna haja ya {}.",
    "Mwajiri ametukataza kabisa kukuomba {}.",
    "Ati lazima {}. Uongo mtupu.",
]
IS_ASKED = [
    "You only need to {}.",
    "To be considered, {} today.",
    "Successful candidates will {}.",
    "Kindly {} and wait.",
]
LAZIMA = ["Unatakiwa {} kwanza.", "Lazima {}."]


def said(templates: list[str], demands: dict[str, str]) -> list[tuple[str, str]]:
    return [(rule_id, form.format(demand)) for form, (rule_id, demand) in product(templates, demands.items())]


def counting(cases: list[tuple[str, str]]) -> list[bool]:
    found = find_many([AdvertText(text, on=ON) for _, text in cases], rulebook=KE)
    return [
        any(one.rule_id == rule_id and one.counts for one in listed)
        for (rule_id, _), listed in zip(cases, found, strict=True)
    ]


@pytest.mark.parametrize(("templates", "demands"), [(NOT_ASKED, ASKED), (SIO_LAZIMA, KUOMBWA)], ids=["en", "sw"])
def test_what_nobody_is_asked_is_no_demand(templates: list[str], demands: dict[str, str]) -> None:
    cases = said(templates, demands)
    assert [text for (_, text), counts in zip(cases, counting(cases), strict=True) if counts] == []


@pytest.mark.parametrize(("templates", "demands"), [(IS_ASKED, ASKED), (LAZIMA, KUOMBWA)], ids=["en", "sw"])
def test_what_is_asked_is_found_in_whatever_way_it_is_put(templates: list[str], demands: dict[str, str]) -> None:
    cases = said(templates, demands)
    assert [text for (_, text), counts in zip(cases, counting(cases), strict=True) if not counts] == []


@pytest.mark.parametrize(
    "case",
    [
        ("fee_registration", "You will not be asked to pay anything except the 1,500 registration form."),
        ("fee_registration", "We have never asked anyone to pay twice, the registration fee is 2,000 once."),
        ("fee_registration", "Do you need experience? No, just pay 1,500 registration and start."),
        ("fee_registration", "Registration fee? No problem, only 500."),
        ("fee_registration", "Hutaambiwa kungoja, lipa 1,500 ya usajili na unaanza."),
        ("fee_processing_visa", "Must you have a passport? No. Pay 30,000 for visa processing and we arrange it."),
        ("mpesa_personal_number", "No need to come to the office, send 1,000 to 0700 000 011."),
        ("visit_visa_for_work", "Do you need a work permit? No. You travel on a visit visa and change later."),
        ("mpesa_personal_number", "No need to come to the office just send 1,000 to 0700 000 011"),
        ("fee_registration", "Hakuna haja ya kuja ofisini tuma tu 1,500 ya usajili kwa till"),
        ("fee_registration", "Huhitaji kuja Nairobi lipa 1,500 ya usajili"),
        ("fee_registration", "Do not ask many questions send 500 for the form and wait"),
        ("fee_registration", "We are not fake we ask you to pay 2,000 for registration"),
        ("fee_registration", "No experience needed you must pay 2,000 for registration"),
        ("fee_registration", "Do not forget that you are required to pay 2,000 for registration."),
        ("fee_registration", "People say we are fake. Lies. Pay 2,000 for registration today."),
        ("fee_registration", "Huhitaji uzoefu wowote unatakiwa tu kulipa 2,000 ya usajili."),
        ("visit_visa_for_work", "You will not be asked for a work permit you travel on a visit visa and change later"),
    ],
)
def test_a_no_about_something_else_hides_no_demand(case: tuple[str, str]) -> None:
    assert counting([case]) == [True]

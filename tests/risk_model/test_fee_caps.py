"""What a worker may be asked for is read by the cap of the advert's day; the caps are invented, Kenya's apart."""

from datetime import date
from typing import Any, get_args

import pytest

from registry.law.rule_schema import FeeBand, FeeCap, InForce, Reference
from registry.law.rulebook import Rulebook, load_rulebook
from registry.observation import Observation
from risk_model.fees import PURPOSES
from risk_model.indicators import find_indicators
from tests.risk_model.factory import in_force

KE = load_rulebook("ke")
ON = date(2026, 11, 18)
SINCE, UNTIL = date(2020, 1, 1), date(2024, 1, 1)
FEE_RULES = {"fee_registration", "fee_processing_visa", "fee_medical_training", "pay_before_interview"}


def a_cap(*purposes: str, reliability: str = "B", verified_by: str | None = None, **given: Any) -> FeeCap:
    reference = Reference(text="an invented order", reliability=reliability, verified_by=verified_by)  # type: ignore[arg-type]
    return FeeCap(**{"purposes": purposes, "reference": reference, **given})


CAPS = (
    a_cap("processing", reliability="A", verified_by="A. Reader", most=0, in_force=in_force(SINCE, UNTIL)),
    a_cap("registration", most=2000),
    a_cap("medical_training", reliability="C", most_months_pay=1),
    a_cap("interview", most=0, abroad=True, occupations=("domestic worker",), destinations=("SA", "OM")),
)
BANDS = (
    FeeBand(name="old", minimum=1, reading="-", in_force=InForce(until=SINCE), reference=CAPS[0].reference),
    FeeBand(name="new", minimum=1, reading="-", in_force=InForce(since=SINCE), reference=CAPS[0].reference),
)


def a_country(version: str, **given: Any) -> Rulebook:
    """Kenya's words under another code, so that no reader of labelled sentences has to be fitted."""
    return Rulebook(jurisdiction=KE.jurisdiction.model_copy(update={"code": "yy", **given}), version=version)


CAPPED = a_country("capped", fee_caps=CAPS, fee_bands=BANDS)
WITHOUT = a_country("without caps", fee_caps=())


def found(text: str, on: date = ON, rulebook: Rulebook = CAPPED) -> dict[str, Observation]:
    return {one.rule_id: one for one in find_indicators(text, rulebook=rulebook, on=on)}


def said_of(text: str, on: date = ON) -> str:
    return " ".join(one.explanation for one in found(text, on).values() if one.rule_id in FEE_RULES)


def caps_of(text: str, on: date = ON) -> list[dict[str, Any]]:
    """Every cap compared, once an amount."""
    fees = {str(fee["span"]): fee for one in found(text, on).values() for fee in one.facts.get("fees", ())}
    return [cap for fee in fees.values() for cap in fee["caps"]]


VISA = "Drivers, Nairobi\nYou pay a visa fee of KSh 30,000."


@pytest.mark.parametrize(
    ("on", "is_capped"),
    [(date(2019, 12, 31), False), (SINCE, True), (date(2023, 12, 31), True), (UNTIL, False), (ON, False)],
)
def test_the_cap_is_that_of_the_adverts_day(on: date, is_capped: bool) -> None:
    assert bool(caps_of(VISA, on)) is is_capped
    assert ("the cap in force" in said_of(VISA, on)) is is_capped


def test_the_finding_says_the_amount_its_purpose_the_day_and_the_cap() -> None:
    visa = found(VISA, SINCE)["fee_processing_visa"]
    assert (
        "KSh 30,000 asked for a visa or processing; the cap in force on 1 January 2020 was nothing (an invented order)."
    ) in visa.explanation
    (fee,) = visa.facts["fees"]
    assert fee["caps"][0]["over"] is True
    assert (fee["caps"][0]["since"], fee["caps"][0]["until"]) == ("2020-01-01", "2024-01-01")


def test_each_amount_is_told_in_one_finding_only() -> None:
    text = (
        "Drivers, Nairobi\nPay the registration fee of KSh 3,000 and the visa fee of KSh 30,000 before the interview."
    )
    said = said_of(text, SINCE)
    assert said.count("KSh 3,000 asked for") == said.count("KSh 30,000 asked for") == 1


def test_an_amount_beside_the_words_found_is_told_all_the_same() -> None:
    assert "KSh 3,000 asked for" in said_of("Guards, Nairobi\nThere is a registration fee which is KSh 3,000.")


@pytest.mark.parametrize(
    ("asked", "over", "says"),
    [
        ("KSh 1,500", False, "was 2,000 KES, and this is no more (unconfirmed: an invented order)"),
        ("KSh 2,000", False, "and this is no more"),
        ("KSh 2,500", True, "was 2,000 KES, and this is more (unconfirmed: an invented order)"),
        ("USD 500", None, "was 2,000 KES, not compared: another currency (unconfirmed"),
    ],
)
def test_amounts_are_compared_in_the_caps_own_currency(asked: str, over: bool | None, says: str) -> None:
    text = f"Guards, Nairobi\nPay a registration fee of {asked}."
    (cap,) = caps_of(text)
    assert cap["over"] is over
    assert says in said_of(text)


def test_nothing_is_nothing_in_every_currency() -> None:
    (cap,) = caps_of("Drivers, Nairobi\nYou pay a visa fee of USD 300.", SINCE)
    assert (cap["over"], cap["why_not"]) == (True, "")


@pytest.mark.parametrize(
    ("pay", "most", "over", "says"),
    [
        ("Salary KSh 20,000 per month.", 20000, True, "one month's pay, here 20,000 KES, and this is more"),
        ("Salary KSh 480,000 per year.", 40000, False, "one month's pay, here 40,000 KES, and this is no more"),
        ("", None, None, "one month's pay, not compared: the advert tells no pay"),
        ("Salary SAR 1,500 per month.", 1500, None, "here 1,500 SAR, not compared: another currency"),
    ],
)
def test_a_cap_of_months_pay_needs_the_pay(pay: str, most: float | None, over: bool | None, says: str) -> None:
    text = f"Guards wanted\n{pay} You pay a medical fee of KSh 30,000."
    (cap,) = caps_of(text)
    assert (cap["most"], cap["over"]) == (most, over)
    assert says in said_of(text)


def test_what_was_not_read_in_any_law_is_not_told_as_law() -> None:
    said = said_of("Guards wanted\nYou pay a medical fee of KSh 30,000.")
    assert "background knowledge puts the cap on" in said
    assert "(unconfirmed, not to be quoted as law: an invented order)" in said
    assert "in force" not in said


def test_a_cap_for_a_trade_and_places_holds_for_those_only() -> None:
    asks = "Pay KSh 1,000 for the interview."
    assert caps_of(f"Housemaids for Oman\n{asks}")[0]["over"] is True
    assert "for a domestic worker in Saudi Arabia or Oman was nothing" in said_of(f"Housemaids for Oman\n{asks}")
    for title in ("Guards for Oman", "Housemaids for Qatar", "Housemaids, Nairobi"):
        assert caps_of(f"{title}\n{asks}") == []


def test_what_others_pay_or_warnings_tell_has_no_cap() -> None:
    for text in (
        "Drivers, Nairobi\nThe employer pays the visa fee of KSh 30,000.",
        "Drivers, Nairobi\nBeware of fraudsters who ask for a visa fee of KSh 30,000.",
    ):
        assert "asked for a visa" not in said_of(text, SINCE)


@pytest.mark.parametrize(
    "text",
    [
        VISA,
        "Housemaids for Oman\nPay KSh 1,000 for the interview. Medical fee KSh 6,000, refundable. Salary SAR 1,000.",
        "Guards, Nairobi\nNo fee is charged. Registration KSh 500 to till 123456.",
    ],
)
def test_caps_make_no_finding_and_take_none(text: str) -> None:
    def stated(rulebook: Rulebook) -> set[tuple[object, ...]]:
        return {(one.rule_id, one.stated, one.cancelled_by, one.span) for one in found(text, SINCE, rulebook).values()}

    assert stated(CAPPED) == stated(WITHOUT)


def test_an_amount_is_read_by_the_band_of_the_adverts_day() -> None:
    for on, band in ((date(2019, 12, 31), "old"), (SINCE, "new")):
        (fee,) = found(VISA, on)["fee_processing_visa"].facts["fees"]
        assert fee["band"] == band


def test_caps_speak_of_purposes_that_fees_are_read_by() -> None:
    (listed, _) = get_args(FeeCap.model_fields["purposes"].annotation)
    assert get_args(listed) == PURPOSES


def test_kenyas_caps_are_unconfirmed_and_dated() -> None:
    caps = KE.jurisdiction.fee_caps
    assert caps
    assert not any(cap.reference.confirmed for cap in caps)
    assert all(cap.in_force.since for cap in caps)


def test_kenyas_visa_cap_is_told_as_unconfirmed_from_its_day_on() -> None:
    kenya = a_country("kenya")
    text = "Drivers, Saudi Arabia\nYou pay a visa fee of KSh 30,000."
    said = found(text, date(2026, 11, 18), kenya)["fee_processing_visa"].explanation
    assert "the cap in force on 18 November 2026 for jobs abroad was nothing (unconfirmed: " in said
    before = found(text, date(2024, 9, 17), kenya)["fee_processing_visa"].explanation
    assert "in force" not in before
    assert "asked for" not in found(text, date(2016, 6, 16), kenya)["fee_processing_visa"].explanation

"""Who is asked to pay what, for what, when and through which channel; sentences are Kenya's, numbers invented."""

from datetime import date

import pytest

from registry.errors import InvalidInput
from registry.law.rulebook import load_rulebook
from risk_model.indicators import find_fees, find_indicators
from risk_model.words.amounts import AmountReader
from risk_model.words.reading import read_words

KE = load_rulebook("ke")
ON = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "low", "high", "currency"),
    [
        ("KSh 1,500", 1500, 1500, "KES"),
        ("2000/=", 2000, 2000, "KES"),
        ("Kes2000/-", 2000, 2000, "KES"),
        ("15k bob", 15000, 15000, "KES"),
        ("shilingi elfu tano", 5000, 5000, "KES"),
        ("elfu moja mia tano", 1500, 1500, ""),
        ("elfu moja na mia mbili riyal", 1200, 1200, "SAR"),
        ("elfu ishirini na mbili na mia tano", 22500, 22500, ""),
        ("elfu mia mbili", 200000, 200000, ""),
        ("laki moja na nusu", 150000, 150000, ""),
        ("laki moja na elfu hamsini", 150000, 150000, ""),
        ("laki moja na hamsini", 150000, 150000, ""),
        ("thousand two hundred riyals", 1200, 1200, "SAR"),
        ("twenty five thousand bob", 25000, 25000, "KES"),
        ("one hundred and fifty thousand shillings", 150000, 150000, "KES"),
        ("two thousand five hundred", 2500, 2500, ""),
        ("elfu tano na mbili", 5000, 5000, ""),
        ("mia tano, medical elfu sita", 500, 500, ""),
        ("elfu kumi hadi elfu kumi na tano", 10000, 15000, ""),
        ("SAR 950/= p.m", 950, 950, "SAR"),
        ("K s h  1 0 0 0", 1000, 1000, "KES"),
        ("thao mbili", 2000, 2000, ""),
        ("soo tano", 500, 500, ""),
        ("SAR 1,000 to 1,500", 1000, 1500, "SAR"),
        ("1200-1500 riyals", 1200, 1500, "SAR"),
        ("$500", 500, 500, "USD"),
        ("1.500.000 shillings", 1500000, 1500000, "KES"),
        ("kati ya 15k na 20k", 15000, 20000, ""),
        ("between KSh 15k and 20k", 15000, 20000, "KES"),
        ("15k-20k", 15000, 20000, ""),
        ("15k or 20k", 15000, 20000, ""),
        ("15k and 20k", 15000, 15000, ""),
        ("KSh 1,500.50", 1500.5, 1500.5, "KES"),
        ("KSh 150 000", 150000, 150000, "KES"),
        ("KSh\u00a0150\u00a0000", 150000, 150000, "KES"),
        ("Ksh. 1\u2009250\u202f500", 1250500, 1250500, "KES"),
        ("KSh 1 500.50", 1500.5, 1500.5, "KES"),
        ("2 500 shillings", 2500, 2500, "KES"),
        ("12 500/=", 12500, 12500, "KES"),
        ("1.5 lakh", 150000, 150000, ""),
        ("150 000", 150000, 150000, ""),
        ("KSh 100 000-150 000", 100000, 150000, "KES"),
        ("SAR 1 500 24 months", 1500, 1500, "SAR"),
        ("KSh 2 500 0712 345 678", 2500, 2500, "KES"),
        ("KSh 500 0712 345 678", 500, 500, "KES"),
        ("KSh 500 254 712 345 678", 500, 500, "KES"),
        ("KSh 2 2026", 2, 2, "KES"),
        ("KSh 150, 000", 150000, 150000, "KES"),
        ("KSh 150  000", 150, 150, "KES"),
        ("KSh 1500 000", 1500, 1500, "KES"),
    ],
)
def test_amounts_are_read_as_written(text: str, low: float, high: float, currency: str) -> None:
    for written in (f"Pay\n{text} now", text, f"You pay, {text} now"):
        words = read_words(written)
        first = AmountReader(KE.jurisdiction).read(words)[0]
        assert (first.low, first.high, first.currency) == (low, high, currency)
        assert first.end <= len(words.words)


@pytest.mark.parametrize(
    ("text", "quote", "band"),
    [
        ("Visa fee KSh 150 000 before travel", "KSh 150 000", "advance_fee"),
        ("Visa\u200b fee 150\u00a0000 shillings for all", "150\u00a0000 shillings", "advance_fee"),
        ("Visa fee 150 000 only", "150 000", "advance_fee"),
    ],
)
def test_an_amount_with_spaces_is_quoted_whole_and_in_its_band(text: str, quote: str, band: str) -> None:
    written = f"Jobs\n{text}"
    (fee,) = find_fees(written, rulebook=KE)
    assert (fee.amount, fee.quote, fee.band) == (150000, quote, band)
    assert written[slice(*fee.span)] == quote


@pytest.mark.parametrize(
    "text",
    [
        "Call 0712 345 000",
        "Call 0712-345 000",
        "Call +254 712 345 000",
        "Call 712 345 678",
        "On 12 2026",
        "On 12 05 2026",
        "Ages 18 350",
        "Line 100 200 300",
    ],
)
def test_digits_with_spaces_that_are_no_amount_are_not_joined(text: str) -> None:
    read = AmountReader(KE.jurisdiction).read(read_words(f"Job\n{text}"))
    assert [one for one in read if one.high > 2026] == []
    assert find_fees(f"Job\nPay a registration fee of KSh 500. {text}", rulebook=KE)[0].amount == 500


def test_posts_are_no_fee_however_many() -> None:
    assert find_fees("Job\nWe have posts 150 000, pay registration", rulebook=KE) == ()


def test_a_currency_that_cannot_be_read_is_refused_by_name() -> None:
    odd = KE.jurisdiction.currencies[0].model_copy(update={"code": "XXX", "words": ("¤",)})
    with pytest.raises(InvalidInput, match="The currency XXX is called '¤', which reads as no word"):
        AmountReader(KE.jurisdiction.model_copy(update={"currencies": (odd,)}))


@pytest.mark.parametrize("text", ["In 2026", "Call 0700 000 011", "30 slots", "95% of staff"])
def test_other_numbers_are_no_amounts(text: str) -> None:
    assert [one for one in AmountReader(KE.jurisdiction).read(read_words(f"Job\n{text}")) if one.currency] == []
    assert find_fees(f"Job\n{text}", rulebook=KE) == ()


def test_a_fee_carries_its_purpose_stage_channel_and_band() -> None:
    (fee,) = find_fees("Pay a registration fee of KSh 1,000 to till 123456 before the interview.", rulebook=KE)
    assert (fee.amount, fee.currency, fee.band) == (1000, "KES", "micro")
    assert (fee.purpose, fee.payer) == ("registration", "worker")
    assert (fee.stage, fee.channel, fee.refundable) == ("before_interview", "till_or_paybill", None)


def test_what_the_employer_pays_is_not_asked_of_the_worker() -> None:
    fees = find_fees("The employer pays a visa fee of SAR 2,000 for each worker.", rulebook=KE)
    assert {fee.payer for fee in fees} <= {"employer"}


def test_pay_is_no_fee() -> None:
    assert find_fees("Salary KSh 30,000 per month. You earn a bonus of KSh 5,000.", rulebook=KE) == ()


@pytest.mark.parametrize(
    ("text", "refundable"),
    [
        ("A deposit of 3,000 bob is refundable.", True),
        ("A deposit of 3,000 bob, non-refundable.", False),
        ("A deposit of 3,000 bob is due.", None),
    ],
)
def test_silence_on_a_refund_is_neither_yes_nor_no(text: str, refundable: bool | None) -> None:
    (fee,) = find_fees(text, rulebook=KE)
    assert fee.refundable is refundable


def test_pay_named_after_a_comma_is_not_the_fee_before_it() -> None:
    (fee,) = find_fees("Pay a fee of KSh 1,000, salary 30,000.", rulebook=KE)
    assert fee.amount == 1000


def test_a_list_of_wages_is_no_fee() -> None:
    assert find_fees("Cooks 15,000, salary 20,000 after medical and training.", rulebook=KE) == ()


def test_several_fees_of_different_purposes_are_one_more_finding_with_the_amounts() -> None:
    text = "Cooks\nRegistration fee KSh 1,000. Medical fee KSh 6,000. Visa fee KSh 30,000."
    found = {one.rule_id: one for one in find_indicators(text, rulebook=KE, on=ON)}
    assert [fee["amount"] for fee in found["staged_payment_escalation"].facts["fees"]] == [1000, 6000, 30000]


@pytest.mark.parametrize(
    ("text", "rule_id"),
    [
        ("Guards\nprosesing fee ni 3500 pekee", "fee_processing_visa"),
        ("Guards\nProsesing fee ya 3,500 inalipwa ofisini", "fee_processing_visa"),
        ("Supermarket\nlipaa 2k ya form upate kazi", "fee_registration"),
        ("Dubai\nVissa fee 30,000", "fee_processing_visa"),
        ("Dubai\nVISA💵FEE 30,000", "fee_processing_visa"),
        ("Saudi\nA fee of SAR 1,500/= is to be paid to the agent for visa stamping.", "fee_processing_visa"),
        ("Jobs\nA sum of KSh 1,000 has to be paid for registration.", "fee_registration"),
        ("Cleaners\npay KSh 600 to our agent for good conduct before the interview", "pay_before_interview"),
        ("Cleaners\nPay KSh 500 interview fee. Good conduct is at Huduma Centre.", "pay_before_interview"),
        ("Qatar\nHulipi chochote mpaka upate visa, then 60k.", "fee_processing_visa"),
        ("Qatar\nYou pay nothing until the visa is out, then 60,000 to the agent.", "fee_processing_visa"),
        ("UK\nTotal package 350k: 150k on signing, 200k when CoS is issued.", "staged_payment_escalation"),
        (
            "Canada\nDeposit 50% of the package (KSh 180,000) now; remaining 50% on visa approval.",
            "staged_payment_escalation",
        ),
        ("Dubai\nFly now, clear balance ya 80k ukiwa kazi.", "salary_deduction_recovery"),
        ("Guards\nPay a fee of KSh 1,000, salary 30,000.", "fee_registration"),
        ("Guards\nPay KSh 1,000 to apply.", "fee_registration"),
        ("Cooks\nWe charge one month salary as our fee.", "fee_registration"),
        ("Cleaners\nOther agents ask for 5,000 before the interview. We ask only 2,000.", "fee_registration"),
        ("Qatar\nVisa fee of KSh 40,000 is paid to the embassy through our agent.", "fee_processing_visa"),
    ],
)
def test_what_is_asked_is_found_as_people_write_it(text: str, rule_id: str) -> None:
    assert rule_id in {one.rule_id for one in find_indicators(text, rulebook=KE, on=ON) if one.counts}


@pytest.mark.parametrize(
    ("text", "rule_id"),
    [
        (
            "Guards\nThe successful applicant will pay KSh 600 for a certificate of good conduct at Huduma Centre "
            "before reporting.",
            "pay_before_interview",
        ),
        ("Clerk\nBefore interview carry KSh 200 bus fare.", "pay_before_interview"),
        (
            "Nurse\nBring your KNC practising licence fee receipt of KSh 2,500 to the interview.",
            "pay_before_interview",
        ),
        ("Dubai\nFly now, clear balance ya 80k ukiwa kazi.", "pay_before_interview"),
        ("Dubai\nVisa cost 40k, half now and half after landing.", "pay_before_interview"),
        ("Cleaners\npay registration fee 1,000 before interview", "staged_payment_escalation"),
        ("Jobs\nThe 5k is non refundable.", "fee_refundable_promise"),
        (
            "Jobs\nYou will refund the agency its costs, KSh 90,000, from your first three salaries.",
            "fee_refundable_promise",
        ),
        ("Boda\nBike on loan, repay KSh 450 a day.", "salary_deduction_recovery"),
        ("Qatar\nonce the visa is out you pay 250,000", "salary_deduction_recovery"),
        ("Canada\nVisa fee of CAD 150 is paid directly to the embassy.", "fee_processing_visa"),
        ("Kuwait\nSend your original passport by courier for stamping.", "passport_processing_offered"),
    ],
)
def test_what_only_sounds_like_it_is_not_stated(text: str, rule_id: str) -> None:
    assert rule_id not in {one.rule_id for one in find_indicators(text, rulebook=KE, on=ON) if one.counts}


def test_what_the_worker_gives_back_is_no_refund_and_no_price_of_an_interview() -> None:
    (fee,) = find_fees("You will refund the agency its costs, KSh 90,000, from your first three salaries.", rulebook=KE)
    assert (fee.refundable, fee.stage) == (None, "")


def test_a_debt_at_work_has_no_purpose_of_an_interview() -> None:
    (fee,) = find_fees("Dubai\nFly now, clear balance ya 80k ukiwa kazi.", rulebook=KE)
    assert (fee.amount, fee.purpose) == (80000, "")


def test_a_passive_demand_says_what_it_is_for() -> None:
    text = "A fee of SAR 1,500/= is to be paid to the agent for visa stamping."
    (fee,) = find_fees(text, rulebook=KE)
    assert (fee.amount, fee.currency, fee.purpose, fee.payer) == (1500, "SAR", "processing", "worker")


def test_spaced_digits_are_one_amount_with_its_whole_place() -> None:
    (fee,) = find_fees("Jobs\nr e g i s t r a t i o n  f e e  K s h  1 0 0 0", rulebook=KE)
    assert (fee.amount, fee.quote, fee.purpose) == (1000, "K s h  1 0 0 0", "registration")


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Utalipa awamu tatu: 10k, 15k na 20k", [10000, 15000, 20000]),
        ("You pay three times: KSh 10k, KSh 15k and KSh 20k", [10000, 15000, 20000]),
        ("You pay 10k, 15k or 20k", [10000, 15000, 20000]),
        ("You pay 10k, 15k to 20k", [10000, 20000]),
        ("Pay KSh 20,000 now and 30,000 after visa, balance 25,000 at the airport", [20000, 30000, 25000]),
        ("Lipa KSh 20,000 sasa, salio ya 30k ukifika", [20000, 30000]),
        ("Pay a fee of KSh 1,000. Salary 30,000", [1000]),
        ("Pay a fee of KSh 1,000. Bank balance 25,000", [1000]),
    ],
)
def test_each_amount_of_a_list_and_what_is_left_of_a_sum_are_fees(text: str, amounts: list[float]) -> None:
    assert [fee.amount for fee in find_fees(f"Jobs\n{text}", rulebook=KE)] == amounts


@pytest.mark.parametrize(
    ("text", "purposes"),
    [
        ("Deposit 40k, then medical 12k, ticket balance 50k before travel", ["", "medical_training", "processing"]),
        (
            "Registration fee KSh 1,000, medical fee KSh 6,000, visa fee KSh 30,000.",
            ["registration", "medical_training", "processing"],
        ),
        ("Pay KSh 1,000 registration, 6,000 medical", ["registration", "medical_training"]),
        ("Pay KSh 20,000 for visa, 5,000 for medical", ["processing", "medical_training"]),
    ],
)
def test_words_of_purpose_belong_to_the_amount_they_stand_with(text: str, purposes: list[str]) -> None:
    assert [fee.purpose for fee in find_fees(f"Jobs\n{text}", rulebook=KE)] == purposes


@pytest.mark.parametrize(
    ("text", "fees"),
    [
        (
            "Pay Kshs 3000 registration, 12,500 medical and 60,000 visa.",
            [(3000, "registration"), (12500, "medical_training"), (60000, "processing")],
        ),
        (
            "Lipa 3000 ya usajili, 12,500 ya medical na 60,000 ya visa.",
            [(3000, "registration"), (12500, "medical_training"), (60000, "processing")],
        ),
        ("Send 1,000 to 0712 345 678 to book your interview.", [(1000, "interview")]),
        ("Pay KSh 800 to book an interview slot.", [(800, "interview")]),
        ("Pay a booking fee of KSh 800.", [(800, "registration")]),
        ("Pay £200 for a certificate of sponsorship.", [(200, "processing")]),
        (
            "Pay half of 80,000 now (40,000) for the visa and the balance of 40,000 at the airport.",
            [(40000, "processing"), (40000, "processing")],
        ),
        ("Pay half of 80,000 for the visa now (40,000).", [(80000, "processing")]),
        (
            "Pay a total of 9,000: 3,000 for registration and 6,000 for medical.",
            [(3000, "registration"), (6000, "medical_training")],
        ),
        ("Pay 10K + 5K: 10K for visa and 5K for medical.", [(10000, "processing"), (5000, "medical_training")]),
        (
            "Pay KSh 2,000 registration, 1,000 medical, 1,000 visa.",
            [(2000, "registration"), (1000, "medical_training"), (1000, "processing")],
        ),
        ("Pay KSh 1,000 registration, salary 30,000 a month.", [(1000, "registration")]),
        ("Pay KSh 1,000 registration and earn 30,000.", [(1000, "registration")]),
        ("Pay KSh 1,000 registration for 20 posts.", [(1000, "registration")]),
        ("Registration fee - KES 0. Processing fee - KES 0.", []),
        ("Tips of £2.10 an hour on top of basic pay.", []),
    ],
)
def test_each_amount_asked_is_one_fee_with_its_purpose(text: str, fees: list[tuple[float, str]]) -> None:
    assert [(fee.amount, fee.purpose) for fee in find_fees(f"Jobs\n{text}", rulebook=KE)] == fees

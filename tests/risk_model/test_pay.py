"""Promised pay is compared with the band of its day, place and trade, and with nothing where no band is known."""

from datetime import date

import pytest

from registry.law.rulebook import load_rulebook
from risk_model.indicators import find_indicators

KE = load_rulebook("ke")
PAY_RULES = {"salary_far_above_range", "salary_below_floor", "currency_mismatch"}


def found(text: str, on: date = date(2026, 11, 18), destination: str | None = None) -> set[str]:
    observations = find_indicators(text, rulebook=KE, on=on, destination=destination)
    return {one.rule_id for one in observations if one.counts} & PAY_RULES


def test_a_floor_binds_from_its_day_on() -> None:
    text = "Housemaid, Riyadh\nSAR 900 per month."
    assert found(text, on=date(2025, 6, 1)) == set()
    assert found(text, on=date(2026, 3, 1)) == {"salary_below_floor"}


@pytest.mark.parametrize(
    ("on", "rules", "floor"),
    [
        (date(2025, 11, 18), set(), None),
        (date(2026, 1, 31), set(), None),
        (date(2026, 2, 1), {"salary_below_floor"}, 1000),
        (date(2026, 11, 18), {"salary_below_floor"}, 1000),
    ],
)
def test_the_dates_of_a_band_decide_and_not_the_day_of_reading(on: date, rules: set[str], floor: float | None) -> None:
    text = "Housemaid, Riyadh\nSAR 900 per month."
    assert found(text, on=on) == rules
    compared = [one.facts["floor"] for one in find_indicators(text, rulebook=KE, on=on) if one.rule_id in rules]
    assert compared == ([floor] if rules else [])


def test_pay_of_before_the_first_band_is_compared_with_nothing() -> None:
    text = "Night guard, Nairobi\nSalary KSh 4,000 per month."
    assert found(text, on=date(2024, 10, 31)) == set()
    assert found(text, on=date(2024, 11, 1)) == {"salary_below_floor"}


@pytest.mark.parametrize(
    "text",
    [
        "Surgeon, Saudi Arabia\nSAR 30,000 per month.",
        "Housemaid, Saudi Arabia\nThe employer's recruitment cost may reach SAR 9,000.",
        "Housemaid, Nairobi\nKSh 900 per day.",
        "Househelp, Nairobi, part-time\nKSh 5,000 per month.",
        "Housemaid, Saudi Arabia\nKSh 45,000 per month.",
        "Driver, Kuwait\nUSD 500 a month.",
        "Housemaid, Nairobi\nSalary KSh 24,000, reviewed every year in July.",
        "Housemaid, Nairobi\nSalary KSh 24,000 gross, reviewed after one year.",
        "Housemaid, Nairobi\nKSh 24,000 net, eight hours a day, six days a week.",
        "Housemaid, Nairobi\nSalary KSh 24,000 and one day off a week.",
        "Housemaid, Nairobi\nWage KSh 900, paid daily.",
        "Housemaid, Nairobi\nDaily wage KSh 900.",
        "Mboch, Nairobi\nMshahara 24,000 kwa mwezi, likizo kila mwaka.",
        "Housemaid, Riyadh\nMshahara elfu moja na mia mbili riyal kwa mwezi.",
        "Housemaid, Riyadh\nSalary thousand two hundred riyals a month.",
        "Househelp, Nairobi\nKSh 18,000 per month, house allowance KSh 2,000.",
        "Househelp, Nairobi\nSalary 18,000 plus bonus of 1,000 every month.",
        "Househelp, Nairobi\nPay 800, Sundays off.",
        "Night guard, Nakuru\nSalary 18,000, night allowance 200 per night.",
        "Night guard, Mombasa\nKsh 800 per night.",
        "Househelp in the Gulf\nSalary 1200 a month, free ticket.",
        "Driver, Riyadh\nSalary SAR 9500",
    ],
)
def test_lawful_pay_is_not_remarked_on(text: str) -> None:
    assert found(text) == set()


def test_pay_in_another_currency_or_period_is_compared_all_the_same() -> None:
    assert found("Housemaid, Saudi Arabia\nUSD 3,000 a month.") == {"salary_far_above_range"}
    assert found("Housemaid, Saudi Arabia\nSAR 3,600 per year.") == {"salary_below_floor"}
    assert found("Housemaid, Saudi Arabia\nYearly salary SAR 3,600, one day off a week.") == {"salary_below_floor"}


@pytest.mark.parametrize(
    "text",
    [
        "Housemaid, Riyadh\nSAR 950/= p.m",
        "Housemaid, Riyadh\nMshahara mia nane riyal kwa mwezi",
        "Mboch anatakikana Nairobi\nMshahara 6,000 kwa mwezi",
        "Househelp Nairobi\n5k kwa mwezi, live in",
        "Househelp Nairobi\nSalary 200 per day",
        "Househelp Nairobi\nMshahara elfu nne na mia tano kwa mwezi",
        "Househelp Nairobi\nSalary four thousand five hundred shillings a month",
        "Night guard Mombasa\nKsh 250 per night",
        "Night guard Kisumu\nSalary six thousand per month",
    ],
)
def test_pay_under_the_minimum_is_told_as_people_write_it(text: str) -> None:
    assert found(text) == {"salary_below_floor"}


def test_the_known_destination_goes_before_the_countries_named() -> None:
    text = "Housemaid\nOur office in Qatar pays SAR 1,200 salary per month."
    assert found(text, destination="SA") == set()


def test_a_pay_finding_shows_the_numbers_compared() -> None:
    text = "Housemaid, Riyadh\nSAR 700 per month."
    (one,) = [
        one for one in find_indicators(text, rulebook=KE, on=date(2026, 3, 1)) if one.rule_id == "salary_below_floor"
    ]
    assert one.facts["floor"] == 1000
    assert one.facts["monthly"] == 700
    assert "700 SAR" in one.explanation
    assert one.quote == "SAR 700"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Cook\nInterviews on Monday.\nPay: KSh 19,000", False),
        ("Nanny\nFirst aid knowledge is an advantage.\nPay - KES 20,500", False),
        ("Cook\nInterviews on Monday. Pay: KSh 1,900 to our till", True),
    ],
)
def test_pay_as_a_label_asks_nothing_of_the_worker(text: str, asked: bool) -> None:
    found = {
        one.rule_id for one in find_indicators(text, rulebook=load_rulebook("ke"), on=date(2026, 11, 18)) if one.counts
    }
    assert bool(found & {"pay_before_interview", "mpesa_till_or_paybill", "fee_registration"}) is asked


@pytest.mark.parametrize(
    "pay",
    [
        "KES 18,500, reviewed yearly.",
        "KES 18,500 a month, next review in a year.",
        "KES 18,500, annual leave of 21 days.",
        "Mshahara KES 18,500, huongezwa kila mwaka.",
    ],
)
def test_when_pay_is_reviewed_is_not_how_often_it_is_paid(pay: str) -> None:
    found = find_indicators(f"House manager Nairobi\n{pay}", rulebook=load_rulebook("ke"), on=date(2026, 11, 18))
    assert "salary_below_floor" not in {one.rule_id for one in found}


def below_floor(text: str) -> list[str]:
    found = find_indicators(text, rulebook=KE, on=date(2026, 11, 18))
    return [one.explanation for one in found if one.rule_id == "salary_below_floor" and one.counts]


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("Househelp wanted in Nairobi\nKSh 10,000 per month.", "16,114 for a domestic worker in Nairobi, Mombasa or"),
        ("Househelp\nLocation: Nakuru. KSh 10,000 per month.", "14,867 for a domestic worker in a former municipality"),
        ("Night guard, Kisumu\nSalary 15,000 a month.", "17,977 for a guard in Nairobi, Mombasa or Kisumu"),
        ("Househelp, Kitui\nKSh 6,000 per month.", "8,596 for a domestic worker in Kenya"),
    ],
)
def test_a_town_has_the_minimum_of_its_area(text: str, least: str) -> None:
    (said,) = below_floor(text)
    assert least in said


@pytest.mark.parametrize(
    "text",
    [
        "Househelp\nOur office is in Nairobi. KSh 10,000 per month.",
        "Househelp, Kitui\nCall our branch on Nairobi Road. KSh 10,000 per month.",
        "Househelp, Kitui\nOur agency, based in Nairobi, seeks her. Salary 12,000 per month.",
        "Househelp, Kitui\nOur office location is Nairobi. Salary 12,000 per month.",
        "Househelp\nLocation: Meru county, Tigania. KSh 10,000 per month.",
        "Househelp\nWanted in Nairobi, three days a week. KSh 9,000 per month.",
    ],
)
def test_an_office_in_a_town_does_not_say_that_the_work_is_there(text: str) -> None:
    assert below_floor(text) == []


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("Receptionist, Nairobi\nSalary KSh 5,000 p.m", "7,997 for any work in Kenya"),
        ("Mfanyakazi wa duka, Thika\nMshahara 6,000 kwa mwezi.", "7,997 for any work in Kenya"),
        ("Plumber, Doha\nSalary QAR 700 per month.", "1,000 for any work in Qatar"),
        ("Waiter, Mombasa\nSalary KSh 7,000 a month.", "7,997 for a waiter in Kenya"),
    ],
)
def test_work_without_a_minimum_of_its_own_has_the_one_of_anybody(text: str, least: str) -> None:
    (said,) = below_floor(text)
    assert least in said


def test_a_minimum_does_not_bind_before_its_day() -> None:
    text = "Cleaner wanted in Kitui\nSalary KSh 7,500 per month."
    assert "salary_below_floor" not in found(text, on=date(2023, 5, 10))
    assert "salary_below_floor" in found(text, on=date(2026, 5, 10))


@pytest.mark.parametrize(
    "text",
    [
        "Internship, Nairobi\nStipend of KSh 5,000 per month.",
        "Sales agent\nKSh 5,000 retainer per month plus commission.",
        "Tutor, Thika\nKSh 4,000 per month for two evenings a week.",
        "Plumber, Nairobi\nSalary KSh 2,500.",
        "Mason, Nairobi\nKSh 900 per day.",
        "Manager, Nakuru\nSalary KSh 60,000 per month; fuel card KSh 5,000 per month.",
        "Nurse, Kisii\nSalary 40,000 per month. Rent for staff houses is 4,000 per month.",
        "Sales, Thika\nEarn KSh 40,000. Sell goods of at least 5,000 per month.",
        "Gardener, Karen\nOne day a week, salary KSh 3,000 per month.",
    ],
)
def test_what_is_no_full_months_pay_is_under_no_minimum(text: str) -> None:
    assert below_floor(text) == []


GUARD = "Security guard Nairobi, salary "
MAID = "Housemaid, Riyadh\nSalary "


@pytest.mark.parametrize(
    "pay",
    [
        *("Ksh 240,000 p.a.", "216,000/yr", "216,000 P/A", "216k pa", "KES 1,200,000 p.a.", "Ksh 240,000 gross p.a."),
        *("Ksh 4,500 p.w.", "4,500/wk", "4,500 each week", "Sh4,500/week", "4,500 kwa wiki", "4,500 kila wiki"),
        *("9,000 fortnightly", "9,000 every two weeks", "9,000 every other week", "9,000 bi-weekly"),
        *("9,000 kila wiki mbili", "9,000 kila baada ya wiki mbili", "36,000 kila miezi miwili"),
        *("Ksh 100 an hr", "100/hr", "Ksh. 100/- per hour", "100 kwa saa", "KES 700/day", "700/-day", "700 kwa siku"),
        *("KES 700 per working day", "216,000 kwa mwaka", "KES 1.2M per year", "0.24M per year", "1-1.5M a year"),
        *("18'000", "18, 000", "18 ,000", "35,OOO", "1 8 0 0 0", "l8,000", "30-40k"),
        *("KES 18,000, two days off every two weeks", "KES 18,000 8hrs/day", "KES 18,000 Ph 0712 345 678"),
        "KES 18,000 PA system operator",
    ],
)
def test_pay_is_compared_by_the_month_however_it_is_written(pay: str) -> None:
    assert found(GUARD + pay) == set()
    assert found(f"Security guard, Nairobi\nSalary: {pay}") == set()


@pytest.mark.parametrize(
    ("text", "rule_id"),
    [
        (GUARD + "3M a year", "salary_far_above_range"),
        (GUARD + "KES 3M p.a.", "salary_far_above_range"),
        (GUARD + "KSH3,5OO", "salary_below_floor"),
        (GUARD + "Ksh 120,000 p.a.", "salary_below_floor"),
        (GUARD + "2,000/wk", "salary_below_floor"),
        (GUARD + "Ksh 40 an hr", "salary_below_floor"),
        ("Security guard, Nairobi\nKES 300/day", "salary_below_floor"),
        (MAID + "SAR 36,000/yr", ""),
        (MAID + "18,000 SAR p.a.", ""),
        (MAID + "SAR 60,000 p.a.", "salary_far_above_range"),
        ("Caregiver, Toronto\nCAD 17.20/hr", ""),
        ("Cleaner, Warsaw\nzl 31/hour", ""),
    ],
)
def test_another_period_hides_no_pay_outside_its_range(text: str, rule_id: str) -> None:
    assert found(text) == ({rule_id} if rule_id else set())


@pytest.mark.parametrize(
    "text",
    [
        *(MAID + pay for pay in ("SAR.1,500/=", "SR. 1500/-", "1500/- Riyals", "1,500/=", "700/-")),
        "Housemaid, Doha\nSalary 1,500 riyals a month.",
        "Guard\nMshahara ni rial 120 kwa mwezi.",
    ],
)
def test_money_that_may_be_of_any_country_is_under_nothing(text: str) -> None:
    assert found(text) == set()


def test_strokes_at_home_are_the_money_of_home() -> None:
    assert found(GUARD + "7,000/=") == {"salary_below_floor"}
    assert found(MAID + "SAR.700/=") == {"salary_below_floor"}


@pytest.mark.parametrize("pay", ["KES 18", "KES 18,00", "KES 500 a month", "KES 1.2", "KES 18, 500"])
def test_pay_of_next_to_nothing_is_a_number_misread(pay: str) -> None:
    assert found(GUARD + pay) == set()

"""How many posts an advert offers, however it says so; ages, pay, hours and rooms are none."""

import pytest

from spiders.field_reading.openings import read_openings


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Vacancies: 50", 50),
        ("We have 40 approved vacancies for Qatar", 40),
        ("120 slots available", 120),
        ("Recruiting 35 cleaners for a mall", 35),
        ("Our client needs 60 security guards", 60),
        ("Demand letter for 25 welders received", 25),
        ("An intake of 80 housemaids", 80),
        ("Nafasi ziko 45", 45),
        ("Nafasi za kazi: 30", 30),
        ("Tunahitaji wasichana 20 wa kazi", 20),
        ("Tunatafuta madereva 15", 15),
        ("Wafanyakazi 70 wanahitajika Doha", 70),
        ("Drivers (40 pax)", 40),
        ("1,000 housemaids needed", 1000),
        ("The employer has issued 90 visas", 90),
        ("Viza 60 ziko tayari", 60),
        ("A team of 45 leaves in December", 45),
        ("We take the first 30 who qualify", 30),
        ("One hundred and twenty hospital porters required in Muscat", 120),
        ("A dozen pastry chefs are wanted", 12),
        ("Five hundred security officers for a stadium, Doha", 500),
        ("Tunachukua wasee mia mbili na kumi wa warehouse", 210),
        ("Kampuni ya mafuta inatafuta walinzi mia na ishirini", 120),
        ("Agizo la madereva themanini na watano limefika", 85),
        ("Elfu moja mia mbili ndio idadi ya wafanyakazi wanaohitajika", 1200),
        ("Watu thate wa kuuza duka Dubai wanatafutwa", 30),
        ("Forty (40) security officers needed", 40),
        ("Recruiting caregivers x70", 70),
        ("30 to 40 cleaners needed", 30),
    ],
)
def test_a_number_of_posts_is_read(text: str, number: int) -> None:
    assert read_openings("", text) == number
    assert read_openings(text, "Vacancies: 3") == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("An order of 60 waiters, 40 room attendants and 45 stewards", 145),
        ("Wauguzi arobaini, wakunga 20 na matabibu kumi wanahitajika", 70),
        ("POSITIONS:\nWelders - 30\nPipe fitters - 20\nHelpers - 15", 65),
        ("Vacancies available:\n30 Welders\n20 Pipe fitters\n15 Helpers", 65),
        ("We have forty five openings for drivers and twenty for mechanics", 65),
        ("Employer wants twelve truck drivers and forty taxi drivers", 52),
        ("50 drivers needed. Madereva 50 wanahitajika.", 50),
    ],
)
def test_posts_of_several_trades_are_added_and_repeated_ones_are_not(text: str, number: int) -> None:
    assert read_openings("", text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Number of caregivers needed: 60 (forty ladies, twenty gentlemen)", 60),
        ("97 out of 150 places are still open", 97),
        ("Zimebaki nafasi kumi na mbili kati ya mia moja", 12),
        ("An intake of 180 farm hands leaves in batches of sixty", 180),
        ("100 housemaids needed. Only 10 slots left.", 10),
        ("Jumla ya wafanyakazi 115 wanahitajika: wapishi 80, madereva 45", 115),
    ],
)
def test_of_two_readings_the_stated_whole_or_the_lower_counts(text: str, number: int) -> None:
    assert read_openings("", text) == number


@pytest.mark.parametrize(
    "text",
    [
        "Women aged 22 to 35 wanted for a hotel with 120 rooms",
        "Looking for ladies 25-35 years",
        "Ladies 22 and above needed for a hotel",
        "Watu wa miaka 25 na zaidi wanahitajika",
        "Very young girls of about sixteen are wanted",
        "Pay of 1,500 riyals, 8 hours a day, 6 days a week",
        "Mshahara ni 35000 kwa fresher na 40000 kwa wenye uzoefu",
        "Send 1,500 to the till to book your slot, visa charge of 35,000 first",
        "A guard with 2 years of experience is needed",
        "Call 0700 000 101 before 5 pm",
        "In the first 3 months there is training",
        "A family of four with 2 children",
        "Yaya anahitajika kulea watoto watatu wa miaka 2, 4 na 7",
        "Established in 2014, offices on the 3rd floor, plot 45",
        "We have placed over 1,200 workers since 2015",
        "Tumepeleka wasichana mia mbili mwaka jana",
        "Company with 2,000 employees is recruiting a cook for 60 workers",
        "Supervise 20 cleaners and report daily",
        "Two referees and 3 guarantors are needed, and 2 passport photos",
        "Shared flat with three girls, two people per room",
        "The 400-bed hospital needs nurses",
        "Teacher KS2-3 wanted, grade C in 5 subjects",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    assert read_openings("", text) is None


def test_a_question_is_answered_in_the_next_sentence() -> None:
    assert read_openings("", "Q: How many guards does the client want? A: Three hundred, soon.") == 300


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Tembo Ridge Placement Ltd has 104 vacancies for masons in Qatar", 104),
        ("The company has 12 job openings", 12),
        ("Openings confirmed so far: 440 posts in Oman for cleaners", 440),
        ("Batch size: 160", 160),
        ("How many: 45", 45),
        ("Kuna fursa 60 za kazi", 60),
        ("The company has 300 workers", None),
        ("Our workers so far: 440 people in Oman", None),
        ("Company size: 160", None),
        ("Mshahara ni JOD 355", None),
        ("Pay is SCR 15,000 a month", None),
        ("KD 160", None),
    ],
)
def test_what_a_firm_has_to_offer_is_told_from_what_it_is_and_pays(text: str, number: int | None) -> None:
    assert read_openings("Work abroad", text) == number

"""The learned reading of numbers: what it adds to the patterns, that its weights are its lines', and its bounds."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from spiders.field_reading.learned_numbers import chances, read_weights
from spiders.field_reading.number_features import MOST_CANDIDATES, candidates
from spiders.field_reading.openings import IN_LINE, IN_LONG_TEXT, IN_TITLE, learned, of_both, read_openings
from spiders.field_reading.openings_by_patterns import read_by_patterns
from spiders.field_reading.surest_total import Total, surest_total
from spiders.field_reading.told_numbers import row_of, told_in

BENCHMARKS = str(Path(__file__).parents[3] / "benchmarks")


@pytest.fixture
def scripts() -> Iterator[None]:
    """The folder of the script that fits the reader, to import from."""
    sys.path.insert(0, BENCHMARKS)
    yield
    sys.path.remove(BENCHMARKS)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Mason - 12 / Plumber - 5 / Painter - 8. Muscat, OMR 110, food free.", 25),
        ("Kuwait 40, Bahrain 20, all housemaids, age 23 to 38, KD 90.", 60),
        ("Nafasi 24 za ulinzi Doha (wanaume 16, wanawake 8), mshahara QAR 1,600.", 24),
        ("Barber (3), masseuse (2) and receptionist (1) wanted at a salon in Nyali, 25,000 a month.", 6),
    ],
)
def test_lists_of_trades_and_places_are_added_and_totals_are_not_added_to_their_parts(text: str, number: int) -> None:
    assert read_openings("", text) == number


@pytest.mark.parametrize(
    "text",
    [
        "Number of employees: 900. A cook may send a letter to the head office.",
        "Pay QAR 1,400 to 1,900, age 21 to 35, 10 hours a day, 26 days a month.",
        "Our college trained 320 caregivers last year and 290 of them passed the test.",
        "Call 0700 000 141 before 5 pm, office on the 3rd floor, room 12.",
    ],
)
def test_staff_pay_ages_hours_and_graduates_are_no_posts(text: str) -> None:
    assert read_openings("", text) is None


def test_of_more_posts_than_the_patterns_find_the_learned_reading_must_be_surer() -> None:
    assert of_both(20, Total(45, 0.65), sure=IN_LINE) == 20
    assert of_both(20, Total(45, 0.75), sure=IN_LINE) == 45
    assert of_both(45, Total(20, 0.65), sure=IN_LINE) == 20
    assert of_both(45, Total(20, 0.35), sure=IN_LINE) == 45


def test_where_neither_reading_is_sure_no_number_is_told() -> None:
    assert of_both(None, Total(45, 0.5), sure=IN_LINE) is None
    assert of_both(20, Total(0, 0.9), sure=IN_LINE) is None
    assert of_both(20, Total(0, 0.4), sure=IN_LINE) == 20


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Cooks wanted for Doha hotel, 10 posts.\nSalary 50,000 per month.\nApply now.\n" * 2, 10),
        ("We need 10 cooks.\n" * 3, 10),
        ("We need 10 cooks. Apply now. We need  10 COOKS!", 10),
        ("10 posts\n" * 60, 10),
        ("Nafasi 10 za kazi\n" * 4, 10),
        ("Wanted: cooks 12, waiters 18, guards 40.\nApply now.\n" * 3, 70),
    ],
)
def test_what_is_said_again_in_the_same_words_is_counted_once(text: str, number: int) -> None:
    assert read_openings("", text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("10 posts. Nafasi 10.", 10),
        ("Vacancies: 5 / Nafasi: 5", 5),
        ("We need 10 cooks. Tunahitaji wapishi 10.", 10),
    ],
)
def test_one_number_said_in_two_languages_is_counted_once(text: str, number: int) -> None:
    assert read_openings("", text) == number
    assert read_openings(text, "") == number


def test_a_sum_of_one_number_said_again_gives_way_to_the_patterns_that_read_it_once() -> None:
    assert of_both(10, Total(20, 0.9, each=10), sure=IN_LINE) == 10
    assert of_both(12, Total(20, 0.9, each=10), sure=IN_LINE) == 20
    assert of_both(None, Total(20, 0.9, each=10), sure=IN_LINE) == 20


def test_the_same_words_under_another_trade_count_anew() -> None:
    text = "Wanted in Doha:\nCooks\nPosts: 10\nDrivers\nPosts: 10\n"
    assert learned(told_in(text)).posts == learned(told_in(text * 2)).posts == 20


def test_a_title_and_a_long_text_need_more_than_a_line() -> None:
    assert of_both(None, Total(45, 0.65), sure=IN_LINE) == 45
    assert of_both(None, Total(45, 0.65), sure=IN_TITLE) is None
    assert of_both(None, Total(45, 0.65), sure=IN_LONG_TEXT) is None


def test_in_a_long_text_patterns_that_find_more_than_the_learned_reading_are_not_followed() -> None:
    assert of_both(4500, Total(16, 0.3), sure=IN_LONG_TEXT) == 16
    assert of_both(230, Total(0, 0.4), sure=IN_LONG_TEXT) is None
    assert of_both(230, Total(0, 0.4), sure=IN_TITLE) == 230
    text = (
        "Sales representative, Mt Kenya region. We are a distributor of 43 brands with 12 trucks and 95 employees. You "
        "visit 28 outlets a day on a fixed route of 6 days, sell for 1.8M a month, collect within 14 days, keep "
        "returns under 2%. Diploma, 3 years in field sales, class B licence, age 25-38 and 2 local languages. Retainer "
        "25,000, commission of 1.5%, fuel 12,000, airtime 1,000. Probation is 3 months. Mail a CV of 2 pages not later "
        "than 17 August. First interviews 20-22 August, the second round on the 26th."
    )
    assert read_openings("", text) is None


def test_how_many_are_wanted_is_mostly_said_in_one_sentence() -> None:
    row = row_of(told_in("The client wants guards, 150 of them. The officers pass 1,000 men."))
    wanted, others = sorted(row.values)
    total = surest_total(row, {wanted: 0.8, others: 0.6})
    assert total.posts == 150
    assert total.chance > 0.8 * (1 - 0.6)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            "20 caregivers needed in Canada. Also, 15 nurses needed in Germany. Also 10 farm workers needed in Poland.",
            45,
        ),
        ("80 guards. 40 cleaners. 6 supervisors. All for one mall in Doha.", 126),
        ("We want 200 cleaners in Doha. In Dubai we want 150 guards.", 350),
        ("10 cooks wanted.\n20 guards wanted.\n5 drivers wanted.", 35),
    ],
)
def test_a_list_told_in_several_sentences_is_added_up(text: str, number: int) -> None:
    assert read_openings("", text) == number


def test_many_sentences_that_all_count_are_one_total() -> None:
    row = row_of(told_in(" ".join(f"We take {number} more." for number in range(11, 51))))
    total = surest_total(row, dict.fromkeys(row.values, 0.99))
    assert total.posts == sum(range(11, 51))


def test_numbers_of_one_list_count_together_or_not_at_all() -> None:
    row = row_of(told_in("Riyadh: cooks 12, waiters 18, guards 40, porters 6."))
    total = surest_total(row, dict.fromkeys(row.values, 0.8))
    assert (total.posts, round(total.chance, 2)) == (76, 0.8)


def test_a_list_said_again_in_another_language_is_counted_once() -> None:
    row = row_of(told_in("We want cooks 12, drivers 5. Tunataka madereva 5, wapishi 12."))
    assert surest_total(row, dict.fromkeys(row.values, 0.9)).posts == 17


@pytest.mark.parametrize(
    "text", ["Cooks 10, drivers 10, guards 10, porters 10", "Cooks 12, drivers 5, guards 12, porters 5"]
)
def test_parts_of_one_list_may_be_equal(text: str) -> None:
    row = row_of(told_in(text))
    assert surest_total(row, dict.fromkeys(row.values, 0.9)).posts == sum(row.values.values())


def test_a_doubtful_number_is_not_carried_by_its_list() -> None:
    row = row_of(told_in("Cooks 12, drivers 5, guards 30, porters 8"))
    *sure, doubted = sorted(row.values)
    total = surest_total(row, {**dict.fromkeys(sure, 0.95), doubted: 0.51})
    assert total.chance < 0.6


def test_a_whole_and_its_parts_count_once_whichever_is_the_surer() -> None:
    row = row_of(told_in("We take 30 people: cooks 12, waiters 18."))
    whole, cooks, waiters = sorted(row.values)
    assert surest_total(row, {whole: 0.9, cooks: 0.8, waiters: 0.8}).posts == 30
    assert surest_total(row, {whole: 0.1, cooks: 0.9, waiters: 0.9}).posts == 30


def test_a_text_full_of_numbers_is_read_to_a_bound() -> None:
    text = "We need cooks 12, waiters 18, guards 40; " * 700
    row = row_of(told_in(text[:20_000]))
    assert len(candidates(row)) == MOST_CANDIDATES
    assert surest_total(row, chances(row, candidates(row))).posts > 0
    assert read_openings("", text) is not None


def test_the_weights_in_the_file_are_those_fitted_to_the_lines(scripts: None) -> None:
    from fit_number_reader import fitted
    from number_lines import lines, placed

    weights, kept = fitted([*lines(), *placed()]), read_weights()
    furthest = max(abs(weights.get(name, 0.0) - kept.get(name, 0.0)) for name in {*weights, *kept})
    assert furthest < 0.05, "run: python benchmarks/fit_number_reader.py --write"


def test_every_marked_number_is_found_again(scripts: None) -> None:
    from number_lines import lines

    known = lines()
    missed = [line.text for line in known if sum(line.row.values[at] for at in line.counting) != (line.posts or 0)]
    assert len(missed) <= 0.005 * len(known)


def test_a_text_is_passed_by_only_where_neither_reader_finds_a_number_in_it(scripts: None) -> None:
    from number_lines import lines

    for line in [*lines()[::5], *lines()[:40]]:
        told, counting = told_in(line.text), told_in(line.text, counting=True)
        if counting:
            assert counting == told
        else:
            assert learned(told) == learned([])
            assert read_by_patterns(line.text, told, titled=True) is None

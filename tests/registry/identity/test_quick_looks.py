"""Quick looks at a text: where one finds nothing to read closer, the closer reading finds nothing either."""

import re
from collections.abc import Iterable

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from registry.identity.contact_reading import digit_disguises, domains, emails, phones
from registry.identity.contact_reading.contact_words import blank

# Every sign that one of the patterns speaks of, often, and some that none does.
SIGNS = "0011224579 0015304560  xXoO+-/.,:;|@_'%a\n\u00a0\u0131\u017fé"
TEXTS = some.text(alphabet=SIGNS, max_size=40)
PIECES = some.lists(
    some.sampled_from(
        [*"0127 /-.,@x|;", " 0712", "345", "678", "2026", "/2026", "1,300", ". ", "254", "+254", "0600", "1400", "hr",
         "o 7 1 2", "O-1-7", " . ", " .com", ". org", ", com", ". co . ke", "a@b.com", "a b c @ ",
         "d . e", "\t", "x 5", "15 - 2"]
    ),
    max_size=14,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "hints"),
    [
        (digit_disguises._HOURS, [digit_disguises._HOURS_HINT]),
        (digit_disguises._OF_YEAR, [digit_disguises._YEAR_HINT]),
        (digit_disguises._THOUSANDS, [digit_disguises._THOUSANDS_HINT]),
        (digit_disguises._PARTED_BY_LETTER, digit_disguises._BY_LETTER_HINTS),
        (digit_disguises._FIRST_ZERO, digit_disguises._FIRST_ZERO_HINTS),
        (domains._APART, domains._APART_HINTS),
        (emails._SPELLED, [emails._SPELLED_HINT]),
    ],
)
def test_what_is_found_was_seen_at_a_glance(pattern: re.Pattern[str], hints: Iterable[re.Pattern[str]]) -> None:
    @given(TEXTS | PIECES)
    def seen(text: str) -> None:
        assert pattern.search(text) is None or any(hint.search(text) for hint in hints)

    seen()


@given(TEXTS | PIECES, some.integers(0, 5))
@example("write. hr . desk @firm.co.ke", 0)
@example("a.b.c@d.com", 2)
def test_an_address_is_found_from_its_word_on_as_from_anywhere(text: str, earliest: int) -> None:
    at = text.find("@", earliest)
    if at < 0:
        return
    near = emails._PLAIN.search(text, emails._start_of_local(text, earliest, at))
    anywhere = emails._PLAIN.search(text, max(earliest, at - emails._LONGEST_LOCAL))
    assert (near and near.span()) == (anywhere and anywhere.span())


@given(some.text(alphabet="a0é ", max_size=12), some.lists(some.tuples(some.integers(0, 12), some.integers(0, 12))))
def test_what_was_read_is_blanked_in_any_order(text: str, spans: list[tuple[int, int]]) -> None:
    spans = [(start, end) for start, end in spans if start <= end <= len(text)]
    chars = list(text)
    for start, end in spans:
        chars[start:end] = "\0" * (end - start)
    assert blank(text, spans) == "".join(chars)


@given(PIECES, PIECES)
def test_a_blank_before_a_number_glues_nothing_to_it(before: str, digits: str) -> None:
    text = f"{before} {digits}"
    glued = phones._WORD_BEFORE.search(text[: len(before) + 1]) or phones._GLUED_BEFORE.search(text[: len(before) + 1])
    assert glued is None
    assert phones._may_begin((len(before) + 1, len(text), digits), text)

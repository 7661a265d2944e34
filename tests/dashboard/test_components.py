"""The highlighter and its neighbours: nothing hostile becomes markup, and nothing of the text is lost."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from alerts.plain_words import visible
from dashboard.components import Bar, Mark, bars, facts, heading, highlighted, note, table

TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=200)
MARKS = st.lists(
    st.builds(
        Mark,
        start=st.integers(-5, 220),
        end=st.integers(-5, 220),
        number=st.integers(1, 9),
        title=TEXT,
        against=st.booleans(),
    ),
    max_size=6,
)
OUR_TAGS = re.compile(r"</?(?:div|mark|sup)(?: [^<>]*)?>")


def text_of(markup: str) -> str:
    """What a reader sees, without the little numbers."""
    return html.unescape(OUR_TAGS.sub("", re.sub(r"<sup>\d+</sup>", "", markup)))


@given(TEXT, MARKS)
def test_highlighting_keeps_every_character_and_adds_no_markup(text: str, marks: list[Mark]) -> None:
    assert text_of(str(highlighted(text, marks))) == visible(text)


def test_overlapping_marks_share_what_they_have_in_common() -> None:
    said = str(highlighted("pay a fee first", [Mark(0, 9, 1, "Fee"), Mark(4, 15, 2, "Before")]))
    assert said.count("<mark") == 3
    assert 'title="Fee; Before">a fee</mark><sup>1</sup>' in said


def test_a_mark_that_only_a_lawful_context_cancels_looks_different() -> None:
    assert 'class="w-cancelled"' in str(highlighted("no fee", [Mark(0, 6, 1, "No fee", against=False)]))


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def test_every_block_escapes_what_it_is_given() -> None:
    blocks = (
        heading(HOSTILE, above=HOSTILE),
        facts([(HOSTILE, HOSTILE)]),
        table([HOSTILE], [[HOSTILE]], caption=HOSTILE),
        note(HOSTILE),
        bars([Bar(1, HOSTILE, 2.0, HOSTILE, HOSTILE)]),
        highlighted(HOSTILE, [Mark(0, 5, 1, HOSTILE)]),
    )
    for block in blocks:
        assert "<script" not in block
        assert "<img" not in block


def test_direction_marks_are_made_visible_in_place() -> None:
    text = "fee \u202egnihton\u202c"
    assert len(visible(text)) == len(text)
    assert "\u202e" not in visible(text)

"""The building blocks of screens, as escaped HTML: a value only ever enters a page through `Markup.format`.

Scraped text never reaches Streamlit's Markdown (it would load remote images) nor unescaped HTML.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import streamlit as st
from markupsafe import Markup

from alerts.plain_words import visible
from dashboard import words
from registry.vocabulary import AlertState, Severity, StandingState

GOOD = frozenset({StandingState.LICENSED})
UNCLEAR = frozenset(
    {
        StandingState.LICENSED_BY_NAME_ONLY,
        StandingState.PENDING,
        StandingState.AMBIGUOUS,
        StandingState.REGISTER_NOT_LOADED,
    }
)
Cell = str | Markup
_COMMAND = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Mark:
    """A stretch of text to highlight, the number of the reason it belongs to, and that reason's title."""

    start: int
    end: int
    number: int
    title: str
    against: bool = True


@dataclass(frozen=True)
class Bar:
    """One reason with its points, its tags, the sentence behind it, and what the rule rests on."""

    number: int
    title: str
    points: float
    text: str = ""
    quote: str = ""
    tags: tuple[Markup, ...] = ()
    rests_on: str = ""
    rests_on_tag: Markup | str = ""


def show(markup: Markup) -> None:
    """Put `markup` on the page."""
    if markup:
        st.html(str(markup))


def sentence(text: str) -> str:
    """Hostile text made visible, with a capital first letter."""
    shown = visible(text)
    return shown[:1].upper() + shown[1:]


def chip(text: str, tone: str = "plain", *, title: str = "") -> Markup:
    """A small label; the words carry the meaning and the tone only supports it."""
    return Markup('<span class="w-chip w-{}" title="{}">{}</span>').format(tone, title, text)


def severity_chip(severity: Severity) -> Markup:
    """How grave, in words."""
    return chip(words.SEVERITIES[severity], f"sev-{severity.value}", title="How grave the gravest finding is")


def state_chip(state: AlertState) -> Markup:
    """Where an alert stands, in words."""
    return chip(words.STATES[state], f"state-{state.value}")


def urgent_chip() -> Markup:
    """The urgent lane: a person in danger or a minor."""
    return chip("Person at risk", "urgent", title="Urgent lane: a person in danger, or a minor")


def tone_of(standing: StandingState) -> str:
    """How a standing is coloured: good, unclear or bad."""
    return "good" if standing in GOOD else "unclear" if standing in UNCLEAR else "bad"


def standing_badge(standing: StandingState, reason: str, *, title: str = "", whose: str = "") -> Markup:
    """What the register says, as a few words (the standing's own unless `title` is given) and one factual sentence.

    `whose` is a further sentence: of which agency it says so.
    """
    head, said = title or words.STANDINGS[standing], sentence(reason)
    if said.startswith(head):
        # The sentence says what the few words say: nobody has to read it twice.
        head, _, rest = said.partition("; ")
        said = sentence(rest)
    lines = Markup("").join(Markup("<p>{}</p>").format(line) for line in (said, visible(whose)) if line)
    return Markup('<div class="w-standing w-standing-{}"><b>{}</b>{}</div>').format(tone_of(standing), head, lines)


def heading(text: str, *, level: int = 1, above: str = "", beside: Markup | str = "") -> Markup:
    """A heading of hostile or own text, with a small line above and chips beside it."""
    small = Markup('<p class="w-above">{}</p>').format(above) if above else ""
    tag = Markup(f"h{level}")  # noqa: S704 (a number)
    return Markup('<header class="w-head">{}<div><{}><bdi>{}</bdi></{}>{}</div></header>').format(
        small, tag, visible(text), tag, beside
    )


def facts(pairs: Iterable[tuple[str, Cell]]) -> Markup:
    """A short list of named values; empty ones are left out."""
    rows = [
        Markup("<div><dt>{}</dt><dd><bdi>{}</bdi></dd></div>").format(name, _cell(value))
        for name, value in pairs
        if value
    ]
    return Markup('<dl class="w-facts">{}</dl>').format(Markup("").join(rows)) if rows else Markup("")


def table(headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, caption: str = "") -> Markup:
    """A table that reads as cards on a narrow screen."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in headers)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(
                Markup('<td data-label="{}"><bdi>{}</bdi></td>').format(name, _cell(value))
                for name, value in zip(headers, row, strict=True)
            )
        )
        for row in rows
    )
    said = Markup("<caption>{}</caption>").format(caption) if caption else ""
    return Markup('<div class="w-table"><table>{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>').format(
        said, head, body
    )


def empty(title: str, text: str) -> Markup:
    """What a list shows while there is nothing in it: why, and what to do."""
    return Markup('<div class="w-empty"><h3>{}</h3><p>{}</p></div>').format(title, _with_commands(text))


def note(text: str, tone: str = "plain", *, points: Sequence[str] = ()) -> Markup:
    """A sentence set apart (`plain`, `good`, `bad`, `unclear`), with a list below it where there are `points`; unlike
    st.info it is no Markdown."""
    role = "alert" if tone == "bad" else "status"
    items = Markup("").join(Markup("<li>{}</li>").format(_with_commands(visible(point))) for point in points)
    below = Markup("<ul>{}</ul>").format(items) if points else ""
    said = _with_commands(visible(text))
    return Markup('<div class="w-note w-note-{}" role="{}">{}{}</div>').format(tone, role, said, below)


def _with_commands(text: str) -> Markup:
    """What stands between backticks is a command to type, and is set as one."""
    parts = _COMMAND.split(text)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else Markup("{}").format(part)
        for place, part in enumerate(parts)
    )


def bars(reasons: Sequence[Bar]) -> Markup:
    """Reasons, largest first, each with a bar as long as its points."""
    most = max((abs(bar.points) for bar in reasons), default=0.0) or 1.0
    return Markup('<ol class="w-bars">{}</ol>').format(Markup("").join(_bar(bar, most) for bar in reasons))


def _bar(bar: Bar, most: float) -> Markup:
    quote = Markup("<blockquote><bdi>“{}”</bdi></blockquote>").format(visible(bar.quote)) if bar.quote else ""
    text = Markup("<p>{}</p>").format(sentence(bar.text)) if bar.text else ""
    rests = Markup("<small>Rule rests on: {} {}</small>").format(bar.rests_on, bar.rests_on_tag) if bar.rests_on else ""
    points = f"{bar.points:g} {'point' if bar.points == 1 else 'points'}" if bar.points else "no points"
    return Markup(
        '<li><span class="w-number">{}</span><div class="w-reason"><div class="w-reason-head"><b>{}</b>{}'
        '<span class="w-points">{}</span></div><div class="w-track"><i style="width:{}%"></i></div>{}{}{}</div></li>'
    ).format(
        bar.number,
        bar.title,
        Markup(" ").join(bar.tags),
        points,
        round(100 * abs(bar.points) / most),
        text,
        quote,
        rests,
    )


def highlighted(text: str, marks: Sequence[Mark]) -> Markup:
    """`text` with every mark highlighted and numbered; overlapping marks share the stretch they have in common."""
    text = visible(text)
    edges = sorted({0, len(text), *(min(max(edge, 0), len(text)) for one in marks for edge in (one.start, one.end))})
    pieces: list[Markup] = []
    for start, end in pairwise(edges):
        covering = [one for one in marks if one.start <= start and end <= one.end]
        pieces.append(_stretch(text[start:end], covering, ends=[one for one in covering if one.end == end]))
    return Markup('<div class="w-said" tabindex="0" dir="auto">{}</div>').format(Markup("").join(pieces))


def _stretch(text: str, covering: Sequence[Mark], *, ends: Sequence[Mark]) -> Markup:
    if not covering:
        return Markup("{}").format(text)
    tone = "against" if any(one.against for one in covering) else "cancelled"
    title = "; ".join(dict.fromkeys(one.title for one in covering))
    ending = dict.fromkeys(one.number for one in ends)
    numbers = Markup("").join(Markup("<sup>{}</sup>").format(number) for number in ending)
    return Markup('<mark class="w-{}" title="{}">{}</mark>{}').format(tone, title, text, numbers)


def with_changes(stretches: Iterable[tuple[str, bool]], *, came: bool) -> Markup:
    """One of two wordings; its changed stretches are marked as what came (`came`) or what went."""
    tag = Markup("ins") if came else Markup("del")
    pieces = [
        Markup("<{}>{}</{}>").format(tag, visible(text), tag) if changed else Markup("{}").format(visible(text))
        for text, changed in stretches
    ]
    return Markup('<div class="w-said" tabindex="0" dir="auto">{}</div>').format(Markup("").join(pieces))


def timeline(entries: Iterable[tuple[str, Cell, str]]) -> Markup:
    """What happened, newest first: when, what, and why."""
    rows = [
        Markup("<li><time>{}</time><div><b>{}</b>{}</div></li>").format(
            when, _cell(what), Markup("<p><bdi>{}</bdi></p>").format(visible(why)) if why else ""
        )
        for when, what, why in entries
    ]
    return Markup('<ol class="w-timeline">{}</ol>').format(Markup("").join(rows))


def figures(pairs: Iterable[tuple[str, str, str]]) -> Markup:
    """The counts at the head of a screen: a number, what it counts, and a tone."""
    cells = [
        Markup('<div class="w-figure w-figure-{}"><b>{}</b><span>{}</span></div>').format(tone, number, name)
        for number, name, tone in pairs
    ]
    return Markup('<div class="w-figures">{}</div>').format(Markup("").join(cells))


def _cell(value: Cell) -> Cell:
    return value if isinstance(value, Markup) else visible(value)

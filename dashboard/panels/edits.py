"""What changed between two sightings of one advert, side by side, with when each wording was seen and its proof."""

from collections.abc import Sequence

import streamlit as st

from dashboard import desk, words
from dashboard.components import facts, heading, note, show, table, with_changes
from registry.vocabulary import SightingChange
from registry.wordings import Stretch, Wording, edit_between, wordings_of


def show_edits(advert_id: int) -> None:
    """Nothing, while the advert has always said the same."""
    wordings = desk.look(wordings_of, advert_id)
    if len(wordings) < 2:
        return
    show(heading("What changed", level=2, above=f"{len(wordings)} wordings on file"))
    before, after = _choose(wordings, advert_id)
    edit = edit_between(before, after)
    if edit.is_empty:
        show(note("Both wordings say the same." + (" It was gone in between." if _returned(after) else "")))
    earlier, later = st.columns(2)
    with earlier:
        _show_side("Earlier", before, edit.before, came=False)
    with later:
        _show_side("Later", after, edit.after, came=True)
    if edit.values:
        rows = [(words.property_name(name), words.value(old), words.value(new)) for name, old, new in edit.values]
        show(table(("Also stated", "Earlier", "Later"), rows))


def _choose(wordings: Sequence[Wording], advert_id: int) -> tuple[Wording, Wording]:
    if len(wordings) == 2:
        return wordings[0], wordings[1]
    numbers = range(len(wordings))
    left, right = st.columns(2)
    first = left.selectbox(
        "Compare",
        numbers,
        index=len(wordings) - 2,
        format_func=lambda one: _name(wordings[one]),
        key=f"earlier-of-{advert_id}",
    )
    second = right.selectbox(
        "with", numbers, index=len(wordings) - 1, format_func=lambda one: _name(wordings[one]), key=f"later-{advert_id}"
    )
    earlier, later = sorted((int(first or 0), int(second or 0)))
    return wordings[earlier], wordings[later]


def _name(wording: Wording) -> str:
    return f"{words.moment(wording.seen_at, desk.zone())} · {words.SIGHTINGS[wording.change].lower()}"


def _returned(wording: Wording) -> bool:
    return wording.change is SightingChange.BACK


def _show_side(title: str, wording: Wording, said: Sequence[Stretch], *, came: bool) -> None:
    zone = desk.zone()
    show(heading(title, level=3))
    show(with_changes([(one.text, one.changed) for one in said], came=came))
    proof = f"{wording.file}, from byte {wording.offset}" if wording.file else "no page was kept"
    show(
        facts(
            (
                ("Said so from", words.moment(wording.seen_at, zone)),
                ("Last seen saying so", words.moment(wording.last_seen_at, zone)),
                ("Kept page", proof),
                ("SHA-256", wording.digest or ""),
            )
        )
    )

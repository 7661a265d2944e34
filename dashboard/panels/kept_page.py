"""The page behind what was assessed, as it was kept: its digest and place, proved anew before its source is shown."""

from collections.abc import Sequence

import streamlit as st

from dashboard import desk, words
from dashboard.components import facts, note, show
from dashboard.queries.advert import AdvertView
from dashboard.queries.kept_page import KeptView, kept_pages, page_behind
from registry.errors import WakalaError
from registry.evidence import prove_page

LONGEST_SHOWN = 20_000
UNKEPT = "No page was kept: these words came in by a report, so ask who sent it for the original."
OTHER_WORDS = (
    "No page was kept that shows the words which were assessed. The one below is of another time and may say something "
    "else."
)


def show_kept_page(advert: AdvertView) -> None:
    """What proves the words that were assessed: a digest to quote, and the source behind it; later pages too."""
    pages = desk.look(kept_pages, advert.id)
    if not pages:
        show(note(UNKEPT, "unclear"))
        return
    judged = _page_judged(advert, pages)
    of_time = words.moment((judged or pages[0]).seen_at, desk.zone())
    with st.expander(f"Kept {'report' if advert.handed_in else 'page'} of {of_time}"):
        if judged is None:
            show(note(OTHER_WORDS, "unclear"))
        elif pages[0] != judged:
            show(note(_later(pages, judged)))
        _show_page(_choose(pages, judged, advert.id), advert.id)


def _page_judged(advert: AdvertView, pages: Sequence[KeptView]) -> KeptView | None:
    judged = advert.assessment
    if judged is None or not judged.content_digest:
        return pages[0]
    return page_behind(pages, words=judged.content_digest, by=judged.assessed_at)


def _later(pages: Sequence[KeptView], judged: KeptView) -> str:
    later = pages[: pages.index(judged)]
    same = "says the same" if later[0].words == judged.words else "says something else"
    times = f", the last of {len(later)}," if len(later) > 1 else ""
    when = words.moment(later[0].seen_at, desk.zone())
    return f"This page is the one that was assessed. A later one{times} was kept on {when}: it {same}."


def _choose(pages: Sequence[KeptView], judged: KeptView | None, advert_id: int) -> KeptView:
    shown = judged or pages[0]
    if len(pages) == 1:
        return shown
    chosen = st.selectbox(
        "Page",
        range(len(pages)),
        index=pages.index(shown),
        format_func=lambda one: _name(pages[one], judged),
        key=f"page-of-{advert_id}",
    )
    return pages[chosen or 0]


def _name(page: KeptView, judged: KeptView | None) -> str:
    when = words.moment(page.seen_at, desk.zone())
    if judged is None:
        return when
    if page == judged:
        return f"{when} · the page that was assessed"
    return f"{when} · {'says the same' if page.words == judged.words else 'says something else'}"


def _show_page(page: KeptView, advert_id: int) -> None:
    show(facts((("SHA-256 of the page", page.digest), ("File", page.file), ("From byte", str(page.offset)))))
    if page.forgotten_at:
        gone = words.day_of(page.forgotten_at, desk.zone())
        show(note(f"Its bytes were removed on {gone}, when their time was over; the digest stays on file.", "unclear"))
    elif st.button("Prove it and show its source", key=f"prove-{advert_id}-{page.file}-{page.offset}"):
        _show_proved(page)


def _show_proved(kept: KeptView) -> None:
    try:
        page = prove_page(desk.settings().evidence_dir, kept.file, kept.offset, kept.digest)
    except WakalaError as error:
        show(note(str(error), "bad"))
        return
    show(note("Read again just now: its bytes still have that digest.", "good"))
    if page.is_picture:
        st.image(page.body, width=480)
        st.download_button(
            "Download the picture", page.body, f"{kept.digest[:16]}.picture", mime="application/octet-stream"
        )
        return
    source = page.body.decode("utf-8", "replace")
    if len(source) > LONGEST_SHOWN:
        show(note(f"The first {LONGEST_SHOWN:,} of {len(source):,} characters; the file below holds all.", "unclear"))
    # Only ever as text: opened as a page, it would fetch pictures and tell the advertiser that somebody looked.
    st.code(source[:LONGEST_SHOWN], language=None, wrap_lines=True, height=320)
    st.download_button("Download the source as text", page.body, f"{kept.digest[:16]}.txt", mime="text/plain")

"""The page as it was kept: its digest and place, proved anew before its source is shown."""

import streamlit as st

from dashboard import desk, words
from dashboard.components import facts, note, show
from dashboard.queries.advert import AdvertView
from dashboard.queries.kept_page import KeptView, kept_page
from registry.errors import WakalaError
from registry.evidence_check import evidence_of

LONGEST_SHOWN = 20_000


def show_kept_page(advert: AdvertView) -> None:
    """What proves the advert when it is gone from the web: a digest to quote, and the source behind it."""
    kept = desk.look(kept_page, advert.id)
    if kept is None:
        show(note("No page was kept: these words came in by a report, so ask who sent it for the original.", "unclear"))
        return
    when = words.moment(kept.seen_at, desk.zone())
    with st.expander(f"Kept page of {when}"):
        show(
            facts((("SHA-256 of the page", kept.digest), ("File", kept.file), ("From byte", str(kept.offset)))),
        )
        if st.button("Prove it and show its source", key=f"prove-{advert.id}"):
            _show_proved(advert, kept)


def _show_proved(advert: AdvertView, kept: KeptView) -> None:
    try:
        page = desk.look(evidence_of, desk.settings().evidence_dir, advert.id)
    except WakalaError as error:
        show(note(str(error), "bad"))
        return
    if page is None:
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

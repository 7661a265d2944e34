"""The case as one file for a court or a platform: made on request, on file with its maker, downloaded unchanged."""

import streamlit as st

from alerts.evidence_pack import file_of, packs_of
from dashboard import actions, desk, words
from dashboard.accounts import Officer
from dashboard.components import facts, note, show
from dashboard.flash import attempt
from registry.records import EvidencePack

WHAT = (
    "The case, its adverts, the pages as they were fetched, what officers decided and how to check all of it, in one "
    "file. It holds personal data: give it only to those who are entitled to it."
)


def show_packs(case_id: int, officer: Officer) -> None:
    """The way to make a pack, and the newest that was made."""
    made = desk.look(packs_of, case_id)
    with st.expander("Evidence pack" + (f" ({len(made)} made)" if made else "")):
        show(note(WHAT))
        if made:
            _show_newest(made[0])
        if st.button("Make an evidence pack", key=f"pack-{case_id}", width="stretch") and attempt(
            lambda: actions.make_pack(case_id, officer=officer),
            then="The pack is made and on file. Download it under Evidence pack.",
        ):
            st.rerun()


def _show_newest(pack: EvidencePack) -> None:
    when = words.moment(pack.made_at, desk.zone())
    show(facts((("Newest, made", when), ("By", pack.made_by), ("SHA-256", pack.sha256))))
    file = file_of(pack, desk.settings().packs_dir)
    if file is None:
        show(note("Its file is missing or no longer the one that was made; make another.", "bad"))
    else:
        # Read at the press only: a screen runs at every click, and Streamlit would hold each copy in memory.
        st.download_button("Download it", file.read_bytes, pack.file, mime="application/zip", key=f"get-pack-{pack.id}")

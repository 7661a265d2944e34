"""A screenshot of an advert: its words are read for an officer to correct, and the picture is kept as the evidence."""

import tempfile
from pathlib import Path

import streamlit as st

from alerts.child_processes.report_intake import words_on
from dashboard import desk
from dashboard.components import note, show
from registry.errors import WakalaError

PICTURE = "report-picture"
WORDS = "report-picture-words"


def ask_for_picture(turn: int) -> bool:
    """Whether a picture was read just now; its words are then `read_words()` and its bytes `picture()`."""
    given = st.file_uploader(
        "Screenshot or photograph of the advert",
        type=["png", "jpg", "jpeg", "webp"],
        key=f"report-picture-{turn}",
        help="Cut away names and numbers of workers and complainants first.",
    )
    if given is None or not st.button("Read its words", key=f"read-picture-{turn}"):
        return False
    body = given.getvalue()
    try:
        with st.spinner("Reading the picture …"), tempfile.TemporaryDirectory(prefix="wakala-picture-") as folder:
            file = Path(folder) / "picture"
            file.write_bytes(body)
            said = words_on(file, settings=desk.settings())
    except WakalaError as error:
        show(note(str(error), "bad"))
        return False
    st.session_state[PICTURE], st.session_state[WORDS] = body, said
    return True


def read_words() -> str:
    """The words read on the present picture, for a form to begin with."""
    return str(st.session_state.get(WORDS, ""))


def picture() -> bytes:
    """The present picture, empty when there is none."""
    found = st.session_state.get(PICTURE, b"")
    return found if isinstance(found, bytes) else b""


def show_picture() -> None:
    """The present picture beside the words, and the way to leave it out."""
    if not picture():
        return
    show(note("Compare the words below with the picture and correct them; both are kept.", "unclear"))
    st.image(picture(), width=360)
    if st.button("Leave the picture out"):
        drop_picture()
        st.rerun()


def drop_picture() -> None:
    """No picture any more."""
    st.session_state.pop(PICTURE, None)
    st.session_state.pop(WORDS, None)

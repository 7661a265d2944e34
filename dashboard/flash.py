"""What a screen says after an act, once, on the run that follows it; and how a refusal is shown."""

from collections.abc import Callable

import streamlit as st

from dashboard.components import note, show
from registry.errors import ChangedMeanwhile, WakalaError

KEY = "flash"


def say(text: str, tone: str = "good") -> None:
    """Keep one sentence for the next run."""
    st.session_state[KEY] = (text, tone)


def show_flash() -> None:
    """Show the sentence kept by the run before, if any."""
    said = st.session_state.pop(KEY, None)
    if said:
        with st.container(key="flash"):
            show(note(*said))


def attempt(act: Callable[[], object], *, then: str) -> bool:
    """Whether `act` was done: `then` is said on the next run, or the refusal now.

    ChangedMeanwhile is left to the caller, who can show what changed.
    """
    try:
        act()
    except ChangedMeanwhile:
        raise
    except WakalaError as error:
        show(note(str(error), "bad"))
        return False
    say(then)
    return True

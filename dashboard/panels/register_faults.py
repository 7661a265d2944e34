"""What is wrong with the official lists themselves, for the office that keeps them: counted, shown, and as a file."""

import io
from collections.abc import Sequence

import streamlit as st

from dashboard import desk, words
from dashboard.components import heading, note, show, table
from registry.register_audit import FAULTS, AuditedList, Fault, audited_lists, register_faults, write_faults

SHOWN = 20


def show_register_faults() -> None:
    """A section on the lists in effect; nothing where none has a fault."""
    lists = [one for one in desk.look(audited_lists) if one.counts]
    if not lists:
        return
    show(heading("Faults of the lists themselves", level=2, above="For the office that keeps them"))
    counted = [
        (words.REGISTERS[one.register], one.jurisdiction.upper(), FAULTS.get(kind, kind).capitalize(), f"{count:,}")
        for one in lists
        for kind, count in one.counts
    ]
    show(table(("List", "Country", "Fault", "Entries"), counted))
    faults = desk.look(register_faults, lists)
    show(table(("Fault", "What"), [(one.meaning.capitalize(), one.text) for one in faults[:SHOWN]]))
    if len(faults) > SHOWN:
        show(note(f"The gravest {SHOWN} of {len(faults):,} are shown; the file has them all.", "plain"))
    st.download_button("Download the faults as CSV", _as_csv(faults), _named(lists), mime="text/csv")


def _as_csv(faults: Sequence[Fault]) -> str:
    written = io.StringIO(newline="")
    write_faults(faults, written)
    return written.getvalue()


def _named(lists: Sequence[AuditedList]) -> str:
    return f"register-faults-{max(one.as_of for one in lists).isoformat()}.csv"

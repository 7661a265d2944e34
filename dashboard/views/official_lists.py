"""Official lists: what is in effect and since when, and those held back until a person lets them take effect."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from alerts.rights import FIRST_ROLE_WITH, Right
from dashboard import actions, desk, words
from dashboard.accounts import Officer
from dashboard.components import chip, empty, facts, heading, note, show, table
from dashboard.flash import attempt
from dashboard.panels.register_faults import show_register_faults
from dashboard.queries.official_lists import OfficialList, list_before, official_lists
from dashboard.signing_in import allowed_officer
from registry.register_import.nameless import nameless_rows
from registry.vocabulary import ImportState

TONES = {ImportState.ACTIVE: "status-good", ImportState.HELD: "status-unclear", ImportState.REJECTED: "status-bad"}


def main() -> None:
    """The screen."""
    officer = allowed_officer(Right.TRIAGE)
    show(heading("Official lists"))
    lists = desk.look(official_lists)
    if not lists:
        show(empty("No list is on file", "An administrator imports the official list with `wakala register import`."))
        return
    for held in (one for one in lists if one.state is ImportState.HELD):
        _show_held(held, officer)
    show(heading("On file", level=2, above=words.number_of(len(lists), "import")))
    # Newest first, so the first that took effect of each register is the one in effect.
    present = {(one.jurisdiction, one.kind): one.id for one in reversed(lists) if one.state is ImportState.ACTIVE}
    rows = [_cells(one, present=one.id in present.values()) for one in lists]
    show(table(("List", "Country", "As of", "Rows", "State", "Read from"), rows))
    show_register_faults()


def _cells(one: OfficialList, *, present: bool) -> tuple[Any, ...]:
    state = chip(words.IMPORTS[one.state], TONES[one.state])
    if one.state is ImportState.ACTIVE and not present:
        state = chip("Replaced by a later one")
    return words.REGISTERS[one.kind], one.jurisdiction.upper(), words.day(one.as_of), f"{one.rows:,}", state, one.source


def _show_held(held: OfficialList, officer: Officer) -> None:
    show(heading(f"Held back: {words.REGISTERS[held.kind].lower()} of {words.day(held.as_of)}", level=2))
    show(note(held.sentence or "It is unlike the list before it.", "bad"))
    show(facts((("Read from", held.source), ("Import", str(held.id)), ("SHA-256 of the file", held.sha256))))
    before = desk.look(list_before, held)
    if before is not None:
        headers = ("", f"In effect: {words.day(before.as_of)}", f"Held back: {words.day(held.as_of)}")
        show(table(headers, _compared(before.report, held.report)))
    if not officer.may(Right.CONFIRM_REGISTER):
        role = words.ROLES[FIRST_ROLE_WITH[Right.CONFIRM_REGISTER]].lower()
        show(note(f"An {role} decides on it. Until then the list before it stays in effect.", "plain"))
        return
    _ask(held, officer)


def _compared(before: Mapping[str, Any], now: Mapping[str, Any]) -> Sequence[tuple[str, str, str]]:
    def share(report: Mapping[str, Any], name: str) -> str:
        value = report.get(name)
        return f"{value:.0%}" if isinstance(value, float | int) else "–"

    def count(report: Mapping[str, Any], name: str) -> str:
        value = report.get(name)
        return f"{value:,}" if isinstance(value, int) else "–"

    def nameless(report: Mapping[str, Any]) -> str:
        value = nameless_rows(report)
        return "not counted" if value is None else f"{value:,}"

    rows = [("Entries", count(before, "entries"), count(now, "entries"))]
    rows.append(("Licences that are valid", share(before, "valid_share"), share(now, "valid_share")))
    rows.append(("Rows left out for want of a name", nameless(before), nameless(now)))
    rows.append(("Rows without a readable status", share(before, "without_status"), share(now, "without_status")))
    filled_before, filled_now = before.get("filled") or {}, now.get("filled") or {}
    for name in sorted(filled_before.keys() | filled_now.keys()):
        label = f"Rows with {name.replace('_', ' ')}"
        rows.append((label, share(filled_before, name), share(filled_now, name)))
    return rows


def _ask(held: OfficialList, officer: Officer) -> None:
    effect, aside = st.columns(2)
    with effect, st.form(f"confirm-{held.id}"):
        sure = st.checkbox("I compared it with the office that publishes it.")
        if st.form_submit_button("Let it take effect", type="primary", width="stretch"):
            if not sure:
                show(note("Compare it with the office that publishes it first, and tick the box.", "bad"))
            elif attempt(
                lambda: actions.confirm_register(held.id, officer=officer),
                then=f"Import {held.id} is in effect; adverts are judged by it from the next run on.",
            ):
                st.rerun()
    with aside, st.form(f"reject-{held.id}"):
        reason = st.text_input("Why it is set aside")
        if st.form_submit_button("Set it aside", width="stretch") and attempt(
            lambda: actions.reject_register(held.id, officer=officer, reason=reason or ""),
            then=f"Import {held.id} is set aside; nothing changed.",
        ):
            st.rerun()


main()

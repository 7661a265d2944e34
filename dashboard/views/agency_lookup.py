"""Agency look-up: the agencies on the official lists by name or number, and which lists are on file."""

from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from alerts.plain_words import visible
from alerts.rights import Right
from dashboard import desk, words
from dashboard.components import chip, empty, heading, note, show, table, tone_of
from dashboard.page_links import AGENCY, linked_row
from dashboard.queries.agency import AgencyRow, agency_rows, agency_rows_of
from dashboard.queries.agency_standing import standings_of
from dashboard.queries.near_names import NearName, near_names
from dashboard.queries.registers import registers
from dashboard.signing_in import allowed_officer
from registry.law.licensing import Standing
from registry.vocabulary import ImportState, RegisterKind, StandingState

PAGE_SIZE = 25
# What was asked for, kept while an agency's file is open.
ASKED = "agency-asked"
MOST_NEAR = 5
NONE = "No agency of that name or number on the lists below"
ONLY_SPELT_ALIKE = (
    "These names are spelt nearly like what you typed, and none is written the same. Compare number, telephone and "
    "address before you take one for the firm you look for: its standing says nothing of anybody else."
)


def main() -> None:
    """The screen."""
    allowed_officer(Right.TRIAGE)
    show(heading("Agency look-up"))
    asked = st.session_state.get(ASKED, "")
    text = st.text_input("Name or licence number", value=asked, key="agency-text", type="search", max_chars=200) or ""
    if text != asked:
        st.session_state["agency-page"] = 1
    st.session_state[ASKED] = text
    pages = st.session_state.get("agency-page", 1)
    rows, total = desk.look(agency_rows, text.strip(), page=pages, size=PAGE_SIZE)
    if not rows:
        _show_none(text.strip())
        return
    counted, today = words.number_of(total, "agency", "agencies"), words.day(desk.today())
    show(Markup("<div>{}, with their standing on {}</div>").format(counted, today))
    _show_rows(rows)
    if total > PAGE_SIZE:
        st.pagination(-(-total // PAGE_SIZE), key="agency-page")
    _show_registers()


def _show_none(asked: str) -> None:
    if asked and not _show_near(asked):
        show(
            empty(
                f"{NONE}, and no name comes near",
                "Type less of it: one word of the name, or the number's last figures. That nothing is found here does "
                "not make a firm unlicensed; it may be written otherwise, or stand on a list that is not on file.",
            )
        )
    elif not asked:
        show(
            empty("No register is loaded", "An administrator imports the official list with `wakala register import`.")
        )
    _show_registers()


def _show_near(asked: str) -> bool:
    """Whether any name comes near what was asked for; those that do, each marked as another name."""
    near = desk.look(near_names, asked, on=desk.today(), top=MOST_NEAR)
    if not near:
        return False
    show(heading("Did you mean …?", level=2, above=f"{NONE}; the nearest names, at most {MOST_NEAR}"))
    show(note(ONLY_SPELT_ALIKE, "unclear"))
    rows = desk.look(agency_rows_of, [one.agency_id for one in near])
    _show_rows([rows[one.agency_id] for one in near], {one.agency_id: _how_near(one) for one in near})
    return True


def _how_near(one: NearName) -> Markup:
    marked = chip(f"Not the same: {max(1, int(100 * one.score))} % alike", "status-unclear", title=ONLY_SPELT_ALIKE)
    if not one.part or one.part.casefold() == one.name.casefold():
        return marked + " "
    return Markup("{} in “<bdi>{}</bdi>” · ").format(marked, visible(one.part))


def _show_rows(rows: Sequence[AgencyRow], before: Mapping[int, Markup] | None = None) -> None:
    standings = _standings(rows)
    for row in rows:
        body = _row(row, standings[row.id], (before or {}).get(row.id, ""))
        linked_row(f"agency-{row.id}", body, AGENCY, label="Open file", params={"agency": str(row.id)})


def _standings(rows: Sequence[AgencyRow]) -> dict[int, Standing]:
    """What each is today: a list may still show as valid, or merely as expired, whom a notice has struck off."""
    found: dict[int, Standing] = {}
    for code in {row.jurisdiction for row in rows}:
        kinds = {row.id: row.kind for row in rows if row.jurisdiction == code}
        found |= desk.look(standings_of, kinds, rulebook=desk.rulebook(code), on=desk.today())
    return found


def _row(row: AgencyRow, standing: Standing, before: Markup | str) -> Markup:
    noticed = standing.reason if standing.notice_id is not None else ""
    until = f"expiry date {words.day(row.expires_on)}" if row.expires_on and not noticed else ""
    listed = f"list of {words.REGISTERS[row.kind].lower()}"
    small = " · ".join(part for part in (row.number or "no number", listed, noticed, until) if part)
    return Markup('<div class="w-hit"><b><bdi>{}</bdi></b><span>{}{} {}</span></div>').format(
        row.name, before, small, _status(row, standing)
    )


def _status(row: AgencyRow, standing: Standing) -> Markup | str:
    if row.kind is RegisterKind.NAMES:
        return ""
    if standing.state is StandingState.REGISTER_NOT_LOADED:
        return chip(words.LICENCES[row.status], "unclear") if row.status else ""
    return chip(words.STANDINGS[standing.state], f"status-{tone_of(standing.state)}")


def _show_registers() -> None:
    lines = desk.look(registers)
    if not lines:
        return
    show(heading("Official lists on file", level=2))
    rows = [
        (
            words.REGISTERS[one.kind],
            one.jurisdiction.upper(),
            words.day(one.as_of),
            f"{one.rows:,}",
            "in effect" if one.state is ImportState.ACTIVE else "held back: waits for a person to confirm it",
            one.source,
        )
        for one in lines
    ]
    show(table(("List", "Country", "As of", "Rows", "State", "Read from"), rows))


main()

"""The alert queue: what waits, gravest first, with filters kept in the address, and acts on several alerts at once."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from alerts.plain_words import case_reference
from alerts.rights import Right
from dashboard import desk, words
from dashboard.accounts import Officer
from dashboard.components import chip, empty, figures, heading, severity_chip, show, state_chip, urgent_chip
from dashboard.looks import Look, last_looks
from dashboard.page_links import CASE, linked_row
from dashboard.panels.bulk_panel import TURN, show_bulk, show_bulk_undo
from dashboard.panels.decision_panel import ASKED
from dashboard.panels.reasons import grounds_in_words
from dashboard.queries.queue_filter import QueueFilter, QueueOrder
from dashboard.queries.queue_rows import (
    QueueCounts,
    QueueRow,
    next_alert,
    queue_counts,
    queue_page,
    queue_sources,
)
from dashboard.signing_in import allowed_officer
from registry.law.rulebook import Rulebook
from registry.vocabulary import AlertState, Severity

PAGE_SIZE = 25
GROUNDS_SHOWN = 2
NOTHING_YET = (
    "Alerts appear here once adverts have been crawled and assessed: an administrator adds a source with "
    "`wakala source add ADDRESS` and starts `wakala run`. What reached you by telephone goes under Report an advert."
)
ON_SCREEN = "versions-on-screen"
VIEWS: dict[str, tuple[AlertState, ...]] = {
    "To do": (AlertState.OPEN, AlertState.ESCALATED),
    "New to me": (AlertState.OPEN, AlertState.ESCALATED),
    "Mine": (AlertState.OPEN, AlertState.ESCALATED, AlertState.SNOOZED),
    "Urgent": (AlertState.OPEN, AlertState.ESCALATED, AlertState.SNOOZED),
    "Escalated": (AlertState.ESCALATED,),
    "Snoozed": (AlertState.SNOOZED,),
    "Decided": (AlertState.DECIDED,),
    "All": (),
}


def main() -> None:
    """The screen."""
    officer = allowed_officer(Right.TRIAGE)
    counts = desk.look(queue_counts)
    show(heading("Alert queue"))
    _show_counts(counts)
    wanted, order = _choose(officer)
    st.session_state[ASKED] = (wanted, order)
    number = int(st.session_state.get("page", 1))
    found = desk.look(queue_page, wanted, order=order, page=number, size=PAGE_SIZE)
    if not found.rows and number > 1:
        number = 1
        found = desk.look(queue_page, wanted, order=order, page=number, size=PAGE_SIZE)
    if not found.rows:
        show_bulk_undo(officer)
        show(_nothing(counts))
        return
    _show_head(found.total, wanted, order)
    bulk = st.container(key="bulk")
    picked = _show_rows(found.rows, officer)
    with bulk:
        show_bulk_undo(officer)
        show_bulk(picked, officer, urgent=sum(row.urgent for row in found.rows if row.id in picked))
    if picked:
        _show_way_to_bulk(len(picked))
    pages = -(-found.total // PAGE_SIZE)
    if pages > 1:
        st.pagination(pages, key="page", bind="query-params")


def _show_counts(counts: QueueCounts) -> None:
    oldest = words.age(counts.oldest_at.astimezone(desk.zone()).date(), desk.today()) if counts.oldest_at else "–"
    graves = counts.by_severity.get(Severity.CRITICAL, 0)
    show(
        figures(
            (
                (f"{counts.undecided:,}", "undecided", "plain"),
                (f"{counts.urgent:,}", "urgent: person at risk", "bad" if counts.urgent else "plain"),
                (f"{graves:,}", "critical", "bad" if graves else "plain"),
                (f"{counts.by_severity.get(Severity.HIGH, 0):,}", "high", "plain"),
                (f"{counts.by_state.get(AlertState.ESCALATED, 0):,}", "escalated", "plain"),
                (oldest, "oldest undecided", "plain"),
            )
        )
    )


def _choose(officer: Officer) -> tuple[QueueFilter, QueueOrder]:
    with st.container(horizontal=True, vertical_alignment="center"):
        view, order = _choose_view_and_order()
        with st.popover("Filter", icon=":material/filter_list:"):
            severities = _several("Severity", "severity", list(words.SEVERITIES.values()))
            grounds = _several("Ground", "ground", list(words.GROUNDS.values()))
            places = {words.source(name): name for name in desk.look(queue_sources)}
            sources = _several("Source", "source", list(places))
    wanted = QueueFilter(
        states=VIEWS[view],
        severities=tuple(one for one, name in words.SEVERITIES.items() if name in severities),
        grounds=tuple(one for one, name in words.GROUNDS.items() if name in grounds),
        sources=tuple(places[name] for name in sources),
        assignee=officer.email if view == "Mine" else None,
        urgent_only=view == "Urgent",
        unseen_by=officer.email if view == "New to me" else None,
    )
    _show_filter([*severities, *grounds, *sources])
    return wanted, order


def _choose_view_and_order() -> tuple[str, QueueOrder]:
    view = st.segmented_control(
        "Show",
        list(VIEWS),
        default="To do",
        required=True,
        key="view",
        bind="query-params",
        persist_state="session",
        label_visibility="collapsed",
    )
    order = st.selectbox(
        "Order",
        list(words.ORDERS.values()),
        key="order",
        bind="query-params",
        persist_state="session",
        label_visibility="collapsed",
        width=210,
    )
    chosen = next((one for one, name in words.ORDERS.items() if name == order), QueueOrder.SEVERITY)
    return str(view or "To do"), chosen


def _several(label: str, key: str, options: list[str]) -> list[str]:
    chosen = st.multiselect(
        label, options, key=key, bind="query-params", persist_state="session", placeholder="All", select_all=False
    )
    return [str(one) for one in chosen]


def _show_filter(chosen: Sequence[str]) -> None:
    if chosen:
        show(Markup("<div>Only {}</div>").format(Markup(" ").join(chip(one) for one in chosen)))


def _nothing(counts: QueueCounts) -> Markup:
    if not counts.by_state:
        return empty("No alerts yet", NOTHING_YET)
    if not counts.undecided:
        return empty("All done", "Every alert is decided. New ones appear here after the next crawl.")
    return empty("Nothing matches", "No alert is in this view; choose another one or clear the filter.")


def _show_head(total: int, wanted: QueueFilter, order: QueueOrder) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        show(Markup("<div>{}, {}</div>").format(words.number_of(total, "alert"), words.ORDERS[order].lower()))
        if st.button("Open the first", shortcut="N", type="primary", key="open-first"):
            first = desk.look(next_alert, wanted, order=order, after=0)
            st.switch_page(CASE, query_params={"case": str(first)})


def _show_rows(rows: Sequence[QueueRow], officer: Officer) -> dict[int, int]:
    """The picked alerts with the version the officer saw when picking: acts on one that changed since are refused."""
    rulebook, today = desk.rulebook(), desk.today()
    on_screen = st.session_state.get(ON_SCREEN, {})
    st.session_state[ON_SCREEN] = {row.id: row.version for row in rows}
    seen = desk.look(last_looks, officer.email, [row.id for row in rows])
    # A browser keeps a ticked box ticked for as long as its key lives, so every bulk act begins a new round of keys.
    turn = st.session_state.get(TURN, 0)
    picked = {}
    for row in rows:
        with st.container(key=f"line-{row.id}", horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall"):
            if st.checkbox(f"Pick {case_reference(row.id)}", key=f"pick-{turn}-{row.id}", label_visibility="collapsed"):
                picked[row.id] = on_screen.get(row.id, row.version)
            body = _row(row, seen.get(row.id), rulebook, today)
            linked_row(str(row.id), body, CASE, label=case_reference(row.id), params={"case": str(row.id)})
    return picked


def _show_way_to_bulk(count: int) -> None:
    """Where a screen is too narrow to keep the form in sight, the way to it is."""
    way = Markup('<a class="w-jump" href="#together" target="_self">Go to the decision on {}</a>')
    with st.container(key="picked"):
        show(way.format(words.number_of(count, "alert")))


def _row(row: QueueRow, look: Look | None, rulebook: Rulebook, today: date) -> Markup:
    tags = [severity_chip(row.severity)] + ([urgent_chip()] if row.urgent else [])
    if row.state is not AlertState.OPEN:
        tags.append(state_chip(row.state))
    grounds = grounds_in_words(row.grounds, rulebook, unsure=row.unsure)
    more = f" · {len(grounds) - GROUNDS_SHOWN} more" if len(grounds) > GROUNDS_SHOWN else ""
    ending = words.DISPOSITIONS[row.disposition] if row.disposition else ""
    whose = row.assignee or "unassigned"
    if row.state is AlertState.SNOOZED and row.snoozed_until:
        whose = f"until {words.day(row.snoozed_until)}"
    why = Markup(" · ").join(grounds[:GROUNDS_SHOWN]) + more
    return Markup(
        '<div class="w-row"><div class="w-tags">{}</div><div><div class="w-name{}">{}<bdi>{}</bdi></div>'
        '<div class="w-why">{}</div><div class="w-why"><b>{}</b></div></div>'
        '<div class="w-meta"><span>{}<i> ·</i><br> {}</span><span>{}</span><span>{}</span></div></div>'
    ).format(
        Markup("").join(tags),
        " w-seen" if look and look.version == row.version else "",
        _news(row, look),
        row.recruiter or "No name given",
        why,
        ending,
        words.number_of(row.adverts, "advert"),
        ", ".join(words.source(name) for name in row.sources),
        _waited(row, today),
        whose,
    )


def _waited(row: QueueRow, today: date) -> str:
    age = words.age(row.raised_on, today)
    return f"raised {age}" if age == "today" else f"raised {age} ago"


def _news(row: QueueRow, look: Look | None) -> Markup:
    if look is None:
        return Markup('<span class="w-dot" title="New to you"></span><span class="w-hidden">New to you: </span>')
    if look.version != row.version:
        return chip("changed", "changed", title="Something happened since you last looked; the case says what")
    return Markup("")


main()

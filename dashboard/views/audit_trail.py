"""The audit trail: who did what, searchable, and whether the chain is unbroken."""

import orjson
import streamlit as st
from markupsafe import Markup

from alerts.plain_words import case_reference
from alerts.rights import Right
from dashboard import desk, words
from dashboard.components import Cell, empty, heading, note, show, table
from dashboard.queries.people import AuditRow, audit_rows
from dashboard.signing_in import allowed_officer
from registry import audit

PAGE_SIZE = 50
LISTED = 12
ASKED = "audit-asked"


def main() -> None:
    """The screen."""
    allowed_officer(Right.CHANGE_ACCOUNTS)
    show(heading("Audit trail"))
    if st.button("Check the whole chain"):
        _show_check()
    text = (
        st.text_input("Officer, act, subject or words", key="audit-text", type="search", max_chars=200) or ""
    ).strip()
    if text != st.session_state.get(ASKED, ""):
        st.session_state["audit-page"] = 1
    st.session_state[ASKED] = text
    number = int(st.session_state.get("audit-page", 1))
    rows, total = desk.look(audit_rows, text, page=number, size=PAGE_SIZE)
    if not rows:
        show(empty("No entries", "Nothing in the audit log holds these characters."))
        return
    caption = words.number_of(total, "entry", "entries")
    entries = table(("No.", "When", "Who", "What", "On", "Details"), map(_cells, rows), caption=caption)
    show(Markup('<div class="w-audit">{}</div>').format(entries))
    if total > PAGE_SIZE:
        st.pagination(-(-total // PAGE_SIZE), key="audit-page")


def _show_check() -> None:
    report = desk.look(audit.verify)
    if report.sound:
        said = (
            f"All {words.number_of(report.entries, 'entry', 'entries')} fit together. Last digest: {report.last_digest}"
        )
        show(note(said, "good"))
    else:
        show(note(f"Entry {report.broken_at} does not fit the one before it: the log was altered there.", "bad"))


def _cells(row: AuditRow) -> tuple[Cell, ...]:
    stated = {name: value for name, value in row.detail.items() if value not in (None, "", [], {})}
    detail = "; ".join(f"{name.replace('_', ' ')}: {_said(name, value)}" for name, value in stated.items())
    action = row.action.replace("_", " ").replace(".", ": ")
    when = Markup('<span class="w-when">{}</span>').format(words.moment(row.at, desk.zone()))
    return str(row.id), when, row.actor, action, _subject(row.subject), detail or "–"


def _subject(subject: str) -> str:
    """Cases as every other screen names them, beside the log's own words."""
    kind, _, number = subject.partition(":")
    return f"{case_reference(int(number))} · {subject}" if kind == "alert" and number.isdecimal() else subject


def _said(name: str, value: object) -> str:
    """A decision as every other screen words it, and by the log's own word, under which it is searched."""
    found = next((said for one, said in words.DISPOSITIONS.items() if name == "disposition" and one == value), "")
    return f"{found} ({value})" if found else _value(value)


def _value(value: object) -> str:
    if isinstance(value, list) and value and all(isinstance(one, str) and one.endswith(".") for one in value):
        # Sentences, in which commas stand already.
        return _value(" ".join(one[:1].upper() + one[1:] for one in value))
    if isinstance(value, list):
        more = f" and {len(value) - LISTED:,} more" if len(value) > LISTED else ""
        return ", ".join(_value(one) for one in value[:LISTED]) + more
    if isinstance(value, dict):
        return ", ".join(f"{name.replace('_', ' ')} {_value(one)}" for name, one in value.items())
    # Values are set apart by semicolons, beside which a sentence's own full stop looks like a slip.
    return value.removesuffix(".") if isinstance(value, str) else orjson.dumps(value).decode()


main()

"""A file of adverts taken in from the screen: how its columns are read, how far it is, and what could not be used."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from alerts.child_processes.report_intake import ColumnsProposed, ReportsOutcome, propose_columns, run_reports
from dashboard import actions, desk, words
from dashboard.accounts import Officer
from dashboard.components import note, show, table
from dashboard.judging import LATER, judge_new_adverts
from registry.errors import WakalaError

TURN = "report-file-turn"
TAKEN = "report-file-taken"
TEMPLATE = "title,advertiser,text,url,posted_on,location,salary\n"
AGAIN = "Rename the columns in the file, or copy its rows into the file to fill in, and choose it again."


def show_file_intake(channels: tuple[str, ...], officer: Officer) -> None:
    """Choose a CSV file, look at how it would be read, take it in, and see what came of it."""
    _show_taken()
    turn = st.session_state.get(TURN, 0)
    given = st.file_uploader(
        "CSV file of adverts, one a row",
        type=["csv", "tsv", "txt", "gz"],
        key=f"report-file-{turn}",
        help="Columns such as title, advertiser, text, url, posted_on, location and salary are found by their names.",
    )
    st.download_button(
        "A file to fill in",
        TEMPLATE,
        file_name="adverts.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
    if given is None:
        return
    body = given.getvalue()
    with _on_disk(body) as file:
        try:
            reading = propose_columns(file, settings=desk.settings())
        except WakalaError as error:
            show(note(f"{_named(str(error), file, given.name)} {AGAIN}", "bad"))
            return
        _show_reading(reading)
        channel = st.selectbox("How they reached us", channels, key=f"report-file-channel-{turn}")
        if st.button("Take these adverts in", type="primary"):
            _take_in(file, given.name, channel, rows=body.count(b"\n"), officer=officer)


@contextmanager
def _on_disk(body: bytes) -> Iterator[Path]:
    """The upload as a file under a name of ours."""
    with tempfile.TemporaryDirectory(prefix="wakala-report-") as folder:
        file = Path(folder) / "reports.csv"
        file.write_bytes(body)
        yield file


def _named(said: str, file: Path, name: str) -> str:
    return said.replace(str(file), name[:100])


def _show_reading(reading: ColumnsProposed) -> None:
    rows = [
        (
            name.replace("_", " "),
            " or ".join(headers),
            "guessed, please check" if name in reading.guessed else "by name",
        )
        for name, headers in reading.columns.items()
    ]
    show(table(("Is read as", "From column", "Found"), rows))
    if reading.unread:
        show(note(f"Not read: {', '.join(reading.unread[:20])}.", "unclear"))


def _take_in(file: Path, name: str, channel: str, *, rows: int, officer: Officer) -> None:
    bar = st.progress(0.0, text="Reading …")

    def on_rows(done: int) -> None:
        bar.progress(min(1.0, done / max(rows, 1)), text=f"{done:,} rows read")

    try:
        outcome = run_reports(file, settings=desk.settings(), at=desk.now(), channel=channel, on_rows=on_rows)
        actions.record_file_report(name, outcome, by=officer)
    except WakalaError as error:
        show(note(_named(str(error), file, name), "bad"))
        return
    with st.spinner("On file. Looking at them now …"):
        done = judge_new_adverts()
    said = "They have been assessed." if done else f"They are still being looked at. {LATER}"
    st.session_state[TAKEN] = (outcome, said)
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
    st.rerun()


def _show_taken() -> None:
    taken: tuple[ReportsOutcome, str] | None = st.session_state.pop(TAKEN, None)
    if taken is None:
        return
    outcome, said = taken
    adverts = words.number_of(outcome.adverts, "advert")
    show(
        note(
            f"{words.number_of(outcome.rows, 'row')} read: {adverts} on file, {outcome.new:,} of them new. {said}",
            "good",
        )
    )
    if outcome.errors:
        shown = (
            f" The first {len(outcome.first_errors)} are listed." if outcome.errors > len(outcome.first_errors) else ""
        )
        show(note(f"{words.number_of(outcome.errors, 'row')} could not be used.{shown}", "bad"))
        show(table(("What could not be used",), [(one,) for one in outcome.first_errors]))

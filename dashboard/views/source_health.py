"""Source health: which sources came back empty, failed, or have not run, and what their last runs brought."""

from collections.abc import Collection, Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from alerts.rights import Right
from dashboard import desk, words
from dashboard.components import chip, empty, facts, heading, note, show, table
from dashboard.queries.source_health import CrawlLine, SourceHealth, source_health
from dashboard.signing_in import allowed_officer
from registry.vocabulary import CrawlState
from spiders.source import Source, readable_sources, source_folders


def main() -> None:
    """The screen."""
    allowed_officer(Right.TRIAGE)
    show(heading("Source health"))
    configured = _configured()
    lists = {name for name, source in configured.items() if source.is_register}
    sources = desk.look(source_health, lists=lists)
    _show_never_run(configured, {source.name for source in sources})
    if not sources:
        show(
            empty(
                "Nothing has run yet",
                "An administrator adds a source with `wakala source add ADDRESS`; how its crawls went is shown here.",
            )
        )
        return
    troubled = [source for source in sources if not source.went_well]
    if troubled:
        names = ", ".join(words.source(source.name) for source in troubled)
        show(note(f"Look at {words.number_of(len(troubled), 'source')}: {names}.", "bad"))
    else:
        show(note("Every source did its work on its last run.", "good"))
    titles = {name: source.title for name, source in configured.items()}
    rows = [_cells(source, titles.get(source.name, "")) for source in sources]
    show(table(("Source", "Last run", "Brought", "Recent runs", "How it went"), rows))
    for source in sources:
        _show_detail(source)


def _configured() -> dict[str, Source]:
    sources, broken = readable_sources(source_folders(desk.settings()))
    for sentence in broken.values():
        show(note(sentence, "bad"))
    return sources


def _show_never_run(configured: Mapping[str, Source], known: Collection[str]) -> None:
    waiting = sorted(name for name, source in configured.items() if source.enabled and name not in known)
    if waiting:
        show(note(f"Switched on but never run: {', '.join(waiting)}.", "unclear"))


def _cells(source: SourceHealth, title: str) -> tuple[Markup | str, ...]:
    last = source.runs[0]
    name, when = _name(source, title), words.moment(last.started_at, desk.zone())
    if source.is_list:
        return name, when, "official list", "", _how(source)
    brought = f"{words.number_of(last.items, 'advert')}, {last.new:,} new, {last.changed:,} changed"
    return name, when, brought, _runs(source.runs), _how(source)


def _name(source: SourceHealth, title: str) -> Markup:
    said = Markup('<br><small class="w-small">{}</small>').format(title) if title else ""
    return Markup("{}{}").format(words.source(source.name), said)


def _how(source: SourceHealth) -> Markup:
    last, failures = source.runs[0], source.failures_in_a_row
    if source.went_well:
        return chip("Ended well", "status-good")
    if failures > 1:
        return chip(f"Nothing {failures} times in a row", "status-bad")
    if last.state is CrawlState.RUNNING:
        return chip("Running", "status-unclear")
    return chip("Ended with problems" if last.problems else words.CRAWLS[last.state], "status-bad")


def _runs(runs: Sequence[CrawlLine]) -> Markup:
    most = max((run.items for run in runs), default=0) or 1
    said = ", ".join(str(run.items) for run in reversed(runs))
    bars = Markup("").join(
        Markup('<i class="{}" style="height:{}%"></i>').format(
            "" if run.items else "w-run-bad", round(100 * run.items / most)
        )
        for run in reversed(runs)
    )
    return Markup('<span class="w-runs" role="img" aria-label="Adverts a run, oldest first: {}">{}</span>').format(
        said, bars
    )


def _show_detail(source: SourceHealth) -> None:
    with st.expander(words.source(source.name)):
        last = source.runs[0]
        for problem in last.problems[:20]:
            show(note(problem, "bad"))
        show(
            facts(
                (
                    ("Name in commands", source.name),
                    ("Pages fetched", f"{last.pages:,}"),
                    ("Listed still, not due for a visit", f"{last.listed:,}" if last.listed else ""),
                    ("Gone since", f"{last.gone:,}"),
                    ("Answers", ", ".join(f"{code}: {number}" for code, number in sorted(last.status_codes.items()))),
                    (
                        "Not read",
                        ", ".join(
                            f"{why.replace('_', ' ')}: {number}" for why, number in sorted(last.refusals.items())
                        ),
                    ),
                    ("Received", f"{last.bytes / 1e6:,.1f} MB in {last.seconds:,.0f} s"),
                    ("Taken up again after a stop", f"{last.resumed}" if last.resumed else ""),
                    ("Ended", words.moment(last.finished_at, desk.zone())),
                )
            )
        )
        if last.coverage:
            rows = [(name.replace("_", " "), f"{share:.0%}") for name, share in sorted(last.coverage.items())]
            show(table(("Field", "Filled on the last run"), rows))
        show(table(("Started", "State", "Adverts", "New"), map(_run_cells, source.runs)))


def _run_cells(run: CrawlLine) -> tuple[str, ...]:
    return words.moment(run.started_at, desk.zone()), words.CRAWLS[run.state], f"{run.items:,}", f"{run.new:,}"


main()

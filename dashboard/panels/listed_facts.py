"""What findings took from official lists, value beside value: notices, ties, licence numbers, approved vacancies."""

from collections.abc import Iterable, Sequence
from datetime import date

from dashboard import desk, words
from dashboard.components import heading, show, table
from dashboard.page_links import agency_link
from dashboard.queries.advert import AssessmentView, FindingView
from dashboard.queries.agency import agency_file
from registry.law.rulebook import Rulebook
from registry.vocabulary import ContactKind, Ground

NOTICE = ("In the notice", "This advert", "Issued by", "Says")


def show_listed_facts(advertiser: str, assessment: AssessmentView, rulebook: Rulebook) -> bool:
    """Whether anything was shown; `advertiser` is the name that the advert prints."""
    counting = [one for one in assessment.findings if one.counts]
    shown = [
        _table("Official notices", NOTICE, _notices(advertiser, counting)),
        _table("Ties to a barred firm", ("Shared", "Value", "Barred firm", "Since"), _ties(counting)),
    ]
    if not any(one.kind == "licence_number" for one in assessment.match_reasons):
        shown.append(_show_numbers(counting))
    if assessment.agency_id is not None and any(one.ground is Ground.JOB_ORDER for one in counting):
        shown.append(_show_vacancies(assessment.agency_id, rulebook))
    return any(shown)


def _table(title: str, headers: Sequence[str], rows: Sequence[tuple[str, ...]]) -> bool:
    if rows:
        show(heading(title, level=3))
        show(table(headers, list(dict.fromkeys(rows))))
    return bool(rows)


def _notices(advertiser: str, findings: Iterable[FindingView]) -> list[tuple[str, ...]]:
    return [
        (
            str(one.facts["notice"]),
            _said_to_be(str(one.facts.get("claimed") or advertiser), str(one.facts.get("agency") or "")),
            f"{one.facts.get('issuer') or '–'}, {_day(one.facts.get('notice_of'))}",
            one.explanation.partition(" by notice")[0].removeprefix(f"{one.facts['notice']} is ") or "–",
        )
        for one in findings
        if one.facts.get("notice")
    ]


def _said_to_be(advertiser: str, agency: str) -> str:
    if not agency or agency.casefold() == advertiser.casefold():
        return advertiser or "–"
    return f"{advertiser or 'no name'}, matched to {agency}"


def _ties(findings: Iterable[FindingView]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for one in findings:
        if not one.facts.get("barred"):
            continue
        links = one.facts.get("links") or ({"kind": "person", "value": one.facts.get("person", "")},)
        rows += [
            (
                _kind(str(link.get("kind", ""))),
                str(link.get("value", "")),
                str(one.facts["barred"]),
                f"{one.facts.get('action') or 'barred'}, {_day(one.facts.get('since'))}",
            )
            for link in links
        ]
    return rows


def _kind(kind: str) -> str:
    return words.CONTACTS[ContactKind(kind)] if kind in set(ContactKind) else kind.replace("_", " ").capitalize()


def _show_numbers(findings: Iterable[FindingView]) -> bool:
    found = [one.facts for one in findings if one.facts.get("registered_to")]
    rows = [(str(one.get("quoted", "")), str(one.get("claimed", "")), str(one["registered_to"])) for one in found]
    shown = _table("Licence number quoted", ("Number", "This advert is by", "The register gives it to"), rows)
    for agency_id in dict.fromkeys(int(one.get("agency_id") or 0) for one in found):
        if agency_id:
            agency_link(agency_id, label="Open the file of the number's owner")
    return shown


def _show_vacancies(agency_id: int, rulebook: Rulebook) -> bool:
    agency = desk.look(agency_file, agency_id)
    orders = agency.job_orders if agency else ()
    rows = [
        (title, words.country(place, rulebook), str(posts or "–"), words.day(since))
        for title, place, posts, since, until in orders
        if until is None
    ]
    return _table("Vacancies approved for this agency", ("Post", "Country", "Posts", "On the list since"), rows)


def _day(stored: object) -> str:
    try:
        return words.day(date.fromisoformat(str(stored)))
    except ValueError:
        return "–"

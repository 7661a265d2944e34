"""Lists of adverts tied to what is on the screen, each with the way to open it."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from dashboard import desk, words
from dashboard.components import heading, show
from dashboard.page_links import ADVERT, linked_row
from dashboard.queries.advert import FindingView
from dashboard.queries.linked_adverts import LinkedAdvert, adverts_of_agency, linked_adverts

LINKED_SHOWN = 10


def show_linked_adverts(findings: Sequence[FindingView], *, but: int) -> None:
    """The other adverts that findings of this one rest on, each with the way to open it."""
    ids = sorted({int(one) for finding in findings if finding.counts for one in _numbers(finding)} - {but})
    found = desk.look(linked_adverts, ids[:LINKED_SHOWN]) if ids else []
    if not found:
        return
    _show("Compared with other adverts", found, len(ids))


def show_adverts_of_agency(agency_id: int) -> None:
    """What this listed agency advertises, as far as adverts could be matched to it."""
    found, total = desk.look(adverts_of_agency, agency_id, limit=LINKED_SHOWN)
    if found:
        _show("Adverts matched to this agency", found, total)


def _show(title: str, found: Sequence[LinkedAdvert], total: int) -> None:
    show(heading(title, level=2, above=f"The first {len(found)} of {total:,}" if total > len(found) else ""))
    for one in found:
        linked_row(f"linked-{one.id}", _line(one), ADVERT, label="Open advert", params={"advert": str(one.id)})


def _numbers(finding: FindingView) -> Iterable[int]:
    adverts = finding.facts.get("adverts")
    return adverts if isinstance(adverts, list) else ()


def _line(advert: LinkedAdvert) -> Markup:
    small = " · ".join((advert.advertiser or "No name given", words.source(advert.source), words.day(advert.posted_on)))
    return Markup('<div class="w-hit"><b><bdi>{}</bdi></b><span><bdi>{}</bdi></span></div>').format(
        advert.title or "Untitled advert", small
    )

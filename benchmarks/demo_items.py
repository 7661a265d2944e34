"""The demo country's adverts as a spider would hand them in, without a crawl."""

from collections.abc import Hashable
from datetime import UTC, datetime

from dashboard.demo.composition import write
from dashboard.demo.innocents import OFFICIAL_DOMAIN
from dashboard.demo.recruiters import Advert as Planted
from dashboard.demo.world import World
from registry.advert_item import AdvertItem
from registry.identity.contacts import find_contacts
from registry.vocabulary import SourceKind

AT = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
KINDS = {
    "board": SourceKind.BOARD,
    "soko": SourceKind.BOARD,
    "own": SourceKind.AGENCY_SITE,
    "blog": SourceKind.BLOG,
    "ministry": SourceKind.OFFICIAL,
    "forward": SourceKind.SOCIAL,
}


def item_of(world: World, planted: Planted) -> AdvertItem:
    """The advert as a spider would hand it in."""
    written = write(world, planted)
    text = "\n".join([*written.paragraphs])
    return AdvertItem(
        source=f"demo_{planted.site}",
        source_kind=KINDS[planted.site],
        url=_address(planted),
        method="benchmark",
        seen_at=AT,
        title=written.title,
        hiring_organization=written.advertiser,
        hiring_organization_raw=written.advertiser,
        description=text,
        date_posted=written.posted_on,
        job_location=written.location,
        contacts=find_contacts(f"{written.title}\n{text}", region="KE"),
    )


def _address(planted: Planted) -> str:
    if planted.site == "own":
        return f"http://www.{planted.recruiter.contacts.domain}/{planted.number}"
    if planted.site == "ministry":
        return f"http://www.{OFFICIAL_DOMAIN}/{planted.number}"
    return f"http://{planted.site}.test/{planted.number}"


def pasted_of(planted: Planted) -> Hashable:
    """What says that two adverts were pasted from one text: a copied page, or a ring's text."""
    return planted.recruiter.ring or planted.copy_of or planted.number

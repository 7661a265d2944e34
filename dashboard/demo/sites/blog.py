"""A blog network that reposts adverts: an RSS feed with the whole text in each entry."""

from datetime import UTC, datetime, time
from email.utils import format_datetime
from xml.sax.saxutils import escape

from dashboard.demo.composition import Written, write
from dashboard.demo.noise import double_entities
from dashboard.demo.pages import NOT_FOUND, Page, Request, number_of, render
from dashboard.demo.recruiters import Advert
from dashboard.demo.week import DEMO_ON
from dashboard.demo.world import World

PREFIX = "blog"
ENTRIES = 400
RSS = "application/rss+xml; charset=utf-8"


class Blog:
    """Pages under /blog/."""

    def __init__(self, world: World, base: str) -> None:
        self._world = world
        self._base = base
        self._adverts = {advert.number: advert for advert in world.by_site.get(PREFIX, ())}
        self._order = list(self._adverts)

    @property
    def starts(self) -> list[str]:
        """The feeds: one for every few hundred entries."""
        feeds = max(1, -(-len(self._order) // ENTRIES))
        return [f"{self._base}/{PREFIX}/feed-{feed}.xml" for feed in range(1, feeds + 1)]

    def address(self, advert: Advert) -> str:
        """Where a post stands."""
        return f"{self._base}/{PREFIX}/2026/11/{advert.number}/"

    def page(self, request: Request) -> Page:
        """The page at a path below the prefix."""
        match request.path.strip("/").split("/"):
            case [feed] if feed.startswith("feed-"):
                return self._feed(number_of(feed.removeprefix("feed-").removesuffix(".xml")))
            case ["2026", "11", number] if number_of(number) in self._adverts:
                return self._post(self._adverts[number_of(number)])
            case _:
                return NOT_FOUND

    def _post(self, advert: Advert) -> Page:
        return render("blog_post.html", job=write(self._world, advert), author=advert.name)

    def _feed(self, number: int) -> Page:
        numbers = self._order[(number - 1) * ENTRIES : number * ENTRIES] if number > 0 else []
        if not numbers:
            return NOT_FOUND
        entries = "".join(self._entry(self._adverts[each]) for each in numbers)
        home = f"{self._base}/{PREFIX}/"
        head = f"<title>Ajira mtandaoni</title><link>{home}</link><description>Kazi kila siku</description>"
        spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        channel = f"<channel>{head}{entries}</channel>"
        return Page(f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {spaces}>{channel}</rss>'.encode(), RSS)

    def _entry(self, advert: Advert) -> str:
        written = write(self._world, advert)
        address = self.address(advert)
        posted = datetime.combine(written.posted_on or DEMO_ON, time(7, 30), UTC)
        # A repost has an author, not an employer; a sponsored post names its firm.
        company = "" if written.origin or not written.advertiser else f"<company>{escape(written.advertiser)}</company>"
        dated = f"<pubDate>{format_datetime(posted)}</pubDate>" if written.posted_on else ""
        return (
            f"<item><title>{escape(written.title)}</title><link>{address}</link><guid>{address}</guid>{dated}"
            f"<dc:creator>{escape(advert.name)}</dc:creator>{company}"
            f"<content:encoded>{escape(self._content(written))}</content:encoded></item>"
        )

    def _content(self, written: Written) -> str:
        rng, noise = self._world.rng("blog", written.number), self._world.data.noise
        lines = list(written.paragraphs)
        if written.location:
            lines.append(f"Location: {written.location}")
        if written.origin and rng.random() < 0.5:
            lines.append(f"Company: {written.origin}")
        html = "".join(f"<p>{escape(line)}</p>" for line in lines)
        return double_entities(html) if rng.random() < noise.double_entities else html

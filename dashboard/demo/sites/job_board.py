"""A job board whose pages carry schema.org JobPosting as JSON-LD, found through a sitemap index."""

import gzip
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import orjson
from markupsafe import Markup

from dashboard.demo.composition import Written, write
from dashboard.demo.noise import double_entities, glue_label, misdeclare, print_date
from dashboard.demo.pages import GONE, NOT_FOUND, XML, Page, Request, number_of, render
from dashboard.demo.recruiters import Advert
from dashboard.demo.world import World

PREFIX = "board"
PART = 1_000


class JobBoard:
    """Pages under /board/."""

    def __init__(self, world: World, base: str) -> None:
        self._world = world
        self._base = base
        self._adverts = {advert.number: advert for advert in world.by_site.get(PREFIX, ())}
        self._addresses = [self.address(advert) for advert in self._adverts.values()] + self._dead()

    def address(self, advert: Advert) -> str:
        """Where an advert stands; a copy has an address of its own."""
        return f"{self._base}/{PREFIX}/jobs/{advert.number}" + ("/print" if advert.copy_of else "")

    def page(self, request: Request) -> Page:
        """The page at a path below the prefix."""
        match request.path.split("/"):
            case ["sitemap.xml"]:
                return self._index()
            case ["sitemap", part]:
                return self._part(part)
            case ["jobs", "gone"]:
                return GONE
            case ["jobs", number, *rest] if rest in ([], ["print"]):
                return self._job(number_of(number), printed=bool(rest))
            case [""]:
                return render("board_home.html", newest=[self.address(a) for a in list(self._adverts.values())[:20]])
            case _:
                return NOT_FOUND

    def _dead(self) -> list[str]:
        """Addresses that a stale sitemap still lists."""
        count = self._world.data.noise.dead_links
        return [f"{self._base}/{PREFIX}/jobs/{9_000_000 + number}" for number in range(count)] + [
            f"{self._base}/{PREFIX}/jobs/gone"
        ]

    def _index(self) -> Page:
        """A sitemap index; its second part is compressed."""
        parts = range(-(-len(self._addresses) // PART))
        entries = "".join(
            f"<sitemap><loc>{self._base}/{PREFIX}/sitemap/{part}.xml{'.gz' if part == 1 else ''}</loc></sitemap>"
            for part in parts
        )
        return _xml(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>')

    def _part(self, name: str) -> Page:
        part = number_of(name.partition(".")[0], -1)
        addresses = self._addresses[part * PART : (part + 1) * PART] if part >= 0 else []
        if not addresses:
            return NOT_FOUND
        entries = "".join(f"<url><loc>{escape(address)}</loc></url>" for address in addresses)
        page = _xml(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>')
        if name.endswith(".gz"):
            return Page(gzip.compress(page.body, mtime=0), "application/gzip")
        return page

    def _job(self, number: int, *, printed: bool) -> Page:
        advert = self._adverts.get(number)
        if advert is None or printed is (advert.copy_of is None):
            return NOT_FOUND
        written = write(self._world, advert)
        rng = self._world.rng("board", advert.copy_of or number)
        noise = self._world.data.noise
        advertiser = glue_label(written.advertiser, written.town, rng, noise) if written.advertiser else ""
        page = render(
            "board_job.html",
            job=written,
            advertiser=advertiser,
            markup=Markup(self._markup(written, advertiser, rng)),  # noqa: S704 (spoilt on purpose, never shown)
        )
        if rng.random() < noise.wrong_encoding:
            return Page(misdeclare(page.body))
        return page

    def _markup(self, written: Written, advertiser: str, rng: Random) -> str:
        noise = self._world.data.noise
        description = "".join(f"<p>{escape(line)}</p>" for line in written.paragraphs)
        if rng.random() < noise.double_entities:
            description = double_entities(description)
        posting = job_posting(written, advertiser, description, rng)
        text = orjson.dumps(posting).decode().replace("</", "<\\/")
        return spoil(text, rng) if rng.random() < noise.broken_markup else text


def job_posting(written: Written, advertiser: str, description: str, rng: Random) -> dict[str, Any]:
    """The posting as markup; what the advert leaves out is left out here."""
    posting: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": written.title,
        "description": description,
        "employmentType": written.employment,
        "validThrough": f"{written.closes_on}T23:59",
        "identifier": {"@type": "PropertyValue", "name": "board", "value": str(written.number)},
    }
    if written.posted_on:
        forms = (
            written.posted_on.isoformat(),
            f"{written.posted_on}T08:30:00+03:00",
            print_date(written.posted_on, rng),
        )
        posting["datePosted"] = rng.choices(forms, (60, 30, 10))[0]
    if advertiser:
        posting["hiringOrganization"] = {"@type": "Organization", "name": advertiser}
    if written.location:
        country = rng.choice((written.place.code, written.place.name))
        locality = written.location.split(",")[0]
        address = {"@type": "PostalAddress", "addressLocality": locality, "addressCountry": country}
        posting["jobLocation"] = {"@type": "Place", "address": address}
    if written.pay:
        value = {
            "@type": "QuantitativeValue",
            "minValue": written.pay[0],
            "maxValue": written.pay[1],
            "unitText": "MONTH",
        }
        posting["baseSalary"] = {"@type": "MonetaryAmount", "currency": written.place.currency, "value": value}
    if written.vacancies:
        posting["totalJobOpenings"] = written.vacancies
    return posting


def spoil(text: str, rng: Random) -> str:
    """Markup as careless templates break it; the last way leaves nothing to save."""
    return rng.choice(
        (
            text[:-1] + ",}",
            text.replace("<\\/p><p>", "<\\/p>\n<p>"),
            text.replace("<p>", "\x0b<p>", 1),
            f"<!--\n{text}\n-->",
            f"//<![CDATA[\n{text}\n//]]>",
            text.replace('","', '",\n\n"') + ";",
            text[: len(text) * 2 // 3],
        )
    )


def _xml(text: str) -> Page:
    return Page(f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode(), XML)

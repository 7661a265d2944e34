"""A board of plain HTML tables, found by turning listing pages and read through selectors."""

from dashboard.demo.composition import write
from dashboard.demo.noise import double_entities, glue_label, misdeclare, print_date
from dashboard.demo.pages import NOT_FOUND, Page, Request, number_of, render
from dashboard.demo.recruiters import Advert
from dashboard.demo.world import World

PREFIX = "soko"
ROWS = 50
STEM = "ad-"


class PlainBoard:
    """Pages under /soko/."""

    def __init__(self, world: World, base: str) -> None:
        self._world = world
        self._base = base
        self._adverts = {advert.number: advert for advert in world.by_site.get(PREFIX, ())}
        self._order = list(self._adverts)

    def address(self, advert: Advert) -> str:
        """Where an advert stands."""
        return f"{self._base}/{PREFIX}/{STEM}{advert.number}.html"

    def page(self, request: Request) -> Page:
        """The page at a path below the prefix."""
        if request.path in ("", "kazi"):
            return self._list(number_of(request.query.get("page", ""), 1))
        name = request.path
        if name.startswith(STEM) and name.endswith(".html"):
            return self._advert(number_of(name[len(STEM) : -len(".html")]))
        return NOT_FOUND

    def _list(self, number: int) -> Page:
        pages = max(1, -(-len(self._order) // ROWS))
        if not 1 <= number <= pages:
            return NOT_FOUND
        rows = [self._adverts[each] for each in self._order[(number - 1) * ROWS : number * ROWS]]
        cards = [
            {
                "href": f"{STEM}{advert.number}.html",
                "title": write(self._world, advert).title,
                "town": "",
                "name": advert.name,
            }
            for advert in rows
        ]
        if number == 1:
            cards.append({"href": f"{STEM}99999999.html", "title": "Expired post", "town": "", "name": ""})
        return render("soko_list.html", cards=cards, number=number, pages=pages)

    def _advert(self, number: int) -> Page:
        advert = self._adverts.get(number)
        if advert is None:
            return NOT_FOUND
        written = write(self._world, advert)
        rng, noise = self._world.rng("soko", number), self._world.data.noise
        page = render(
            "soko_ad.html",
            job=written,
            advertiser=glue_label(written.advertiser, written.town, rng, noise) if written.advertiser else "",
            posted=print_date(written.posted_on, rng) if written.posted_on else "",
            closes=print_date(written.closes_on, rng),
            pay=written.pay_text if written.pay else "",
        )
        if rng.random() < noise.double_entities:
            return Page(double_entities(page.body.decode()).encode())
        if rng.random() < noise.wrong_encoding:
            return Page(misdeclare(page.body))
        return page

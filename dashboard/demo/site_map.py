"""Which site stands under which path of the one loopback server, and what its robots.txt says."""

from dashboard.demo.pages import NOT_FOUND, AdvertSite, Page, Request, Site, render
from dashboard.demo.recruiters import Advert
from dashboard.demo.sites import blog, job_board, labour_office, ministry, own_sites, plain_board
from dashboard.demo.world import World

FORWARD_HOST = "https://forwarded.example"
CLOSED = "Disallow: /board/search\nDisallow: /admin/\n"


class DemoSites:
    """Every page of the country, made on request from the compact week."""

    def __init__(self, world: World, base: str) -> None:
        self.base = base
        self.board = job_board.JobBoard(world, base)
        self.plain = plain_board.PlainBoard(world, base)
        self.own = own_sites.OwnSites(world, base)
        self.blog = blog.Blog(world, base)
        self.ministry = ministry.Ministry(world, base)
        self.office = labour_office.LabourOffice(world)
        self._by_prefix: dict[str, Site] = {
            job_board.PREFIX: self.board,
            plain_board.PREFIX: self.plain,
            own_sites.PREFIX: self.own,
            blog.PREFIX: self.blog,
            ministry.PREFIX: self.ministry,
            labour_office.PREFIX: self.office,
        }
        self._by_site: dict[str, AdvertSite] = {
            "board": self.board, "soko": self.plain, "own": self.own, "blog": self.blog, "ministry": self.ministry,
        }  # fmt: skip

    def address(self, advert: Advert) -> str:
        """The advert's public address; a forwarded text has one that nobody serves."""
        if advert.site == "forward":
            return f"{FORWARD_HOST}/{advert.number}"
        return self._by_site[advert.site].address(advert)

    def page(self, path: str, query: dict[str, str], form: dict[str, str] | None = None) -> Page:
        """The answer to one request; unknown addresses are 404."""
        prefix, _, rest = path.lstrip("/").partition("/")
        if not prefix:
            return self._front()
        if prefix == "robots.txt":
            text = f"User-agent: *\n{CLOSED}\nSitemap: {self.base}/{job_board.PREFIX}/sitemap.xml\n"
            return Page(text.encode(), "text/plain; charset=utf-8")
        site = self._by_prefix.get(prefix)
        return site.page(Request(rest, query, form)) if site else NOT_FOUND

    def _front(self) -> Page:
        doors = (
            ("/board/", "Kazi Board"),
            ("/soko/kazi", "Soko la Kazi"),
            ("/blog/feed-1.xml", "Ajira mtandaoni"),
            ("/ministry/drives", "Ministry: recruitment drives"),
            ("/ministry/notices", "Ministry: public notice"),
            (f"/neaims/{labour_office.LIST}", "Labour office: agencies"),
            (f"/neaims/{labour_office.ORDERS}", "Labour office: approved vacancies"),
            (f"/neaims/{labour_office.SEAFARERS}", "Maritime authority: seafarer agents"),
        )
        return render("index.html", sites=[*doors, *((start, start) for start in self.own.starts)])

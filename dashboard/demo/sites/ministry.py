"""The ministry's own site: recruitment drives as official adverts, and the notice of firms struck off."""

from dashboard.demo.composition import write
from dashboard.demo.innocents import OFFICIAL_DOMAIN, OFFICIAL_NAME
from dashboard.demo.noise import speak_date
from dashboard.demo.pages import NOT_FOUND, Page, Request, number_of, render
from dashboard.demo.recruiters import Advert
from dashboard.demo.world import World

PREFIX = "ministry"
ROWS = 30


class Ministry:
    """Pages under /ministry/."""

    def __init__(self, world: World, base: str) -> None:
        self._world = world
        self._base = base
        self._adverts = {advert.number: advert for advert in world.by_site.get(PREFIX, ())}
        self._order = list(self._adverts)

    def address(self, advert: Advert) -> str:
        """Where a drive is announced."""
        return f"{self._base}/{PREFIX}/drives/{advert.number}"

    def page(self, request: Request) -> Page:
        """The page at a path below the prefix."""
        match request.path.split("/"):
            case ["drives"]:
                return self._list(number_of(request.query.get("page", ""), 1))
            case ["drives", number] if number_of(number) in self._adverts:
                advert = self._adverts[number_of(number)]
                return render(
                    "ministry_drive.html", job=write(self._world, advert), office=advert.name, portal=OFFICIAL_DOMAIN
                )
            case ["notices"]:
                rows = [(notice, speak_date(notice.published_on, "en")) for notice in self._world.notices]
                return render("notices.html", rows=rows, ministry=OFFICIAL_NAME)
            case _:
                return NOT_FOUND

    def _list(self, number: int) -> Page:
        pages = max(1, -(-len(self._order) // ROWS))
        if not 1 <= number <= pages:
            return NOT_FOUND
        shown = [self._adverts[each] for each in self._order[(number - 1) * ROWS : number * ROWS]]
        drives = [(f"/{PREFIX}/drives/{advert.number}", write(self._world, advert).title) for advert in shown]
        return render("ministry_list.html", drives=drives, number=number, pages=pages, prefix=PREFIX)

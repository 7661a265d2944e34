"""Recruiters' own sites: a page of vacancies each, with JobPosting as microdata."""

from collections import defaultdict

from dashboard.demo.composition import write
from dashboard.demo.pages import NOT_FOUND, Page, Request, number_of, render
from dashboard.demo.recruiters import Advert
from dashboard.demo.world import World

PREFIX = "sites"
SITE = "own"


class OwnSites:
    """Pages under /sites/NAME/."""

    def __init__(self, world: World, base: str) -> None:
        self._world = world
        self._base = base
        self._by_site: dict[str, dict[int, Advert]] = defaultdict(dict)
        for advert in world.by_site.get(SITE, ()):
            self._by_site[advert.recruiter.site][advert.number] = advert

    @property
    def starts(self) -> list[str]:
        """Each site's page of vacancies."""
        return [f"{self._base}/{PREFIX}/{name}/careers" for name in sorted(self._by_site)]

    def address(self, advert: Advert) -> str:
        """Where an advert stands."""
        return f"{self._base}/{PREFIX}/{advert.recruiter.site}/careers/{advert.number}"

    def page(self, request: Request) -> Page:
        """The page at a path below the prefix."""
        match request.path.split("/"):
            case [name, "careers"] if name in self._by_site:
                adverts = self._by_site[name].values()
                jobs = [(self.address(advert), write(self._world, advert).title) for advert in adverts]
                return render("own_list.html", name=next(iter(adverts)).recruiter.names[0], jobs=jobs)
            case [name, "careers", number] if number_of(number) in self._by_site.get(name, {}):
                advert = self._by_site[name][number_of(number)]
                return render("own_job.html", job=write(self._world, advert), name=advert.name)
            case _:
                return NOT_FOUND

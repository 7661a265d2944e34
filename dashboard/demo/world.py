"""Makes the whole fictional week from a seed: who exists, who advertises, where and when."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from dashboard.demo import innocents, offenders_by_identity, offenders_in_words, offenders_on_paper
from dashboard.demo.country_data import CountryData, KindPlan, read_country
from dashboard.demo.firms import Firm, NoticeRow
from dashboard.demo.planter import Planter, name_role
from dashboard.demo.recruiters import Advert, Cast, Recruiter
from dashboard.demo.week import DAY_WEIGHTS, DAYS
from dashboard.demo.wording import Role, Wording, read_wording

OWN_SITE_SHARE = 0.5
COPYABLE = ("board",)
ROOMS = (innocents, offenders_on_paper, offenders_by_identity)


@dataclass(frozen=True)
class World:
    """The week: official records, recruiters and every advert, by site and by number."""

    seed: int
    data: CountryData
    wording: Wording
    firms: tuple[Firm, ...]
    notices: tuple[NoticeRow, ...]
    recruiters: tuple[Recruiter, ...]
    adverts: tuple[Advert, ...]
    by_site: dict[str, tuple[Advert, ...]]

    def rng(self, *parts: object) -> Random:
        """A generator that depends on the seed and `parts` alone."""
        return Random("/".join(str(part) for part in (self.seed, *parts)))

    def role_names(self, role: Role) -> tuple[str, str]:
        """How a role is called in a sentence: one, and many."""
        return name_role(self.data, role)


def build_world(*, seed: int, adverts: int) -> World:
    """The week of `seed`, with at least `adverts` adverts; the same arguments give the same week everywhere."""
    data, wording = read_country(), read_wording()
    rng = Random(f"wakala-demo/{seed}")
    planter = Planter(rng, data, wording)
    growth = _growth(adverts / data.planting.at)
    for key, plan in _in_order(data, wording):
        for ordinal in range(max(2, round(plan.recruiters * growth))):
            _plant(key)(planter, planter.cast(key, ordinal))
    _fill_register(planter)
    _give_sites(planter, growth)
    _share_out(planter, adverts, growth)
    placed = _place(planter)
    by_site: dict[str, list[Advert]] = defaultdict(list)
    for advert in placed:
        by_site[advert.site].append(advert)
    return World(
        seed=seed,
        data=data,
        wording=wording,
        firms=tuple(planter.office.firms),
        notices=tuple(sorted(planter.office.notices, key=lambda notice: notice.published_on, reverse=True)),
        recruiters=tuple(planter.recruiters),
        adverts=tuple(placed),
        by_site={site: tuple(rows) for site, rows in sorted(by_site.items())},
    )


def _growth(factor: float) -> float:
    """A larger week has more recruiters and busier ones in equal measure, so that the register grows slowly."""
    return factor if factor <= 1 else factor**0.5


def _in_order(data: CountryData, wording: Wording) -> list[tuple[str, KindPlan]]:
    """Innocents first: copycats and borrowers need licensed agencies to live on."""
    return sorted(data.planting.kinds.items(), key=lambda pair: (pair[0] not in wording.innocents, pair[0]))


def _plant(key: str) -> Callable[[Planter, Cast], object]:
    if key == "internship":
        return innocents.direct_employer
    for room in ROOMS:
        if hasattr(room, key):
            planted: Callable[[Planter, Cast], object] = getattr(room, key)
            return planted
    return offenders_in_words.by_wording


def _fill_register(planter: Planter) -> None:
    """Firms that do not advertise this week, up to the register's usual size; a share of them has lapsed."""
    habits = planter.data.register
    listed = [firm for firm in planter.office.firms if firm.listed]
    expired = sum(firm.status == "expired" for firm in listed)
    rows = len(listed)
    while rows < habits.agencies or expired < rows * habits.expired_share:
        lapsed = expired < rows * habits.expired_share
        planter.office.register(status="expired" if lapsed else "valid")
        rows, expired = rows + 1, expired + lapsed
    for _ in range(habits.maritime_agents):
        if sum(firm.maritime for firm in planter.office.firms) >= habits.maritime_agents:
            return
        planter.office.register(trade="maritime", scopes=("foreign",), listed=False).maritime = True


def _give_sites(planter: Planter, growth: float) -> None:
    """The first few recruiters of some kinds have a site of their own."""
    given: dict[str, int] = defaultdict(int)
    for recruiter in planter.recruiters:
        wanted = max(1, round(recruiter.cast.plan.own_sites * min(growth, 3))) if recruiter.cast.plan.own_sites else 0
        if given[recruiter.cast.key] < wanted:
            given[recruiter.cast.key] += 1
            recruiter.site = recruiter.contacts.domain.removesuffix(".example")


def _share_out(planter: Planter, adverts: int, growth: float) -> None:
    """How many adverts each recruiter posts; kinds with `filler` make up what is missing."""
    rng, busier = planter.rng, max(1.0, growth)
    total = 0
    for recruiter in planter.recruiters:
        low, high, mode = recruiter.cast.plan.posts
        recruiter.adverts = max(len(recruiter.names), round(rng.triangular(low, high, mode) * busier))
        total += recruiter.adverts
    fillers = [recruiter for recruiter in planter.recruiters if recruiter.cast.plan.filler]
    weights = [recruiter.cast.plan.filler for recruiter in fillers]
    for recruiter in rng.choices(fillers, weights, k=max(0, adverts - total)):
        recruiter.adverts += 1


def _place(planter: Planter) -> list[Advert]:
    """Put every advert on a site and a day, in an order that tells nothing of its recruiter."""
    rng = planter.rng
    pairs = [(recruiter, ordinal) for recruiter in planter.recruiters for ordinal in range(recruiter.adverts)]
    rng.shuffle(pairs)
    placed: list[Advert] = []
    for recruiter, ordinal in pairs:
        shares = planter.data.planting.sites[recruiter.cast.plan.sites]
        own = recruiter.site and rng.random() < OWN_SITE_SHARE
        site = "own" if own else rng.choices(list(shares), list(shares.values()))[0]
        day = rng.choices(range(len(DAYS)), DAY_WEIGHTS)[0]
        advert = Advert(len(placed) + 1, recruiter, ordinal, site, day)
        placed.append(advert)
        if site in COPYABLE and rng.random() < planter.data.noise.duplicate_page:
            placed.append(Advert(len(placed) + 1, recruiter, ordinal, site, day, copy_of=advert.number))
    return placed

"""The hand that plants recruiters: casts them, gives them work to offer and numbers them."""

from random import Random

from dashboard.demo.country_data import CountryData, KindPlan, Place
from dashboard.demo.firms import Contacts, Firm, Office
from dashboard.demo.mint import Mint
from dashboard.demo.recruiters import Cast, Intake, Recruiter
from dashboard.demo.wording import Passage, Role, Wording

ABROAD_SLOTS = frozenset({"country", "city"})
HELD_EVERY = 3
SEA_SECTOR = "maritime"


class Planter:
    """Holds what every kind of recruiter is made with; one a week, seeded."""

    def __init__(self, rng: Random, data: CountryData, wording: Wording) -> None:
        self.rng = rng
        self.data = data
        self.wording = wording
        self.mint = Mint(rng, data.names, data.places.towns)
        self.office = Office(rng, self.mint, data)
        self.recruiters: list[Recruiter] = []
        self.lawful: list[Firm] = []
        self._roles = {role.key: role for role in wording.ordinary.roles}

    def cast(self, key: str, ordinal: int) -> Cast:
        """Settle kind, passages and direction of the `ordinal`-th recruiter of a kind; every third one is held."""
        plan = self.data.planting.kinds[key]
        held = ordinal % HELD_EVERY == HELD_EVERY - 1
        pool = self.wording.of(key, held=held)
        wants_abroad = self.rng.random() < plan.abroad
        at_home = tuple(passage for passage in pool if not self._speaks_abroad(passage))
        open_to = pool if wants_abroad else at_home or pool
        first = pool[ordinal // HELD_EVERY % len(pool)] if held else self.rng.choice(open_to)
        abroad = wants_abroad or self._speaks_abroad(first)
        fitting = at_home if not abroad else pool if plan.abroad else (first,)
        others = self.rng.sample(fitting, min(len(fitting), self.rng.randint(1, 2)))
        also = (self.rng.choice(self.wording.of(plan.also, held=held)),) if plan.also else ()
        return Cast(key, plan, held, tuple(dict.fromkeys([first, *others])), abroad, also)

    def plant(
        self,
        cast: Cast,
        names: str | tuple[str, ...],
        contacts: Contacts,
        *,
        intakes: tuple[Intake, ...] = (),
        licence: str = "",
        other_agency: str = "",
        prints: tuple[str, ...] = (),
        ring: str = "",
        body: str = "full",
    ) -> Recruiter:
        """A numbered recruiter, with work to offer unless `intakes` says which."""
        recruiter = Recruiter(
            number=len(self.recruiters),
            cast=cast,
            names=(names,) if isinstance(names, str) else names,
            contacts=contacts,
            intakes=intakes or self.intakes(cast),
            licence=licence,
            other_agency=other_agency,
            prints=prints,
            ring=ring,
            body=body,
        )
        self.recruiters.append(recruiter)
        return recruiter

    def intakes(self, cast: Cast, *, many: int | None = None, only: tuple[str, ...] = ()) -> tuple[Intake, ...]:
        """One to three jobs on offer, in one direction; abroad in one or two countries."""
        rng = self.rng
        many = many or rng.choice((1, 1, 2, 2, 3))
        roles = self.roles(cast.plan, abroad=cast.abroad, only=only)
        places = self.places(cast)
        return tuple(self._intake(rng.choice(places), rng.choice(roles)) for _ in range(many))

    def roles(self, plan: KindPlan, *, abroad: bool, only: tuple[str, ...] = ()) -> list[Role]:
        """The work that a kind of recruiter may offer."""
        wanted = only or plan.roles
        if wanted:
            return [self._roles[key] for key in wanted]
        return [role for role in self._roles.values() if role.offered(abroad=abroad) and role.sector != SEA_SECTOR]

    def places(self, cast: Cast) -> list[Place]:
        """One or two destinations, or home."""
        if not cast.abroad:
            return [self.data.places.home]
        region = cast.plan.region
        pool = self.data.places.regions[region] if region else self.data.places.countries
        return self.rng.sample(pool, min(len(pool), self.rng.randint(1, 2)))

    def role_names(self, role: Role) -> tuple[str, str]:
        """How a role is called in a sentence: one, and many."""
        return name_role(self.data, role)

    def town(self) -> str:
        """Any town."""
        return self.rng.choice(self.data.places.towns)

    def _intake(self, place: Place, role: Role) -> Intake:
        vacancies = self.rng.choice((2, 3, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40))
        home = place is self.data.places.home
        city = self.town() if home else self.rng.choice(place.cities)
        return Intake(place, city, city if home else self.town(), role, vacancies)

    def _speaks_abroad(self, passage: Passage) -> bool:
        return bool(passage.slots & ABROAD_SLOTS) or passage.id in self.data.planting.abroad_passages


def name_role(data: CountryData, role: Role) -> tuple[str, str]:
    """How a role is called in a sentence: one, and many."""
    known = data.planting.roles.get(role.key)
    word = role.key.replace("_", " ")
    return known or (word, f"{word}s")

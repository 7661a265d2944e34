"""Makes recruiters whose papers are in order: most innocents, and the offenders whose offence lies elsewhere."""

from dashboard.demo.firms import Firm
from dashboard.demo.planter import Planter
from dashboard.demo.recruiters import Cast, Intake, Recruiter

LAWFUL_PRINTS = (("phone",), ("email",), ("phone", "email"), ("phone", "licence"), ("email", "licence"))


def lawful_firm(planter: Planter, cast: Cast, *, trade: str = "agency", name: str = "") -> Firm:
    """A listed firm whose licence is valid all week and covers where this cast sends people."""
    scopes = ("foreign", "both") if cast.abroad else ("local", "both")
    return planter.office.register(trade=trade, name=name, scopes=scopes)


def approve_all(planter: Planter, firm: Firm, intakes: tuple[Intake, ...]) -> None:
    """Put an order on file for every intake abroad, with at least the posts that its adverts may state."""
    wanted: dict[tuple[str, str], list[Intake]] = {}
    for intake in intakes:
        if intake.place is not planter.data.places.home:
            wanted.setdefault((intake.place.code, intake.role.key), []).append(intake)
    for same in wanted.values():
        posts = sum(intake.vacancies or 0 for intake in same) + planter.rng.choice((0, 0, 2, 5, 10, 20))
        title = planter.role_names(same[0].role)[0].capitalize()
        planter.office.approve(firm, title=title, posts=posts, place=same[0].place)


def plant_lawful(planter: Planter, cast: Cast, firm: Firm, *, prints: tuple[str, ...] = ()) -> Recruiter:
    """A recruiter that is exactly the listed firm: own name, own contacts, orders for all it offers abroad."""
    intakes = planter.intakes(cast)
    approve_all(planter, firm, intakes)
    return planter.plant(
        cast,
        firm.name,
        firm.contacts,
        intakes=intakes,
        licence=firm.licence,
        prints=prints or planter.rng.choice(LAWFUL_PRINTS),
    )

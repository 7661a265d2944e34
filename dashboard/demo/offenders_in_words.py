"""Plants offenders whose own words give them away, whatever their papers say."""

from dashboard.demo.lawful import lawful_firm, plant_lawful
from dashboard.demo.offenders_on_paper import no_job_order
from dashboard.demo.planter import Planter
from dashboard.demo.recruiters import Cast

PERSON_SHARE = 0.35
PRINTS = (("phone",), ("phone",), ("phone", "email"))


def by_wording(planter: Planter, cast: Cast) -> None:
    """Some hold a good licence, with approved orders where their words alone are enough; the others are on no list."""
    if planter.rng.random() < cast.plan.licensed:
        if cast.plan.ordered:
            plant_lawful(planter, cast, lawful_firm(planter, cast))
        else:
            no_job_order(planter, cast)
        return
    person = planter.rng.random() < PERSON_SHARE
    name = planter.mint.person() if person else planter.mint.firm_name("consultancy")
    planter.plant(cast, name, planter.office.contacts(name), prints=planter.rng.choice(PRINTS))

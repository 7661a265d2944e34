"""Writes one advert: the recruiter's passage with its slots filled, and everyday lines around it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from dashboard.demo.country_data import Place
from dashboard.demo.noise import curl_quotes, print_name, print_phone, speak_date
from dashboard.demo.recruiters import Advert, Intake, Recruiter
from dashboard.demo.week import DAYS
from dashboard.demo.wording import Line, Passage, slots_of
from dashboard.demo.world import World

PASTED = 0.6


@dataclass(frozen=True)
class Written:
    """One advert as its author wrote it, before any site's template; empty strings are fields left out."""

    number: int
    title: str
    advertiser: str
    paragraphs: tuple[str, ...]
    posted_on: date | None
    closes_on: date
    location: str
    place: Place
    pay: tuple[int, int] | None
    pay_text: str
    vacancies: int | None
    employment: str
    town: str
    origin: str = ""

    @property
    def text(self) -> str:
        """The whole text, a paragraph a line."""
        return "\n".join(self.paragraphs)


def write(world: World, advert: Advert) -> Written:
    """The advert's text and fields; the same advert of the same seed is always the same."""
    number = advert.copy_of or advert.number
    rng = world.rng("advert", number)
    recruiter = advert.recruiter
    job = rng.randrange(len(recruiter.intakes))
    intake = recruiter.intakes[job]
    style = _hand(world, recruiter, job, rng)
    passage = style.choice(recruiter.cast.passages)
    amounts = _amounts(world, intake, rng)
    pay = _pay_text(intake, amounts, rng)
    slots = _slots(world, advert, intake, language=passage.language, pay=pay, rng=rng)
    lines = _lines(world, recruiter, intake, passage, style)
    paragraphs = [_capitalise(line.format_map(slots)) for line in lines]
    noise = world.data.noise
    if rng.random() < noise.curly_quotes:
        paragraphs = [curl_quotes(line) for line in paragraphs]
    missing = rng.random
    posted_on = DAYS[advert.day]
    warning = recruiter.body == "warning"
    headline = _title(world, recruiter, intake, world.rng("headline", recruiter.ring or recruiter.number, job))
    title = headline.format_map(slots)
    return Written(
        number=number,
        title=title.upper() if rng.random() < noise.shouting_title else title,
        advertiser="" if missing() < noise.missing_name else slots["agency_printed"],
        paragraphs=tuple(paragraphs),
        posted_on=None if missing() < noise.missing_date else posted_on,
        closes_on=posted_on + timedelta(days=rng.randint(7, 28)),
        location="" if missing() < noise.missing_location else _location(world, recruiter, intake, rng),
        place=world.data.places.home if warning else intake.place,
        pay=None if warning or missing() < noise.missing_pay else amounts,
        pay_text=pay,
        vacancies=None if warning or missing() < 0.55 else intake.vacancies,
        employment=rng.choice(("FULL_TIME", "FULL_TIME", "CONTRACTOR", "TEMPORARY")),
        town=intake.town,
        origin=recruiter.other_agency if recruiter.body == "repost" else "",
    )


def _hand(world: World, recruiter: Recruiter, job: int, rng: Random) -> Random:
    """Whose hand writes: a ring pastes one text, and most recruiters paste their own on every board."""
    if recruiter.ring:
        return world.rng("ring", recruiter.ring)
    return world.rng("text", recruiter.number, job) if rng.random() < PASTED else rng


def _lines(world: World, recruiter: Recruiter, intake: Intake, passage: Passage, rng: Random) -> list[str]:
    """The advert as a list of lines with slots, the passage somewhere near the top."""
    if recruiter.body == "warning":
        others = [one.text for one in recruiter.cast.passages if one is not passage]
        lines = [passage.text, *others, *_some(world.wording.ordinary.closings, passage.language, rng, 0, 1)]
        return [*lines, *_footers(world, recruiter, lines, rng)]
    ordinary, language = world.wording.ordinary, passage.language
    role = intake.role
    duties = rng.sample(role.duties, rng.randint(1, len(role.duties)))
    needs = rng.sample(role.requirements, rng.randint(1, len(role.requirements)))
    lines = [
        *_some(_fitting(world, recruiter, intake, ordinary.openings), language, rng, 0, 1),
        passage.text,
        *(one.text for one in recruiter.cast.also),
        *duties,
        *needs,
        *_some(_fitting(world, recruiter, intake, ordinary.benefits), language, rng, 0, 3),
        *(_some(ordinary.pay_lines, language, rng, 0, 1) if "pay" not in passage.slots else ()),
        *_some(_offered(ordinary.how_to_apply, recruiter), language, rng, 1, 1),
        *_some(ordinary.closings, language, rng, 0, 2),
    ]
    if rng.random() < 0.3:
        lines[0], lines[1] = lines[1], lines[0]
    return [*lines, *_footers(world, recruiter, lines, rng)]


def _fitting(world: World, recruiter: Recruiter, intake: Intake, pool: tuple[Line, ...]) -> tuple[Line, ...]:
    """Everyday lines that do not contradict who speaks: nobody at home is flown back, no employer has "a client"."""
    unfit = world.data.planting.unfit_lines
    words = unfit["home"] if intake.place is world.data.places.home else ()
    words += unfit.get(recruiter.cast.key, ())
    return tuple(line for line in pool if not any(word in line.text for word in words))


def _capitalise(text: str) -> str:
    return re.sub(r"(^|[.!?] )([a-z])", lambda found: found[1] + found[2].upper(), text)


def _some(pool: tuple[Line, ...], language: str, rng: Random, low: int, high: int) -> list[str]:
    """A few lines in the passage's language; mixed adverts take any, and others stray now and then."""
    stray = language == "mixed" or rng.random() < 0.15
    fitting = [line.text for line in pool if stray or line.language == language]
    return rng.sample(fitting, min(len(fitting), rng.randint(low, high)))


def _offered(pool: tuple[Line, ...], recruiter: Recruiter) -> tuple[Line, ...]:
    """Ways to apply that a recruiter uses: a repost sends readers to the origin's site, phones are not its own."""
    if recruiter.body == "repost":
        return tuple(line for line in pool if "domain" in slots_of(line.text))
    contacts = {"phone", "email", "domain"}
    wanted = set(recruiter.prints) & contacts or contacts
    return tuple(line for line in pool if not (slots_of(line.text) & contacts) - wanted)


def _footers(world: World, recruiter: Recruiter, lines: list[str], rng: Random) -> list[str]:
    """What this recruiter always prints and the lines above have not said."""
    said = set().union(*(slots_of(line) for line in lines))
    footers = world.data.planting.footers
    return [rng.choice(footers[kind]) for kind in recruiter.prints if kind not in said]


def _title(world: World, recruiter: Recruiter, intake: Intake, rng: Random) -> str:
    special = world.data.planting.titles.get(recruiter.cast.key)
    if special:
        return rng.choice(special)
    unfit = "{country}" if intake.place is world.data.places.home else "{town}"
    return rng.choice([title for title in intake.role.titles if unfit not in title] or list(intake.role.titles))


def _location(world: World, recruiter: Recruiter, intake: Intake, rng: Random) -> str:
    """Where the work is; a warning has only the town of whoever warns."""
    if intake.place is world.data.places.home or recruiter.body == "warning":
        return rng.choice((intake.town, f"{intake.town}, Kenya", f"{intake.town}, {intake.town}"))
    return rng.choice((f"{intake.city}, {intake.place.name}", intake.place.name, f"{intake.city} {intake.place.name}"))


def _amounts(world: World, intake: Intake, rng: Random) -> tuple[int, int]:
    """An ordinary monthly range for this work there, rounded as adverts round."""
    tier = world.data.places.tiers[intake.role.sector]
    low, high = intake.place.pay[tier]
    step = max(5, 10 ** (len(str(high)) - 2) // 2)
    first = -(-rng.randint(low, high) // step) * step
    return first, first + step * rng.choice((0, 0, 0, 2, 4))


def _slots(world: World, advert: Advert, intake: Intake, *, language: str, pay: str, rng: Random) -> dict[str, str]:
    recruiter, noise, contacts = advert.recruiter, world.data.noise, advert.recruiter.contacts
    amount, rest = _fees(world, recruiter, rng)
    one, many = world.role_names(intake.role)
    posted_on = DAYS[advert.day]
    name = print_name(advert.name, rng, noise)
    speaker = recruiter.other_agency if recruiter.body == "repost" else name
    return {
        "agency": speaker,
        "agency_printed": name,
        "country": rng.choice(intake.place.names),
        "city": intake.city,
        "town": intake.town,
        "role": one,
        "role_plural": many,
        "pay": pay,
        "amount": amount,
        "amount2": rest,
        "phone": print_phone(contacts.phone, rng, noise),
        "phone2": print_phone(contacts.phone2, rng, noise),
        "email": contacts.email,
        "domain": contacts.domain,
        "paybill": contacts.paybill,
        "till": contacts.till,
        "account": rng.choice(("JOB", "your ID number", intake.role.key.upper()[:6], "FORM")),
        "person": contacts.person,
        "address": contacts.address,
        "licence": recruiter.licence,
        "other_agency": recruiter.other_agency,
        "date": speak_date(posted_on + timedelta(days=rng.randint(3, 20)), language),
        "vacancies": str(intake.vacancies),
    }


def _fees(world: World, recruiter: Recruiter, rng: Random) -> tuple[str, str]:
    low, high = world.data.planting.amounts[recruiter.cast.plan.amount]
    step = 50 if high <= 10_000 else 500
    amounts = [round(rng.randint(low, high) / step) * step for _ in range(2)]
    return _money(amounts[0], rng), _money(amounts[1], rng)


def _money(amount: int, rng: Random) -> str:
    forms = [f"KSh {amount:,}", f"Ksh {amount:,}", f"Kes {amount}", f"KSh {amount:,}/=", f"{amount:,}/="]
    if amount % 1000 == 0:
        forms.append(f"{amount // 1000}k")
    return rng.choice(forms)


def _pay_text(intake: Intake, amounts: tuple[int, int], rng: Random) -> str:
    label = rng.choice(intake.place.labels)
    low, high = amounts
    figure = f"{label} {low:,}" if low == high else f"{label} {low:,} - {high:,}"
    return figure + rng.choice(("", "", " per month", " monthly", " a month"))

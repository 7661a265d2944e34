"""A model's rulebook and decisions in words, beside the digest and counts of its card, for the screen and the file."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from dashboard import words
from dashboard.queries.model_origin import DecisionsOnFile, ModelOrigin, RulebookInUse

SIMULATED = "simulated by the demo; no person made them"


def origin_facts(origin: ModelOrigin, zone: ZoneInfo, *, name_of: Callable[[str], str] = str) -> list[tuple[str, str]]:
    """Each with its title; `name_of` gives a country's name for its code."""
    facts = [("Rulebook", rulebook_in_words(origin.rulebook, zone, name_of=name_of))]
    if origin.decisions is not None:
        facts.insert(0, ("Decisions on file when it was trained", decisions_in_words(origin.decisions, zone)))
    return facts


def origin_text(origin: ModelOrigin, zone: ZoneInfo) -> str:
    """The same as lines at the end of a card in plain text."""
    lines = [f"  {title}: {said}" for title, said in origin_facts(origin, zone)]
    return "\n".join(["", "Where it comes from", *lines, ""])


def rulebook_in_words(one: RulebookInUse, zone: ZoneInfo, *, name_of: Callable[[str], str] = str) -> str:
    """Whose law and of when, the digest last."""
    digest = f"SHA-256 {one.version or 'not stated'}"
    if not one.country:
        return f"in no run that is on record here; {digest}"
    since, until = words.day_of(one.since, zone), words.day_of(one.until, zone)
    when = f"from {since} to {until}" if one.until else f"since {since}"
    return f"{name_of(one.country)}, {words.number_of(one.rules, 'rule')}, in use here {when}; {digest}"


def simulated_in_words(one: DecisionsOnFile, of: str) -> str:
    """How many of those decisions no person made; `of` says which they are."""
    return (
        f"Simulated by the demo, made by no person: {one.simulated:,} of {words.number_of(one.count, 'decision')} {of}."
    )


def decisions_in_words(one: DecisionsOnFile, zone: ZoneInfo) -> str:
    """How many, of which days, and how many of them were simulated."""
    if not one.count:
        return "none"
    first, last = words.day_of(one.first_at, zone), words.day_of(one.last_at, zone)
    when = f"of {first}" if first == last else f"from {first} to {last}"
    said = f"{one.count:,} {when}"
    if not one.simulated:
        return said
    return f"{said}, {'all' if one.simulated == one.count else f'{one.simulated:,} of them'} {SIMULATED}"

"""How alerts are worded to people: case references, grounds in plain words, and scraped text made harmless."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from alerts.casework.justification import OFFICER, PICKED, SCORE
from registry.law.rulebook import Rulebook
from registry.vocabulary import Disposition

SPECIAL_GROUNDS = {
    # Said of picks too, which may show a single indicator: it has to be true of them, or they could be told by it.
    SCORE: "weaker indicators, none of which raises an alert alone",
    OFFICER: "an officer opened the case by hand",
}
# What a person found, where something is wrong; the other dispositions are never written to anybody outside.
FOUND = {
    Disposition.UNLICENSED: "no licence on file",
    Disposition.LAPSED: "licence lapsed, still advertising",
    Disposition.REVOKED_ACTIVE: "revoked or cancelled, still advertising",
    Disposition.COPYCAT: "uses a licensed agency's name",
    Disposition.PHOENIX: "barred firm under another name",
    Disposition.OUT_OF_SCOPE: "outside the scope of the licence",
    Disposition.UNLAWFUL_FEE: "unlawful fee asked of workers",
    Disposition.MISLEADING: "misleading advert",
    Disposition.TRAFFICKING_SUSPECTED: "trafficking suspected, refer at once",
}
ABSENT = "Looked for in all of the advert's words, and not found; what is missing cannot be quoted."
MAX_LINE = 300
LARGEST_NUMBER = 2**31 - 1
_REFERENCE = re.compile(r"w-?(\d{1,10})", re.IGNORECASE | re.ASCII)
# Direction marks could make an advert read differently from what it says; each is replaced one for one, so that
# finding spans still count the same characters.
_DIRECTION_MARKS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C], "\ufffd")


def case_reference(alert_id: int | None) -> str:
    """The reference under which people speak of an alert, as in `W-000042`."""
    return f"W-{alert_id or 0:06d}"


def case_number(text: str) -> int | None:
    """The number behind a case reference such as `W-000042`, in large or small letters; None for any other text."""
    told = _REFERENCE.fullmatch(text.strip())
    number = int(told[1]) if told else 0
    return number if 1 <= number <= LARGEST_NUMBER else None


def one_line(text: str, *, limit: int = MAX_LINE) -> str:
    """Hostile text on one line of at most `limit` characters, without control, direction or invisible ones."""
    visible = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in text)
    plain = " ".join(visible.split())
    return plain if len(plain) <= limit else f"{plain[: limit - 1]}…"


def visible(text: str) -> str:
    """Hostile text with its direction marks made visible, character for character."""
    return text.translate(_DIRECTION_MARKS)


def shown_grounds(grounds: Iterable[str]) -> list[str]:
    """The grounds as an inspector may see them: a pick reads like any borderline alert."""
    return list(dict.fromkeys(SCORE if ground in PICKED else ground for ground in grounds))


def ground_in_words(ground: str, rulebook: Rulebook) -> str:
    """One ground as a sentence part: the rule's title, or what `score` and `officer` stand for."""
    shown = SCORE if ground in PICKED else ground
    if shown in SPECIAL_GROUNDS:
        return SPECIAL_GROUNDS[shown]
    return rulebook.rule(shown).title if rulebook.has(shown) else shown.replace("_", " ")


def tells_absence(rule_id: str, rulebook: Rulebook) -> bool:
    """Whether a finding under that rule says that something is missing: no words of the advert prove it."""
    return rulebook.has(rule_id) and rulebook.rule(rule_id).tells_absence


def listed(parts: Sequence[str]) -> str:
    """The parts as a list in a sentence: `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)

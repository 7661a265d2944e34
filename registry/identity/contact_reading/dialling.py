"""Which country a telephone is dialled in when the place stands right beside it: "our UAE office, dial 050 ..."."""

import re
from dataclasses import dataclass
from functools import cache

from registry.identity.contact_reading.contact_words import contact_words, one_of

_BEFORE, _AFTER = 60, 24
_LETTERS = re.compile("[a-z]+")
_FLAG_A = 0x1F1E6


@dataclass(frozen=True)
class Beside:
    """The region named beside a number, and how plainly the words say that the number is there."""

    region: str
    says_telephone: bool
    decides_mobiles: bool


@cache
def _patterns() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    said = contact_words()
    regions = {re.sub(r"\s+", " ", name): region for region, names in said["places"].items() for name in names}
    place = rf"(?<![^\W_])(?P<place>{one_of(regions)})(?:'s)?(?![^\W_])"
    seam, telephone = r"[\s,:;.()\-•]", one_of(said["telephone_words"])
    words = rf"(?P<words>(?:{seam}{{1,3}}(?:{telephone})(?![^\W_])){{0,5}})(?:{seam}|\+){{0,4}}$"
    calls = rf"(?P<calls>(?<![^\W_])(?:{one_of(said['calls'])})(?![^\W_])\W{{1,3}}(?:us\s)?)?"
    before = re.compile(calls + place + words, re.IGNORECASE)
    after = re.compile(
        rf"(?P<joined>[\s\-]{{0,3}})(?P<open>[(\[])?\s?(?:(?P<of>in|from|ya|office)\s)?{place}(?P<office>\s(?:office|line|branch|number|agent))?",
        re.IGNORECASE,
    )
    return regions, before, after, re.compile("([\U0001f1e6-\U0001f1ff]{2})[\\s:\\-•]{0,3}$")


@cache
def _first_words() -> frozenset[str]:
    return frozenset(re.split(r"[\s.]", name)[0] for names in contact_words()["places"].values() for name in names)


def region_beside(text: str, start: int, end: int, *, home: str) -> Beside | None:
    """The region that the words right before or after `text[start:end]` name, unless it is `home`."""
    regions, before, after, flag = _patterns()
    neighbours = contact_words()["neighbours"]
    lead = text[max(0, start - _BEFORE) : start]
    near = f"{lead} {text[end : end + _AFTER]}".lower()
    flagged = not lead.isascii() and max(lead) >= chr(_FLAG_A)
    if not flagged and _first_words().isdisjoint(_LETTERS.findall(near)):
        return None
    if found := flag.search(lead):
        region = "".join(chr(ord(char) - _FLAG_A + ord("A")) for char in found[1])
        return None if region == home else Beside(region, says_telephone=True, decides_mobiles=True)
    if (found := after.match(text, end, end + _AFTER)) and (bound := _bound_behind(found, text, start)) is not None:
        region = _region(found, regions)
        return None if region == home else Beside(region, says_telephone=bound, decides_mobiles=bound)
    if found := before.search(lead):
        region, telephone = _region(found, regions), bool(found["calls"] or found["words"].strip())
        # A word such as "office" binds; a sentence may end between a destination and a number at home.
        office = re.search(
            r"office|ofisi|branch|agent|line|laini|desk|side|local|partner|sponsor", found["words"], re.I
        )
        stopped = re.search(r"(?<!\bno)(?<!\btel)(?<!\bmob)[.;]\s", lead[found.end("place") :]) is not None
        if region == home or stopped:
            return None
        decides = office is not None or region in neighbours
        return Beside(region, says_telephone=telephone, decides_mobiles=decides)
    return None


def _bound_behind(found: re.Match[str], text: str, start: int) -> bool | None:
    """How the place behind a number belongs to it: surely, only where it is no mobile of home, or not at all (None)."""
    # A bracket binds the place behind a number; before it, nearness does.
    if found["open"] or found["office"]:
        return True
    # "054 ... - UAE", "050 ... ya Dubai": mobiles of the Gulf begin so, and few numbers at home do.
    joined = found["of"] or "-" in found["joined"]
    return False if joined and text.startswith("05", start) else None


def _region(found: re.Match[str], regions: dict[str, str]) -> str:
    return regions[re.sub(r"\s+", " ", found["place"].lower())]

"""What boards print around an advertiser's name, taken off without ever eating a word of the name."""

import html
import re
from functools import cache, lru_cache

from registry.identity.folding import fold, stem
from registry.identity.name_words import words

_NUMBERED = re.compile(r"^\d{1,3}[.)]\s+(?=[^\W\d])")
_AGO = re.compile(
    r"[\s|•·,–—-]+(?:posted\s)?(?:(?:\d+|an?|one)\s?(?:minute|min|hour|hr|day|week|month)s?\sago|yesterday|today)$",
    re.IGNORECASE,
)
_RATING = re.compile(r"\s*\(?\d(?:\.\d)?\s?[★⭐*]+\)?$|\s*[★⭐]+\s?\d?(?:\.\d)?$")
_FORM = re.compile(
    r"(?<=[^\W_]\s)(?:(?:Co(?:mpany|\.)?|Pvt\.?|Pte\.?|\(K\)|Kenya)\s)?"
    r"(?:L(?:td|TD|imited|IMITED)|L\.?L\.?C|PLC|W\.?L\.?L|F\.?Z\.?E|FZCO|Inc)(?![a-z])\.?"
)
_SPACES = re.compile(r"\s+")
SHORTEST = 3  # letters of what is a name
_NAME_STARTS = r"[A-Z0-9\u00c0-\u00de\u0600-\u06ff\u4e00-\u9fff\"'“(]"


@lru_cache(maxsize=100_000)
def clean_advertiser(raw: str) -> str:
    """The advertiser's name in "Full timeXYZ Ltd", "Posted by XYZ Ltd" or "XYZ Ltd - Nairobi"; "" for nobody.

    A label goes only where it cannot be part of the name: "Full Circle Ltd", "By Grace Ltd" and "Contract Cleaners Ltd"
    stay whole.
    """
    name = _SPACES.sub(" ", html.unescape(raw).replace("\u200b", "")).strip(" \t\n|•·-–—:,;*")
    name = _NUMBERED.sub("", name)
    previous = None
    while name != previous:
        previous = name
        for pattern in _openings() if _opening_words().match(name) else ():
            name = pattern.sub("", name, count=1).strip(" |•·-–—:,;*") or name
        name = _without_closing(name)
    return "" if _names_nobody(name) else name


@cache
def _openings() -> tuple[re.Pattern[str], ...]:
    labels = words().labels
    types = "|".join(re.escape(one) for one in sorted(labels["employment_types"], key=len, reverse=True))
    glued = "|".join(re.escape(one) for one in labels["employment_types"] if " " in one or "-" in one)
    spaced = "|".join(re.escape(one) for one in labels["employment_types"] if " t" in one or "-t" in one)
    said = "|".join(re.escape(one) for one in sorted(labels["openings"], key=len, reverse=True))
    lead_ins = "|".join(re.escape(one) for one in labels["lead_ins"])
    badges = "|".join(re.escape(one) for one in labels["badges"])
    return (
        # Glued: a capital right after a lower-case letter is the seam between a label and a name. One word alone with
        # one word glued on may be a brand ("ContractPro"), unless that word is written in capitals ("ContractXYZ").
        re.compile(rf"^(?:{glued})(?={_NAME_STARTS})"),
        re.compile(rf"^(?:{types})(?=[A-Z0-9]{{2}}|{_NAME_STARTS}\S* (?!(?:Ltd|Limited|LTD|LIMITED)\b))"),
        # Spaced, in the board's own spelling with a small letter ("Full time XYZ"), or set off by a mark.
        re.compile(rf"^(?:{spaced}) (?={_NAME_STARTS})"),
        re.compile(rf"^(?:{types})\s*[|•·:–—-]\s*(?=\S)", re.IGNORECASE),
        re.compile(rf"^(?:{said})\s*:\s*(?=\S)", re.IGNORECASE),
        re.compile(rf"^(?:{lead_ins})\s+(?=\S)", re.IGNORECASE),
        re.compile(rf"^(?:{said})\s[-–—|]\s(?=\S)", re.IGNORECASE),
        re.compile(rf"^(?:{badges})\s+(?=\S+\s+\S+\s+\S)", re.IGNORECASE),
        # A small "by" is the board's; a capital one may be the firm's.
        re.compile(rf"^(?:by|via):?\s+(?={_NAME_STARTS})"),
    )


@cache
def _opening_words() -> re.Pattern[str]:
    """What any of the openings begins with: most names begin with none of it."""
    labels = words().labels
    listed = (one for kind in ("employment_types", "openings", "lead_ins", "badges") for one in labels[kind])
    return re.compile("|".join(map(re.escape, ("by", "via", *listed))), re.IGNORECASE)


@cache
def _closings() -> re.Pattern[str]:
    said = "|".join(re.escape(one) for one in sorted(words().labels["closings"], key=len, reverse=True))
    return re.compile(rf"(?<=\w)[\s|•·:,.–—-]+(?:{said})[\s.!✓✔]*$", re.IGNORECASE)


@cache
def _furniture() -> re.Pattern[str]:
    """A page's words below the name, with the day or figure that they are about."""
    said = "|".join(re.escape(one) for one in sorted(words().labels["furniture"], key=len, reverse=True))
    return re.compile(rf"(?<=[\w)])[\s|•·:,.–—-]+(?:{said})(?:[\s:.–—-]+\D{{0,20}}\d.*)?[\s.!:]*$", re.IGNORECASE)


@cache
def _places() -> frozenset[str]:
    return frozenset(words().labels["places"])


_SET_OFF = re.compile(r"^(?P<name>.*\w.*?)\s*(?:\s[-–—|•·@]\s?|[,|•·]\s*|[-–—]\s|\s\()(?P<place>[^,()|•·–—-]+)\)?$")
# What it ends with: few names do, and the pattern itself is tried with each of a name's letters.
_SET_OFF_END = re.compile(r"[,(|•·–—@-][^,()|•·–—-]*\)?$")


def _without_closing(name: str) -> str:
    name = _without_furniture(_closings().sub("", name))
    if name[-1:] in "oy)★⭐*" or name[-1:].isdigit():
        name = _RATING.sub("", _AGO.sub("", name))
    name = _without_tail(name)
    found = _SET_OFF.match(name) if _SET_OFF_END.search(name) else None
    if found and fold(found["place"]).strip(" .") in _places():
        # "(Kenya)" is how a subsidiary is named, "- Kenya" is where a board lists it.
        if name.endswith(")") and fold(found["place"]).strip() in _countries():
            return name
        return found["name"].rstrip(" ,|•·-–—")
    return name


def _without_furniture(name: str) -> str:
    """`name` without what a page prints below it.

    It stays whole where too little would be left to be a name, and where what is cut goes on as a firm's name does
    ("Smart Job Details 254 Limited"): cut short it would be taken for another firm.
    """
    cut = _furniture().sub("", name)
    left, gone = _plain(cut).split(), name[len(cut) :]
    if cut == name or _FORM.search(name, len(cut)) or len("".join(left)) < SHORTEST:
        return name
    figure = re.search(r"\d", gone)
    after = _plain(gone[figure.end() :]).split() if figure else []
    if all(stem(word) in words().generic or word in words().articles for word in left):
        return name
    return name if any(stem(word) in words().generic and word not in _furniture_words() for word in after) else cut


@cache
def _furniture_words() -> frozenset[str]:
    return frozenset(word for said in words().labels["furniture"] for word in said.split())


def _without_tail(name: str) -> str:
    """`name` up to its legal form, where something else follows it: "XYZ Ltd · Easy Apply", "XYZ LtdNairobi, Kenya"."""
    form = _FORM.search(name)
    tail = name[form.end() :] if form else ""
    if form is None or not tail.strip(" .") or _FORM.search(tail):
        return name
    head = name[: form.end()]
    word = re.split(r"[\s,:(]", tail.strip(" ,|•·–—-([:").lower(), maxsplit=1)[0]
    if _kept_tails().search(tail):
        return name
    if tail[0].isalpha():  # glued
        return head if word in _places() else name
    if re.match(r"\s*[,|•·([–—-]", tail):
        inside = fold(tail).strip(" ,|•·–—-()[]").strip()
        return name if tail.lstrip().startswith("(") and inside in _countries() else head
    numbered = re.fullmatch(r"[a-z/-]*\d[\w/-]*", word) is not None
    return head if word in words().labels["tails"] or numbered else name


@cache
def _kept_tails() -> re.Pattern[str]:
    said = "|".join(re.escape(one) for one in words().labels["kept_tails"])
    return re.compile(rf"(?<!\w)(?:{said})(?!\w)", re.IGNORECASE)


@cache
def _countries() -> frozenset[str]:
    return frozenset({"kenya", "uganda", "tanzania", "rwanda", "ethiopia", "uae", "qatar", "kuwait", "oman", "bahrain"})


def _names_nobody(name: str) -> bool:
    return _plain(name) in _nobody()


@cache
def _nobody() -> frozenset[str]:
    labels = words().labels
    return frozenset(map(_plain, (*labels["nobody"], *labels["employment_types"], *labels["furniture"]))) - {""}


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w ]+", " ", fold(name)).split())

"""Internet domains in running text, however they are hidden, and which of them say who is behind an advert."""

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from urllib.parse import urlsplit

import tldextract

from registry.identity.contact_reading.contact_words import blank
from registry.identity.data_files import HERE, read_yaml
from registry.word_beginnings import matches_at

Found = tuple[int, int, str]

_LETTER = r"a-z0-9\u00df-\u024f"
LABEL = rf"[{_LETTER}](?:[{_LETTER}-]{{0,61}}[{_LETTER}])?"
# A dot put into words or brackets to hide an address from machines.
HIDDEN_DOT = (
    r"(?:\s*(?:[(\[{<*|/\"'#]\s*(?:dot|d0t|doti|nukta|point|\.)\s*[)\]}>*|/\"'#]|\b(?:dot|d0t|nukta|doti)(?:\b|(?=com\b))|[-_](?:dot|nukta)[-_])\s*"
    r"|(?-i:(?<=[a-z0-9])DOT(?=[a-z])))"
)
DOT = rf"(?:{HIDDEN_DOT}|\.|,(?=(?:com|co|org|net)\b))"
DOTS = re.compile(DOT, re.IGNORECASE)
_HOST = rf"{LABEL}(?:\.{LABEL}){{1,8}}"
# A comma within the path of an address, before no other site, address or telephone.
_COMMA = r",(?!https?|www\.|\+?\d{3}|[\w.-]{1,40}[.@]\w)"
# Behind a slash that parts two contacts.
_ANOTHER = rf"www\.|\+\d|0[17]\d\d|{LABEL}\.(?:com|africa|ae|(?:co|or|go|ac)\.ke)(?![\w/.?-])"
_URL = re.compile(
    rf"(?:h(?:tt|xx)ps?:?/{{1,3}}|(?<![\w.-])w{{2,4}}\.)(?:[^\s@/]{{0,80}}@)?({_HOST})(?::\d+)?((?:[?#]|/(?!{_ANOTHER}))(?:[^\s<>\"'|,]|{_COMMA})*)?",
    re.IGNORECASE,
)
_SPACED = re.compile(
    rf"\bwww(?:\s?[.,]\s?|{HIDDEN_DOT}|\s)({LABEL}(?:(?:\s?[.,]\s?|{HIDDEN_DOT}|\s){LABEL}){{1,4}})(?![\w@])",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    r"(?<![\w.])(?:\w {1,2}){4,40}(?:\. {1,2}(?:\w {1,2}){1,40}){0,3}\. {1,2}(?:\w {1,2}){1,9}\w(?!\w)"
)
_VEILED = re.compile(rf"(?<![\w@.-])({LABEL}(?:{DOT}{LABEL}){{1,4}})(?![\w@])", re.IGNORECASE)
_IS_VEILED = re.compile(HIDDEN_DOT, re.IGNORECASE)
# Without "www" only what can hardly be the end of one sentence and the beginning of another.
_APART = re.compile(r"(?: ?, ?(?=com\b)| \. ?|\. )(com|org|co ?\. ?ke|or ?\. ?ke|go ?\. ?ke|ac ?\. ?ke)(?![\w@]|\.\w)")
_APART_NAME = re.compile(rf"(?<![\w@.-]){LABEL}$", re.IGNORECASE)
_URL_HINTS = ("ttp", "xxp", "ww.")
# One sign each to begin with: the engine finds that many times sooner than either of two.
_APART_HINTS = (
    re.compile(r", ?com"),
    re.compile(r"\.(?: |(?<= \.))(?:com|org|[cga][oc] ?\. ?ke|or ?\. ?ke)"),
)
_DOT_HINTS = ("dot", "nukta", "d0t", "(.", "[.", "{.", "<.", "( .", "[ .", "*.*", "|.|")
_DOTTED = re.compile(r"\.(?<=[^\W_]\.)[^\W\d_]{2}")
_BARE = re.compile(
    rf"(?<![^\W_]_)(?<![^\W_])(?<![@.-])(?<!//)((?:{LABEL}\.){{1,8}}[a-z]{{2,16}}\d*)(?![\w.-]{{0,64}}@)(?![a-z0-9-])"
    rf"(/(?!{_ANOTHER})(?:[^\s<>\"'|,]|{_COMMA})*)?",
    re.IGNORECASE,
)
_BEFORE_ENDING = re.compile(r"\.[^\W\d_]{2}")
_FREE_RUN_ON = re.compile(r"(?:gmail|yahoo|hotmail|outlook)\.(?:com[a-z]+|con|cim|vom|xom|comm|cm|om)", re.IGNORECASE)
_ZERO_FOR_O = {"c0m": "com", "c0": "co", "0rg": "org", "0r": "or", "g0": "go"}
_LABELLED = re.compile(r"^(?:(?:website|tovuti|visit|site|url)-(?=.+\.)|www(?=[a-z0-9-]{3,}\.[a-z]+))", re.IGNORECASE)
# The next word glued to an ending; in small letters only behind "com", which no other ending but a few begins with.
_RUN_ON = re.compile(
    r"(?:com|org|net|ke|africa|info|biz)(?=[A-Z][a-z]|\d|-)|com(?=[a-z]{2})|ke(?=(?:na|au|or|and|call|tel|piga)$)"
)
_ANY_DOT = re.compile(rf"\s?[.,]\s?|{HIDDEN_DOT}|\s", re.IGNORECASE)
_SHORTEST_NAME, _LONGER_THAN_WORDS = 3, 10
_FORMS = frozenset({"ltd", "limited", "inc", "llc", "plc", "mrs", "degree", "bsc"})
# Endings of countries that are everyday words: "the office dot in time".
_WORDS = frozenset(
    {"in", "it", "is", "so", "to", "no", "my", "us", "at", "be", "am", "on", "as",
     "by", "do", "na", "la", "ni", "me", "id", "are", "mu", "pa", "sa"}
)  # fmt: skip
_VISIT = re.compile(
    r"\b(?:visit|website|site|tovuti|web|url|portal|online|(?:go|log|sign|apply|register|karibu|tembelea|ingia|jisajili)(?:\s\w+)?\s(?:to|at|on|via|in|kwa))"
    r"(?:\s(?:is|ni|yetu|our))?\W{0,3}$",
    re.IGNORECASE,
)
# Words that stand before "dot com" without being anybody's name.
_NO_NAME = frozenset(
    {"the", "our", "a", "an", "by", "this", "that", "at", "on", "and", "na", "your", "www", "or", "is", "ni"}
)

# Reserved endings have no entry in the public list; firms that exist only in examples and tests live under them.
_RESERVED = frozenset({"example", "test", "invalid", "local", "localhost"})
_SECOND_LEVEL = frozenset({"co", "or", "go", "ac", "ne", "com", "org"})


@cache
def _suffixes() -> tldextract.TLDExtract:
    # No suffix list is fetched: the one shipped with the library is read, so the same text gives the same answer.
    # Its private part names site builders: "firm.wixsite.com" is one customer's, "wixsite.com" is every customer's.
    return tldextract.TLDExtract(
        suffix_list_urls=(),
        cache_dir=None,
        include_psl_private_domains=True,
        extra_suffixes=_listed()["site_builders"],
    )


@lru_cache(maxsize=50_000)
def registrable_domain(host: str) -> str | None:
    """The part of `host` that somebody registered ("jobs.firm.co.ke" gives "firm.co.ke"), or None."""
    host = host.lower().strip(".").split(":")[0]
    labels = host.split(".")
    if labels[-1] in _RESERVED:
        size = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL else 2
        return ".".join(labels[-size:]) if len(labels) >= size else None
    return _suffixes()(host).top_domain_under_public_suffix or None


@cache
def _listed() -> dict[str, list[str]]:
    return read_yaml(HERE / "shared_domains.yml")


@cache
def _shared() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    said = _listed()
    return frozenset(said["free_mail"]), frozenset(said["platforms"]), frozenset(said["bare_endings"])


def is_free_mail(domain: str) -> bool:
    """Whether anybody can have an address under `domain`."""
    return domain in _shared()[0]


def identifies(domain: str | None) -> bool:
    """Whether `domain` says who is behind it: neither free mail nor a platform that strangers share."""
    return bool(domain) and domain not in _shared()[0] and domain not in _shared()[1]


def is_under(address: str, domains: Collection[str]) -> bool:
    """Whether a host or an e-mail address is under one of `domains`, which are in lower case."""
    host = address.rpartition("@")[2].lower()
    while host and host not in domains:
        host = host.partition(".")[2]
    return host != ""


def email_domain(address: str) -> str | None:
    """The registrable domain of an e-mail address."""
    return registrable_domain(address.rpartition("@")[2])


@lru_cache(maxsize=50_000)
def host_of(url: str) -> str:
    """The host a page's address names, in lower case; "" where there is none."""
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
    except ValueError:  # a bracket in the wrong place; the text is hostile
        return ""


def whole_host(host: str) -> str | None:
    """`host` in lower case without the next sentence glued to it ("firm.co.ke.Call"), or None where it is none."""
    labels = [_ZERO_FOR_O.get(label.lower(), label) for label in host.split(".")]
    for size in range(len(labels), 1, -1):
        said = labels[:size]
        domain = registrable_domain(".".join(said))
        if domain is None:
            free = _FREE_RUN_ON.fullmatch(".".join(said))
            run_on = _RUN_ON.match(said[-1]) or free
            said[-1] = "com" if free else run_on[0] if run_on else said[-1]
            domain = registrable_domain(".".join(said)) if run_on else None
        if domain and not (size > 2 and _ends_before(said, domain)):
            return ".".join(said).lower()
    return None


def _ends_before(labels: list[str], domain: str) -> bool:
    """Whether the last of `labels` begins another sentence: "firm.com.Call" and "firm.com.call"."""
    earlier = [label.lower() for label in labels[:-1]]
    known = has_known_ending(".".join(earlier))
    capital = labels[-1][0].isupper() and not labels[-2][0].isupper()
    return known and (capital or domain.split(".", maxsplit=1)[0] in _shared()[2])


def has_known_ending(host: str) -> bool:
    """Whether `host` ends as firms' sites here do."""
    labels = host.lower().split(".")
    return any(".".join(labels[-size:]) in _shared()[2] for size in (1, 2) if len(labels) > size)


def unveiled(said: str, *, dots: re.Pattern[str] = DOTS) -> str | None:
    """The longest host that `said` begins with, its dots in words or brackets."""
    labels = [label for label in re.split(r"\0", dots.sub("\0", said)) if label]
    for size in range(len(labels), 1, -1):  # "co dot ke dot Apply" ends before the next sentence
        host = ".".join(labels[:size]).lower()
        domain = registrable_domain(host)
        if domain and (
            has_known_ending(host) or "." in domain.partition(".")[2] or labels[size - 1].lower() not in _WORDS
        ):
            return host
    return None


def find_sites(text: str) -> Iterator[Found]:
    """Start, end and host of every site that `text` names, also "www . firm . org" and "firm dot com"."""
    taken: list[tuple[int, int]] = []
    lower = text.lower()
    for found in _URL.finditer(text) if any(map(lower.__contains__, _URL_HINTS)) else ():
        if host := whole_host(found[1]):
            taken.append(found.span())
            # A path of the address is part of it; a sentence glued to the host is not.
            end = found.end() if len(host) == len(found[1]) else found.start(1) + len(host)
            yield found.start(), end - _trailing(text[found.start() : end]), host
    for finder in (_disguised, _bare):
        text = blank(text, taken)
        taken = []
        for start, end, host in finder(text):
            taken.append((start, end))
            yield start, end, host


def _trailing(address: str) -> int:
    return len(address) - len(address.rstrip(".,;:!?)]}*_~"))


def _disguised(text: str) -> Iterator[Found]:
    lower = text.lower()
    if " . " in text:
        for found in _SPELLED.finditer(text):
            if (host := whole_host(found[0].replace(" ", ""))) and has_known_ending(host):
                yield found.start(), found.end(), host
    if "www" in lower:
        for found in _SPACED.finditer(text):
            if host := unveiled(found[1], dots=_ANY_DOT):
                yield found.start(), found.end(), host
    if any(map(lower.__contains__, _DOT_HINTS)):
        for found in _VEILED.finditer(text):
            if _IS_VEILED.search(found[0]) and (host := unveiled(found[1])) and host.split(".")[0] not in _NO_NAME:
                yield found.start(), found.end(), host
    for seam in _APART.finditer(text) if any(hint.search(text) for hint in _APART_HINTS) else ():
        before = _APART_NAME.search(text, max(0, seam.start() - 64), seam.start())
        if before and before[0].lower() not in _NO_NAME:
            host = f"{before[0]}.{seam[1].replace(' ', '')}".lower()
            if registrable_domain(host) and _is_name(host):
                yield before.start(), seam.end(), host


def _bare(text: str) -> Iterator[Found]:
    """Hosts in running text, under the endings that firms here use."""
    if not _DOTTED.search(text):
        return
    for found in matches_at(_BARE, text, _before_endings(text)):
        host = _LABELLED.sub("", found[1])
        if not (whole := whole_host(host)):
            continue
        if not has_known_ending(whole) and not _may_end_so(whole, text[max(0, found.start() - 24) : found.start()]):
            continue
        if not _is_name(host[: len(whole)]):
            continue
        start = found.end(1) - len(host)
        end = start + len(whole)
        yield start, found.end() if found[2] and end == found.end(1) else end, whole


def _before_endings(text: str) -> Iterator[int]:
    """Every place that nothing but signs of one address parts from a dot and two letters behind it."""
    end = 0
    for dot in _BEFORE_ENDING.finditer(text):
        start = dot.start()
        while start > end and not text[start - 1].isspace():
            start -= 1
        yield from range(start, dot.start())
        end = dot.start()


def _may_end_so(host: str, lead: str) -> bool:
    """Whether `host` is a site though its ending is also a word or unusual here."""
    said = _listed()
    name = (registrable_domain(host) or "").split(".")[0]
    if host.rpartition(".")[2] in said["wordlike_endings"] and name not in said["long_words"]:
        return len(name) >= _LONGER_THAN_WORDS or not name.isalpha() or _VISIT.search(lead) is not None
    return _VISIT.search(lead) is not None and host.rpartition(".")[2] not in _WORDS


def _is_name(host: str) -> bool:
    """Whether `host` is a site's name and no degree, sum or two sentences run together ("B.Com", "30,000.net")."""
    labels = host.split(".")
    named = (registrable_domain(host) or "").split(".")[0]
    if len(named) < _SHORTEST_NAME or not any(char.isalpha() for char in named):
        return False
    # "Ltd.Net" with a capital after the dot is two sentences; no sentence begins with "Com" or "Co.Ke".
    together = labels[-1] == "Com" or [label.lower() for label in labels[-2:-1]] in (["co"], ["or"])
    return labels[-1].islower() or host == host.upper() or (together and named not in _FORMS)

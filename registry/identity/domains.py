"""Internet domains and e-mail addresses in running text, and which of them say who is behind an advert."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from urllib.parse import urlsplit

import tldextract

from registry.identity.words import HERE, read_yaml

Found = tuple[int, int, str]

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_EMAIL = re.compile(
    rf"(?<![\w.+-])([a-z0-9][a-z0-9._%+-]{{0,63}})\s?@\s?((?:{_LABEL}\.)+[a-z]{{2,24}})(?![\w@])", re.IGNORECASE
)
_AT = r"\s*(?:[(\[{<]\s*at\s*[)\]}>]|\bat\b|@)\s*"
_DOT = r"\s*(?:[(\[{<]\s*dot\s*[)\]}>]|\bdot\b|\.(?=[a-z0-9]))\s*"
_VEILED = re.compile(
    rf"(?<![\w.+-])([a-z0-9][a-z0-9_%+-]{{0,40}}(?:{_DOT}[a-z0-9_%+-]{{1,40}}){{0,2}}){_AT}({_LABEL}(?:{_DOT}{_LABEL}){{1,4}})(?![\w@])",
    re.IGNORECASE,
)
_VEIL = re.compile(r"[(\[{<]\s*(?:at|dot)\s*[)\]}>]|\bdot\b", re.IGNORECASE)
_DOTS = re.compile(_DOT, re.IGNORECASE)
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"'|]+", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\w@./-])((?:{_LABEL}\.)+[a-z]{{2,10}})(?![\w@.-]*@)(?![a-z0-9-])", re.IGNORECASE)

# Reserved endings have no entry in the public list; firms that exist only in examples and tests live under them.
_RESERVED = frozenset({"example", "test", "invalid", "local", "localhost"})
_SECOND_LEVEL = frozenset({"co", "or", "go", "ac", "ne", "com", "org"})


@cache
def _suffixes() -> tldextract.TLDExtract:
    # No suffix list is fetched: the one shipped with the library is read, so the same text gives the same answer.
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


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
def _shared() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    said = read_yaml(HERE / "shared_domains.yml")
    return frozenset(said["free_mail"]), frozenset(said["platforms"]), frozenset(said["bare_endings"])


def is_free_mail(domain: str) -> bool:
    """Whether anybody can have an address under `domain`."""
    return domain in _shared()[0]


def identifies(domain: str | None) -> bool:
    """Whether `domain` says who is behind it: neither free mail nor a platform that strangers share."""
    return bool(domain) and domain not in _shared()[0] and domain not in _shared()[1]


def email_domain(address: str) -> str | None:
    """The registrable domain of an e-mail address."""
    return registrable_domain(address.rpartition("@")[2])


def host_of(url: str) -> str:
    """The host a page's address names, in lower case; "" where there is none."""
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").lower()
    except ValueError:  # a bracket in the wrong place; the text is hostile
        return ""


def find_emails(text: str) -> Iterator[Found]:
    """Start, end and lower-case address of each e-mail, also written "name (at) firm dot co.ke"."""
    for found in _EMAIL.finditer(text):
        if registrable_domain(found[2]):
            yield found.start(), found.end(), f"{found[1].strip('.')}@{found[2]}".lower()
    if not _VEIL.search(text):
        return
    for found in _VEILED.finditer(text):
        # Without a veiled part it is either plain (above) or an ordinary sentence: "work at firm.co.ke".
        if _VEIL.search(found[0]) and (address := _unveiled(found)):
            yield found.start(), found.end(), address


def _unveiled(found: re.Match[str]) -> str | None:
    local = _DOTS.sub(".", found[1]).lower()
    labels = _DOTS.sub(".", found[2]).lower().split(".")
    for size in range(len(labels), 1, -1):  # "co dot ke dot Apply" ends before the next sentence
        host = ".".join(labels[:size])
        domain = registrable_domain(host)
        if domain and (labels[size - 1] in _RESERVED or _suffixes()(host).suffix in _shared()[2]):
            return f"{local}@{host}"
    return None


def find_links(text: str) -> Iterator[Found]:
    """Start, end and address of everything written as a web address with http or www."""
    for found in _URL.finditer(text):
        address = found[0].rstrip(".,;:!?)]}*")
        yield found.start(), found.start() + len(address), address


def find_bare_domains(text: str) -> Iterator[Found]:
    """Start, end and host of each "firm.co.ke" in running text, under the endings that firms here use."""
    endings = _shared()[2]
    for found in _BARE.finditer(text):
        host = found[1]
        ending = host.rpartition(".")[2]
        # "Ltd.Com" with a capital after the dot is two sentences run together.
        if ending != ending.lower() and host != host.upper():
            continue
        labels = host.lower().split(".")
        if any(".".join(labels[-size:]) in endings for size in (1, 2) if len(labels) > size):
            yield found.start(), found.end(), host.lower()

"""Which public addresses say who a private person is: profiles on social networks, and paths that spell out a name."""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

_FACEBOOK = frozenset({"groups", "marketplace", "jobs", "job_opening", "events", "watch", "reel"})
_POSTS = frozenset({"p", "reel", "tv", "explore"})
# Social networks with the first parts of paths that lead to a post or a group without saying whose: all others do.
NETWORKS = {
    "facebook.com": _FACEBOOK,
    "fb.com": _FACEBOOK,
    "fb.me": frozenset[str](),
    "m.me": frozenset[str](),
    "messenger.com": frozenset[str](),
    "instagram.com": _POSTS,
    "threads.net": _POSTS,
    "threads.com": _POSTS,
    "tiktok.com": frozenset({"tag"}),
    "twitter.com": frozenset({"i", "search", "hashtag"}),
    "x.com": frozenset({"i", "search", "hashtag"}),
    "linkedin.com": frozenset({"jobs", "company", "feed", "groups"}),
    "t.me": frozenset({"c", "joinchat"}),
    "telegram.me": frozenset({"c", "joinchat"}),
    "youtube.com": frozenset({"watch", "shorts", "live"}),
    "snapchat.com": frozenset[str](),
    "pinterest.com": frozenset({"pin"}),
    "linktr.ee": frozenset[str](),
}
_WORD = re.compile(r"[^\W\d_]+")
SHORTEST_WORD = 3
_INVITATION = "+"


def is_profile(url: str) -> bool:
    """Whether an address leads to somebody's own page on a social network, or to a post beneath it."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    impersonal = next((kept for name, kept in NETWORKS.items() if host == name or host.endswith(f".{name}")), None)
    if impersonal is None:
        return False
    first = unquote(parts.path).strip("/").partition("/")[0].casefold()
    return bool(first or parts.query) and first not in impersonal and not first.startswith(_INVITATION)


def spells_name(url: str, name: str, *, least: int) -> bool:
    """Whether at least `least` words of the name stand in the address, or one run together with another."""
    wanted = {one for one in _words(name) if len(one) >= SHORTEST_WORD}
    written = _words(unquote(url))
    met = {one for one in wanted if one in written}
    run_together = {one for one in wanted if any(one in word and word != one for word in written)}
    return len(met) >= max(1, min(least, len(wanted))) or len(met | run_together) > 1


def spells_any(url: str, names: Iterable[str], *, least: int = 2) -> bool:
    """Whether the address spells out one of the names."""
    return any(spells_name(url, name, least=least) for name in names)


def _words(text: str) -> set[str]:
    bare = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return set(_WORD.findall(re.sub(r"['’`]", "", bare).casefold()))

"""Web and mail addresses in a text, and those that imitate an official one."""

import re
from collections.abc import Iterator

from registry.law.rule_schema import Jurisdiction
from risk_model.phrases.matching import Hit, hit
from risk_model.words.advert_text import Words

_SCHEME = re.compile(r"^https?://")
_ENDS = re.compile(r"[/?:#]")
_SECOND_LEVEL = frozenset({"co", "or", "ac", "ne", "go", "com", "org", "net", "info", "gov", "edu", "me", "sc"})
_STATE = frozenset({"go", "gov", "gok", "goke", "govke", "kenya", "ke"})


def links(words: Words) -> Iterator[tuple[Hit, str]]:
    """Each address with its host; that of a mail address keeps what stands before the @."""
    if not words.links:
        return
    for place, word in enumerate(words.words):
        if "." in word and len(word) > 4 and not word[0].isdigit():
            host = _ENDS.split(_SCHEME.sub("", word).removeprefix("www."))[0]
            if "." in host:
                yield hit(place, place + 1), host


class OfficialNames:
    """The official hosts of one jurisdiction, and what would be taken for one of them."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self._domains = tuple(domain for sender in jurisdiction.official_senders for domain in sender.domains)
        self._labels = frozenset(domain.split(".")[0] for domain in self._domains if domain.count(".") > 1)
        self._state = _STATE | {jurisdiction.code, jurisdiction.name.lower()}
        self._worn = tuple(label + state for label in self._labels for state in self._state if len(state) > 3)

    def imitated_by(self, host: str) -> bool:
        """Whether a host wears an official name and is not under an official domain."""
        if any(host == domain or host.endswith("." + domain) for domain in self._domains):
            return False
        own = host.split(".")[:-1]
        if len(own) > 1 and own[-1] in _SECOND_LEVEL:
            own = own[:-1]
        parts = {part for label in own for part in label.split("-")}
        if parts & self._labels and (parts & self._state or len(parts) == 1):
            return True
        joined = "".join(own).replace("-", "")
        return any(worn in joined for worn in self._worn)

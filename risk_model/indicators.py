"""What an advert's own words state, deny or quote, under each rule of a country; the one door to the wording engine."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from registry.collector import held_back
from registry.law.by_version import ByVersion
from registry.law.rulebook import Rulebook
from registry.observation import Observation
from risk_model.fees import Fee
from risk_model.sentences import kept_reader
from risk_model.sentences.labelled import has_labelled
from risk_model.wording import Wording
from risk_model.words.advert_text import AdvertText


def find_indicators(
    text: str,
    *,
    rulebook: Rulebook,
    on: date,
    destination: str | None = None,
    sender_domains: Iterable[str] = (),
) -> tuple[Observation, ...]:
    """What `text` (title, newline, description) states or denies under the rules in force on `on`.

    A rule that is not among them is silent. Spans count characters of `text`. `destination` is an ISO 3166-1 code;
    `sender_domains` are the hosts the advert speaks from, by which official senders are known.
    """
    advert = AdvertText(text, on=on, destination=destination, sender_domains=tuple(sender_domains))
    return find_many([advert], rulebook=rulebook)[0]


def find_many(adverts: Sequence[AdvertText], *, rulebook: Rulebook) -> list[tuple[Observation, ...]]:
    """As `find_indicators`, for many adverts, in order; the rulebook is compiled once a version."""
    wording = wording_of(rulebook)
    with held_back():
        return wording.observe_many(adverts)


def find_fees(text: str, *, rulebook: Rulebook) -> tuple[Fee, ...]:
    """The amounts that `text` asks somebody to pay, in order of place."""
    return wording_of(rulebook).fees(text)


def wording_of(rulebook: Rulebook) -> Wording:
    """The compiled wording of a rulebook, kept by version."""
    return _wording_of(rulebook)


def must_learn(rulebook: Rulebook) -> bool:
    """Whether the next text waits until the country's labelled sentences are learnt, which takes some minutes once."""
    file = _hints_file(rulebook)
    return file is not None and has_labelled(rulebook.jurisdiction) and not file.exists()


def make_ready(rulebook: Rulebook) -> None:
    """What judging would otherwise do first: a rulebook compiled and its readers fitted, where no file keeps them yet.

    That takes minutes of a slow machine, once for each version of the rulebook and of Wakala.
    """
    if must_learn(rulebook):
        _ = wording_of(rulebook).hints


def _compile(rulebook: Rulebook) -> Wording:
    return Wording(rulebook.jurisdiction, hints_file=_hints_file(rulebook))


_wording_of = ByVersion(_compile)


def _hints_file(rulebook: Rulebook) -> Path | None:
    if rulebook.kept_in is None:
        return None
    code = rulebook.jurisdiction.code
    return kept_reader.file_for(rulebook.kept_in, jurisdiction=code, rulebook_version=rulebook.version)

"""Findings that the advertiser's own licence answers, or a contact it prints; wording alone can know neither."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from registry.facts import AdvertFacts
from registry.law.licensing import MAY_RECRUIT
from registry.law.rule_schema import Rule
from registry.observation import Observation
from registry.vocabulary import MatchStrength

OWN_LICENCE = "the advertiser's own licence"
# A close name alone shows nobody to be the holder of a licence.
SHOWN_BY = frozenset({MatchStrength.LICENCE_NUMBER, MatchStrength.CONTACT, MatchStrength.NAME_EXACT})


def answer(said: Iterable[Observation], facts: AdvertFacts, *, rules: Mapping[str, Rule]) -> Iterator[Observation]:
    """The observations, those that a licence of one's own answers cancelled by it, visibly.

    A head office and its branch "work under one licence" and speak of their own. That something is missing is not said
    of an advert that prints it, whosever it is.
    """
    licensed = facts.standing.state in MAY_RECRUIT and facts.match.strength in SHOWN_BY
    printed = {contact.kind for contact in facts.claim.contacts}
    for one in said:
        rule = rules.get(one.rule_id)
        if rule is not None and rule.missing_contact in printed:
            continue
        if licensed and one.counts and rule is not None and rule.answered_by_own_licence:
            yield replace(one, cancelled_by=f"{OWN_LICENCE}: {facts.standing.reason}")
        else:
            yield one

"""Findings turned into what an officer reads: numbered reasons, largest first, and the marks in the text for each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from alerts.casework.justification import OFFICER, SCORE
from alerts.casework.told_grounds import told_grounds
from alerts.plain_words import ABSENT, tells_absence
from dashboard import words
from dashboard.components import Bar, Mark, chip, severity_chip
from dashboard.panels.fact_marks import printed_spans
from dashboard.queries.advert import FindingView
from registry.law.rule_schema import Rule
from registry.law.rulebook import Rulebook
from registry.vocabulary import Severity, Stated

UNSURE = "It is not sure that the words mean this; it raises no alert alone"


@dataclass(frozen=True)
class Reasons:
    """What speaks against the advert, what speaks the other way, and the marks of both in its text."""

    against: tuple[Bar, ...]
    other_way: tuple[Bar, ...]
    marks: tuple[Mark, ...]


def reasons_of(
    findings: Sequence[FindingView], rulebook: Rulebook, *, text: str, printed: Sequence[tuple[str, str]]
) -> Reasons:
    """The reasons of one assessment of `text`; findings under one rule share one number (`printed`: see fact_marks)."""
    against = _by_rule([one for one in findings if one.counts])
    other = _by_rule([one for one in findings if not one.counts and one.stated is not Stated.SILENT])
    against.sort(key=lambda group: (-sum(one.points for one in group), not group[0].hard))
    bars = [_bar(number, group, rulebook) for number, group in enumerate(against, 1)]
    others = [_bar(number, group, rulebook) for number, group in enumerate(other, len(against) + 1)]
    marks = [
        Mark(*span, number=number, title=title_of(one.rule_id, rulebook), against=one.counts)
        for number, group in enumerate([*against, *other], 1)
        for one in group
        if not tells_absence(one.rule_id, rulebook)
        for span in ([one.span] if one.span else printed_spans(one.facts, text, printed))
    ]
    return Reasons(tuple(bars), tuple(others), tuple(marks))


def rule_of(rule_id: str, rulebook: Rulebook) -> Rule | None:
    """The rule, unless the rulebook of today no longer has it."""
    return rulebook.rule(rule_id) if rulebook.has(rule_id) else None


def grounds_in_words(grounds: Sequence[str], rulebook: Rulebook, *, unsure: Collection[str] = ()) -> list[str]:
    """The grounds of an alert as sentences of their own, the weightiest first and the `unsure` ones, as such, last."""

    def weight(ground: str) -> tuple[bool, int]:
        rule = rule_of(ground, rulebook)
        return (not rule.hard, list(Severity).index(rule.severity)) if rule else (True, len(Severity))

    said = told_grounds(sorted(grounds, key=weight), rulebook, unsure=unsure)
    return [one[:1].upper() + one[1:] for one in said]


def raised_for(
    grounds: Sequence[str], hard: Collection[str], unsure: Collection[str] = ()
) -> tuple[list[str], list[str], list[str]]:
    """The grounds that raised an alert, those that were only found beside them, and those that are not sure.

    Where one raised it alone, the weaker ones did not; else they did together.
    """
    guessed = [one for one in grounds if one in unsure]
    found = [one for one in grounds if one not in unsure]
    alone = [one for one in found if one in hard or one == OFFICER]
    beside = [one for one in found if one not in alone and one != SCORE]
    return (alone, beside, guessed) if alone else (found, [], guessed)


def title_of(rule_id: str, rulebook: Rulebook) -> str:
    """A rule's title, or its id in plain letters."""
    rule = rule_of(rule_id, rulebook)
    return rule.title if rule else rule_id.replace("_", " ").capitalize()


def reference_tag(rule: Rule | None) -> Markup:
    """A tag while nobody has confirmed the section a rule rests on."""
    if rule is None or rule.reference.confirmed:
        return Markup("")
    return chip("unconfirmed reference", "unconfirmed", title="No named person has checked this reference yet")


def _by_rule(findings: Sequence[FindingView]) -> list[list[FindingView]]:
    groups: dict[str, list[FindingView]] = {}
    for one in findings:
        groups.setdefault(one.rule_id, []).append(one)
    return list(groups.values())


def _bar(number: int, group: Sequence[FindingView], rulebook: Rulebook) -> Bar:
    first = group[0]
    rule = rule_of(first.rule_id, rulebook)
    tags = [severity_chip(first.severity), chip(words.GROUNDS[first.ground])]
    if any(one.hard for one in group):
        tags.append(chip("raises an alert alone", "hard"))
    if first.counts and all(one.hint for one in group):
        tags.append(chip("unsure", "unconfirmed", title=UNSURE))
    if first.cancelled_by:
        tags.append(chip(f"cancelled: {title_of(first.cancelled_by, rulebook).lower()}", "cancelled-chip"))
    elif first.stated is Stated.CONTRADICTED:
        tags.append(chip("the advert says the opposite", "cancelled-chip"))
    title = title_of(first.rule_id, rulebook)
    explained = [said for one in group if (said := _explained(one, title))]
    quotes = [one.quote for one in group if one.quote and not any(one.quote in said for said in explained)]
    if tells_absence(first.rule_id, rulebook):
        explained, quotes = [ABSENT], []
    return Bar(
        number=number,
        title=title,
        points=round(sum(one.points for one in group), 2),
        text=" ".join(_each_once(explained)),
        quote=" … ".join(dict.fromkeys(quotes)),
        tags=tuple(tags),
        rests_on=rule.reference.told if rule else "",
        rests_on_tag=reference_tag(rule),
    )


def _each_once(explained: Sequence[str]) -> list[str]:
    """Without what another says already: a title often repeats how the text begins."""
    once = list(dict.fromkeys(explained))
    return [one for one in once if not any(one != other and one in other for other in once)]


def _explained(one: FindingView, title: str) -> str:
    """What a finding's explanation says beside the title and the quoted words, which the screen shows already."""
    said = one.explanation.removeprefix(f"{title}: ")
    if one.quote and said.strip(" “”.") == one.quote.strip(" “”."):
        return ""
    return said[:1].upper() + said[1:]

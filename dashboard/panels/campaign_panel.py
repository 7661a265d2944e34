"""One text under several adverts: what all of them share, and what each prints in the gaps."""

from collections.abc import Sequence

from markupsafe import Markup

from alerts.plain_words import visible
from dashboard import desk, words
from dashboard.components import heading, show, table
from dashboard.queries.campaigns import campaign_of
from registry.identity.campaign_texts.template import TemplatePart, campaign_template
from registry.law.rulebook import Rulebook

VALUES_SHOWN = 8


def show_campaign(advert_id: int, rulebook: Rulebook) -> None:
    """The advert's text as a template with its slots marked, where other adverts run the same text."""
    campaign = desk.look(campaign_of, advert_id)
    if campaign is None:
        return
    places = [name for one in rulebook.jurisdiction.destinations for name in one.names]
    template = desk.look(campaign_template, campaign.id, places=places)
    if template is None:
        return
    under = "under one name" if campaign.names == 1 else f"under {campaign.names:,} unrelated names"
    counted = f"{campaign.adverts:,} adverts {under}"
    if campaign.reposted:
        counted += f"; {campaign.reposted:,} of them where others' texts are reposted, which no finding counts"
    show(heading("One text, several adverts", level=2, above=counted))
    show(_marked(template.parts))
    slots = [part for part in template.parts if part.slot is not None and len(part.values) > 1]
    if slots:
        show(table(("What varies", "What the adverts print there"), map(_row, slots)))


def _marked(parts: Sequence[TemplatePart]) -> Markup:
    pieces = [
        Markup('<mark class="w-slot" title="{}">{}</mark>').format(words.SLOTS[part.slot], visible(part.text))
        if part.slot
        else Markup("{}").format(visible(part.text))
        for part in parts
    ]
    return Markup('<div class="w-said" tabindex="0" dir="auto">{}</div>').format(Markup("").join(pieces))


def _row(part: TemplatePart) -> tuple[str, str]:
    said = [f"{value or '(nothing)'} ×{count}" for value, count in part.values[:VALUES_SHOWN]]
    more = f" and {len(part.values) - VALUES_SHOWN} more" if len(part.values) > VALUES_SHOWN else ""
    return words.SLOTS[part.slot] if part.slot else "", "; ".join(said) + more

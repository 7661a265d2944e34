"""Plain HTML read through the selectors of a source file: one posting a page, or one for each node of `container`."""

from parsel import Selector

from spiders.fetching.web_address import joined
from spiders.markup.html_text import line_of, text_of
from spiders.posting import Posting
from spiders.source_schema import Selector as Where
from spiders.source_schema import Source

BLOCKS = {"description", "job_benefits", "qualifications", "responsibilities", "skills"}
MOST_CARDS = 1_000


def find_by_selectors(html: str, *, url: str, source: Source) -> list[Posting]:
    """The postings that the source's `fields` find in the page; fields that match nothing are absent."""
    if not source.fields or not html.strip():
        return []
    page = Selector(text=html)
    cards = page.css(source.container)[:MOST_CARDS] if source.container else [page]
    found = (_read(card, url, source) for card in cards)
    return [posting for posting in found if posting]


def _read(card: Selector, url: str, source: Source) -> Posting:
    values = {name: _value(card, where, block=name in BLOCKS) for name, where in source.fields.items()}
    own = values.pop("url", "")
    filled = {name: value for name, value in values.items() if value}
    return Posting(method="css", values=filled, url=joined(url, own) if own else "")


def _value(card: Selector, where: Where, *, block: bool) -> str:
    found = card.css(where.css) if where.css else card.xpath(where.xpath or ".")
    chosen = found if where.all else found[:1]
    printed = [one.attrib.get(where.attribute, "") if where.attribute else one.get() or "" for one in chosen]
    texts = [text_of(one) if block else line_of(one) for one in printed]
    return where.join.join(filter(None, texts))

"""Job pages as boards serve them: head, menus, the advert with its JSON-LD, related adverts, scripts and a footer."""

import json
import random
from collections.abc import Mapping
from typing import Any

_WORDS = (
    "hotel kitchen driver experience salary apply interview contract accommodation passport office nurse guard"
    " candidate shift weekly monthly employer visa ticket training reference certificate Nairobi Mombasa Doha"
)
WORDS = _WORDS.split()
CARDS = 30


def some_words(chance: random.Random, count: int) -> str:
    """That many of a board's usual words."""
    return " ".join(chance.choice(WORDS) for _ in range(count))


def page_of(posting: Mapping[str, Any], chance: random.Random) -> str:
    """The page of one JobPosting, about 20 kB beside the advert itself."""
    return page_around(f"<h1>{posting['title']}</h1>{posting['description']}", posting, chance)


def page_around(advert: str, posting: Mapping[str, Any], chance: random.Random, *, room: int = 0) -> str:
    """A board's page around the `advert` as printed, `posting` as JSON-LD, filled with cards up to `room` letters."""

    def text(count: int) -> str:
        return some_words(chance, count)

    def card(number: int) -> str:
        return f'<article class="card"><h3><a href="/jobs/{number}">{text(4)}</a></h3><p>{text(25)}</p></article>'

    site = {"@context": "https://schema.org", "@type": "WebSite", "name": "Board", "url": "https://board.example/"}
    menu = "".join(f'<li class="menu-item"><a href="/c/{number}">{text(2)}</a></li>' for number in range(60))
    cards = "".join(map(card, range(CARDS)))
    scripts = "".join(f"<script>window.dataLayer.push({{{n}: '{text(30)}'}});</script>" for n in range(12))
    markup = "".join(
        f'<script type="application/ld+json">{json.dumps(one, indent=1)}</script>' for one in (site, posting)
    )
    start = (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{posting["title"]} | Board</title>'
        f'<meta property="og:title" content="{posting["title"]}">{markup}{scripts}</head>'
        f"<body><nav><ul>{menu}</ul></nav><main>{advert}</main><section>{cards}"
    )
    end = f"</section><footer><p>{text(80)}</p></footer></body></html>"
    number = CARDS
    while len(start) + len(more := card(number)) + len(end) <= room:
        start += more
        number += 1
    return start + end

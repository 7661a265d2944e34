"""What an advert says of pay, day and advertiser in a sentence and not under a label: "Mshahara ni riyal 1,000"."""

import re

from registry.word_beginnings import beginnings, line_beginnings, matches_at
from spiders.field_reading.dates import MONTHS
from spiders.field_reading.pay import CURRENCIES

LETTERS_READ = 20_000
LONGEST = 120

_CURRENCY = "|".join(pattern.pattern for _, pattern in CURRENCIES)
_NUMBER = r"\d{1,3}(?:[,' ]\d{3})+(?:\.\d{1,2})?|\d{1,7}(?:\.\d{1,2})?(?:\s?k\b)?"
_MONEY = (
    rf"(?:(?:{_CURRENCY})\s{{0,2}}(?:{_NUMBER})|(?:{_NUMBER})(?=\s{{0,2}}(?:{_CURRENCY}))"
    rf"|(?:{_NUMBER})(?=\s?(?:per|a|kwa|every)\s(?:month|week|day|hour|mwezi|siku|wiki)\b))"
)
_PAY_WORD = (
    r"\b(?:(?:monthly|daily|weekly|basic|gross|net|starting|good)\s+(?:salary|pay|wages?)|salar(?:y|ies)|wages?"
    r"|remuneration|mshahara|earn(?:ing|ings)?|pay(?=\s(?:is|of|from|ranges?|starts?)\b|\s?[\d:])"
    r"|malipo\s(?:ya|kwa)\s(?:mwezi|siku|wiki))\b"
)
_NO_PAY = r"(?!\s+(?:deduct|advance|slip|loan|cut|account|before|in\s+arrears))"
_PERIOD = (
    r"(?:[^.\n;]{0,24}?\b(?:per|a|kwa|kila|every|each|p\.?\s?m|monthly|daily|weekly|pm)\b\.?"
    r"\s?(?:month|week|day|hour|mwezi|siku|wiki)?)?"
)
_PAY = re.compile(
    rf"{_PAY_WORD}{_NO_PAY}[^.\n;!?\d]{{0,40}}?(?:{_MONEY}(?:\s?(?:-|–|to|hadi)\s?(?:{_MONEY}|{_NUMBER}))?"
    rf"\s{{0,2}}(?:{_CURRENCY})?{_PERIOD})"
)
# A line that is a sum and little more; and a part of a line of small print that is a day.
_PAY_LINE = re.compile(
    rf"^[^\w\n$£€₹¥₪]{{0,6}}((?:{_CURRENCY})\s{{0,2}}(?:{_NUMBER})(?:\s?(?:-|–|to|hadi)\s?(?:{_MONEY}|{_NUMBER}))?"
    rf"|(?:{_NUMBER})(?:\s?(?:-|–|to|hadi)\s?(?:{_NUMBER}))?\s{{0,2}}(?:{_CURRENCY}))"
    r"(?:\s?(?:/|per|a|kwa|every)\s?(?:month|week|day|hour|mwezi|siku|wiki|mo))?(?:\s?\+\s?[a-z ]{2,30})?\W{0,3}$",
    re.MULTILINE,
)
_PAY_STEMS = (
    *("monthly", "daily", "weekly", "basic", "gross", "net", "starting", "good", "salar", "wage", "remuneration"),
    *("mshahara", "earn", "pay", "malipo"),
)
_PAY_HINTS = ("salar", "wage", "remunerat", "mshahara", "earn", "pay ", "malipo")
# Who warns of an offer, or tells what others were promised, makes none.
_OF_OTHERS = re.compile(
    r"\b(?:promis|lur|fake|false|scam|fraud|bogus|beware|warn|victim|fell for|ahadi|kuahidi|danganya|utapeli|matapeli"
    r"|deduct|fee\b|ada\b)"
)
_PRICE = re.compile(
    r"fee|deposit|charge|cost|price|pay|send|lipa|tuma|ada\b|malipo|usajili|usd|deadline|till|discount|bond"
)
_DAY = (
    rf"\d{{1,2}}(?:st|nd|rd|th)?[\s./-]{{1,2}}(?:of\s)?(?:(?:{'|'.join(MONTHS)})\b\.?|\d{{1,2}})[\s.,/-]{{1,3}}\d{{2,4}}"
    rf"|(?:{'|'.join(MONTHS)})\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{4}}-\d\d-\d\d"
    r"|(?:\d{1,2}|an?)\s(?:minute|min|hour|hr|day|week|month)s?\sago|siku\s\d{1,2}\szilizopita|today|yesterday|leo|jana"
)
_POSTED = re.compile(
    r"\b(?:posted|published|advertised|uploaded|imetangazwa|limetangazwa|imewekwa|imechapishwa)"
    rf"(?:\sby\s\w{{1,20}}(?:\s\w{{1,20}})?)?(?:\s(?:on|at|the|tarehe|mnamo|date)\b|\s?[:,-])*\s{{0,2}}({_DAY})\b"
)
_DAY_PART = re.compile(rf"^(?:[^\d\n|•·]{{1,40}}[|•·])?\s*({_DAY})\s*(?:[|•·][^\d\n]{{1,60}})?$", re.MULTILINE)
SMALL_PRINT = 300
_POSTED_HINTS = ("posted", "published", "advertised", "uploaded", "imetangazwa", "limetangazwa", "imewekwa", "imechap")

_ORGANISATION = (
    r"(?:Ltd|LTD|Limited|LIMITED|Agency|Agencies|AGENCY|AGENCIES|Agents|Recruiters|Recruitment|Manpower|MANPOWER"
    r"|Consult\w*|Placements?|Commission|Council|Authority|Ministry"
    r"|Staffing|Bureau|Careers|Centre|Center|Enterprises|Company|Group|Hotels?|Hospital|Schools?|Academy|Clinic|Sacco|SACCO"
    r"|Foundation|Services"
    r"|Solutions|Ventures|Logistics|Supermarkets?|Bank|University|College|Farm|Restaurant|Security|Cleaners|Traders|LLC|PLC)"
)
_WORD = r"[A-Z][\w&'’-]* (?:(?:of|and|&|for|the|ya|wa|na) )?"
_NAME = rf"((?:{_WORD}){{1,5}}{_ORGANISATION}\b(?: {_ORGANISATION}\b)?)"
_HIRING = (
    r"(?:is|are)\s(?:(?:now|currently|urgently|again)\s)?(?:recruiting|hiring|looking\sfor|seeking|inviting)\b|seeks\b|invites\b"
    r"|inatafuta\b|inahitaji\b|inaajiri\b|inakaribisha\b"
    # What it does for "you", whoever reads: who tells of others says that they do it to "them".
    r"|(?:ina|wana)ku(?:peleka|pelekea|safirisha|tafutia|unganisha)\b|(?:ina|wana)watafutia\b"
)
_ADVERTISER = re.compile(
    rf"\b{_NAME}(?:\.?,(?:\s[^,.\n]{{3,40}},)?|\s\([^()\n]{{1,40}}\),?|\sin\s[A-Z]\w+,?|\.)?\s(?:{_HIRING})"
    rf"|\b(?:[Pp]osted|[Pp]ublished|[Aa]dvertised|[Ii]metangazwa|[Ii]mewekwa)\b[^.\n]{{0,40}}?\s(?:by|na)\s{_NAME}"
)
_ORGANISATION_HINT = re.compile(rf" {_ORGANISATION}\b")
# A message headed by a name, as where it was forwarded, whose first words say "we" and quote nobody: what else follows
# a name may as well be about it.
_TRADE = rf"(?:{_ORGANISATION}|(?i:{_ORGANISATION}|Tickets?|Ticketing|Travels?|Tours|Safaris))"
_HEADING = re.compile(
    rf"\W{{0,6}}((?:{_WORD}){{1,5}}{_TRADE}\b(?: {_TRADE}\b)?)\W{{0,4}}?(?::|\s[–—-])[^\w\"'“‘«„]{{1,6}}"
    r"(?i:we(?:'re|\sare|\shave)?\s(?:(?:now|currently|urgently|again)\s)?(?:recruit|hir|looking\sfor|seek|need|plac|send|tak|deploy"
    r"|jobs|vacanc|openings)"
    r"|tuna(?:wa|ku)?(?:tafut|hitaj|ajir|pelek|safirish|unganish|chuku)\w+|tuko\sna\s(?:kazi|nafasi)|tunataka\s(?:wa|m)\w+)"
)
_FOR_ANOTHER = re.compile(r"\b(?:clients?|behalf of|partners?|mteja|wateja)\b[\s,:–-]*(?:is\s|are\s)?$", re.IGNORECASE)
# Whom a sentence warns of is whoever stands behind its warning, up to the next comma.
_WARNED_OF = re.compile(
    r"\b(?:(?:do not|don['’]?t|dont|never) (?:believe|trust|listen to|join|call|contact|pay|follow)|be ?ware|be careful"
    r"|avoid|watch out|stay away|warn(?:s|ed|ing)?|scam alert|fake|false|bogus|conmen|matapeli|wakora"
    r"|[um]si(?:wa|mw)?(?:amini|danganywe|danganyike|kubali|lipe|pigie)\w*|(?:ji|ta)hadhar\w+)\b[^,.;!?\n]*$",
    re.IGNORECASE,
)


def pay_in(text: str) -> str:
    """The pay that a sentence or a line of its own offers, as printed; empty where none does."""
    lower = text[:LETTERS_READ].lower()
    if len(lower) != len(text[:LETTERS_READ]):
        return ""
    worded = beginnings(lower, _PAY_STEMS) if any(map(lower.__contains__, _PAY_HINTS)) else ()
    for found in matches_at(_PAY, lower, worded):
        start = max(lower.rfind(mark, 0, found.start()) for mark in (". ", "\n", "! ", "? ")) + 1
        if not _OF_OTHERS.search(lower, start, found.end()):
            return text[found.start() : found.end()].strip()[:LONGEST]
    for found in matches_at(_PAY_LINE, lower, line_beginnings(lower)):
        before = lower.rfind("\n", 0, max(0, found.start() - 1)) + 1
        if not _PRICE.search(lower, before, found.start()):
            return text[found.start(1) : found.end()].strip()[:LONGEST]
    return ""


def posted_in(text: str) -> str:
    """The day on which the text says that it was posted, as printed; empty where it does not."""
    lower = text[:LETTERS_READ].lower()
    if len(lower) != len(text[:LETTERS_READ]):
        return ""
    found = _POSTED.search(lower) if any(map(lower.__contains__, _POSTED_HINTS)) else None
    found = found or _DAY_PART.search(lower, 0, SMALL_PRINT)
    return text[found.start(1) : found.end(1)] if found else ""


def advertiser_in(text: str) -> str:
    """The firm of which a sentence says that it hires or has posted this, or that heads a message of what "we" offer.

    As printed; empty where there is none. A firm that somebody else hires for is not it, nor one that the sentence
    warns of.
    """
    text = text[:LETTERS_READ]
    if (headed := _HEADING.match(text)) and not _WARNED_OF.search(text[: headed.end()]):
        return headed[1].removeprefix("The ")
    for found in _ADVERTISER.finditer(text) if _ORGANISATION_HINT.search(text) else ():
        name = found[1] or found[2]
        start = found.start(1 if found[1] else 2)
        # A warning begins with a capital too, and then seems to be part of the name.
        told = text[max(0, start - LONGEST) : start + len(name)]
        if not _FOR_ANOTHER.search(text, max(0, start - 40), start) and not _WARNED_OF.search(told):
            return name.removeprefix("The ")
    return ""

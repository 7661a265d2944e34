"""Pages that are no advert whatever their address: sign-in, captcha, consent wall, "not found", empty, script only."""

import re
from collections.abc import Callable

from spiders.field_reading.occupations import read_occupation
from spiders.page_reading.job_words import job_words

_I = re.IGNORECASE
_PASSWORD = re.compile(r"""<input\b[^<>]{0,500}type\s*=\s*["']?password""", _I)
_HUMAN = re.compile(
    r"g-recaptcha|h-captcha|cf-challenge|cf_chl_|just a moment\.\.\.|verify (?:that )?you are (?:a )?human"
    r"|are you a robot|unusual traffic|access denied|checking your browser|enable cookies to continue",
    _I,
)
# What is gone must be the page or the job itself: "the fee has been removed" stands in lawful adverts.
_THING = r"(?:page|job|jobs|advert|ad|vacancy|listing|post|posting|position|opening|tangazo|kazi)"
_GONE = re.compile(
    r"page not found|404 not found|\berror 404\b|\b404\b[^.]{0,20}not found"
    rf"|\b{_THING}\b[^.\n]{{0,40}}\b(?:not found|no longer (?:available|exists?|accepting|open)"
    r"|has (?:expired|been (?:removed|closed|filled|taken down))|is (?:closed|filled|expired)|haipatikani)",
    _I,
)
_CONSENT = re.compile(r"(?:accept|manage) (?:all )?cookies|before you continue|cookie consent", _I)
_SIGN_IN = re.compile(
    r"\b(?:log ?in|sign ?in)\b[^.\n]{0,60}\b(?:to (?:view|see|continue|read|apply)|required|first)\b", _I
)
_SCRIPT = re.compile(r"<script\b", _I)
_MOUNT = re.compile(
    r"""<(?:div|main|section)\b[^<>]{0,300}\bid\s*=\s*["']?(?:root|app|__next|__nuxt|main-app|react-root|___gatsby|svelte)\b"""
    r"|<app-root\b",
    _I,
)
_NEEDS_SCRIPT = re.compile(
    r"\b(?:enable|requires?|needs?|turn on|without)\s+java ?script\b|javascript (?:is )?(?:disabled|required)", _I
)
SHORT, FEW, EMPTY, ADVERT = 1_500, 600, 120, 200

SIGN_IN = "The page asks the visitor to sign in; it shows no advert."

Test = Callable[[str, str], bool]
# In this order: a captcha often stands on a sign-in page, and both are short; what arrives by script is last.
_KINDS: tuple[tuple[str, Test], ...] = (
    (
        "The page asks the visitor to prove that they are human; it says nothing about the advert.",
        lambda html, text: bool(_HUMAN.search(text)) or (len(text) < FEW and bool(_HUMAN.search(html))),
    ),
    (
        SIGN_IN,
        lambda html, text: bool(_PASSWORD.search(html) or _SIGN_IN.search(text)),
    ),
    (
        "The page says that there is nothing here any more, though its status does not.",
        lambda _, text: bool(_GONE.search(text[:400])),
    ),
    (
        "The page is a consent wall; it shows no advert before cookies are accepted.",
        lambda _, text: len(text) < FEW and bool(_CONSENT.search(text)),
    ),
    (
        "The page's content arrives by script; without a browser there is nothing to read.",
        lambda html, text: (
            (len(text) < EMPTY and bool(_SCRIPT.search(html)) and _mounted(html, text))
            or (len(text) < FEW and bool(_NEEDS_SCRIPT.search(html)))
        ),
    ),
)


def why_no_advert(html: str, text: str, *, heading: str = "", read: bool = False) -> str | None:
    """One sentence on why the page whose own text is `text` cannot hold an advert, or None if it may.

    `text` is what stands in the page, without menus and footers; `heading` is what seems to be the job's title; `read`
    says that an advert was read from it, so that a page that once came by script has been opened in a browser.
    """
    if not heading and _PASSWORD.search(html):
        return SIGN_IN
    if len(text) >= SHORT or (len(text) >= ADVERT and _names_a_job(heading) and len(job_words(text)) >= 3):
        return None
    kinds = _KINDS[:-1] if read and read_occupation(heading) else _KINDS
    return next((reason for reason, test in kinds if test(html, text)), None)


def _names_a_job(heading: str) -> bool:
    return bool(read_occupation(heading)) or bool(job_words(heading))


def _mounted(html: str, text: str) -> bool:
    return bool(_MOUNT.search(html)) or len(text) < EMPTY // 2

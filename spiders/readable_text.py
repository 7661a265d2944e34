"""The last method: a page's main text and its heading, for pages with neither markup nor selectors."""

import re

from spiders.html_text import line_of, text_of
from spiders.posting import Posting

_HEADING = re.compile(r"<h1\b[^>]*>(.{1,600}?)</h1", re.IGNORECASE | re.DOTALL)
_OG_TITLE = re.compile(
    r"""<meta\b[^>]*property\s*=\s*["']og:title["'][^>]*content\s*=\s*["']([^"']{1,400})""", re.IGNORECASE
)
_TITLE = re.compile(r"<title\b[^>]*>(.{1,600}?)</title", re.IGNORECASE | re.DOTALL)
_SITE_NAME = re.compile(
    r"""<meta\b[^>]*property\s*=\s*["']og:site_name["'][^>]*content\s*=\s*["']([^"']{1,200})""", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s+[|–—·»-]\s+|\s*\|\s*")
# A page of the trade says at least two of these; a page "about us" rarely does.
_JOB_WORDS = re.compile(
    r"\b(?:apply|applicants?|application|vacanc(?:y|ies)|salary|requirements?|qualifications?|experience|job|jobs|position"
    r"|hiring|recruit\w*|employer|employment|interviews?|cv|resume|visa|deadline|candidates?|wanted|needed|required"
    r"|responsibilities|kazi|ajira|nafasi|mshahara|wanahitajika|tunatafuta|maombi|wafanyakazi)\b",
    re.IGNORECASE,
)
LEAST_TEXT = 80
LEAST_JOB_WORDS = 2


def find_readable(html: str, *, url: str) -> Posting:
    """The page as one posting; an empty one where no text reads like an advert."""
    text = main_text(html, url=url)
    title = heading_of(html)
    words = {word.lower() for word in _JOB_WORDS.findall(f"{title}\n{text}")}
    if len(text) < LEAST_TEXT or len(words) < LEAST_JOB_WORDS or not title:
        return Posting("readable")
    return Posting("readable", {"title": title, "description": text})


def main_text(html: str, *, url: str) -> str:
    """The page's main text by trafilatura, without navigation; may be empty."""
    import trafilatura

    found = trafilatura.extract(
        html, url=url, include_comments=False, include_tables=True, favor_recall=True, fast=True
    )
    return text_of(found) if found else ""


def heading_of(html: str) -> str:
    """The heading a reader would call the page's title: the first h1 that is not the site's name, else its title."""
    site = _first(_SITE_NAME, html).lower()
    for match in _HEADING.finditer(html):
        heading = line_of(match[1])
        if heading and heading.lower() != site:
            return heading
    shared = _first(_OG_TITLE, html)
    parts = [part for part in _SEPARATOR.split(shared or _first(_TITLE, html)) if part.strip()]
    parts = [part for part in parts if part.strip().lower() != site] or parts
    return parts[0].strip() if parts else ""


def _first(pattern: re.Pattern[str], html: str) -> str:
    match = pattern.search(html)
    return line_of(match[1]) if match else ""

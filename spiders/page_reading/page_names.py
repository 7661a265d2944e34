"""What a page calls itself and its site: the parts of its title, the site's names, and how alike two names are."""

import re
from collections.abc import Iterator

from spiders.fetching.web_address import split
from spiders.field_reading.occupations import read_occupation
from spiders.field_reading.place_names import read_country
from spiders.markup.html_text import line_of
from spiders.page_reading.page_lines import AROUND, Line
from spiders.page_reading.page_tree import Element, line_within

_SEPARATOR = re.compile(r"\s+[|–—·•»«:~-]{1,2}\s+|\s*[|»•·]\s*|\s*::\s*")
_COPYRIGHT = re.compile(
    r"(?:©|\bcopyright\b|\(c\))\s*(?:\(c\)|©)?\s*(?:19|20)?\d{0,2}(?:\s*[-–]\s*(?:19|20)\d\d)?[\s,.:|-]*([^|.·\n]{2,60})",
    re.IGNORECASE,
)
_LOGO = re.compile(
    r"(?:^|[\s_-])(?:logo|brand|branding|site-?title|site-?name|navbar-brand|blog-?title)(?:$|[\s_-])", re.I
)
_AT_FIRM = re.compile(
    r"\s+(?:job\s+|vacancy\s+|position\s+)?(?:at|with)\s+([A-Z][^,|()]{1,58}?)(?=\s+in\s|\s+[-–|]|,|$)"
)
_HEADING_AT = re.compile(r"(.{3,60}?)\s+at\s+([A-Z][\w&'’.-]*(?:\s[\w&'’.-]+){1,4})")
_ASIDE = re.compile(r"\s*(?:all rights reserved|powered by|designed by|ltd|limited|inc).*$", re.IGNORECASE)


def squashed(name: str) -> str:
    """A name's letters and digits alone, to compare by."""
    return re.sub(r"[\W_]+", "", name.lower())


def title_parts(root: Element) -> list[str]:
    """The parts of the page's own titles (for sharing first, then the window's), without repetition."""
    shared = [_content(root, name) for name in ("og:title", "twitter:title")]
    window = next((line_of(node.text or "") for node in root.iter("title")), "")
    parts = [part.strip() for title in (*shared, window) for part in _SEPARATOR.split(title) if part.strip()]
    whole = [title for title in (*shared, window) if title]
    return list(dict.fromkeys([*parts, *whole]))


def firm_in_title(root: Element, heading: str) -> str:
    """Whose job it is by the page's own title, "Tailor at Kitenge House, Nairobi"; empty where it does not say."""
    at = _HEADING_AT.fullmatch(heading)
    if at and read_occupation(at[1]) and not read_country(at[2]):
        return at[2].strip()
    for title in title_parts(root):
        if heading and title.lower().startswith(heading.lower()):
            found = _AT_FIRM.match(title[len(heading) :])
            if found:
                return found[1].strip()
    return ""


def site_names(root: Element, lines: list[Line], *, url: str) -> frozenset[str]:
    """Every name by which the page seems to call its site, squashed."""
    given = (_content(root, name) for name in ("og:site_name", "application-name", "apple-mobile-web-app-title"))
    found = {squashed(name) for name in (*given, *_logos(root), *_copyrights(root))}
    found |= {squashed(line.text) for line in lines if line.home and line.place == AROUND}
    for address in (url, _content(root, "og:url"), *(link.get("href", "") for link in root.iter("link"))):
        host = (split(address).hostname or "").removeprefix("www.")
        if host and address in (url, _content(root, "og:url")):
            found |= {squashed(host), squashed(host.rsplit(".", 1)[0]), squashed(host.split(".", 1)[0])}
    return frozenset(name for name in found if len(name) > 2)


def _content(root: Element, name: str) -> str:
    for meta in root.iter("meta"):
        if name in (meta.get("property"), meta.get("name")):
            return line_of(meta.get("content") or "")
    return ""


def _logos(root: Element) -> Iterator[str]:
    for node in root.iter("a", "div", "span", "p", "h1", "h2", "img", "strong"):
        if _LOGO.search(f"{node.get('class') or ''} {node.get('id') or ''}"[:200]):
            yield line_within(node)[:80]
            yield from (_alternative(image) for image in node.iter("img"))
    first = next(root.iter("img"), None)
    if first is not None:
        yield _alternative(first)


def _alternative(image: Element) -> str:
    return re.sub(r"\blogo\b", "", image.get("alt") or "", flags=re.IGNORECASE)[:80]


def _copyrights(root: Element) -> Iterator[str]:
    text = " ".join(piece for piece in root.itertext() if "©" in piece or "opyright" in piece or "(c)" in piece)[:3_000]
    for match in _COPYRIGHT.finditer(text):
        yield _ASIDE.sub("", match[1].removeprefix("by "))

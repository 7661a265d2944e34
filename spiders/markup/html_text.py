"""HTML fragments as the text a reader sees, one line a block, with the addresses that a link hides kept."""

import re
from html import unescape

_DROPPED = re.compile(r"<(script|style|noscript|template|svg|head)\b[^>]*>", re.IGNORECASE)
_COMMENT_END = "-->"
_BREAK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|tr|table|h[1-6]|section|article|header|footer|dd|dt|dl|blockquote|pre|hr)\b[^>]*>",
    re.IGNORECASE,
)
_CONTACT_LINK = re.compile(
    r"""<a\b[^>]*?href\s*=\s*["']?\s*(?:tel:|mailto:|(?=https?://(?:wa\.me|api\.whatsapp\.com|chat\.whatsapp\.com|t\.me|m\.me)))"""
    r"""([^"'>\s]{3,200})["']?[^>]*>""",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*>")
_LOOKS_LIKE_HTML = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,300}|!--)>?")
LONGEST = 400_000


def text_of(html: str) -> str:
    """The visible text of `html` (or of plain text), entities resolved even when encoded twice."""
    text = html[:LONGEST]
    if "<" not in text and "&" not in text:
        return _plain_lines(text)
    if "&lt;" in text and not _LOOKS_LIKE_HTML.search(text):
        text = unescape(text)  # markup that was escaped as a whole
    if "<" in text:
        text = _without(text)
        text = _CONTACT_LINK.sub(r" \1 ", text)
        text = _TAG.sub("", _BREAK.sub("\n", text))
    if "&" in text:
        text = unescape(text)
        if "&" in text and ("&amp;" in text or "&nbsp;" in text or "&#" in text):
            text = unescape(text)
    return _plain_lines(text)


def _plain_lines(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def line_of(html: str) -> str:
    """`text_of` on one line."""
    plain = "<" not in html and "&" not in html
    return " ".join((html[:LONGEST] if plain else text_of(html)).split())


def _without(html: str) -> str:
    """`html` without comments and without elements that show nothing; linear, also where an end tag is missing."""
    kept, at = [], 0
    for start, end in _hidden(html):
        if start >= at:
            kept.append(html[at:start])
            at = end
    kept.append(html[at:])
    return " ".join(kept)


def _hidden(html: str) -> list[tuple[int, int]]:
    """Where comments and hidden elements stand; what a browser reads to the end of the page is hidden to the end."""
    spans: list[tuple[int, int]] = []
    at, lower, never_closed = 0, html.lower(), set[str]()
    comment, dropped = html.find("<!--"), _DROPPED.search(html)
    while comment >= 0 or dropped:
        if dropped and not 0 <= comment < dropped.start():
            end = _closing(lower, dropped, never_closed)
            spans.append((dropped.start(), end))
        else:
            end = html.find(_COMMENT_END, comment) + 3
            spans.append((comment, end if end >= 3 else len(html)))
        at = spans[-1][1]
        comment = html.find("<!--", at) if 0 <= comment < at else comment
        dropped = _DROPPED.search(html, at) if dropped and dropped.start() < at else dropped
    return spans


def _closing(lower: str, opened: re.Match[str], never_closed: set[str]) -> int:
    name = opened[1].lower()
    end = -1 if name in never_closed else lower.find(f"</{name}", opened.end())
    if end >= 0:
        return lower.find(">", end) + 1 or len(lower)
    never_closed.add(name)
    return len(lower) if name in ("script", "style") else opened.end()

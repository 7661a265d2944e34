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
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
LONGEST = 400_000


def text_of(html: str) -> str:
    """The visible text of `html` (or of plain text), entities resolved even when encoded twice."""
    text = html[:LONGEST]
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
    return _LINES.sub("\n", _SPACES.sub(" ", text.replace("\r", "\n"))).strip()


def line_of(html: str) -> str:
    """`text_of` on one line."""
    return " ".join(text_of(html).split())


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
    spans, at, lower = [], 0, html.lower()
    while True:
        comment, dropped = html.find("<!--", at), _DROPPED.search(html, at)
        if dropped and (comment < 0 or dropped.start() < comment):
            end = lower.find(f"</{dropped[1].lower()}", dropped.end())
            close = html.find(">", end) + 1 if end >= 0 else 0
            spans.append((dropped.start(), close or dropped.end()))
        elif comment >= 0:
            end = html.find(_COMMENT_END, comment)
            spans.append((comment, end + 3 if end >= 0 else comment + 4))
        else:
            return spans
        at = spans[-1][1]

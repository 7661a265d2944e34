"""How many posts an advert offers: "20 posts", "Vacancies: 50", "nafasi 30", "100 housemaids needed"."""

import re

_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d{1,5})"
_PATTERNS = (
    re.compile(rf"\b{_NUMBER}\s+(?:job\s+|open\s+)?(?:posts?|positions?|vacanc(?:y|ies)|openings?|slots?)\b"),
    re.compile(
        rf"\b(?:positions?|vacancies|posts|openings|slots|number of posts)\s*(?:available)?\s*[:=(\-]\s*{_NUMBER}\b"
    ),
    re.compile(
        rf"\b(?:wanted|needed|hiring|tunatafuta|wanahitajika)\s*[:\-]?\s*{_NUMBER}\s+(?!year|month|day|k\b|%)[a-z]"
    ),
    re.compile(rf"\bnafasi\s+(?:za\s+kazi\s+)?[:(]?\s*{_NUMBER}\b"),
    re.compile(rf"\b{_NUMBER}\s+(?:[a-z/&\-]+\s+){{1,4}}(?:needed|wanted|required|wanahitajika)\b"),
)
_YEARS = range(1990, 2100)


def read_openings(title: str, description: str) -> int | None:
    """The number of posts stated in the title, else in the description; None where none is."""
    for text in (title.lower()[:500], description.lower()[:20_000]):
        for pattern in _PATTERNS:
            match = pattern.search(text)
            if match and (number := int(match[1].replace(",", ""))) > 0 and number not in _YEARS:
                return number
    return None


def read_count(raw: str) -> int | None:
    """The whole number a "number of posts" field states, or None."""
    match = re.search(_NUMBER, raw)
    return int(match[1].replace(",", "")) if match else None

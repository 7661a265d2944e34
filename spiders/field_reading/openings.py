"""How many posts an advert offers: "20 posts", "Vacancies: 50", "nafasi 30", "100 housemaids needed"."""

import re

from spiders.field_reading.words import words_of

_NUMBER = r"(\d{1,3}(?:,\d{3})+|\d{1,5})"
# The same at the beginning of a pattern: the engine stops at digits only, where a boundary would stop it everywhere.
_FIRST_NUMBER = r"(\d(?<=\b\d)(?:\d{0,2}(?:,\d{3})+|\d{0,4}))"
# Words for those who are hired; without one of them a number is hours, ages, rooms or money.
_PEOPLE = (
    r"(?:workers?|people|persons?|candidates?|applicants?|staff|pax|heads|recruits|men|women|ladies|gentlemen|girls"
    r"|house ?maids?|maids?|nann(?:y|ies)|cleaners?|cooks?|chefs?|waiters?|waitress(?:es)?|drivers?|riders?|guards?"
    r"|nurses?|care ?givers?|masons?|plumbers?|welders?|electricians?|carpenters?|painters?|tailors?|helpers?"
    r"|kenyans?|youths?|trainees?|wakenya|labou?rers?|operators?|packers?|pickers?|teachers?"
    r"|attendants?|house ?keepers?|seafarers?|stewards?"
    r"|watu|wafanyakazi|wafanyikazi|wasichana|wanawake|wanaume|vijana|kina dada|mabinti|wadada|madereva|walinzi"
    r"|wahudumu|wapishi|wauguzi|wajakazi|waombaji|mafundi|vibarua)"
)
_SEEKING = (
    r"(?:recruit(?:ing|s)?|hir(?:e|ing)|seek(?:ing|s)?|need(?:s|ed|ing)?|require(?:s|d)?|wanted|want(?:s|ing)?"
    r"|looking for|demand(?: letter)? (?:for|of)|orders? (?:for|of)|place|placing|taking|intake of|batch of|total of"
    r"|group of|up to|over|more than|another|tunahitaji|tunatafuta|tunachukua|tunaajiri|wanahitaji|inahitaji"
    r"|anahitaji|wanatafuta|wanatakiwa|wanahitajika|zaidi ya|jumla ya)"
)
_PATTERNS = (
    re.compile(
        rf"{_FIRST_NUMBER}\s+(?:job\s+|open\s+|approved\s+|vacant\s+|available\s+|more\s+|new\s+){{0,2}}"
        r"(?:posts?|positions?|vacanc(?:y|ies)|openings?|slots?|places?|jobs|nafasi|chances?|seats?|visas"
        r"|work permits|contracts|tickets)\b"
    ),
    re.compile(
        rf"\b(?:positions?|vacancies|posts|openings|slots|places|number of posts|no\.? of posts|headcount|idadi)"
        rf"\s*(?:available|required|ya watu|ya nafasi)?\s*(?:[:=(\-]|is|are|ni)\s*{_NUMBER}\b"
    ),
    re.compile(rf"\bnafasi(?:\s+(?:za kazi|zilizopo|zetu|ziko|wazi|ni|hizi|za))*\s*[:(]?\s*{_NUMBER}\b"),
    re.compile(
        rf"\b(?:wanted|needed|hiring|tunatafuta|wanahitajika)\s*[:\-]?\s*{_NUMBER}\s+(?!year|month|day|k\b|%)[a-z]"
    ),
    re.compile(rf"\b{_SEEKING}\s+(?:about\s+|at least\s+|some\s+)?{_NUMBER}\s+(?:[a-z/&\-]+\s+){{0,3}}{_PEOPLE}\b"),
    re.compile(
        rf"\b{_SEEKING}\s+(?:[a-z/&\-]+\s+){{0,2}}{_PEOPLE}\s+(?:[a-z]+\s+)?{_NUMBER}\b"
        r"(?!\s*(?:-|to\b|years?|yrs|miaka|k\b|/))"
    ),
    re.compile(rf"\b{_PEOPLE}(?:\s+[a-z]+){{0,3}}\s+{_NUMBER}\s+(?:wanahitajika|wanatakiwa|needed|wanted|required)\b"),
    re.compile(
        rf"{_FIRST_NUMBER}\s+(?!years?\b|yrs?\b|months?\b|days?\b|hours?\b|rooms?\b|miaka\b)"
        r"(?:[a-z/&\-]+\s+){1,4}(?:needed|wanted|required|wanahitajika|wanatakiwa)\b"
    ),
    re.compile(
        rf"\b(?:viza|visas|mikataba|kandarasi|tiketi|ajira|kazi)\s+(?:za\s+)?{_NUMBER}"
        r"\s+(?:ziko|zipo|zimefika|tayari|mpya|are|ready)\b"
    ),
    re.compile(
        rf"\b(?:team|group|batch|lot|set|intake|list|kundi la|kikosi cha|orodha ya)"
        rf"\s+(?:of\s+|ya\s+|watu\s+)*{_NUMBER}\b(?!\s*(?:%|years?|days?))"
    ),
    re.compile(
        rf"\b(?:first|next|another|kwanza)\s+{_NUMBER}\s+(?!days?\b|months?\b|years?\b|hours?\b|minutes?\b|k\b)[a-z]"
    ),
    re.compile(rf"[(x]\s*{_NUMBER}\s*(?:pax|nos?\.?|posts?|positions?)\b"),
)
_NEEDED = "needed wanted required wanahitajika wanatakiwa"
# Beside each pattern the words of which it needs one, to pass by most texts quickly (none: it is quick itself).
_NEEDS = tuple(
    frozenset(words.split())
    for words in (
        "", "position positions vacancies posts openings slots places headcount idadi", "nafasi",
        "wanted needed hiring tunatafuta wanahitajika", "", "", _NEEDED, _NEEDED,
        "viza visas mikataba kandarasi tiketi ajira kazi",
        "team group batch lot set intake list kundi kikosi orodha", "first next another kwanza", "",
    )
)  # fmt: skip
_YEARS = range(1990, 2100)
BEFORE, AFTER = 90, 110


def read_openings(title: str, description: str) -> int | None:
    """The number of posts stated in the title, else in the description; None where none is."""
    for text in (title.lower()[:500], description.lower()[:20_000]):
        near = _around_numbers(text)
        words = frozenset(words_of(near))
        for pattern, needs in zip(_PATTERNS, _NEEDS, strict=True) if near else ():
            match = pattern.search(near) if not needs or not needs.isdisjoint(words) else None
            if match and (number := int(match[1].replace(",", ""))) > 0 and number not in _YEARS:
                return number
    return None


def _around_numbers(text: str) -> str:
    """`text` without what stands far from any number: what says how many posts stands within a line of the number."""
    kept: list[str] = []
    end = 0
    for number in re.finditer(r"\d+", text):
        if number.start() < end:
            continue
        start = max(end, text.rfind(" ", 0, max(0, number.start() - BEFORE)) + 1)
        end = text.find(" ", min(len(text), number.end() + AFTER))
        end = len(text) if end < 0 else end
        kept.append(text[start:end])
    return "\n".join(kept)


def read_count(raw: str) -> int | None:
    """The whole number a "number of posts" field states, or None."""
    match = re.search(_NUMBER, raw)
    return int(match[1].replace(",", "")) if match else None

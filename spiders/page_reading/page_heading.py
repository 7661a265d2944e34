"""The heading a reader would call the job's title: weighed by rank, place, the page's own title and what it says."""

import re
from dataclasses import dataclass

from spiders.field_reading.occupations import read_occupation
from spiders.page_reading.job_words import names_post, says_hiring
from spiders.page_reading.labelled_lines import label_of
from spiders.page_reading.page_lines import AROUND, INSIDE, Line
from spiders.page_reading.page_names import squashed
from spiders.page_reading.page_words import general_heading, whole

_GENERAL, _AFTERWARDS = general_heading(), whole("afterwards")
_RANK = {1: 40, 2: 30, 3: 24, 4: 16, 5: 8, 6: 8}
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_SIGNS_BEFORE = re.compile(r"^[^\w(\[\"'“‘#+$£€]+")
LEAST = 20
LONGEST = 200


@dataclass(frozen=True)
class Heading:
    """The job's title as printed, and the number of its line; `line` is -1 where only the page's own title says it."""

    text: str
    line: int = -1


def tidy_title(printed: str) -> str:
    """A title without the signs around it: "✅ *Cook needed*" is "Cook needed"."""
    return _SIGNS_BEFORE.sub("", printed).rstrip(" *_~|:-–") or printed


def is_general(text: str) -> bool:
    """Whether a heading stands over a part of an advert ("Requirements") and names no job."""
    return bool(_GENERAL.fullmatch(text.strip())) or label_of(text) is not None


def is_afterwards(text: str) -> bool:
    """Whether a heading stands over what comes after an advert ("Related jobs")."""
    return bool(_AFTERWARDS.fullmatch(text.strip(" :")))


def find_heading(lines: list[Line], *, titles: list[str], site: frozenset[str], labelled: str = "") -> Heading:
    """The best heading among `lines`, else what a "Job title:" says, else the page's own title without its site's name.

    `titles` are the parts of the page's own titles; `site` its site's names, squashed.
    """
    own = {squashed(title) for title in titles if len(title) <= LONGEST}
    best, most, order = Heading(""), LEAST, 0
    for number, line in enumerate(lines):
        if is_afterwards(line.text) and most > LEAST:
            break
        if not line.level or not 3 <= len(line.text) <= LONGEST:
            continue
        weight = _weight(line, own, site) - min(20, 3 * order)
        order += 1
        if weight > most:
            best, most = Heading(line.text, number), weight
    if best.text:
        return best
    if labelled:
        return Heading(labelled)
    return _without_headings(lines, titles, site)


def _weight(line: Line, own: set[str], site: frozenset[str]) -> int:
    name = squashed(line.text)
    if name in site or line.home or is_general(line.text) or not any(letter.isalpha() for letter in line.text):
        return 0
    job, hiring = read_occupation(line.text), says_hiring(line.text)
    if line.place == AROUND and not job and not hiring:
        return 0
    weight = _RANK[line.level]
    weight += 25 if name in own or any(len(name) > 8 and name in title for title in own) else 0
    weight += 30 if job else 15 if names_post(line.text) else 0
    weight += 8 if hiring else 0
    weight -= 30 if line.is_link else 0
    weight -= 25 if line.place == AROUND else 0
    return weight


def _without_headings(lines: list[Line], titles: list[str], site: frozenset[str]) -> Heading:
    """The page's own title, where it is more than the site's name; else the first line that stands out."""
    foreign = [title for title in titles if squashed(title) not in site and not _holds(title, site)]
    named = [title for title in foreign if not is_general(title)]
    printed = {squashed(line.text) for line in lines}
    for test in (read_occupation, says_hiring):
        if jobs := [title for title in named if test(title)]:
            return _printed(next((title for title in jobs if squashed(title) in printed), jobs[0]), lines)
        for number, line in enumerate(lines[:40]):
            apart = line.strong and not line.is_link and line.place == INSIDE and 3 <= len(line.text) <= 120
            if apart and not is_general(line.text) and test(line.text):
                return Heading(line.text, number)
    if not any(line.strong or line.level for line in lines):  # plain text: nothing stands out but by what it says
        for number, line in enumerate(lines[:8]):
            for said in (one.rstrip(".") for one in _SENTENCE.split(line.text, maxsplit=4)):
                if 3 <= len(said) <= 120 and ":" not in said and read_occupation(said):
                    return Heading(said, number if said == line.text.rstrip(".") else -1)
    return _printed(named[0], lines) if named else Heading("")


def _printed(title: str, lines: list[Line]) -> Heading:
    name = squashed(title)
    return Heading(title, next((number for number, line in enumerate(lines) if squashed(line.text) == name), -1))


def _holds(title: str, site: frozenset[str]) -> bool:
    """Whether a title is put together from parts, one of which is the site's name."""
    return any(len(name) > 4 and name in squashed(title) for name in site)

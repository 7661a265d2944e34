"""How well the number of posts is read on writers the learned reader was not fitted to.

    python benchmarks/left_out_number_writers.py

Prints one JSON document: each writer of spiders/field_reading/counted_numbers.csv in turn is left out of the fitting,
and read by patterns alone, by the learned reader alone, and by both as the crawl does. The lines that the patterns were
tested by are in every fitting and in no figure. Writers n1 to n31 wrote about numbers of posts, the ordinary ones lines
of job boards, most of whose numbers count other things. `too_high` and `none_has` (a number where the line has none)
are what an agency could wrongly be accused on.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable

from fit_number_reader import fitted
from number_lines import PLAIN, Line, lines, placed

from spiders.field_reading.learned_numbers import chances
from spiders.field_reading.openings import of_both, sure_in
from spiders.field_reading.openings_by_patterns import read_by_patterns
from spiders.field_reading.surest_total import Total, surest_total
from spiders.field_reading.told_numbers import told_in
from spiders.field_reading.unsigned_openings import SHORT_TEXT

Readings = list[tuple[Line, int | None, Total]]
Way = Callable[[Line, int | None, Total], int | None]
WAYS: dict[str, Way] = {
    "patterns": lambda _, patterned, __: patterned,
    "learned": lambda _, __, read: read.posts or None,
    "both": lambda line, patterned, read: of_both(patterned, read, sure=sure_in(line.text)),
}


def figures(readings: Readings, way: Way) -> dict[str, int]:
    """How many lines one way of reading has right, too high, too low or not at all."""
    found: Counter[str] = Counter()
    for line, patterned, read in readings:
        posts, right = way(line, patterned, read), line.posts
        if right is None:
            found["without"] += 1
            found["none_has"] += posts is not None
            continue
        found["with"] += 1
        found["right"] += posts == right
        found["too_high"] += posts is not None and posts > right
        found["too_low"] += posts is not None and posts < right
        found["unread"] += posts is None
    return dict(found)


def left_out(known: list[Line], writers: Iterable[str]) -> dict[str, Readings]:
    """What patterns and a reader fitted to all others make of each writer's lines."""
    found: dict[str, Readings] = {}
    more = placed()
    for writer in writers:
        weights = fitted([line for line in (*known, *more) if line.writer != writer])
        found[writer] = [
            (
                line,
                read_by_patterns(line.text, told_in(line.text), titled=False),
                surest_total(line.row, chances(line.row, line.places, weights=weights)),
            )
            for line in known
            if line.writer == writer
        ]
    return found


def main() -> None:
    """Print the figures."""
    known = lines()
    read = left_out(known, sorted({line.writer for line in known} - {PLAIN}))
    each = [one for readings in read.values() for one in readings]
    read["ordinary lines"] = [one for one in each if one[0].writer.startswith("ordinary")]
    others = [one for one in each if not one[0].writer.startswith("ordinary")]
    read["lines"] = [one for one in others if len(one[0].text) <= SHORT_TEXT]
    read["longer texts"] = [one for one in others if len(one[0].text) > SHORT_TEXT]
    answer = {name: {way: figures(readings, rule) for way, rule in WAYS.items()} for name, readings in read.items()}
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()

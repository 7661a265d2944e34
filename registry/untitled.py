"""What a text without a title is called: apart, because spiders and people who report adverts name them alike."""

import re

LONGEST = 80
_SENTENCE = re.compile(r".{15,}?[.!?](?=\s)")


def first_line(text: str) -> str:
    """How the text begins: its first line, cut at a sentence or a word within eighty letters."""
    line = text.strip().split("\n", 1)[0].strip()
    if len(line) <= LONGEST:
        return line
    start = line[:LONGEST]
    sentence = _SENTENCE.match(start)
    return sentence[0] if sentence else start.rsplit(" ", 1)[0]

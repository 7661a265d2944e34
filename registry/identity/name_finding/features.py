"""What a name is found by: its words, pairs of them and runs of four letters, as hashes beside the line they are of."""

from dataclasses import dataclass

import numpy as np

from registry.identity.name_finding.hashed_lines import GAP, HashedLines, Hashes, Places, spread

# So many words of one name go into pairs; names that are longer are sentences.
_PAIRED = 8
_WORD = np.uint64(0x51ED270B)


@dataclass(frozen=True)
class Features:
    """Hashes, each beside the number of the line that has it."""

    line: Places
    hashed: Hashes


def letter_runs(lines: HashedLines) -> Features:
    """Every run of four letters within a word, the gaps around it counted as letters."""
    padded = np.full(len(lines.text) + 1, GAP, dtype=np.uint32)
    np.maximum(lines.text, GAP, out=padded[1:])
    if len(padded) < 4:
        return Features(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64))
    letters = padded > GAP
    at = np.flatnonzero(letters[1:-2] & letters[2:-1])
    runs = (padded[:-3] | padded[1:-2] << 8 | padded[2:-1] << 16 | padded[3:] << 24)[at]
    until = np.searchsorted(at, lines.line_stops)
    return Features(np.repeat(np.arange(len(until)), np.diff(until, prepend=0)), spread(runs.astype(np.uint64)))


def own_words(lines: HashedLines) -> Features:
    """Every word, by its hash as `HashedLines` gives it."""
    return Features(lines.owner, lines.words)


def words_and_pairs(words: Features, *, paired: int = _PAIRED) -> Features:
    """The words, and each two of the first `paired` of a line together; `words` come line by line."""
    line, hashed = words.line, spread(words.hashed)
    counts = np.bincount(line)
    until = np.cumsum(counts)
    first = (until - counts)[line]
    until = np.minimum(until[line], first + paired)
    place = np.arange(len(line))
    partners = np.maximum(until - place - 1, 0)
    left = np.repeat(place, partners)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(partners) - partners, partners)
    apart = hashed[left] != hashed[right]
    left, right = left[apart], right[apart]
    pairs = spread(hashed[left] + hashed[right])
    return Features(np.concatenate((line, line[left])), np.concatenate((hashed ^ _WORD, pairs)))


def word_keys(lines: HashedLines) -> Hashes:
    """One key a line, the same whatever the order of its words; 0 for a line without any."""
    sums = np.zeros(len(lines.words) + 1, dtype=np.uint64)
    np.cumsum(spread(lines.words), out=sums[1:])
    return sums[lines.first + lines.counts] - sums[lines.first]

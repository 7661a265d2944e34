"""What a name is found by: its words, pairs of them and runs of four letters, as hashes beside the line they are of."""

from dataclasses import dataclass

import numpy as np

from registry.identity.hashed_lines import GAP, LINE_END, HashedLines, Hashes, Places, spread

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
    padded = np.concatenate(([GAP], np.where(lines.text == LINE_END, GAP, lines.text))).astype(np.uint32)
    if len(padded) < 4:
        return Features(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64))
    letters = padded > GAP
    at = np.flatnonzero(letters[1:-2] & letters[2:-1])
    runs = padded[at] | padded[at + 1] << 8 | padded[at + 2] << 16 | padded[at + 3] << 24
    return Features(np.searchsorted(lines.line_stops, at), spread(runs.astype(np.uint64)))


def own_words(lines: HashedLines) -> Features:
    """Every word, by its hash as `HashedLines` gives it."""
    return Features(lines.owner, lines.hashes(lines.starts, lines.stops))


def words_and_pairs(words: Features, *, paired: int = _PAIRED) -> Features:
    """The words, and each two of the first `paired` of a line together; `words` come line by line."""
    line, hashed = words.line, spread(words.hashed)
    first = np.searchsorted(line, line)
    rank = np.arange(len(line)) - first
    until = np.minimum(np.searchsorted(line, line, side="right"), first + paired)
    partners = np.maximum(until - np.arange(len(line)) - 1, 0) * (rank < paired)
    left = np.repeat(np.arange(len(line)), partners)
    right = left + 1 + np.arange(len(left)) - np.repeat(np.cumsum(partners) - partners, partners)
    apart = hashed[left] != hashed[right]
    left, right = left[apart], right[apart]
    pairs = spread(hashed[left] + hashed[right])
    return Features(np.concatenate((line, line[left])), np.concatenate((hashed ^ _WORD, pairs)))


def word_keys(lines: HashedLines) -> Hashes:
    """One key a line, the same whatever the order of its words; 0 for a line without any."""
    hashed = np.concatenate((spread(lines.hashes(lines.starts, lines.stops)), np.zeros(1, dtype=np.uint64)))
    sums = np.concatenate((np.zeros(1, dtype=np.uint64), np.cumsum(hashed, dtype=np.uint64)))
    return sums[lines.first + lines.counts] - sums[lines.first]

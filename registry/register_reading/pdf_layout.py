"""Words at places on a page as the rows of a table: by ruled cells where there are lines, else by its white gaps."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Box = tuple[float, float, float, float]
Row = tuple[list[str], list[str]]
# A gap as wide as this many letters parts columns; words of one cell stand closer.
_GAP = 1.5
_LINE = 0.6


@dataclass(frozen=True, slots=True)
class Word:
    """One word, where it stands (points from the top left) and its colour as the PDF says it."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    colour: Any = None


def rows_of(words: Sequence[Word], grid: Sequence[Sequence[Box]], *, edges: list[float]) -> Iterator[Row]:
    """The page's rows: the texts of their cells, and their distinct text colours, commonest first.

    `edges` are where the columns of the pages before begin, without ruled lines; empty on the first, which sets them.
    """
    if not words:
        return
    yield from _ruled(words, grid) if grid else _spaced(words, edges)


def _ruled(words: Sequence[Word], grid: Sequence[Sequence[Box]]) -> Iterator[Row]:
    for boxes in grid:
        top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
        line = [word for word in words if top <= (word.top + word.bottom) / 2 < bottom]
        cells = [[word for word in line if box[0] <= (word.left + word.right) / 2 < box[2]] for box in boxes]
        if any(cells):
            yield [_text(cell) for cell in cells], _colours(line)


def _spaced(words: Sequence[Word], edges: list[float]) -> Iterator[Row]:
    """Columns begin where the cells of the fullest lines do; most often the header is one."""
    lines = _lines(words)
    width = sorted((word.right - word.left) / max(len(word.text), 1) for word in words)[len(words) // 2]
    parts = [_split(line, _GAP * width) for line in lines]
    fullest = max(map(len, parts))
    if not edges and fullest > 1:
        edges.extend(_edges([part for part in parts if len(part) == fullest]))
    if not edges:
        yield from (([_text(line)], _colours(line)) for line in lines)
        return
    waiting: list[list[Word]] = []
    for part in parts:
        cells = _placed(part, edges)
        # Where a cell runs on, the next line has nothing in the first column.
        if waiting and not cells[0] and any(cells):
            for held, more in zip(waiting, cells, strict=True):
                held.extend(more)
            continue
        if waiting:
            yield _row(waiting)
        waiting = cells
    if waiting:
        yield _row(waiting)


def _lines(words: Sequence[Word]) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.top, one.left)):
        if lines and word.top - lines[-1][0].top < _LINE * (word.bottom - word.top):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def _split(line: Sequence[Word], gap: float) -> list[list[Word]]:
    parts = [[line[0]]]
    for before, word in pairwise(line):
        if word.left - before.right > gap:
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _edges(full: Sequence[Sequence[Sequence[Word]]]) -> list[float]:
    """Where each column begins: the leftmost start of its cells in the lines that have them all."""
    return [min(part[column][0].left for part in full) for column in range(len(full[0]))]


def _placed(part: Sequence[Sequence[Word]], edges: Sequence[float]) -> list[list[Word]]:
    cells: list[list[Word]] = [[] for _ in edges]
    for words in part:
        column = max((at for at, edge in enumerate(edges) if edge <= words[0].left + 1), default=0)
        cells[column].extend(words)
    return cells


def _row(cells: Sequence[Sequence[Word]]) -> Row:
    return [_text(cell) for cell in cells], _colours([word for cell in cells for word in cell])


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for line in _lines(words) for word in line) if words else ""


def _colours(words: Sequence[Word]) -> list[str]:
    counted = Counter(colour for word in words if (colour := as_hex(word.colour)) is not None)
    return [colour for colour, _ in counted.most_common()]


def as_hex(colour: Any) -> str | None:
    """A PDF's grey, RGB or CMYK colour as `#rrggbb`; None for patterns and what is no colour."""
    parts = tuple(colour) if isinstance(colour, (list, tuple)) else (colour,)
    if not all(isinstance(one, (int, float)) and 0 <= one <= 1 for one in parts):
        return None
    if len(parts) == 1:
        parts = parts * 3
    elif len(parts) == 4:
        cyan, magenta, yellow, black = parts
        parts = tuple((1 - one) * (1 - black) for one in (cyan, magenta, yellow))
    return "#" + "".join(f"{round(255 * one):02x}" for one in parts) if len(parts) == 3 else None

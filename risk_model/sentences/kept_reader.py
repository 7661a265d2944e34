"""The fitted readers of sentences as a file of plain arrays; apart because a file from elsewhere or of another day must
never be taken for it."""

import hashlib
import io
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from registry.law import phrase_language
from risk_model.sentences.scores import SentenceScores

MOST_BYTES = 50_000_000  # a country's readers take 27 million
ROOMS = ("words", "phrases", "speech", "sentences")
FITTED_BY = ("numpy", "scipy", "scikit-learn", "pyahocorasick")
_DIGEST = hashlib.sha256().digest_size


def file_for(folder: Path, *, jurisdiction: str, rulebook_version: str) -> Path:
    """The file of a rulebook's reader as this code and these libraries fit it: under others it has another name."""
    rests_on = "\n".join([rulebook_version, _code(), *(f"{name} {version(name)}" for name in FITTED_BY)])
    return folder / f"sentences-{jurisdiction}-{hashlib.sha256(rests_on.encode()).hexdigest()[:32]}.npz"


class Readers(NamedTuple):
    """Two readers with the same labels, runs and pairs: what sentences are like, and whether those about a rule do
    state it."""

    likeness: SentenceScores
    apart: SentenceScores


def load(file: Path) -> Readers | None:
    """The readers kept in `file`; None where there is none, or where it is not what was written.

    The digest tells a file that was damaged. It is no seal: whoever may write in the home may change the records too.
    """
    try:
        with file.open("rb") as stream:
            body = stream.read(MOST_BYTES + 1)
    except OSError:
        return None
    digest, arrays = body[:_DIGEST], body[_DIGEST:]
    if len(body) > MOST_BYTES or hashlib.sha256(arrays).digest() != digest:
        return None
    try:
        with np.load(io.BytesIO(arrays), allow_pickle=False) as kept:
            classes, runs = kept["classes"], kept["runs"]
            learned = [(kept[f"{name}_weights"].astype(np.float64), kept[f"{name}_start"]) for name in Readers._fields]
    except (BadZipFile, KeyError, ValueError):
        return None
    readers = []
    for weights, start in learned:
        if weights.shape != (*runs.shape, *classes.shape) or start.shape != classes.shape or classes.ndim != 1:
            return None
        readers.append(SentenceScores())
        readers[-1].know(classes, {run: at for at, run in enumerate(runs.tolist())}, weights, start)
    return Readers(*readers)


def keep(readers: Readers, file: Path) -> None:
    """Write the readers to `file`, and take away those fitted under other circumstances.

    Where that cannot be done nothing is kept, which costs time alone. Raises ValueError where the two do not read the
    same runs and pairs for the same labels, which are kept once.
    """
    body = io.BytesIO()
    numbers = readers.likeness.runs
    if readers.apart.runs != numbers or not np.array_equal(readers.apart.classes_, readers.likeness.classes_):
        raise ValueError("the two readers have different labels, runs or pairs")
    runs = np.array(sorted(numbers, key=lambda run: numbers[run]))
    learned: dict[str, Any] = {}
    for name, one in zip(Readers._fields, readers, strict=True):
        learned |= {f"{name}_weights": _narrow(one.weights), f"{name}_start": one.start}
    np.savez(body, classes=readers.likeness.classes_, runs=runs, **learned)
    arrays = body.getvalue()
    partial = file.with_suffix(f".{hashlib.sha256(arrays).hexdigest()[:8]}.part")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(hashlib.sha256(arrays).digest() + arrays)
        partial.replace(file)
        # Also what a process that was killed had half written.
        for other in file.parent.glob(f"{file.name.rpartition('-')[0]}-*"):
            if other != file:
                other.unlink(missing_ok=True)


def _narrow(weights: NDArray[np.float64]) -> NDArray[np.floating[Any]]:
    """The same numbers in half of the bytes, which fitted weights allow (`fitting.EXACT`); else as they are."""
    narrow = weights.astype(np.float32)
    return narrow if np.array_equal(narrow, weights) else weights


@cache
def _code() -> str:
    """The digest of the code that words and concepts are read by."""
    said = hashlib.sha256()
    package = Path(__file__).parents[1]
    rooms = [file for room in ROOMS for file in sorted((package / room).glob("*.py"))]
    for file in [*rooms, package / "wording.py", Path(phrase_language.__file__)]:
        said.update(file.read_bytes())
    return said.hexdigest()

"""The fitted reader of sentences as a file of plain arrays; apart because a file from elsewhere or of another day must
never be taken for it."""

import hashlib
import io
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

from registry.law import phrase_language
from risk_model.sentence_scores import SentenceScores

FITTED_BY = ("numpy", "scipy", "scikit-learn", "pyahocorasick")
_DIGEST = hashlib.sha256().digest_size


def file_for(folder: Path, *, jurisdiction: str, rulebook_version: str) -> Path:
    """The file of a rulebook's reader as this code and these libraries fit it: under others it has another name."""
    rests_on = "\n".join([rulebook_version, _code(), *(f"{name} {version(name)}" for name in FITTED_BY)])
    return folder / f"sentences-{jurisdiction}-{hashlib.sha256(rests_on.encode()).hexdigest()[:32]}.npz"


def load(file: Path) -> SentenceScores | None:
    """The reader kept in `file`; None where there is none, or where it is not what was written."""
    try:
        body = file.read_bytes()
    except OSError:
        return None
    digest, arrays = body[:_DIGEST], body[_DIGEST:]
    if hashlib.sha256(arrays).digest() != digest:
        return None
    with np.load(io.BytesIO(arrays), allow_pickle=False) as kept:
        reader = SentenceScores()
        runs = {run: at for at, run in enumerate(kept["runs"].tolist())}
        reader.know(kept["classes"], runs, kept["weights"], kept["start"])
    return reader


def keep(reader: SentenceScores, file: Path) -> None:
    """Write the reader to `file`, and take away those fitted under other circumstances.

    Where that cannot be done nothing is kept, which costs time alone.
    """
    body = io.BytesIO()
    runs = sorted(reader.runs, key=lambda run: reader.runs[run])
    np.savez(body, classes=reader.classes_, runs=np.array(runs), weights=reader.weights, start=reader.start)
    arrays = body.getvalue()
    partial = file.with_suffix(f".{hashlib.sha256(arrays).hexdigest()[:8]}.part")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(hashlib.sha256(arrays).digest() + arrays)
        partial.replace(file)
        for other in file.parent.glob(f"{file.name.rpartition('-')[0]}-*.npz"):
            if other != file:
                other.unlink(missing_ok=True)


@cache
def _code() -> str:
    """The digest of the code that words and concepts are read by."""
    said = hashlib.sha256()
    for file in [*sorted(Path(__file__).parent.glob("*.py")), Path(phrase_language.__file__)]:
        said.update(file.read_bytes())
    return said.hexdigest()

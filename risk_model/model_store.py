"""Trained models as files that run no code when read: skops, a fixed list of types, a pinned digest and versions."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from registry.errors import ModelRefused
from registry.records import ModelVersion
from risk_model.features import FEATURE_NAMES
from risk_model.learned_judge import LearnedJudge
from risk_model.learning.protected import protected_in

# Never extended by what a file asks for: a type is added here by a person who has read what loading it does.
TRUSTED = (
    "risk_model.estimator.RiskClassifier",
    "risk_model.learning.linear_blocks.WordBlock",
)
# Raised whenever the same file would give other numbers than on the day it was trained.
ESTIMATOR = "6"
WORDS_TOLD = 5


@dataclass(frozen=True)
class StoredModel:
    """A written model file: its name inside the models folder, its SHA-256, and the library versions that made it."""

    file: str
    sha256: str
    versions: dict[str, str]


def library_versions() -> dict[str, str]:
    """The versions a model file is only valid under, the estimator's own among them."""
    import sklearn
    import skops

    return {"scikit-learn": sklearn.__version__, "skops": skops.__version__, "estimator": ESTIMATOR}


def save(estimator: Any, *, folder: Path) -> StoredModel:
    """The estimator as a file in `folder`, named by its own digest, so that none is ever overwritten."""
    import skops.io

    body = skops.io.dumps(estimator)
    digest = hashlib.sha256(body).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{digest[:16]}.skops"
    partial = folder / f"{name}.part"
    partial.write_bytes(body)
    partial.replace(folder / name)
    return StoredModel(file=name, sha256=digest, versions=library_versions())


def load(record: ModelVersion, *, folder: Path) -> LearnedJudge:
    """The model of `record` as a judge; raises ModelRefused, in a sentence, on any mismatch."""
    body = _read(record, folder)
    _check_versions(record)
    if list(record.features) != list(FEATURE_NAMES):
        raise ModelRefused(
            f"Model {record.id} was trained on other features than this version computes; train a new one."
        )
    estimator = _parse(record, body)
    _check_columns(record, estimator)
    says = f"Model {record.id}: an estimate learnt from {_count(record)} labels; it decides nothing."
    version = f"model-{record.id}-{record.sha256[:12]}"
    return LearnedJudge(estimator=estimator, version=version, says=says, layout=_layout(record))


def _read(record: ModelVersion, folder: Path) -> bytes:
    file = folder / Path(record.file).name
    try:
        body = file.read_bytes()
    except OSError as error:
        raise ModelRefused(
            f"Model {record.id}: the file {file} cannot be read ({error.strerror}); restore it from a "
            "copy or train a new one."
        ) from error
    if hashlib.sha256(body).hexdigest() != record.sha256:
        raise ModelRefused(
            f"Model {record.id}: the file {file} is not the one that was trained (SHA-256); "
            "restore it from a copy or train a new one."
        )
    return body


def _check_versions(record: ModelVersion) -> None:
    now = library_versions()
    then = record.versions if isinstance(record.versions, dict) else {}
    for library, version in now.items():
        if then.get(library) != version:
            raise ModelRefused(
                f"Model {record.id} was made with {library} {then.get(library, 'of unknown version')}, "
                f"this is {version}; train a new one."
            )


def _parse(record: ModelVersion, body: bytes) -> Any:
    from zipfile import BadZipFile

    import skops.io
    from skops.io.exceptions import UntrustedTypesFoundException

    from risk_model.estimator import RiskClassifier

    try:
        estimator = skops.io.loads(body, trusted=list(TRUSTED))
    except UntrustedTypesFoundException as error:
        raise ModelRefused(f"Model {record.id} contains types that are not trusted and was not opened.") from error
    except (BadZipFile, KeyError, ValueError, TypeError, AttributeError):
        estimator = None
    if not isinstance(estimator, RiskClassifier):
        raise ModelRefused(f"Model {record.id}: the file {record.file} is not a model of this kind.")
    if not _is_whole(estimator):
        raise ModelRefused(
            f"Model {record.id}: the file {record.file} holds a model that was never fitted, or only in part; train a "
            "new one."
        )
    return estimator


def _is_whole(estimator: Any) -> bool:
    """Whether it has all that fitting sets, and a number for every column."""
    import numpy as np

    try:
        numbers = np.append(estimator.weights_, estimator.start_)
        return len(numbers) == len(estimator.get_feature_names_out()) + 1 and bool(np.isfinite(numbers).all())
    except (AttributeError, TypeError, ValueError):
        return False


def _check_columns(record: ModelVersion, estimator: Any) -> None:
    """Raises ModelRefused where a column is of a word that was put into the lists after the model was trained."""
    if protected := protected_in(estimator):
        more = f" and {len(protected) - WORDS_TOLD} more" if len(protected) > WORDS_TOLD else ""
        raise ModelRefused(
            f"Model {record.id} learnt from words that are protected now ({', '.join(protected[:WORDS_TOLD])}{more}); "
            "train a new one."
        )


def _layout(record: ModelVersion) -> str:
    return str(record.labels.get("format", "")) if isinstance(record.labels, dict) else ""


def _count(record: ModelVersion) -> str:
    labels = record.labels if isinstance(record.labels, dict) else {}
    return f"{labels.get('positive', '?')} positive and {labels.get('negative', '?')} negative"

"""What the verbs on models say of the labels themselves, on standard error: columns of a file, and who decided."""

from datetime import datetime

from sqlmodel import Session

from dashboard.card_origin import simulated_in_words
from dashboard.queries.model_origin import decisions_on_file
from dashboard.terminal.model_scoring import tell_ignored
from dashboard.terminal.output import say
from registry.records import ModelVersion
from risk_model.learning.labels_file import LabelsFile


def tell_columns(file: str, read: LabelsFile) -> None:
    """Which columns nothing reads, and which only keep rows together."""
    tell_ignored(file, read.ignored)
    if read.split_by:
        say(f"Columns of {file} read for splitting only, never learnt from: {', '.join(read.split_by)}.")


def tell_simulated(session: Session, *, until: datetime) -> None:
    """That decisions up to a moment were made by no person, where some were."""
    found = decisions_on_file(session, until=until)
    if found.simulated:
        say(simulated_in_words(found, "on file"))


def tell_simulated_of(session: Session, model: ModelVersion) -> None:
    """The same of the decisions that a model learnt from; nothing of a model of outside labels."""
    if not model.outside_labels:
        tell_simulated(session, until=model.trained_at)

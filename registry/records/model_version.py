"""Every trained model: its file's digest, what it was trained on, its figures, and who let it judge."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from registry.records.columns import Json, document, word
from registry.vocabulary import ModelState


class ModelVersion(SQLModel, table=True):
    """One candidate, live or retired model."""

    __tablename__ = "model_version"

    id: int | None = Field(default=None, primary_key=True)
    state: ModelState = word(ModelState, default=ModelState.CANDIDATE)
    file: str
    sha256: str
    trained_at: datetime
    trained_by: str
    labels: Json = document(dict)
    outside_labels: bool = False
    features: Json = document(list)
    versions: Json = document(dict)
    figures: Json = document(dict)
    card: Json = document(dict)
    promoted_by: str | None = None
    promoted_at: datetime | None = None
    promotion_reason: str = ""

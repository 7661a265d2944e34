"""One thing noticed about one advert, with its reasons: how registers, identity, wording and money all report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from registry.vocabulary import Severity, Stated

# What cancels words that a phrase found where nothing is like sentences that state its rule (decisions 26 and 27).
SET_ASIDE = "unlike labelled sentences"


@dataclass(frozen=True)
class Observation:
    """A rule's id, what the advert (or a register) says on it, and why; never a judgement.

    `span` counts characters of the advert's title + newline + description. `facts` holds the two values compared,
    each link, or the amounts, as plain JSON values. `cancelled_by` says which lawful context turns it around.
    `likeness` is how sure a reader of sentences is where no phrase was found; `hint` says that it is not sure enough to
    stand for one, and so raises nothing alone.
    `severity` is set where the fact is less grave than its rule can be.
    `corroborated` says that a register fact which raises nothing alone stands with one more fact, told in its `facts`.
    """

    rule_id: str
    stated: Stated
    explanation: str
    span: tuple[int, int] | None = None
    quote: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    similarity: float | None = None
    cancelled_by: str = ""
    likeness: float | None = None
    hint: bool = False
    corroborated: bool = False
    severity: Severity | None = None

    @property
    def counts(self) -> bool:
        """Whether it is stated and nothing lawful cancels it."""
        return self.stated is Stated.STATED and not self.cancelled_by

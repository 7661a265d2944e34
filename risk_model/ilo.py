"""The ILO-style reading of an advert: which dimensions of trafficking its findings add up to, as explained baseline.

The aggregation is quoted from secondary sources (reliability C): it stays marked unverified until
somebody has checked it against the ILO's own text of 2009.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.law.rule_schema import Rule

UNVERIFIED = "scheme unverified"


@dataclass(frozen=True)
class DimensionReading:
    """One dimension: the rules that speak to it, by strength, and whether they suffice for it to count."""

    dimension: str
    strong: tuple[str, ...]
    medium: tuple[str, ...]
    weak: tuple[str, ...]
    context: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Two strong; one strong with a medium or weak; three medium; or two medium with a weak."""
        strong, medium, weak = len(self.strong), len(self.medium), len(self.weak)
        return strong >= 2 or (strong >= 1 and medium + weak >= 1) or medium >= 3 or (medium >= 2 and weak >= 1)

    @property
    def title(self) -> str:
        """The dimension in words."""
        return self.dimension.replace("_", " ")

    @property
    def text(self) -> str:
        """One sentence: what it rests on, whether it counts, and that the scheme is unverified."""
        listed = (("strong", self.strong), ("medium", self.medium), ("weak", self.weak), ("context", self.context))
        parts = [f"{strength}: {', '.join(rules)}" for strength, rules in listed if rules]
        verdict = "counts" if self.counts else "does not count"
        return f"ILO dimension {self.title} {verdict} ({'; '.join(parts)}); {UNVERIFIED}."


def read_dimensions(rules: Iterable[Rule]) -> tuple[DimensionReading, ...]:
    """Each dimension that at least one of `rules` (those that count for an advert) speaks to, by name.

    What is mere context of a dimension is listed with it and never makes one.
    """
    found: dict[str, dict[str, set[str]]] = {}
    for rule in rules:
        if rule.ilo is not None:
            found.setdefault(rule.ilo.dimension, {}).setdefault(rule.ilo.strength, set()).add(rule.id)
    return tuple(
        DimensionReading(
            dimension,
            strong=tuple(sorted(by_strength.get("strong", ()))),
            medium=tuple(sorted(by_strength.get("medium", ()))),
            weak=tuple(sorted(by_strength.get("weak", ()))),
            context=tuple(sorted(by_strength.get("context", ()))),
        )
        for dimension, by_strength in sorted(found.items())
        if by_strength.keys() != {"context"}
    )

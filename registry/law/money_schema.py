"""How caps and bands of money are written down in a jurisdiction file; apart from its rules, which say what counts."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from registry.law.wording_schema import InForce, Reference, Strict


class FeeBand(Strict):
    """An amount a worker might be asked for, in the jurisdiction's currency, and how to read it."""

    name: str
    minimum: float
    maximum: float | None = None
    reading: str
    in_force: InForce = InForce()
    reference: Reference


class FeeCap(Strict):
    """The most that a worker may be asked for while it is in force: `most` in the jurisdiction's currency (0: nothing),
    or so many months of the pay that the advert promises.

    It holds for money of these `purposes`, for jobs `abroad` (or only at home: false), for adverts that go to one of
    the `destinations` and name one of the `occupations`; where one of these is empty, for any.
    """

    purposes: tuple[Literal["registration", "processing", "medical_training", "interview"], ...] = ()
    payer: Literal["worker"] = "worker"
    most: Annotated[float, Field(ge=0)] | None = None
    most_months_pay: Annotated[float, Field(gt=0)] | None = None
    abroad: bool | None = None
    destinations: tuple[Annotated[str, Field(pattern=r"^[A-Z]{2}$")], ...] = ()
    occupations: tuple[str, ...] = ()
    in_force: InForce = InForce()
    reference: Reference

    @property
    def occupation_concepts(self) -> tuple[str, ...]:
        """The concepts that name its occupations."""
        return tuple("job_" + one.replace(" ", "_") for one in self.occupations)

    @model_validator(mode="after")
    def _says_one_most(self) -> "FeeCap":
        if (self.most is None) == (self.most_months_pay is None):
            raise ValueError("a fee cap says either most or most_months_pay; write one of them")
        return self


class PayBand(Strict):
    """A dated plausible range (and floor, where one is in force) of monthly pay for a role and destination.

    One of some `towns`, called `area` in sentences, goes before the country's where the work is said to be in one.
    """

    occupation: str
    isco: str
    destination: str
    area: str = ""
    towns: tuple[str, ...] = ()
    currency: str
    floor: float | None = None
    usual_minimum: float
    usual_maximum: float
    in_force: InForce = InForce()
    reference: Reference

    @model_validator(mode="after")
    def _names_its_area(self) -> "PayBand":
        if bool(self.area) != bool(self.towns):
            raise ValueError("a pay band of some towns says both its area and its towns; write both or neither")
        return self


class PayFloor(Strict):
    """The least that anybody is paid a month at a destination, whatever the work, where a role has no other."""

    destination: str
    currency: str
    floor: Annotated[float, Field(gt=0)]
    in_force: InForce = InForce()
    reference: Reference

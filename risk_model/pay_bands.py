"""Which dated bands of pay an advert is to be compared with: by what it offers, where, and on what day."""

from datetime import date

from registry.law.rule_schema import Jurisdiction, PayBand, PayFloor
from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.matching import Matcher

ALL_OCCUPATIONS = -3  # no phrase has such a number


class PayBands:
    """The bands of one jurisdiction, each with the phrases that say that an advert is about it."""

    def __init__(self, jurisdiction: Jurisdiction, automaton: PhraseAutomaton) -> None:
        names = dict.fromkeys(band.occupation for band in jurisdiction.pay_bands)
        self._occupations = {name: automaton.concept("job_" + name.replace(" ", "_")) for name in names}
        self._nodes = list(self._occupations.values())
        self._by_place: dict[str, list[PayBand]] = {}
        for band in jurisdiction.pay_bands:
            self._by_place.setdefault(band.destination, []).append(band)
        towns = {band.towns for band in jurisdiction.pay_bands if band.towns}
        self._work_in = {one: automaton.compile(_work_in(one)) for one in towns}
        self.floors = jurisdiction.pay_floors
        self._floored: dict[tuple[int, int], PayBand] = {}

    def floor_of_anybody(self, place: str, on: date) -> PayFloor | None:
        """The least that is paid at a destination whatever the work; None where none is known of that day."""
        return next((one for one in self.floors if one.destination == place and one.in_force.on(on)), None)

    def of(self, matcher: Matcher, place: str, on: date) -> list[PayBand]:
        """Bands of the occupations that the advert names, in force on `on`; several where it names several.

        One without a floor has the floor of anybody at that destination.
        """
        possible = {node.number for node in matcher.page.live_in(matcher.index, ALL_OCCUPATIONS, self._nodes)}
        named = {name for name, node in self._occupations.items() if node.number in possible and matcher.hits(node)}
        there = self._by_place.get(place, ()) if named else ()
        holding = [band for band in there if band.occupation in named and band.in_force.on(on)]
        of_town = [band for band in holding if band.towns and matcher.has(self._work_in[band.towns])]
        settled = {band.occupation for band in of_town}
        chosen = of_town + [band for band in holding if not band.towns and band.occupation not in settled]
        anybody = self.floor_of_anybody(place, on)
        return chosen if anybody is None else [self._with_floor(band, anybody) for band in chosen]

    def _with_floor(self, band: PayBand, anybody: PayFloor) -> PayBand:
        if band.floor is not None or band.currency != anybody.currency:
            return band
        key = (id(band), id(anybody))
        if key not in self._floored:
            weaker = max(band.reference, anybody.reference, key=lambda one: one.reliability)
            least = {"floor": anybody.floor, "reference": weaker}
            self._floored[key] = band.model_copy(update=least)
        return self._floored[key]


def _work_in(towns: tuple[str, ...]) -> list[str]:
    """Phrases that say that the work is in one of some towns; an office there, or a county, says nothing of it."""
    one_of = "(" + "|".join(towns) + ")"
    county = "(county|kaunti|sub-county|village|road|rural|constituency)"
    office = "(agency|bureau|based|office|offices|area|wakala)"
    return [f"@title({one_of}) &!3 {county} &!4 {office}", f"<place_of_work> {one_of} &!3 {county}"]

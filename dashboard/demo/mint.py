"""Coins names, numbers and addresses that are used once only, so that no two invented firms meet by accident."""

from collections.abc import Callable
from random import Random

from dashboard.demo.country_data import NameParts, Syllables

YEAR = 2026


class Mint:
    """A seeded source of unique names, telephones, payment numbers, domains and licence numbers."""

    def __init__(self, rng: Random, parts: NameParts, towns: tuple[str, ...]) -> None:
        self._rng = rng
        self._parts = parts
        self._towns = towns
        self._shares = [syllables.share for syllables in parts.syllables]
        self._near: set[str] = set()
        self._taken: set[str] = set()

    def rare_word(self) -> str:
        """An invented word that is at least two letters away from every other one."""
        while True:
            kind = self._rng.choices(self._parts.syllables, self._shares)[0]
            word = self._word(kind)
            near = _neighbours(word.lower())
            if near.isdisjoint(self._near):
                self._near |= near
                return self._rng.choice(kind.prefixes) + word.capitalize()

    def stem(self) -> str:
        """What a firm is known by: a rare word, sometimes with a common one behind it."""
        word = self.rare_word()
        if self._rng.random() < self._parts.second_word_share:
            return f"{word} {self._rng.choice(self._parts.second_words)}"
        return word

    def trade(self, trade: str) -> str:
        """Words for a line of business, such as "Recruitment Agency"."""
        return self._rng.choice(self._parts.trades[trade])

    def legal_form(self, trade: str) -> str:
        """A legal form with its leading space, or nothing."""
        return "" if trade in self._parts.no_legal_form else self._rng.choice(self._parts.legal_forms)

    def firm_name(self, trade: str, stem: str | None = None) -> str:
        """A whole firm name."""
        return f"{stem or self.stem()} {self.trade(trade)}{self.legal_form(trade)}"

    def person(self) -> str:
        """A common given name with a made-up surname."""
        return f"{self._rng.choice(self._parts.given_names)} {self.rare_word().split()[-1].removeprefix('Al-')}"

    def phone(self) -> str:
        """A national mobile number of valid form, 0700 0xx xxx and the like."""
        return self._once(lambda: f"{self._rng.choice(self._parts.phone_prefixes)}0{self._rng.randrange(100_000):05d}")

    def paybill(self) -> str:
        """A six-digit paybill number."""
        return self._once(lambda: f"{self._rng.randrange(200_000, 1_000_000)}")

    def till(self) -> str:
        """A seven-digit till number."""
        return self._once(lambda: f"{self._rng.randrange(5_000_000, 10_000_000)}")

    def licence(self, series: str = "PEA") -> str:
        """A licence number in the demo's own form, DEMO/PEA/0123/2025."""
        year = self._rng.choice((YEAR - 1, YEAR))
        return self._once(lambda: f"DEMO/{series}/{self._rng.randrange(1, 10_000):04d}/{year}")

    def domain(self, name: str) -> str:
        """A domain under the reserved `.example` that starts like `name`."""
        words = name.lower().replace("-", " ").split()
        letters = "".join(words[:2] if words[0] in ("al", "el", "drive") else words[:1])
        return self._once(lambda: f"{letters}{self._rng.choice(self._parts.domain_tails)}.example", letters)

    def email(self, domain: str) -> str:
        """A mailbox at `domain`."""
        return f"{self._rng.choice(self._parts.mailboxes)}@{domain}"

    def address(self, town: str | None = None) -> str:
        """An office in an invented building on an invented street."""
        building = f"{self.rare_word()} {self._rng.choice(self._parts.buildings)}"
        floor = self._rng.choice(("Ground floor", "1st Floor", "2nd Floor", "3rd Floor", "4th Floor"))
        street = f"{self.rare_word()} {self._rng.choice(self._parts.streets)}"
        return f"{building}, {floor}, {street}, {town or self._rng.choice(self._towns)}"

    def _word(self, kind: Syllables) -> str:
        rng = self._rng
        ending = rng.choice(kind.endings)
        word = "".join(rng.choice(kind.onsets) + rng.choice(kind.vowels) for _ in range(rng.randint(*kind.length)))
        return (word.rstrip("aeiou") if ending[:1] in ("a", "e", "i") else word) + ending

    def _once(self, make: Callable[[], str], stem: str = "") -> str:
        for attempt in range(1_000_000):
            made = make() if attempt < 20 or not stem else f"{stem}{attempt}.example"
            if made not in self._taken:
                self._taken.add(made)
                return made
        raise AssertionError("the mint has run out of numbers: raise its ranges")


def _neighbours(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))} | {word}

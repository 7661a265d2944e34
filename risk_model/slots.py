"""The slots of the phrase language: things in a text that no list of words can name, such as amounts, ages, telephones."""

import re
from collections.abc import Callable, Iterable

from registry.law.rule_schema import Jurisdiction
from risk_model.advert_text import Words, read_words
from risk_model.amounts import Amount, AmountReader
from risk_model.phrase_automaton import PhraseAutomaton
from risk_model.phrase_matching import Compiled, Hit, Matcher, hit

NAMES = ("money", "amount", "pay", "number", "phone", "paybill", "till", "age", "duration", "domain", "email")
ATOMS = {name: place for place, name in enumerate(NAMES, start=1)}
_HOME_PHONE = re.compile(r"(?<![a-z\d])(?:\+?254|[0o])[\s.()-]{0,3}[17](?:[\s.()-]{0,2}[\do]){8}(?![a-z\d])")
_FOREIGN_PHONE = re.compile(r"(?<![a-z\d])(?:\+|00)(?!254)[1-9]\d{0,2}(?:[\s.()-]{0,2}\d){6,11}(?!\d)")
_AGE_BEFORE = frozenset({"age", "aged", "ages", "umri", "miaka", "between", "above", "over", "from", "minimum", "kati"})
_AGE_AFTER = frozenset({"year", "years", "yrs", "yr", "miaka", "old", "yo"})
_NOT_AGE = frozenset(
    "experience experienced uzoefu service industry business market operation operations trading history contract "
    "mkataba ago warranty legacy existence kazini practice".split()
)  # fmt: skip
_RANGE = frozenset({"to", "and", "or", "hadi", "mpaka", "na", "years", "yrs", "year", "au", "ama"})
_TEENS = {
    "tatu": 13,
    "nne": 14,
    "minne": 14,
    "tano": 15,
    "mitano": 15,
    "sita": 16,
    "saba": 17,
    "nane": 18,
    "minane": 18,
}
_DAYS = {
    "day": 1, "days": 1, "siku": 1, "week": 7, "weeks": 7, "wiki": 7, "wik": 7, "month": 30, "months": 30, "mwezi": 30,
    "miezi": 30,
}  # fmt: skip
_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10, "moja": 1, "mbili": 2,
    "tatu": 3, "nne": 4, "tano": 5, "saba": 7, "kumi": 10, "few": 5, "mbili tatu": 3, "chache": 5,
}  # fmt: skip
_COUNTED = frozenset(
    "years yrs year months month weeks week days day hours hrs hour minutes mins miaka siku wiki miezi masaa saa "
    "slots slot posts positions vacancies nafasi people persons guests staff workers employees candidates applicants "
    "girls ladies men women youths pupils students children kg kgs km cm mm litres acres rooms beds units pieces pcs "
    "words wpm am pm hectares seats customers clients farmers km/h nos pax housemaids maids drivers guards nurses "
    "cleaners waiters students wasichana vijana watu wafanyakazi percent".split()
)  # fmt: skip
_COUNTED_BEFORE = frozenset("box room floor street no nos number form class act section age aged ages since "
                            "plot house sqm tel phone".split())  # fmt: skip
_YOUNGEST = 12
_LOOKALIKE_ENDS = frozenset({"co", "or", "ac", "ne", "go", "com", "org", "net", "info", "gov"})


class SlotReader:
    """Finds the hits of slots by the words of one jurisdiction."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self.amounts = AmountReader(jurisdiction)
        self._jurisdiction = jurisdiction
        self.high_pay = jurisdiction.high_pay
        self._near_pay: dict[str, Compiled] = {}
        self._labels, self._official = _official_names(jurisdiction)
        self._finders: dict[str, Callable[[Matcher, str], Iterable[Hit]]] = {
            "money": lambda matcher, _: [hit(a.start, a.end) for a in self.read_amounts(matcher) if a.currency],
            "amount": lambda matcher, _: self._charges(matcher),
            "pay": self._pays,
            "number": lambda matcher, _: [hit(place, place + 1) for place in matcher.words.numbers],
            "phone": self._phones,
            "paybill": lambda matcher, _: self._payment(matcher, "paybill_words", jurisdiction.paybill_digits),
            "till": lambda matcher, _: self._payment(matcher, "till_words", jurisdiction.till_digits),
            "age": self._ages,
            "duration": self._durations,
            "domain": self._domains,
            "email": lambda matcher, _: [one for one, host in _links(matcher.words) if "@" in host],
        }

    def __call__(self, matcher: Matcher, name: str, argument: str) -> list[Hit]:
        """Hits of slot `name`; what `argument` may say depends on the slot (docs/writing-a-rule.md)."""
        return list(self._finders[name](matcher, argument))

    def use(self, automaton: PhraseAutomaton) -> None:
        """Take the concepts that tell pay from charges, and payment numbers, from a rulebook being compiled."""
        names = ("pay_before", "pay_after", "charge_near", "paybill_words", "till_words")
        self._near_pay = {name: automaton.concept(name) for name in names}

    def note(self, matcher: Matcher) -> None:
        """Mark which slots a text may fill, so that phrases asking for others are passed over."""
        words = matcher.words
        if self.read_amounts(matcher):
            for name in ("money", "amount", "pay"):
                matcher.atoms[ATOMS[name]] = []
        if words.numbers:
            for name in ("number", "phone", "paybill", "till", "age", "duration"):
                matcher.atoms[ATOMS[name]] = []
        elif not _COUNTS.keys().isdisjoint(words.words):
            matcher.atoms[ATOMS["duration"]] = []
        if not _TEENS.keys().isdisjoint(words.words):
            matcher.atoms[ATOMS["age"]] = []
        if words.links:
            for name in ("domain", "email"):
                matcher.atoms[ATOMS[name]] = []

    # -- amounts ------------------------------------------------------------------------------------------------------

    def read_amounts(self, matcher: Matcher) -> list[Amount]:
        """Every amount of the text."""
        if "amounts" not in matcher.notes:
            matcher.notes["amounts"] = self.amounts.read(matcher.words)
        amounts: list[Amount] = matcher.notes["amounts"]
        return amounts

    def is_pay(self, matcher: Matcher, amount: Amount) -> bool:
        """Whether the words around an amount say that it is what the worker gets."""
        words = matcher.words
        after = _nearest(matcher, self._near_pay["pay_after"], words, amount, ahead=True)
        before = _nearest(matcher, self._near_pay["pay_before"], words, amount, ahead=False)
        charge = _nearest(matcher, self._near_pay["charge_near"], words, amount, ahead=False)
        charge_after = _nearest(matcher, self._near_pay["charge_near"], words, amount, ahead=True)
        if after <= 2 and charge_after > after:
            return True
        return before <= 6 and before < charge and not (charge_after <= 1 and charge_after < before)

    def _charges(self, matcher: Matcher) -> Iterable[Hit]:
        for amount in self.read_amounts(matcher):
            if (amount.currency or self._may_be_bare(matcher, amount)) and not self.is_pay(matcher, amount):
                yield hit(amount.start, amount.end)

    def _may_be_bare(self, matcher: Matcher, amount: Amount) -> bool:
        """A plain number counts things or is part of a telephone far more often than it is money."""
        words = matcher.words.words
        following = words[amount.end] if amount.end < len(words) else ""
        before = words[amount.start - 1] if amount.start else ""
        if following in _COUNTED or before in _COUNTED_BEFORE or following[:1].isdigit() or before[:1].isdigit():
            return False
        return not any(one.start <= amount.start < one.end for one, _ in self._read_phones(matcher))

    def _pays(self, matcher: Matcher, argument: str) -> Iterable[Hit]:
        for amount in self.read_amounts(matcher):
            if not (amount.currency or self._may_be_bare(matcher, amount)) or not self.is_pay(matcher, amount):
                continue
            worth = self.amounts.at_home(amount.high, amount.currency)
            if argument != "high" or (worth is not None and worth >= self.high_pay):
                yield hit(amount.start, amount.end)

    # -- telephones and payment numbers -------------------------------------------------------------------------------

    def _read_phones(self, matcher: Matcher) -> list[tuple[Hit, bool]]:
        words = matcher.words
        key = "phones"
        if key not in matcher.notes:
            found: list[tuple[Hit, bool]] = []
            if words.numbers:
                for pattern, home in ((_HOME_PHONE, True), (_FOREIGN_PHONE, False)):
                    for one in pattern.finditer(words.folded):
                        place = words.at_place(one.start(), one.end())
                        if place:
                            found.append((hit(*place), home))
            matcher.notes[key] = found
        phones: list[tuple[Hit, bool]] = matcher.notes[key]
        return phones

    def _phones(self, matcher: Matcher, argument: str) -> Iterable[Hit]:
        wanted = {"home": (True,), "foreign": (False,)}.get(argument, (True, False))
        return [one for one, home in self._read_phones(matcher) if home in wanted]

    def _payment(self, matcher: Matcher, named: str, digits: tuple[int, int]) -> Iterable[Hit]:
        words = matcher.words
        for one in matcher.hits(self._near_pay[named]):
            for place in range(one.end, min(one.end + 4, len(words.words))):
                if words.broken(one.end - 1, place):
                    break
                word = words.words[place]
                if word.isdigit():
                    if digits[0] <= len(word) <= digits[1]:
                        yield hit(one.start, place + 1)
                    break

    # -- ages and durations -------------------------------------------------------------------------------------------

    def _ages(self, matcher: Matcher, argument: str) -> Iterable[Hit]:
        limit = int(argument[1:]) if argument.startswith("<") and argument[1:].isdigit() else None
        for one, low in _read_ages(matcher.words):
            if limit is None or low < limit:
                yield one

    def _durations(self, matcher: Matcher, argument: str) -> Iterable[Hit]:
        limit = int(argument[1:]) if argument.startswith("<") and argument[1:].isdigit() else None
        words = matcher.words.words
        for place in range(len(words) - 1):
            first, second = words[place], words[place + 1]
            for count, unit in ((first, second), (second, first)):
                amount = int(count) if count.isdigit() and len(count) < 4 else _COUNTS.get(count)
                if unit in _DAYS and amount and (limit is None or amount * _DAYS[unit] < limit):
                    yield hit(place, place + 2)
                    break

    # -- links --------------------------------------------------------------------------------------------------------

    def _domains(self, matcher: Matcher, argument: str) -> Iterable[Hit]:
        for one, host in _links(matcher.words):
            if argument != "lookalike" or self._imitates(host.rpartition("@")[2]):
                yield one

    def _imitates(self, host: str) -> bool:
        """Whether a host looks like an official one and is not under one."""
        if any(host == domain or host.endswith("." + domain) for domain in self._official):
            return False
        labels = host.split(".")
        while len(labels) > 1 and (len(labels[-1]) <= 3 or labels[-1] in _LOOKALIKE_ENDS or len(labels) > 2):
            last = labels.pop()
            if len(labels) == 1 or labels[-1] not in _LOOKALIKE_ENDS:
                break
            del last
        parts = {part for label in labels for part in label.split("-")}
        joined = "".join(labels).replace("-", "")
        states = {"gov", "go", "gok", "goke", "govke", "kenya", "ke"}
        disguised = any(f"{label}{state}" in joined for label in self._labels for state in ("goke", "govke", "kenya"))
        return bool(parts & self._labels) and (bool(parts & states) or len(parts) == 1) or disguised


def _official_names(jurisdiction: Jurisdiction) -> tuple[frozenset[str], tuple[str, ...]]:
    domains = tuple(domain for sender in jurisdiction.official_senders for domain in sender.domains)
    labels = frozenset(domain.split(".")[0] for domain in domains if domain.count(".") > 1)
    return labels, domains


def _nearest(matcher: Matcher, node: Compiled, words: Words, amount: Amount, *, ahead: bool) -> int:
    """Words between an amount and the nearest hit of `node` on one side in its sentence; many where there is none."""
    nearest = 99
    for one in matcher.hits(node):
        if ahead and one.start >= amount.end and not words.broken(amount.end - 1, one.start):
            nearest = min(nearest, one.start - amount.end)
        elif not ahead and one.end <= amount.start and not words.broken(one.end - 1, amount.start):
            nearest = min(nearest, amount.start - one.end)
    return nearest


def _read_ages(words: Words) -> list[tuple[Hit, int]]:
    found: list[tuple[Hit, int]] = []
    for place in words.numbers:
        word = words.words[place]
        if not (word.isdigit() and 8 <= int(word) <= 65):
            continue
        end, ages = _age_range(words, place)
        plausible = min(ages) >= _YOUNGEST or max(ages) > _YOUNGEST + 1
        if plausible and _about_age(words, place, end, ranged=len(ages) > 1):
            found.append((hit(place, end), min(ages)))
    for place in range(len(words.words) - 3):
        teen = _TEENS.get(words.words[place + 3])
        if words.words[place : place + 3] == ["miaka", "kumi", "na"] and teen:
            found.append((hit(place, place + 4), teen))
    return found


def _age_range(words: Words, place: int) -> tuple[int, list[int]]:
    """Where an age or a range of ages beginning at `place` ends, and its ages."""
    ages, end = [int(words.words[place])], place + 1
    ahead = end
    while ahead < len(words.words) and ahead - end < 2 and words.words[ahead] in _RANGE:
        ahead += 1
    if ahead < len(words.words):
        following = words.words[ahead]
        apart = words.original[words.ends[place] : words.starts[ahead]]
        linked = ahead > end or apart.strip() in ("-", "–", "—", "~", "/")
        if linked and following.isdigit() and ages[0] < int(following) <= 65:
            return ahead + 1, [*ages, int(following)]
    return end, ages


def _about_age(words: Words, start: int, end: int, *, ranged: bool) -> bool:
    near = words.words[end : end + 6]
    stop = next((place for place, word in enumerate(near) if word == "\x00"), len(near))
    near = near[:stop]
    if not _NOT_AGE.isdisjoint(near):
        return False
    before = words.words[max(0, start - 4) : start]
    if not _NOT_AGE.isdisjoint(before):
        return False
    before = before[-2:]
    if near[:1] and (near[0] in _AGE_AFTER or near[0] == "+"):
        return True
    return not _AGE_BEFORE.isdisjoint(before) and (ranged or before[-1:] != ["from"])


def _links(words: Words) -> list[tuple[Hit, str]]:
    """Web and mail addresses with their hosts (a mail address keeps its @)."""
    found = []
    for place, word in enumerate(words.words):
        if "." in word and not word[0].isdigit() and len(word) > 4:
            host = re.sub(r"^https?://", "", word).removeprefix("www.").split("/")[0].split("?")[0].split(":")[0]
            found.append((hit(place, place + 1), host))
    return found

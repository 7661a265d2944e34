"""The small language of rule phrases, parsed to a tree; apart because files are checked before any text is read.

A phrase is words in order, matched without regard to case, accents, English endings or small misspellings:

    pay ... before interview       `...` up to six words between; `...12` up to twelve
    (pay|send|tuma) <money>        one of several; [the] may be missing
    process*   *@gmail.com         a word that begins, or ends, so
    ~lip                           a Swahili verb of that root whatever its prefixes (utalipa, kulipia), not denied
    ~~shik  ~~keep                 the same in any voice (inashikwa, watashikiwa), or an English verb (anakeep)
    tu/a~~shik/wek                 the same of several roots, said of those subjects only (tunashika, ataiweka)
    <document>                     any phrase of that concept; <money> <phone> <age:<18> <country:gulf> are slots
    @title(teacher)                only in the advert's title
    *kopesh*                       a word that contains it
    A & B   A &8 B   A &. B  A && B    both: within 25 words, within 8, in one sentence, anywhere in the advert
    A &! B  A &!8 B  A &!. B A &&! B   A without B that near
"""

import re
from dataclasses import dataclass
from functools import lru_cache

GAP = 6
NEAR = 25
ANYWHERE = 1_000_000
SLOTS = frozenset(
    {"money", "amount", "number", "phone", "paybill", "till", "age", "country", "domain", "email", "duration", "pay"}
)


class PhraseError(ValueError):
    """A phrase that cannot be read; the message quotes it and says where."""


@dataclass(frozen=True)
class Word:
    """One word; `form` is exact, prefix, suffix, infix, verb (a Swahili root) or voices (subjects~~roots)."""

    text: str
    form: str = "exact"


@dataclass(frozen=True)
class Ref:
    """A slot or a concept by name, with a slot's argument."""

    name: str
    argument: str = ""


@dataclass(frozen=True)
class Choice:
    """Any one of its options."""

    options: tuple["Node", ...]


@dataclass(frozen=True)
class Step:
    """One place in a sequence: up to `gap` words may stand before it, and it may be missing if `optional`."""

    node: "Node"
    gap: int = 0
    optional: bool = False


@dataclass(frozen=True)
class Sequence:
    """Its steps, in order, inside one sentence."""

    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Near:
    """`left`, with (or, if `absent`, without) `right` at most `within` words away, or in the same `sentence`."""

    left: "Node"
    right: "Node"
    within: int
    absent: bool = False
    sentence: bool = False


@dataclass(frozen=True)
class InTitle:
    """Its node, only in the first line of the text."""

    node: "Node"


Node = Word | Ref | Choice | Sequence | Near | InTitle

_LEX = re.compile(
    r"\s*(?:(?P<both>&&?!?\.?\d*)(?=\s|$)|(?P<gap>\.\.\.\d*)|(?P<title>@title\()|<(?P<ref>[a-z_]+(?::[^\s>]+)?)>"
    r"|(?P<mark>[()\[\]|])|(?P<word>[^\s()\[\]|<>]+))"
)


@lru_cache(maxsize=20_000)
def parse_phrase(phrase: str) -> Node:
    """The tree of one phrase; raises PhraseError naming what cannot be read."""
    reader = _Reader(phrase)
    node = reader.combination()
    if reader.kind:
        raise reader.error(f"unexpected {reader.value!r}")
    return node


def references(node: Node) -> frozenset[str]:
    """Names of the concepts (slots left out) that a phrase's tree refers to."""
    match node:
        case Ref(name, _):
            return frozenset() if name in SLOTS else frozenset({name})
        case Choice(options):
            return frozenset().union(*(references(option) for option in options))
        case Sequence(steps):
            return frozenset().union(*(references(step.node) for step in steps))
        case Near(left, right):
            return references(left) | references(right)
        case InTitle(inner):
            return references(inner)
        case _:
            return frozenset()


class _Reader:
    """Recursive descent over one phrase."""

    def __init__(self, phrase: str) -> None:
        self.phrase, self.position, self.kind, self.value = phrase, 0, "", ""
        self.advance()

    def error(self, what: str) -> PhraseError:
        return PhraseError(f"phrase {self.phrase!r}: {what} near character {self.position}")

    def advance(self) -> None:
        found = _LEX.match(self.phrase, self.position)
        if found is None:
            if self.phrase[self.position :].strip():
                raise self.error("cannot be read")
            self.kind, self.value = "", ""
            return
        self.position = found.end()
        self.kind = str(found.lastgroup)
        self.value = found[self.kind]

    def combination(self) -> Node:
        node: Node = self.sequence()
        while self.kind == "both":
            operator = self.value
            self.advance()
            digits = operator.lstrip("&!.")
            wide = operator.startswith("&&") or "." in operator
            within = int(digits) if digits else (ANYWHERE if wide else NEAR)
            node = Near(node, self.sequence(), within, absent="!" in operator, sentence="." in operator)
        return node

    def sequence(self) -> Node:
        steps: list[Step] = []
        gap = 0
        while self.kind in ("gap", "title", "ref", "word") or self.value in ("(", "["):
            if self.kind == "gap":
                gap = int(self.value[3:] or GAP)
                self.advance()
                continue
            steps.append(Step(self.group() if self.value in ("(", "[") else self.single(), gap, self.was_optional))
            gap = 0
        if not steps or gap or all(step.optional for step in steps):
            raise self.error("it names no word where one is needed")
        return steps[0].node if len(steps) == 1 else Sequence(tuple(steps))

    was_optional = False

    def group(self) -> Node:
        closing = ")" if self.value == "(" else "]"
        node = self.options(closing)
        self.was_optional = closing == "]"
        return node

    def options(self, closing: str) -> Node:
        options: list[Node] = []
        while True:
            self.advance()
            options.append(self.combination())
            if self.value != "|":
                break
        if self.kind != "mark" or self.value != closing:
            raise self.error(f"{closing!r} is missing")
        self.advance()
        return options[0] if len(options) == 1 else Choice(tuple(options))

    def single(self) -> Node:
        kind, value = self.kind, self.value
        self.was_optional = False
        if kind == "title":
            return InTitle(self.options(")"))
        self.advance()
        if kind == "ref":
            name, _, argument = value.partition(":")
            if argument and name not in SLOTS:
                raise self.error(f"<{name}> takes no argument")
            return Ref(name, argument)
        return _word(value)


def _word(value: str) -> Word:
    text = value.lower()
    if "~~" in text:
        return Word(text, "voices")
    if text.startswith("~"):
        return Word(text[1:], "verb")
    if len(text) > 2 and text.startswith("*") and text.endswith("*"):
        return Word(text[1:-1], "infix")
    if text.endswith("*"):
        return Word(text[:-1], "prefix")
    if text.startswith("*"):
        return Word(text[1:], "suffix")
    return Word(text)

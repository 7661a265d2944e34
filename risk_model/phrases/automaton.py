"""Every phrase of a rulebook compiled into one automaton: one pass finds the fixed words, then only what they make
possible is looked at; apart because it is compiled once a rulebook and read by every text."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import TypeGuard

from registry.law.phrase_language import Choice, InTitle, Near, Node, Ref, Sequence, Step, Word, parse_phrase
from risk_model.phrases.form_table import Form, FormTable
from risk_model.phrases.matching import Compiled, Matcher
from risk_model.phrases.near_node import NearNode
from risk_model.phrases.nodes import (
    AnyAtom,
    AnyNode,
    CompiledStep,
    Nothing,
    RunNode,
    SlotFinder,
    SlotNode,
    TextsWith,
    TitleNode,
)
from risk_model.phrases.page import WORDS_A_PAGE, Page
from risk_model.phrases.run_finder import NO_WORD, RunFinder
from risk_model.phrases.unit_page import UnitPage, taken_apart
from risk_model.words.advert_text import BREAK, Words
from risk_model.words.forms import Misspellings, ShortMessages, plain
from risk_model.words.patterns import WordPatterns
from risk_model.words.reading import read_words


class PhraseAutomaton:
    """Compiles phrases that may name concepts and slots, and matches texts against all of them at once."""

    def __init__(
        self,
        *,
        concepts: Mapping[str, Iterable[str]],
        slots: Mapping[str, str],
        places: Callable[[str], Iterable[str]],
        find_slot: SlotFinder,
        texts_with: TextsWith | None = None,
        numeral_words: Iterable[str] = (),
        english: Iterable[str] = (),
        known_words: Iterable[str] = (),
        spellings: Mapping[str, str] | None = None,
    ) -> None:
        """`slots` are names with what one stands near: "number" (digits), "numeral" (digits or words), "link".

        `texts_with` tells which texts of a page may hold a slot, where more is known than what it stands near.
        `numeral_words` are those words; `places` lists the names of a country or region.
        Misspellings are bridged for words of the `english` phrases only: in Swahili one letter is another word.
        `spellings` are words of text messages with what they stand for.
        """
        self._concept_phrases, self._slots, self._places, self._find_slot = concepts, slots, places, find_slot
        self._texts_with = texts_with or (lambda page, name: page.anchored(slots[name]))
        self._numeral_words = frozenset(numeral_words)
        self._english, self._known_words = tuple(english), tuple(known_words)
        self._spellings = dict(spellings or {})
        self._ids: dict[str, int] = {}
        self._atoms: dict[object, int] = {}
        self._patterns: list[tuple[str, str, int]] = []
        self._concepts: dict[str, Compiled] = {}
        self._interned: dict[object, Compiled] = {}
        self._forms = FormTable(self._read_form)
        self._alone: dict[int, int] = {}
        self._numbers = 0
        self._runs: RunFinder | None = None
        self._misspellings, self._short = Misspellings(()), ShortMessages(())
        self._fitting = WordPatterns(())
        self._written: set[str] = set()

    def compile(self, phrases: Iterable[str]) -> Compiled:
        """One node for any of `phrases`; all are to be compiled before the first text is matched."""
        return self._any([self._node(parse_phrase(phrase)) for phrase in phrases])

    def concept(self, name: str) -> Compiled:
        """The node of a concept; one that finds nothing where this country lists none of that name."""
        return self._concept(name)

    def slot(self, name: str, argument: str = "") -> Compiled:
        """The node of a slot."""
        return self._make(
            SlotNode,
            ("slot", name, argument),
            name=name,
            argument=argument,
            texts_with=self._texts_with,
            finder=self._find_slot,
        )

    def match(self, texts: Iterable[Words]) -> Iterator[Matcher]:
        """Each text, in order, ready to be asked; texts are read together, a page at a time."""
        for page in self.pages(texts):
            yield from (Matcher(page, place) for place in range(len(page.texts)))

    def pages(self, texts: Iterable[Words]) -> Iterator[UnitPage]:
        """The texts in order, so many to a page that reading them together pays and memory lasts."""
        few: list[Words] = []
        room = WORDS_A_PAGE
        for text in texts:
            if few and len(text.words) > room:
                yield self.page(few)
                few, room = [], WORDS_A_PAGE
            few.append(text)
            room -= len(text.words)
        if few:
            yield self.page(few)

    def page(self, texts: list[Words]) -> UnitPage:
        """The texts, ready to be asked for whatever is in them."""
        different, units = taken_apart(texts)
        return UnitPage(texts, units, self.plain_page(different))

    def plain_page(self, texts: list[Words]) -> Page:
        """The texts' words with every atom found in them."""
        runs = self._runs or self._close()
        words = chain.from_iterable((*text.words, BREAK) for text in texts)
        rows = self._forms.rows_of(words, sum(len(text.words) + 1 for text in texts))
        atoms = {atom: (1, places) for atom, places in self._forms.atoms(rows).items()}
        atoms |= runs.find(self._forms.numbers(rows))
        return Page(texts, atoms=atoms, numeral_words=self._numeral_words)

    def fixed_words(self) -> list[str]:
        """Every fixed run of words, as compared."""
        words = {number: word for word, number in self._ids.items()}
        return [" ".join(words[number] for number in key) for key in self._atoms if _is_run(key)]

    # -- compiling --------------------------------------------------------------------------------------------------

    def _node(self, node: Node) -> Compiled:
        match node:
            case Word():
                return self._word(node)
            case Ref(name, argument):
                return self._ref(name, argument)
            case Choice(options):
                return self._any([self._node(option) for option in options])
            case Sequence(steps):
                return self._run(steps)
            case InTitle(inner):
                compiled = self._node(inner)
                return self._make(TitleNode, ("title", compiled.number), inner=compiled)
            case Near():
                return self._near(node)

    def _make(self, kind: type, key: object, **values: object) -> Compiled:
        """One object for all phrases that ask the same."""
        if key not in self._interned:
            self._numbers += 1
            self._interned[key] = kind(number=self._numbers, **values)
        return self._interned[key]

    def _atom(self, key: object) -> int:
        return self._atoms.setdefault(key, len(self._atoms) + 1)

    def _fixed(self, atoms: frozenset[int]) -> Compiled:
        return self._make(AnyAtom, atoms, atoms=atoms)

    def _word(self, word: Word) -> Compiled:
        if word.form != "exact":
            key = (word.form, word.text)
            if key not in self._atoms:
                self._patterns.append((word.form, word.text, self._atom(key)))
            return self._fixed(frozenset({self._atom(key)}))
        return self._fixed(frozenset({self._run_atom(read_words(word.text).words)}))

    def _run_atom(self, words: Iterable[str]) -> int:
        words = list(words)
        self._written.update(words)
        return self._atom(tuple(self._ids.setdefault(plain(word), len(self._ids) + 1) for word in words))

    def _any(self, nodes: list[Compiled]) -> Compiled:
        atoms: frozenset[int] = frozenset()
        others: dict[int, Compiled] = {}
        for node in nodes:
            for one in (node.fixed, *node.others) if isinstance(node, AnyNode) else (node,):
                if isinstance(one, AnyAtom):
                    atoms |= one.atoms
                elif one is not None and not isinstance(one, Nothing):
                    others[one.number] = one
        if not others:
            return self._fixed(atoms) if atoms else self._nothing()
        if not atoms and len(others) == 1:
            return next(iter(others.values()))
        fixed = self._fixed(atoms) if atoms else None
        return self._make(AnyNode, ("any", atoms, frozenset(others)), fixed=fixed, others=tuple(others.values()))

    def _run(self, steps: tuple[Step, ...]) -> Compiled:
        joined: list[CompiledStep] = []
        run: list[str] = []
        run_gap = 0

        def close() -> None:
            nonlocal run
            if run:
                joined.append(CompiledStep(self._fixed(frozenset({self._run_atom(run)})), run_gap, optional=False))
                run = []

        for step in steps:
            simple = isinstance(step.node, Word) and step.node.form == "exact" and not step.optional
            if simple and isinstance(step.node, Word):
                if step.gap or not run:
                    close()
                    run_gap = step.gap
                run += read_words(step.node.text).words
                continue
            close()
            joined.append(CompiledStep(self._node(step.node), step.gap, step.optional))
        close()
        if len(joined) == 1:
            return joined[0].node
        needed = sorted((step.node for step in joined if not step.optional), key=_commonness)
        key = ("run", tuple((step.node.number, step.gap, step.optional) for step in joined))
        return self._make(RunNode, key, steps=tuple(joined), needed=tuple(needed))

    def _near(self, node: Near) -> Compiled:
        left, right = self._node(node.left), self._node(node.right)
        key = ("near", left.number, right.number, node.within, node.absent, node.sentence)
        return self._make(
            NearNode,
            key,
            left=left,
            right=right,
            within=node.within,
            absent=node.absent,
            sentence=node.sentence,
        )

    def _ref(self, name: str, argument: str) -> Compiled:
        if name == "country":
            named = [self._node(parse_phrase(_quoted(one))) for one in self._places(argument)]
            return self._any(named)
        if name in self._slots:
            return self.slot(name, argument)
        return self._concept(name)

    def _concept(self, name: str) -> Compiled:
        if name not in self._concepts:
            self._concepts[name] = self.compile(self._concept_phrases.get(name, ()))
        return self._concepts[name]

    def _nothing(self) -> Compiled:
        return self._make(Nothing, "nothing")

    # -- the automaton ----------------------------------------------------------------------------------------------

    def _close(self) -> RunFinder:
        runs = {key: atom for key, atom in self._atoms.items() if _is_run(key)}
        self._alone = {key[0]: atom for key, atom in runs.items() if len(key) == 1}
        several = {key: atom for key, atom in runs.items() if len(key) > 1}
        self._runs = RunFinder(several, words=len(self._ids))
        self._fitting = WordPatterns(self._patterns)
        english = {word for phrase in self._english for word in read_words(phrase).words}
        self._misspellings = Misspellings(english, known=self._known_words)
        self._short = ShortMessages(self._written, known=self._known_words)
        return self._runs

    def _read_form(self, word: str) -> Form:
        """What a word is in the automaton and alone, and the atoms of beginnings, endings and verbs that it fits."""
        if word is BREAK:
            return Form(NO_WORD, ())
        word = self._spellings.get(word, word)
        number = self._ids.get(plain(word), NO_WORD)
        if number == NO_WORD and (meant := self._misspellings.meant(word) or self._short.meant(word)):
            number = self._ids.get(meant, NO_WORD)
        found = self._fitting.fitting(word)
        if number in self._alone:
            found.append(self._alone[number])
        return Form(number, tuple(dict.fromkeys(found)))


def _is_run(key: object) -> TypeGuard[tuple[int, ...]]:
    """Whether an atom is words in a row, not the form of one word."""
    return isinstance(key, tuple) and bool(key) and isinstance(key[0], int)


def _quoted(name: str) -> str:
    return " ".join(read_words(name).words)


def _commonness(node: Compiled) -> int:
    """Fewer ways of being said are less often there, so such steps are asked first."""
    return len(node.atoms) if isinstance(node, AnyAtom) else 1_000

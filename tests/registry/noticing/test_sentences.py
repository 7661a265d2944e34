"""A name is read with its own sentence, and a text of names alone costs as much as it is long."""

import re

import pytest

from registry.law.rulebook import Rulebook
from registry.noticing import sentences as module
from registry.noticing.former_names import SuccessionReader
from registry.noticing.sentences import LONGEST, Sentences

NAME = "Mlima Kubwa"


class CutText(str):
    """A text that counts the characters cut from it."""

    __slots__ = ("cut",)
    cut: int

    def __getitem__(self, place: object) -> str:
        piece = super().__getitem__(place)  # type: ignore[index]
        self.cut = getattr(self, "cut", 0) + len(piece)
        return piece


class Looking:
    """A pattern that counts the characters it is set to look through."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern, self.given = pattern, 0

    def finditer(self, text: str) -> object:
        self.given += len(text)
        return self._pattern.finditer(text)

    def match(self, text: str, start: int, end: int) -> object:
        self.given += end - start
        return self._pattern.match(text, start, end)


def _names(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(NAME, text)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("We hire. Mlima Kubwa is open! Come.", " Mlima Kubwa is open!"),
        ("Cooks\nMlima Kubwa is open\nCome", "Mlima Kubwa is open\n"),
        ("J. K. of Mlima Kubwa Co. Ltd. in Nyeri. Come.", "J. K. of Mlima Kubwa Co. Ltd. in Nyeri."),
        ("Open now... Mlima Kubwa. Come.", " Mlima Kubwa."),
        ("Hired.Mlima Kubwa at 4.30 today", "Mlima Kubwa at 4.30 today"),
        ("Mlima Kubwa", "Mlima Kubwa"),
    ],
)
def test_a_name_stands_in_its_own_sentence(text: str, sentence: str) -> None:
    assert text[slice(*Sentences(text).around(*_names(text)[0]))] == sentence


def test_the_sentences_beside_it_are_the_next_ones_and_none_at_the_ends() -> None:
    text = "We hire. Mlima Kubwa is open. Come soon. Bye."
    told = Sentences(text)
    first, last = told.around(*_names(text)[0])
    assert text[slice(*told.before(first))] == "We hire."
    assert text[slice(*told.behind(last))] == " Come soon."
    assert told.before(0) == (0, 0)
    assert told.behind(len(text)) == (len(text), len(text))


def test_the_ends_in_a_text_are_looked_for_once_for_all_its_names(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"We were {NAME}. " * 500
    looking = Looking(module._END)
    monkeypatch.setattr(module, "_END", looking)
    told = Sentences(text)
    for span in _names(text):
        first, last = told.around(*span)
        told.before(first)
        told.behind(last)
    assert looking.given < 2 * len(text)


@pytest.mark.parametrize("said", [f"we {NAME} as ", f"{NAME}. ", f"..{NAME} "])
def test_reading_a_text_of_names_alone_cuts_as_much_again_from_one_twice_as_long(said: str, rulebook: Rulebook) -> None:
    def cut(length: int) -> int:
        text = CutText((said * length)[:length])
        told, reader = Sentences(text), SuccessionReader.of(rulebook)
        for span in _names(text):
            reader.read(told, *span)
        return text.cut

    assert cut(6 * LONGEST) < 2.5 * cut(3 * LONGEST)

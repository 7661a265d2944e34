"""The few phrases of law are found as they are written, and nowhere else."""

from collections.abc import Iterator

import pytest

from registry.law.phrase_reading import Found, PhraseFinder
from registry.law.rule_schema import Phrases
from registry.law.stretches import PhraseLists, Said


@pytest.mark.parametrize(
    ("phrase", "text", "quote"),
    [
        ("our client", "We seek cooks for OUR  client in Kisumu.", "OUR  client"),
        ("our client", "Your client list is safe.", None),
        ("our client", "It is our. Client meetings follow.", None),
        ("we ... recruit", "We also gladly recruit nurses.", "We also gladly recruit"),
        ("we ... recruit", "We are here. They recruit.", None),
        ("(place|post) workers", "We post workers abroad.", "post workers"),
        ("recruit* nurses", "Recruiting nurses now", "Recruiting nurses"),
        ("source :", "Source : the ministry", "Source :"),
        ("jobs [in] abroad", "jobs abroad", "jobs abroad"),
        ("<them> hire", "our partners hire", "our partners hire"),
        ("call us &!8 report", "Call us today.", "Call us"),
        ("call us &!8 report", "Call us today to report them.", None),
        ("call us &!8 report", "Call us today. Report nobody.", "Call us"),
        ("@title(beware)", "Beware of this\nbody", "Beware"),
        ("@title(beware)", "Cook\nbeware of this", None),
        ("we ...1 recruit", "We well-known don't recruit", None),
        ("we ...2 recruit", "We -- well-known don't- recruit", "We -- well-known don't- recruit"),
        ("we ...1 recruit", "We re-recruit", "We re-recruit"),
        ("we ...2 recruit", "We re-recruit, or recruit", "We re-recruit, or recruit"),
        ("we <number> recruit", "We re-seventy recruit", "We re-seventy recruit"),
        ("we <number> recruit", "Recruit as we " + "-" * 5_000, None),
        ("recruit <number>", "Recruit -", "Recruit -"),
        ("we ...8 recruit", "Recruit? Recruit as we " + "-" * 500, None),
        ("we ...8 recruit", "Recruit as we " + "as-" * 500, None),
        ("we ...8 recruit", "Recruit as we " + "' " * 500, None),
    ],
)
def test_a_phrase_is_found_as_written(phrase: str, text: str, quote: str | None) -> None:
    found = PhraseFinder([phrase], concepts={"them": Phrases(en=("our partners",))}).find(text)
    assert (found.quote if found else None) == quote
    assert found is None or text[found.start : found.end] == found.quote


@pytest.mark.parametrize(
    ("phrases", "text", "quote"),
    [
        (["agent", "our client"], "Our client needs an agent.", "Our client"),
        (["our client", "our"], "our client", "our client"),
        (["our", "our client"], "our client", "our"),
        (["client"], "Our CL\u0130ENT waits", "CL\u0130ENT"),
        (["ng'ambo"], "Kazi ng'ambo sasa", "ng'ambo"),
        (["<them> hire", "cook"], "A cook and our partners hire", "cook"),
        (["(our client|our|a (cook|nurse))"], "A nurse for our client", "A nurse"),
        (["(our|our client)", "our client"], "It is our client", "our"),
    ],
)
def test_of_several_phrases_the_first_in_the_text_is_told(phrases: list[str], text: str, quote: str) -> None:
    found = PhraseFinder(phrases, concepts={"them": Phrases(en=("our partners",))}).find(text)
    assert found is not None
    assert found.quote == quote


def test_phrases_are_counted_without_overlap() -> None:
    text = "Ship crew for a ship; crews, and crew."
    assert PhraseFinder(["ship", "ship crew", "crew"]).count(text) == 4
    assert PhraseFinder(["(ship|ship crew|crew)"]).count(text) == 4
    assert PhraseFinder(["(ship crew|ship|crew)"]).count(text) == 3


def test_counting_goes_through_the_sentences_of_a_text_once(monkeypatch: pytest.MonkeyPatch) -> None:
    class Spans(list[tuple[int, int]]):
        """Spans that count how often one is looked at."""

        looked = 0

        def __getitem__(self, place: object) -> tuple[int, int]:
            Spans.looked += 1
            return super().__getitem__(place)  # type: ignore[index, return-value]

        def __iter__(self) -> Iterator[tuple[int, int]]:
            for one in super().__iter__():
                Spans.looked += 1
                yield one

    finder, sentences = PhraseFinder(["beware"]), 400
    possible = finder._possible
    monkeypatch.setattr(finder, "_possible", lambda said: [(at, Spans(spans)) for at, spans in possible(said)])
    assert finder.count("Beware. " * sentences) == sentences
    assert Spans.looked < 20 * sentences


def test_no_phrases_find_nothing() -> None:
    assert PhraseFinder([]).find("anything") is None


def test_a_phrase_of_beginnings_alone_is_found_in_whichever_sentence_it_stands() -> None:
    finder = PhraseFinder(["aliku*"])
    assert finder.find("Kazi Oman. Alikuwa huko. Your job.") == Found(11, 18, "Alikuwa")
    assert finder.count("Alikuwa huko. Kazi.\nAlikuta huko!") == 2
    assert finder.find("...\n!") is None


def test_finders_that_share_a_look_at_a_text_find_what_each_finds_alone() -> None:
    lists: tuple[list[str], ...] = (
        ["our client", "we ... recruit"],
        ["beware", "call us &!8 report"],
        ["aliku*", "@title(cook)"],
        [],
    )
    shared = [PhraseFinder(phrases) for phrases in lists]
    told = PhraseLists({finder: finder.wanted for finder in shared})
    for text in (
        "Cook for our client. We also recruit. Beware!\nCall us today.",
        "",
        ".",
        "Beware. Beware of them; call us to report.\nAlikuwa huko. Our client waits",
        "Call us\nthen report. Cook",
        f"{'word ' * 200}our client. Beware.",
    ):
        for phrases, finder in zip(lists, shared, strict=True):
            alone, said = PhraseFinder(phrases), Said(text, told)
            assert finder.find(said) == alone.find(text)
            assert finder.count(said) == alone.count(text)
            assert finder.stands_in(said) == alone.stands_in(text)

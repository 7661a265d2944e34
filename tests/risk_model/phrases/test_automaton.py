"""Phrases find what they describe, in any order they allow, and nothing across what they forbid."""

import pytest

from risk_model.phrases.automaton import PhraseAutomaton
from risk_model.phrases.matching import Hit, Matcher, hit
from risk_model.words.reading import read_words

CONCEPTS = {"document": ["passport", "pasipoti", "identity card"], "kept": ["(kept|held) by", "itabaki"]}


def numbers(matcher: Matcher, _name: str, _argument: str) -> list[Hit]:
    return [hit(place, place + 1) for place in matcher.words.numbers]


def quotes(phrase: str, text: str) -> list[str]:
    automaton = PhraseAutomaton(
        concepts=CONCEPTS,
        slots={"number": "number"},
        places=lambda argument: ["Qatar", "Saudi Arabia"] if argument in ("", "gulf") else [],
        find_slot=numbers,
        english=[phrase],
    )
    node = automaton.compile([phrase])
    (matcher,) = automaton.match([read_words(text)])
    return [matcher.words.quote(one.start, one.end) for one in matcher.hits(node)]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("pay the fee", "You PAY  the fee.", ["PAY  the fee"]),
        ("charge", "They charged and are charging.", ["charged", "charging"]),
        ("registration", "Regstration today", ["Regstration"]),
        ("registration", "regulation today", []),
        ("agency", "our agncy today", ["agncy"]),
        ("licence", "a lisence here", ["lisence"]),
        ("tunatumia", "sisi tnatumia hii", ["tnatumia"]),
        ("coast", "the cost of it", []),
        ("unalipwa", "unalpa pesa", []),
        ("pay ... before", "pay us all of it now before", ["pay us all of it now before"]),
        ("pay ... before", "pay us all of it now and here before", []),
        ("pay ...2 before", "pay. Before", []),
        ("(pay|send) [us] now", "send us now, pay now", ["send us now", "pay now"]),
        ("<document> ...3 <kept>", "Identity card to be kept by us", ["Identity card to be kept by"]),
        ("<document> ...3 <kept>", "Pasipoti yako itabaki hapa", ["Pasipoti yako itabaki"]),
        ("visa & work", "work here on a visa", ["work here on a visa"]),
        ("visa &2 work", "work here on a visa", []),
        ("visa &. work", "A visa. Then work.", []),
        ("visa & work", "Cooks.\nA visa. Then work.", ["visa. Then work"]),
        ("visa & work", "Cooks.\nA visa is needed.\nHard work.", []),
        ("visa & work", "Cooks with a visa\nHard work.", ["visa\nHard work"]),
        ("visa & work", "Cooks.\nA visa. Then rest. Then work.", []),
        ("visa && work", "visa\n\n" + "word " * 300 + "work", ["visa"]),
        ("visa &!3 tourist", "a tourist visa and a work visa", ["visa"]),
        ("visa & work &!. clients", "Cooks.\nA visa for clients. Then work.", []),
        ("visa & work &!. clients", "Cooks.\nA visa. Then work. Call clients.", ["visa. Then work"]),
        ("visa && work &!. clients", "visa\nfood\nwork for clients", []),
        ("visa && work &!. clients", "visa\nfood for clients\nwork", ["visa"]),
        ("@title(teacher)", "Driver\nteacher", []),
        ("@title(teacher)", "Teacher\ndriver", ["Teacher"]),
        ("process*", "processing fee", ["processing"]),
        ("*kopesh*", "sacco inayokopesha", ["inayokopesha"]),
        ("~lip", "utalipa kwanza, watakaolipia", ["utalipa", "watakaolipia"]),
        ("~lip", "hulipi chochote, usilipe, unalipwa", []),
        (
            "~~shik",
            "inashikwa, itashikiliwa, alinishikia, shika",
            ["inashikwa", "itashikiliwa", "alinishikia", "shika"],
        ),
        ("~~shik", "hatuishiki, usishike, haishikwi", []),
        ("~~kabidhi", "utamkabidhi, zikabidhiwe, kabidhi", ["utamkabidhi", "zikabidhiwe", "kabidhi"]),
        ("~~kabidhi", "hukabidhi, hatukabidhi", []),
        ("~~keep", "anakeep, ataikeep, hukeep", ["anakeep", "ataikeep", "hukeep"]),
        ("~~keep", "you keep it, haikeep", []),
        ("zi/ki~~kusany/baki", "zakusanywa, chabaki, yakusanywa", ["zakusanywa", "chabaki"]),
        ("tu/a~~shik/wek", "tunashika, inashikwa, ataiweka, wataweka", ["tunashika", "ataiweka"]),
        ("/u~~to", "toa, utatoa, anatoa", ["toa", "utatoa"]),
        ("<country:gulf>", "to Saudi Arabia and Qatar", ["Saudi Arabia", "Qatar"]),
        ("<country:asia>", "to Saudi Arabia", []),
        ("send <number>", "send 500", ["send 500"]),
        ("<nothing_listed>", "anything", []),
    ],
)
def test_a_phrase_finds_what_it_describes(phrase: str, text: str, found: list[str]) -> None:
    assert quotes(phrase, text) == found


def test_a_hit_says_which_words_it_leapt_over() -> None:
    automaton = PhraseAutomaton(concepts={}, slots={}, places=lambda _: [], find_slot=numbers)
    node = automaton.compile(["passport ... kept"])
    (matcher,) = automaton.match([read_words("the passport will not be kept")])
    (found,) = matcher.hits(node)
    assert found.parts[0].gaps == ((2, 5),)


def test_hostile_repetition_costs_no_more_than_its_length() -> None:
    assert 0 < len(quotes("(pay|send) ... (pay|send) ... (pay|send)", "pay send " * 5_000)) <= 64


def test_a_word_of_text_messages_is_what_it_stands_for() -> None:
    automaton = PhraseAutomaton(
        concepts={}, slots={}, places=lambda _: [], find_slot=numbers, spellings={"u": "you", "wen": "when"}
    )
    node = automaton.compile(["when you pay"])
    (matcher,) = automaton.match([read_words("wen u pay")])
    assert [matcher.words.quote(one.start, one.end) for one in matcher.hits(node)] == ["wen u pay"]

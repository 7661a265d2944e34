"""English, Swahili or both, by counting the small words that no text in either language can do without."""

from registry.running_words import words_of

_ENGLISH = (
    "the and of to for with we you is are in on at our your this that will be must have has from as or by an per who"
    " what not any all can"
)
_SWAHILI = (
    "na ya wa kwa ni za la katika nchini kazi wanahitajika tunatafuta mshahara simu piga bila au kutoka wafanyakazi"
    " yako wako kila mwezi hii hizi huyu sisi nafasi pamoja haraka wanawake wanaume tuma kabla baada lazima sana"
    " wasichana dada mama nje majuu utapata unahitaji hapa kama tu si vya vile cha yetu wetu ukiwa kuwa hakuna"
)
ENGLISH, SWAHILI = frozenset(_ENGLISH.split()), frozenset(_SWAHILI.split())
FEWEST = 3
MIXED_SHARE = 0.2
LETTERS_READ = 4_000


def read_language(text: str) -> str:
    """`en`, `sw`, `mixed`, or `und` where fewer than three small words of either stand."""
    words = words_of(text[:LETTERS_READ])
    english = sum(map(ENGLISH.__contains__, words))
    swahili = sum(map(SWAHILI.__contains__, words))
    if max(english, swahili) < FEWEST:
        return "und"
    if min(english, swahili) >= max(FEWEST, MIXED_SHARE * max(english, swahili)):
        return "mixed"
    return "en" if english > swahili else "sw"

"""Numbers of which the words around them say that they are no telephones: sums, accounts, identity numbers."""

import re
from functools import cache

from registry.identity.contact_reading.contact_words import contact_words, one_of
from registry.identity.contact_reading.spoken_numbers import Group

_LETTERS = re.compile("[a-z]+")
_SIGNS = "$€£"
_NEAR = 40
# "... and PIN. 0712 ...", though not "acc. 0712 ...".
_ENDED = re.compile(
    r"(?:[)\n;|•]|(?<![a-z]acc)(?<!\bacc)(?<!cct)(?<!/c)(?<!\bac)(?<!ref)(?<!no)(?<!nos)(?<!num)[.,]\s)\s*$", re.I
)
_SUM_BEFORE = re.compile(r"\d[ k+]{0,2}$")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    said = contact_words()
    numbered = r"(?:(?:no|nos|number|num|namba|nambari|nr|is|ni|your|ya|la|yako|yangu)\b\W{0,4}){0,3}"
    always = one_of((*said["not_a_phone"], *said["money"]))
    always = rf"(?:(?<![^\W_])(?:{always})(?![^\W_])|[{_SIGNS}])\W{{0,6}}{numbered}"
    weak = rf"(?<![^\W_])(?:{one_of(said['not_a_phone_numbered'])})(?![^\W_])(?:\s?[:#=]\W{{0,4}}"
    weak += r"|\W{1,3}(?:no|nos|number|num|namba|nambari)\b\W{0,4}(?:(?:is|ni)\s)?)"
    money = rf"(?:(?<![^\W_])(?:{one_of(said['money'])})|[{_SIGNS}])[\s.,;:=|()•/&-]{{0,3}}$"
    sums, counted = (rf"\s?(?:{one_of(said[name])})(?![^\W_])" for name in ("sums", "counted"))
    before, behind_money, sum_behind, count_behind = (
        re.compile(one, re.IGNORECASE) for one in (rf"(?:{always}|{weak})$", money, sums, counted)
    )
    return before, behind_money, sum_behind, count_behind


@cache
def _only_colon() -> re.Pattern[str]:
    """A word that forbids a telephone with a colon alone behind it."""
    return re.compile(rf"^(?:{one_of(contact_words()['not_a_phone_with_colon'])})\s?[:=]\W*$", re.IGNORECASE)


@cache
def _announcing() -> frozenset[str]:
    said = contact_words()
    listed = (*said["not_a_phone"], *said["money"], *said["not_a_phone_numbered"])
    return frozenset(part for word in listed for part in _LETTERS.findall(word))


def _may_announce(lead: str) -> bool:
    """Whether any word that forbids a telephone is near enough to look closer."""
    return not _announcing().isdisjoint(_LETTERS.findall(lead.lower())) or any(sign in lead for sign in _SIGNS)


def is_announced(text: str, start: int, *, mobile: bool = False) -> bool:
    """Whether the words right before say that the number which begins at `start` is something else.

    A whole `mobile` number needs more than "passport:" or a sentence that ended with such a word.
    """
    lead = text[max(0, start - _NEAR) : start]
    if not _may_announce(lead) or not (found := _patterns()[0].search(lead)):
        return False
    behind_money = _patterns()[1].search(lead)
    if mobile and not behind_money and (_ENDED.search(lead) or _only_colon().search(found[0])):
        return False
    # "1,300 QAR. 0712 ...": the money belongs to what stands before it.
    return not (_SUM_BEFORE.search(lead[: found.start()]) and behind_money)


def is_sum(text: str, end: int) -> bool:
    """Whether the word behind a bare number says that it is a sum."""
    return _patterns()[2].match(text, end) is not None


def is_count(text: str, end: int) -> bool:
    """Whether the word behind a short number says what is counted: "/ 50 posts"."""
    return _patterns()[3].match(text, end) is not None


def behind_sum(groups: list[Group], text: str) -> list[Group]:
    """The groups that are left when the first of them are a sum, as the word before says, and a telephone follows."""
    lead = text[max(0, groups[0][0] - 12) : groups[0][0]]
    if not (_may_announce(lead) and (money := _patterns()[1].search(lead))) or _SUM_BEFORE.search(
        lead[: money.start()]
    ):
        return groups
    taken, mark = 1, ""
    while taken < len(groups):
        (_, before, last), (start, _, digits) = groups[taken - 1 : taken + 1]
        seam = text[before:start]
        thousands = (
            len(digits) == 3 and len(last) <= 3 and (seam == mark or (not mark and seam in (",", " ", ".", "'")))
        )
        another = seam.strip() in ("-", "/") and not _begins(digits)
        if not (thousands or another or (seam == "." and len(digits) == 2)):
            break
        mark = mark or (seam if thousands else "")
        taken += 1
    rest = groups[taken:]
    return rest if rest and _begins(rest[0][2]) else groups


def _begins(digits: str) -> bool:
    return digits.startswith(("0", "+", "254"))

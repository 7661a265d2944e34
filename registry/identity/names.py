"""Names of firms as they are compared: legal forms apart, scripts kept, no distinguishing word cleaned away."""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from registry.identity.advertisers import clean_advertiser
from registry.identity.folding import fold, letters_joined
from registry.identity.name_words import words

__all__ = ["NormalisedName", "clean_advertiser", "normalise", "normalise_name"]

_APOSTROPHES = re.compile(r"['’‘`´ʼ]")
_BRACKETED = re.compile(r"[(\[（]\s*([a-z][a-z. ]{0,4}?)\.?\s*[)\]）]")
_MESSRS = re.compile(r"^\s*m\s*/\s*s\.?\s+")
_ASCII_GAPS = re.compile(r"[^a-z0-9]+")
_ROUNDS = 4
# A legal form has so many words, the longest tried first ("cong ty trach nhiem huu han").
FORM_SIZES = (6, 5, 4, 3, 2, 1)


@dataclass(frozen=True)
class NormalisedName:
    """A name as printed and as compared: `normalised` is `tokens` joined by spaces, without the legal form."""

    raw: str
    normalised: str
    tokens: tuple[str, ...]
    legal_form: str


def normalise_name(raw: str) -> str:
    """`raw` as names are compared and stored: "The Al-Noor Manpower W.L.L." becomes "alnoor manpower"."""
    return normalise(raw).normalised


@lru_cache(maxsize=50_000)
def normalise(raw: str) -> NormalisedName:
    """`raw` beside its normal form; normalising twice changes nothing, and letters of any script survive."""
    tokens = _tokens(raw)
    form = ""
    for _ in range(len(tokens) + _ROUNDS):
        before = tokens
        tokens = _settle(tokens)
        tokens, found = _without_legal_form(tokens)
        form = form or found
        if tokens == before:
            break
    return NormalisedName(raw, " ".join(tokens), tuple(tokens), form)


def _tokens(raw: str) -> list[str]:
    text = fold(html.unescape(raw) if "&" in raw else raw)
    joined = _APOSTROPHES.sub("", text)
    # One of the apostrophes counts as a letter: where nothing else is left, it is the name.
    text = _MESSRS.sub("", joined if any(map(str.isalnum, joined)) else text)
    text = _BRACKETED.sub(_expand_bracket, text)
    if text.isascii():
        return _ASCII_GAPS.sub(" ", text).split()
    return "".join(char if _is_kept(char) else " " for char in text).split()


def _is_kept(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM"


def _expand_bracket(found: re.Match[str]) -> str:
    inside = found.group(1).replace(".", "").strip()
    return f" {words().bracketed.get(inside, inside)} "


def _settle(tokens: list[str]) -> list[str]:
    if words().rewritten.isdisjoint(tokens) and min(map(len, tokens), default=2) > 1:
        return tokens  # most names: nothing below would change them
    tokens = _initials_read(letters_joined(tokens), tokens)
    tokens = _without_connectives(tokens)
    tokens = _numbers_as_digits(tokens)
    tokens = _articles_joined(tokens)
    abbreviations = words().abbreviations
    return [full for token in tokens for full in abbreviations.get(token, (token,))]


def _without_connectives(tokens: list[str]) -> list[str]:
    known = words()
    if len(tokens) > 1 and tokens[0] in known.articles:
        tokens = tokens[1:]
    last = len(tokens) - 1
    return [
        token
        for at, token in enumerate(tokens)
        if at in (0, last) or token not in known.connectives or (len(token) == 1 and _is_a_letter(at, tokens))
    ]


def _is_a_letter(at: int, tokens: list[str]) -> bool:
    """Whether a connective of one letter ("Fish n Chips") stands beside initials and may be one ("K and N Ltd")."""
    around = [one for one in (*tokens[:at][-2:], *tokens[at + 1 :][:2]) if len(one) == 1]
    return bool(around)


def _initials_read(joined: list[str], before: list[str]) -> list[str]:
    """Letters that were written apart and stand for a country: "u s freight" is "united states freight"."""
    if joined == before:
        return joined
    known = words().initials
    return [full for one in joined for full in (known.get(one, (one,)) if one not in before else (one,))]


def _numbers_as_digits(tokens: list[str]) -> list[str]:
    known = words()
    if not any(token in known.numbers or token in known.tens for token in tokens):
        return tokens
    out: list[str] = []
    tens = 0
    for at, token in enumerate(tokens):
        if not at and token in known.roman:  # "Xi" and "Vi" are names where a name begins
            out.append(token)
            continue
        value = known.numbers.get(token, int(token) if token.isascii() and token.isdigit() and len(token) == 1 else 0)
        if tens and 0 < value < 10:
            out[-1] = str(tens + value)
            tens = 0
            continue
        tens = known.tens.get(token, 0)
        out.append(str(tens) if tens else str(known.numbers[token]) if token in known.numbers else token)
    return out


def _articles_joined(tokens: list[str]) -> list[str]:
    known = words().arabic_articles
    if known.isdisjoint(tokens):
        return tokens
    out: list[str] = []
    pending = False
    for token in tokens:
        if pending:
            out[-1] = "al" + token
            pending = False
        else:
            out.append(token)
            pending = token in known
    return out


def _without_legal_form(tokens: list[str]) -> tuple[list[str], str]:
    known = words()
    found = ""
    if tokens and (tokens[-1] in known.form_ends or tokens[-1] in known.form_slips):
        tokens, found = _without_end(tokens)
    for size in FORM_SIZES if tokens and tokens[0] in known.form_starts else ():
        if len(tokens) > size and (form := known.leading_forms.get(tuple(tokens[:size]))):
            tokens, found = tokens[size:], found or form
            break
    if tokens and not tokens[-1].isascii() and tokens[-1] not in known.glued_forms:
        for ending, form in known.glued_forms.items():
            if tokens[-1].endswith(ending):
                return [*tokens[:-1], tokens[-1].removesuffix(ending)], found or form
    return tokens, found


def _without_end(tokens: list[str]) -> tuple[list[str], str]:
    """The longest legal form off the end; where none is spelt right, one with a letter slipped in its long words."""
    known = words()
    spelt = tokens[-FORM_SIZES[0] :]
    mended = spelt if known.form_slips.keys().isdisjoint(spelt) else [known.form_slips.get(one, one) for one in spelt]
    for size in range(min(FORM_SIZES[0], len(tokens) - 1), 0, -1):
        form = known.trailing_forms.get(tuple(spelt[-size:])) or known.trailing_forms.get(tuple(mended[-size:]))
        if form:
            return tokens[:-size], form
    return tokens, ""

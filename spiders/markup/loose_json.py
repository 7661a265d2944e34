"""JSON as pages carry it: comments, CDATA, trailing commas, bare newlines, stray quotes; what still fails is None."""

import json
import re
from html import unescape
from typing import Any

import orjson

_WRAPPING = re.compile(r"^\s*(?:/\*|//)?\s*<!\[CDATA\[\s*(?:\*/)?|(?:/\*|//)?\s*\]\]>\s*(?:\*/)?\s*$")
_STRING = r'"(?:[^"\\]|\\.)*+"'
_COMMENTS = re.compile(rf'{_STRING}|//[^\n]*|/\*.*?\*/|<!--[^{{\["]*?-->|<!--|-->', re.DOTALL)
_LAST_COMMAS = re.compile(rf"{_STRING}|,(?=\s*[}}\]])", re.DOTALL)
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|\\')
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LONGEST = 2_000_000


def parse_loosely(text: str) -> Any | None:
    """The value `text` holds, or None when no reading of it is JSON."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass
    for mend in (_mended, _mended_quotes):
        try:
            return json.loads(mend(text), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _mended(text: str) -> str:
    text = _WRAPPING.sub("", _WRAPPING.sub("", text)).strip().rstrip(";")
    if "&quot;" in text and '"' not in text:
        text = unescape(text)
    text = _CONTROL.sub(" ", text)
    for dropped in (_COMMENTS, _LAST_COMMAS):
        text = dropped.sub(lambda match: match[0] if match[0].startswith('"') else "", text)
    text = _ESCAPE.sub(lambda match: match[0] if len(match[0]) > 1 else "", text)
    end = max(text.rfind("}"), text.rfind("]")) + 1
    return text[:end]


def _mended_quotes(text: str) -> str:
    """Quotes inside a string escaped: a string ends only where a comma, colon or bracket follows."""
    text, out, inside = _mended(text), [], False
    for place, sign in enumerate(text):
        if sign != '"' or (inside and text[place - 1] == "\\"):
            out.append(sign)
            continue
        if not inside:
            inside = True
        elif text[place + 1 : place + 40].lstrip()[:1] in ("", ",", ":", "}", "]"):
            inside = False
        else:
            out.append("\\")
        out.append(sign)
    return "".join(out)

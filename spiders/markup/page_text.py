"""A page's bytes as text, whatever encoding it claims and whatever it really is in."""

import codecs
import re

_META = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,40})""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9_\-]{2,40})""", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WITH_STRAYS = "wakala-cp1252-strays"
START = 4_096


def _stray(error: UnicodeError) -> tuple[str, int]:
    """A byte that is not UTF-8 in a page that is: nearly always Windows text pasted in."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "replace"), error.end


codecs.register_error(_WITH_STRAYS, _stray)


def decode_page(body: bytes, content_type: str = "") -> str:
    """The text of `body`; never fails. UTF-8 wins where the bytes are UTF-8, whatever the page says of itself."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        declared = _declared(body, content_type)
    if declared in ("utf-8", "ascii", None):
        strays = body.decode("utf-8", _WITH_STRAYS)
        return strays if _has_utf8(body) else body.decode("cp1252", "replace")
    return body.decode("cp1252" if declared == "iso8859-1" else declared, "replace")


def _declared(body: bytes, content_type: str) -> str | None:
    start = body[:START]
    header, inside = _HEADER.search(content_type), _META.search(start) or _XML.search(start)
    name = header[1] if header else inside[1].decode("ascii") if inside else ""
    return safe_encoding(name)


def safe_encoding(name: str) -> str | None:
    """Python's name for the text encoding called `name`; None for what is unknown, no text, or not for pages."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # codecs knows things that are not text encodings (zlib, rot13): never let a page choose them
    return found.name if getattr(found, "_is_text_encoding", False) and found.name not in _UNSAFE else None


_UNSAFE = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7", "mbcs", "oem"}


def _has_utf8(body: bytes) -> bool:
    """Whether any multi-byte sequence is there: Windows text alone practically never forms one."""
    lenient = body.decode("utf-8", "ignore")
    return not lenient.isascii()

"""Packed files (sitemaps ending in .gz) unpacked within a bound, whole or not at all."""

import zlib

GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31


def unpacked(body: bytes, *, most: int) -> bytes | None:
    """`body`, unpacked where it is gzip; None where it is broken, cut short or larger than `most` bytes unpacked."""
    if not body.startswith(GZIP):
        return body
    whole, rest = b"", body
    while rest.startswith(GZIP):  # a gzip file may be several after one another
        member = zlib.decompressobj(_GZIP_WINDOW)
        try:
            whole += member.decompress(rest, most + 1 - len(whole))
        except zlib.error:
            return None
        if not member.eof or len(whole) > most:
            return None
        rest = member.unused_data
    return whole

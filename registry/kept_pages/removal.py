"""Kept pages taken out of their archives for good, with nothing else in them moved.

A page is overwritten by a record of exactly its length that says what was removed and when: every other page stays at
its place, and the archive stays one that standard readers open.
"""

import os
import struct
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from registry.errors import VerificationFailed
from registry.kept_pages.writing import GZIP, record_id
from registry.vocabulary import PageRole

RAW = -15
COMMENTED, UNKNOWN_SYSTEM = 0x10, 0xFF


def remove_pages(file: Path, pages: Mapping[int, tuple[str, datetime]]) -> int:
    """How many of the pages at these offsets were still there, and are gone now.

    `pages` holds each one's digest and the instant it was forgotten. The archive is written anew beside the old one
    and put in its place, so that a crash leaves one of the two.
    """
    data = file.read_bytes()
    found = [(offset, _length(data, offset)) for offset in sorted(pages) if not _is_removed(data, offset)]
    if not found:
        return 0
    anew = bytearray(data)
    for offset, length in found:
        digest, at = pages[offset]
        anew[offset : offset + length] = _tombstone(file.name, offset, length, digest=digest, at=at)
    beside = file.with_name(file.name + ".new")
    with beside.open("wb") as stream:
        stream.write(anew)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(file)
    return len(found)


def _tombstone(name: str, offset: int, length: int, *, digest: str, at: datetime) -> bytes:
    when = f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    for said in (f"sha256: {digest}\r\n", ""):
        block = f"role: {PageRole.REMOVED}\r\n{said}".encode()
        head = (
            f"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: {record_id(name, offset, 'removed')}\r\n"
            f"WARC-Date: {when}\r\nContent-Type: application/warc-fields\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        member = _padded(head.encode() + block + b"\r\n\r\n", length)
        if member is not None:
            return member
    raise VerificationFailed(f"The page at {name}:{offset} is too short to be taken out.")


def _padded(record: bytes, length: int) -> bytes | None:
    """The record as one gzip member of that length, filled up by a comment in its header; None where it is longer."""
    packer = zlib.compressobj(9, zlib.DEFLATED, RAW)
    packed = packer.compress(record) + packer.flush()
    head = struct.pack("<BBBBIBB", 0x1F, 0x8B, 8, COMMENTED, 0, 2, UNKNOWN_SYSTEM)
    tail = struct.pack("<II", zlib.crc32(record), len(record))
    room = length - len(head) - 1 - len(packed) - len(tail)
    return head + b" " * room + b"\0" + packed + tail if room >= 0 else None


def _length(data: bytes, offset: int) -> int:
    """How many bytes the page takes: its own record and those that were written with it."""
    length = 0
    for number, (size, record) in enumerate(_members(data, offset)):
        if number and b"\r\nWARC-Concurrent-To:" not in record:
            break
        length += size
    return length


def _is_removed(data: bytes, offset: int) -> bool:
    first = next(_members(data, offset), None)
    return first is None or f"role: {PageRole.REMOVED}".encode() in first[1]


def _members(data: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """Length and head of each whole gzip member from there on."""
    view = memoryview(data)
    while offset < len(data):
        member = zlib.decompressobj(GZIP)
        size = 0
        record = b""
        while not member.eof and offset + size < len(data):
            piece = view[offset + size : offset + size + 65_536]
            record = (record + member.decompress(piece))[:10_000]
            size += len(piece) - len(member.unused_data)
        if not member.eof:
            return
        yield size, record
        offset += size

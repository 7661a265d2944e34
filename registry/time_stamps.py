"""RFC 3161 time-stamps of finished archives: an authority's word that their list of digests existed at an instant.

Only the SHA-256 of the list leaves the house. The authority's answer is kept beside the archive (`.tsr`), where
`openssl ts -verify` reads it; here it is checked to be granted, and to be about that very list and request. Whether the
authority is to be trusted is not for this program to say.
"""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import Session, col, select

from registry.errors import VerificationFailed
from registry.kept_pages.writing import manifest_of
from registry.records import Archive

SEQUENCE, INTEGER, OCTETS, BOOLEAN, GENERALIZED_TIME = 0x30, 0x02, 0x04, 0x01, 0x18
SHA256 = bytes.fromhex("300d06096086480165030402010500")  # AlgorithmIdentifier of 2.16.840.1.101.3.4.2.1, NULL
TST_INFO = bytes.fromhex("060b2a864886f70d0109100104")  # 1.2.840.113549.1.9.16.1.4
GRANTED = (0, 1)
ARCHIVES_AT_ONCE = 200
LONGEST_ANSWER = 100_000

Ask = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Stamped:
    """How many archives were stamped now, how many wait for another try, and the last reason."""

    stamped: int = 0
    waiting: int = 0
    problem: str = ""


def stamp_archives(session: Session, folder: Path, *, authority: str, ask: Ask) -> Stamped:
    """Every finished archive that has no time-stamp yet, stamped through `ask` (request in, answer out).

    An authority that cannot be reached (OSError) is asked again next time: nothing else waits for it.
    """
    query = (
        select(Archive)
        .where(col(Archive.manifest_sha256).is_not(None), col(Archive.stamped_at).is_(None), Archive.pages > 0)
        .order_by(col(Archive.file))
        .limit(ARCHIVES_AT_ONCE)
    )
    stamped, archives = 0, session.exec(query).all()
    for archive in archives:
        digest, nonce = bytes.fromhex(archive.manifest_sha256 or ""), secrets.randbits(63)
        session.add(archive)
        try:
            answer = ask(time_stamp_request(digest, nonce=nonce))
            archive.stamped_at = check_answer(answer, digest, nonce=nonce)
        except (OSError, VerificationFailed) as error:
            archive.stamp_problem = str(error)[:500]
            session.flush()
            return Stamped(stamped, len(archives) - stamped, archive.stamp_problem)
        stamp_of(folder / archive.file).write_bytes(answer)
        archive.authority, archive.stamp_problem = authority, ""
        stamped += 1
    session.flush()
    return Stamped(stamped)


def stamp_problems(folder: Path, archive: Archive) -> list[str]:
    """What is amiss with a stamped archive's time-stamp, one sentence; none where it holds or was never made."""
    if archive.stamped_at is None:
        return []
    stamp = stamp_of(folder / archive.file)
    if not stamp.is_file():
        return [f"The time-stamp {stamp.name} is missing; restore it from a backup."]
    try:
        check_answer(stamp.read_bytes(), bytes.fromhex(archive.manifest_sha256 or ""))
    except VerificationFailed as error:
        return [f"{stamp.name}: {error}"]
    return []


def stamp_of(file: Path) -> Path:
    """Where an archive's time-stamp is kept."""
    return manifest_of(file).with_suffix(".sha256.tsr")


def time_stamp_request(digest: bytes, *, nonce: int) -> bytes:
    """The DER request for a time-stamp of a SHA-256 digest, its certificate asked for."""
    imprint = _der(SEQUENCE, SHA256 + _der(OCTETS, digest))
    number = nonce.to_bytes(nonce.bit_length() // 8 + 1, "big")
    parts = _der(INTEGER, b"\x01") + imprint + _der(INTEGER, number) + _der(BOOLEAN, b"\xff")
    return _der(SEQUENCE, parts)


def check_answer(answer: bytes, digest: bytes, *, nonce: int | None = None) -> datetime:
    """When the authority says it saw `digest`; VerificationFailed when it did not grant that, or speaks of another."""
    try:
        status, *token = list(_parts(next(_parts(answer[:LONGEST_ANSWER]))[1]))
        if int.from_bytes(next(_parts(status[1]))[1], "big") not in GRANTED or not token:
            raise VerificationFailed("The time-stamp authority refused the request.")
        fields = list(_parts(_statement(token[0][1])))
        imprint = list(_parts(fields[2][1]))
        numbers = [int.from_bytes(value, "big") for kind, value in fields[5:] if kind == INTEGER]
        seen = next(value for kind, value in fields if kind == GENERALIZED_TIME).decode("ascii")
        at = datetime.strptime(seen.partition(".")[0].rstrip("Z"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except (ValueError, IndexError, StopIteration, RuntimeError) as error:
        raise VerificationFailed("The time-stamp authority's answer cannot be read.") from error
    if imprint[1][1] != digest or (nonce is not None and nonce not in numbers):
        raise VerificationFailed("The time-stamp is not of this archive's list of digests.")
    return at


def _statement(token: bytes) -> bytes:
    """The TSTInfo inside a time-stamp token (CMS SignedData)."""
    place = token.index(TST_INFO) + len(TST_INFO)
    wrapped = next(_parts(token[place:]))[1]
    return next(_parts(next(_parts(wrapped))[1]))[1]


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and content of each DER value, in order."""
    place = 0
    while place < len(data):
        tag, length = data[place], data[place + 1]
        place += 2
        if length & 0x80:
            size = length & 0x7F
            length = int.from_bytes(data[place : place + size], "big")
            place += size
        if place + length > len(data):
            raise ValueError("cut off")
        yield tag, data[place : place + length]
        place += length


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content

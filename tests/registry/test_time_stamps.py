"""Archives are stamped by an authority that answers and wait for one that does not; a stamp of other things is none."""

import shutil
import subprocess
from pathlib import Path

import pytest
from sqlmodel import Session

from registry.errors import VerificationFailed
from registry.kept_pages.archives import finish_archive, open_archive
from registry.kept_pages.checking import verify_evidence
from registry.kept_pages.writing import EvidenceWriter, manifest_of
from registry.records import Archive
from registry.time_stamps import Stamped, check_answer, stamp_archives, stamp_of, time_stamp_request
from tests.factory import NOON, a_crawl

AUTHORITY = "http://tsa.example/"
CONFIG = """
[tsa]
default_tsa = one
[one]
dir = .
serial = serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
crypto_device = builtin
signer_cert = tsa.pem
certs = tsa.pem
signer_key = tsa.key
"""


class Authority:
    """A time-stamp authority made of OpenSSL, in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "tsa.cnf").write_text(CONFIG)
        (folder / "serial").write_text("01\n")
        self._openssl(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.pem", "-days", "30",
            "-subj", "/CN=Test authority", "-addext", "extendedKeyUsage=critical,timeStamping",
        )  # fmt: skip

    def answer(self, request: bytes) -> bytes:
        """Its answer."""
        (self.folder / "request.tsq").write_bytes(request)
        self._openssl("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "request.tsq", "-out", "answer.tsr")
        return (self.folder / "answer.tsr").read_bytes()

    def accepts(self, stamp: Path, of: Path) -> bool:
        """Whether OpenSSL itself holds that the stamp is this authority's, of that file."""
        command = ["openssl", "ts", "-verify", "-in", str(stamp), "-data", str(of), "-CAfile", "tsa.pem"]
        return subprocess.run(command, cwd=self.folder, capture_output=True, check=False).returncode == 0

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, capture_output=True, check=True)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl here to act as a time-stamp authority: install the Debian package openssl")
    return Authority(tmp_path / "authority")


@pytest.fixture
def archive(session: Session, tmp_path: Path) -> Path:
    crawl = a_crawl(session)
    writer = EvidenceWriter(tmp_path, open_archive(session, "board", crawl_id=crawl.id, at=NOON), at=NOON)
    writer.keep(url="http://board.example/1", at=NOON, status=200, body=b"one")
    finish_archive(session, writer, at=NOON)
    return writer.file


def test_a_finished_archive_is_stamped_once_and_openssl_accepts_the_stamp(
    session: Session, tmp_path: Path, archive: Path, authority: Authority
) -> None:
    for wanted in (Stamped(stamped=1), Stamped()):
        assert stamp_archives(session, tmp_path, authority=AUTHORITY, ask=authority.answer) == wanted
    row = session.get_one(Archive, archive.name)
    assert row.stamped_at is not None
    assert row.authority == AUTHORITY
    assert authority.accepts(stamp_of(archive), manifest_of(archive))
    assert verify_evidence(session, tmp_path).damaged == ()
    stamp_of(archive).unlink()
    assert "time-stamp" in verify_evidence(session, tmp_path).damaged[0]


def test_an_authority_out_of_reach_is_asked_again(
    session: Session, tmp_path: Path, archive: Path, authority: Authority
) -> None:
    def offline(_: bytes) -> bytes:
        raise ConnectionRefusedError("nobody there")

    done = stamp_archives(session, tmp_path, authority=AUTHORITY, ask=offline)
    assert (done.stamped, done.waiting, done.problem) == (0, 1, "nobody there")
    assert session.get_one(Archive, archive.name).stamp_problem == "nobody there"
    assert verify_evidence(session, tmp_path).damaged == ()
    assert stamp_archives(session, tmp_path, authority=AUTHORITY, ask=authority.answer).stamped == 1


def test_a_stamp_of_something_else_a_refusal_or_noise_is_none(authority: Authority) -> None:
    right, other = b"\x01" * 32, b"\x02" * 32
    answer = authority.answer(time_stamp_request(right, nonce=7))
    assert check_answer(answer, right, nonce=7)
    refused = bytes.fromhex("3005300302010200")[:7]
    for digest, nonce, said in ((other, 7, answer), (right, 8, answer), (right, 7, answer[:80]), (right, 7, refused)):
        with pytest.raises(VerificationFailed):
            check_answer(said, digest, nonce=nonce)
    for noise in (b"", b"<html>no</html>", b"\x30\x80", b"\x30\x03\x02\x01"):
        with pytest.raises(VerificationFailed):
            check_answer(noise, right, nonce=7)

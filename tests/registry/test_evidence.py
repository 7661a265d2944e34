"""A kept page can be found again, proved, read by a standard reader, and its tampering seen."""

from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from registry.errors import InvalidInput, VerificationFailed
from registry.evidence import KeptPage, prove_page, read_page
from registry.kept_pages.writing import EvidenceWriter, archive_name
from tests.factory import NOON


def _keep(folder: Path, *bodies: bytes) -> list[KeptPage]:
    writer = EvidenceWriter(folder, archive_name("board ../2026"), at=NOON)
    kept = [
        writer.keep(
            url=f"http://board.example/a/{number}?x=1",
            at=NOON,
            status=200,
            reason="OK",
            body=body,
            headers=[("Content-Type", "text/html"), ("Content-Encoding", "gzip")],
            request_headers=[("User-Agent", "Wakala")],
        )
        for number, body in enumerate(bodies)
    ]
    writer.close()
    return kept


def test_each_page_is_found_at_its_own_place(tmp_path: Path) -> None:
    kept = _keep(tmp_path, b"one" * 500, b"two", "tatu é".encode())
    pages = [prove_page(tmp_path, page.file, page.offset, page.digest) for page in kept]
    assert [page.body for page in pages] == [b"one" * 500, b"two", "tatu é".encode()]
    assert pages[1].url == "http://board.example/a/1?x=1"
    assert pages[0].at == NOON
    assert ("Content-Encoding", "gzip") not in pages[0].headers


def test_a_standard_reader_sees_request_and_response(tmp_path: Path) -> None:
    [page] = _keep(tmp_path, b"one")
    with (tmp_path / page.file).open("rb") as stream:
        records = [
            (record.rec_type, record.http_headers and record.http_headers.protocol)
            for record in ArchiveIterator(stream)
        ]
    assert [kind for kind, _ in records] == ["warcinfo", "response", "request", "metadata"]


def test_a_name_never_leaves_the_folder(tmp_path: Path) -> None:
    [page] = _keep(tmp_path / "evidence", b"one")
    assert {file.name for file in (tmp_path / "evidence").iterdir()} == {page.file, f"{page.file}.sha256"}
    with pytest.raises(InvalidInput):
        read_page(tmp_path / "evidence", "../other.warc.gz", 0)


def test_words_without_a_page_are_kept_and_proved_too(tmp_path: Path) -> None:
    writer = EvidenceWriter(tmp_path, archive_name("reports"), at=NOON)
    kept = writer.keep_words(uri="report:abc", at=NOON, text="Kazi Qatar, piga simu")
    writer.close()
    page = prove_page(tmp_path, kept.file, kept.offset, kept.digest)
    assert (page.url, page.body.decode()) == ("report:abc", "Kazi Qatar, piga simu")


def test_a_page_with_another_digest_is_refused(tmp_path: Path) -> None:
    [page] = _keep(tmp_path, b"one")
    with pytest.raises(VerificationFailed, match="digest differs"):
        prove_page(tmp_path, page.file, page.offset, "0" * 64)


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    [page] = _keep(tmp_path, b"one" * 100)
    file = tmp_path / page.file
    file.write_bytes(file.read_bytes()[: page.offset + 20])
    with pytest.raises(VerificationFailed):
        read_page(tmp_path, page.file, page.offset)

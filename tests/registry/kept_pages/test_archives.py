"""An archive that a crash cut off is finished afterwards, and every whole record of it can still be read."""

from pathlib import Path

from sqlmodel import Session
from warcio.archiveiterator import ArchiveIterator

from registry.evidence import read_archive, read_page
from registry.kept_pages.archives import file_archive, finish_left_archives, mend
from registry.kept_pages.writing import EvidenceWriter, archive_name, manifest_of
from registry.records import Archive
from tests.factory import NOON, a_crawl


def a_torn_archive(folder: Path, *, whole: int, left: float) -> tuple[EvidenceWriter, list[int]]:
    """An archive of `whole` pages and the first share `left` of another one."""
    writer = EvidenceWriter(folder, archive_name("board"), at=NOON, source="board")
    offsets = []
    for number in range(whole + 1):
        size = writer.size
        page = f"page {number} ".encode() * 400
        offsets.append(writer.keep(url=f"http://board.example/{number}", at=NOON, status=200, body=page).offset)
    writer.close()
    with writer.file.open("r+b") as stream:
        stream.truncate(size + int((writer.size - size) * left))
    return writer, offsets


def test_what_was_cut_off_is_cut_away_and_whole_records_stay(tmp_path: Path) -> None:
    for left in (0.02, 0.3, 0.95):
        writer, offsets = a_torn_archive(tmp_path, whole=3, left=left)
        assert mend(writer.file) > 0
        assert mend(writer.file) == 0
        with writer.file.open("rb") as stream:
            kinds = [record.rec_type for record in ArchiveIterator(stream, check_digests="raise")]
        assert kinds[:10] == ["warcinfo", *["response", "request", "metadata"] * 3]
        assert [one.offset for one in read_archive(writer.file)] == offsets[:3]
        assert read_page(tmp_path, writer.file.name, offsets[2]).body.startswith(b"page 2")


def test_an_archive_left_open_is_finished_with_the_list_of_what_it_holds(tmp_path: Path, session: Session) -> None:
    writer, offsets = a_torn_archive(tmp_path, whole=2, left=0.5)
    crawl = a_crawl(session, source="board")
    file_archive(session, writer.file.name, crawl_id=crawl.id, at=NOON)
    assert finish_left_archives(session, tmp_path, source="elsewhere", at=NOON) == 0
    assert finish_left_archives(session, tmp_path, source="board", at=NOON) == 1
    assert finish_left_archives(session, tmp_path, source="board", at=NOON) == 0
    archive = session.get_one(Archive, writer.file.name)
    assert (archive.pages, archive.finished_at) == (2, NOON)
    listed = [int(line.split()[1]) for line in manifest_of(writer.file).read_text().splitlines()]
    assert listed == offsets[:2]

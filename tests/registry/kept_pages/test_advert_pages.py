"""Every page kept of an advert is read again: which is sound, which was removed, and which proves nothing any more."""

from datetime import timedelta
from pathlib import Path

from sqlmodel import Session

from registry.intake import record_sighting
from registry.kept_pages.advert_pages import pages_of
from registry.kept_pages.writing import EvidenceWriter
from registry.records import ForgottenPage
from registry.vocabulary import SightingChange
from tests.factory import NOON, a_crawl, an_item


def test_each_page_is_proved_by_itself_oldest_first(session: Session, tmp_path: Path) -> None:
    item, number = an_item(), 0
    places = []
    for day in range(4):
        at = NOON + timedelta(days=day)
        writer = EvidenceWriter(tmp_path, f"day-{day}.warc.gz", at=at)
        kept = writer.keep(url=item.url, at=at, status=200, body=f"<h1>Day {day}</h1>".encode())
        writer.close()
        places.append(kept)
        proof = {"evidence_digest": kept.digest, "evidence_file": kept.file, "evidence_offset": kept.offset}
        seen = item.model_copy(update={"seen_at": at, **proof})
        number = record_sighting(session, seen, a_crawl(session, at=at)).id or 0
    spoilt = tmp_path / places[1].file
    spoilt.write_bytes(spoilt.read_bytes()[: places[1].offset + 20])
    first = places[0]
    gone = {"kept_at": NOON, "forgotten_at": NOON, "forgotten_by": "officer@desk.example"}
    session.add(ForgottenPage(file=first.file, offset=first.offset, digest=first.digest, **gone))
    session.flush()
    pages = pages_of(session, tmp_path, number)
    assert [page.state for page in pages] == ["removed", "damaged", "proved", "proved"]
    assert [page.digest for page in pages] == [place.digest for place in places]
    assert [page.change for page in pages] == [SightingChange.FIRST, *[SightingChange.UNCHANGED] * 3]
    assert "day-1.warc.gz" in pages[1].problem
    assert pages_of(session, tmp_path, number + 1) == []

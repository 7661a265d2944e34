"""Old adverts that never led to a case are forgotten, with proof of what was removed; everything else stays whole."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select
from warcio.archiveiterator import ArchiveIterator

from registry.advert_item import AdvertItem, Contact
from registry.audit import verify
from registry.errors import VerificationFailed
from registry.evidence import KeptPage, prove_page, read_page
from registry.intake import record_sightings
from registry.kept_pages.advert_pages import pages_of
from registry.kept_pages.archives import finish_archive, open_archive
from registry.kept_pages.checking import verify_evidence
from registry.kept_pages.writing import EvidenceWriter, Original
from registry.records import (
    Advert,
    Alert,
    AlertAdvert,
    Assessment,
    AuditEntry,
    ForgottenPage,
    RecruiterKey,
    Sighting,
)
from registry.retention import forget, remove_forgotten_pages, what_would_be_forgotten
from registry.vocabulary import (
    Band,
    ContactKind,
    MatchOutcome,
    MatchStrength,
    PageRole,
    Severity,
    SightingChange,
    StandingState,
)
from risk_model.forgetting import forget_quotes
from tests.factory import NOON, a_crawl, a_recruiter, an_item

OLD = NOON - timedelta(days=900)
BEFORE = NOON - timedelta(days=365)
GOING = ("list", "orphan", "gone")
PHONE = Contact(kind=ContactKind.PHONE, value="+254700000001", raw="0700 000 001")


@pytest.fixture
def kept(session: Session, tmp_path: Path) -> dict[str, Advert]:
    """Four adverts: an old one seen twice, an old one that led to a case, two old ones on one page with a new one."""
    crawl = a_crawl(session, at=OLD)
    name = open_archive(session, "board", crawl_id=crawl.id, at=OLD)
    writer = EvidenceWriter(tmp_path, name, at=OLD, source="demo_board")
    names = ("plain", "case", "shared", "recent")
    items = {name: _item(name, recent=name == "recent") for name in names}
    places = {name: _keep(writer, items[name]) for name in ("plain", "case", "shared")}
    places["recent"] = places["shared"]
    record_sightings(session, [items[name].model_copy(update=places[name]) for name in names], crawl)
    again = items["plain"].model_copy(update={"seen_at": OLD + timedelta(days=1)})
    original = Original(writer.file.name, places["plain"]["evidence_offset"], places["plain"]["evidence_digest"], OLD)
    proof = _keep(writer, again, same_as=original)
    record_sightings(session, [again.model_copy(update=proof)], a_crawl(session, at=OLD + timedelta(days=1)))
    finish_archive(session, writer, at=OLD)
    adverts = {advert.title: advert for advert in session.exec(select(Advert))}
    _raise_case(session, adverts["case"])
    recruiter = a_recruiter(session)
    adverts["plain"].recruiter_id = recruiter.id
    session.add(RecruiterKey(recruiter_id=recruiter.id, kind=ContactKind.PHONE, value=PHONE.value, adverts=1))
    session.commit()
    return adverts


def _item(name: str, *, recent: bool) -> AdvertItem:
    seen_at = NOON if recent else OLD
    return an_item(title=name, description=f"Ring 0700 000 001 for the {name} job", contacts=(PHONE,), seen_at=seen_at)


def _keep(writer: EvidenceWriter, item: AdvertItem, same_as: Original | None = None) -> dict[str, object]:
    page = writer.keep(url=item.url, at=item.seen_at, status=200, body=item.description.encode() * 9, same_as=same_as)
    return {"evidence_digest": page.digest, "evidence_file": page.file, "evidence_offset": page.offset}


def _raise_case(session: Session, advert: Advert) -> None:
    recruiter = a_recruiter(session, "Another Placement")
    advert.recruiter_id = recruiter.id
    assessment = Assessment(
        advert_id=advert.id, jurisdiction="ke", judged_on=OLD.date(), assessed_at=OLD, inputs_digest="x",
        rulebook_version="x", model_version="x", match_outcome=MatchOutcome.UNLISTED,
        match_strength=MatchStrength.NONE, standing=StandingState.UNLISTED, probability=0.5, band=Band.UNSURE,
    )  # fmt: skip
    alert = Alert(
        recruiter_id=recruiter.id, jurisdiction="ke", severity=Severity.HIGH, raised_at=OLD, raised_on=OLD.date(),
        updated_at=OLD,
    )  # fmt: skip
    session.add_all([assessment, alert])
    session.flush()
    session.add(AlertAdvert(alert_id=alert.id, advert_id=advert.id, assessment_id=assessment.id))


def _forget(session: Session, folder: Path) -> int:
    done = forget(session, folder, before=BEFORE, by="admin@office.example", at=NOON)
    forget_quotes(session, done.advert_ids)
    session.commit()
    session.expire_all()
    return remove_forgotten_pages(session, folder)


def test_the_dry_run_says_what_would_go_and_nothing_goes(
    kept: dict[str, Advert], session: Session, tmp_path: Path
) -> None:
    told = what_would_be_forgotten(session, tmp_path, before=BEFORE)
    assert (told.adverts, told.pages, told.with_case, told.shared_pages, told.recruiters) == (2, 2, 1, 1, 1)
    assert session.exec(select(ForgottenPage)).all() == []
    assert verify_evidence(session, tmp_path).pages == 4


def test_words_contacts_and_pages_go_and_the_proof_of_it_stays(
    kept: dict[str, Advert], session: Session, tmp_path: Path
) -> None:
    archive = next(tmp_path.glob("*.warc.gz"))
    size = archive.stat().st_size
    sightings = session.exec(select(Sighting).where(Sighting.advert_id == kept["plain"].id)).all()
    assert _forget(session, tmp_path) == 2
    plain = session.get_one(Advert, kept["plain"].id)
    assert (plain.title, plain.description, plain.contacts, plain.item) == ("plain", "", [], {})
    assert (plain.first_seen_at, plain.forgotten_at) == (OLD, NOON)
    assert session.exec(select(RecruiterKey)).all() == []
    assert {one.state for one in pages_of(session, tmp_path, plain.id or 0)} == {"removed"}
    for name in ("case", "recent"):
        advert = session.get_one(Advert, kept[name].id)
        assert PHONE.value in str(advert.contacts)
        page = pages_of(session, tmp_path, advert.id or 0)[-1]
        assert page.state == "proved"
        assert b"0700" in read_page(tmp_path, page.file, page.offset).body
    proof = session.exec(select(ForgottenPage).order_by(col(ForgottenPage.id))).all()
    assert {one.digest for one in proof} == {one.evidence_digest for one in sightings}
    assert {(one.forgotten_by, one.forgotten_at) for one in proof} == {("admin@office.example", NOON)}
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "evidence.forget")).one()
    assert set(entry.detail["digests"]) == {one.digest for one in proof}  # type: ignore[call-overload]
    assert verify(session).sound
    assert archive.stat().st_size == size


def test_the_archive_stays_readable_and_holds_nothing_of_what_was_removed(
    kept: dict[str, Advert], session: Session, tmp_path: Path
) -> None:
    archive = next(tmp_path.glob("*.warc.gz"))
    plain = session.exec(select(Sighting).where(Sighting.advert_id == kept["plain"].id)).all()
    _forget(session, tmp_path)
    with archive.open("rb") as stream:
        read = [(one.rec_type, one.content_stream().read()) for one in ArchiveIterator(stream, check_digests="raise")]
    said = b"".join(body for _, body in read)
    assert b"plain job" not in said
    assert b"case job" in said
    assert [kind for kind, body in read if b"role: removed" in body] == ["metadata", "metadata"]
    for one in plain:
        with pytest.raises(VerificationFailed, match="was removed when its time was over"):
            read_page(tmp_path, one.evidence_file or "", one.evidence_offset or 0)
    for one in session.exec(select(Sighting).where(col(Sighting.advert_id) != kept["plain"].id)):
        prove_page(tmp_path, one.evidence_file or "", one.evidence_offset or 0, one.evidence_digest or "")


def test_verifying_knows_forgotten_from_missing(kept: dict[str, Advert], session: Session, tmp_path: Path) -> None:
    done = forget(session, tmp_path, before=BEFORE, by="admin@office.example", at=NOON)
    assert "still there" in verify_evidence(session, tmp_path).damaged[0], "cut short before the pages were removed"
    remove_forgotten_pages(session, tmp_path)
    assert remove_forgotten_pages(session, tmp_path) == 0
    report = verify_evidence(session, tmp_path)
    assert (report.pages, report.forgotten, report.damaged, report.archives) == (2, 2, (), 1)
    assert done.figures.pages == 2
    next(tmp_path.glob("*.sha256")).write_text("something else\n")
    assert "list of digests" in verify_evidence(session, tmp_path).damaged[0]
    next(tmp_path.glob("*.warc.gz")).unlink()
    assert len(verify_evidence(session, tmp_path).damaged) == 3


def test_a_forgotten_advert_that_comes_back_is_on_file_again(
    kept: dict[str, Advert], session: Session, tmp_path: Path
) -> None:
    _forget(session, tmp_path)
    item = _item("plain", recent=True).model_copy(update={"url": kept["plain"].url})
    crawl = a_crawl(session)
    advert = record_sightings(session, [item], crawl)[0]
    assert (advert.id, advert.description, advert.forgotten_at) == (kept["plain"].id, item.description, None)
    change = session.exec(select(Sighting.change).where(Sighting.crawl_id == crawl.id)).one()
    assert change is SightingChange.EDITED
    assert what_would_be_forgotten(session, tmp_path, before=BEFORE).adverts == 0


@pytest.fixture
def loose(kept: dict[str, Advert], session: Session, tmp_path: Path) -> dict[str, KeptPage]:
    """Pages of the same age that no sighting rests on, and one of yesterday."""
    pages = {}
    for at, names in ((OLD, ("list", "orphan", "gone", "gone case")), (NOON, ("new list",))):
        writer = EvidenceWriter(tmp_path, open_archive(session, "board", crawl_id=None, at=at), at=at)
        for name in names:
            title = "case" if name == "gone case" else "plain" if name == "gone" else None
            url = kept[title].url if title else f"https://board.example/{name.replace(' ', '-')}"
            role = PageRole.GONE if title else PageRole.LIST if "list" in name else PageRole.ADVERT
            pages[name] = writer.keep(url=url, at=at, status=200, body=f"The page {name}. ".encode() * 9, role=role)
        finish_archive(session, writer, at=at)
    session.commit()
    return pages


def test_pages_of_that_age_that_no_advert_rests_on_go_too(
    loose: dict[str, KeptPage], session: Session, tmp_path: Path
) -> None:
    told = what_would_be_forgotten(session, tmp_path, before=BEFORE)
    assert (told.pages, told.loose_pages) == (2, 3)
    assert verify_evidence(session, tmp_path).forgotten == 0
    assert _forget(session, tmp_path) == 5
    for name in GOING:
        with pytest.raises(VerificationFailed, match="was removed when its time was over"):
            read_page(tmp_path, loose[name].file, loose[name].offset)
    for name in ("gone case", "new list"):
        prove_page(tmp_path, loose[name].file, loose[name].offset, loose[name].digest)
    proof = session.exec(select(ForgottenPage).where(ForgottenPage.file == loose["list"].file)).all()
    assert {(one.digest, one.kept_at) for one in proof} == {(loose[name].digest, OLD) for name in GOING}
    report = verify_evidence(session, tmp_path)
    assert (report.damaged, report.forgotten) == ((), 5)
    assert what_would_be_forgotten(session, tmp_path, before=BEFORE).loose_pages == 0, "doing it again finds nothing"


def test_a_loose_page_that_was_to_be_removed_and_is_there_is_told(
    loose: dict[str, KeptPage], session: Session, tmp_path: Path
) -> None:
    forget(session, tmp_path, before=BEFORE, by="admin@office.example", at=NOON)
    told = " ".join(verify_evidence(session, tmp_path).damaged)
    assert all(f"{loose[name].file}:{loose[name].offset} was to be removed" in told for name in GOING)

"""A pack can be checked by whoever has nothing else, says what is missing, and shows no more than an officer sees."""

import hashlib
import subprocess
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import orjson
import pytest
from sqlalchemy import update
from sqlmodel import Session, select

from alerts.evidence_pack import file_of, make_pack, packs_of
from alerts.raising import open_case
from alerts.triage import decide, undo
from registry.advert_item import AdvertItem
from registry.audit import AuditReport, verify
from registry.errors import InvalidInput, NotAllowed
from registry.intake import record_sighting
from registry.kept_pages.writing import EvidenceWriter, archive_name
from registry.law.rulebook import load_rulebook
from registry.records import Advert, Alert, Assessment, AuditEntry, EvidencePack
from registry.retention import forget, remove_forgotten_pages
from registry.settings import Settings
from registry.vocabulary import Disposition, Stated
from tests.alerts.factory import RULES, a_finding, assess, raise_all
from tests.factory import NOON, a_crawl, a_recruiter, an_item

ASHA = "asha@labour.example"
HOSTILE = '<script>alert(1)</script> Drivers <img src="http://tracker.example/p.png"> for Doha'
PAGES = (b"<html>Drivers, no fee</html>", b"<html>Drivers, pay 5,000 first</html>")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path)


def _see(session: Session, settings: Settings, item: AdvertItem, page: bytes, *, day: int, text: str) -> Advert:
    seen_at = NOON + timedelta(days=day)
    writer = EvidenceWriter(settings.evidence_dir, archive_name(f"board {day}"), at=seen_at)
    kept = writer.keep(
        url=item.url, at=seen_at, status=200, reason="OK", body=page, headers=[], request_headers=[("User-Agent", "W")]
    )
    writer.close()
    said = {"evidence_digest": kept.digest, "evidence_file": kept.file, "evidence_offset": kept.offset}
    seen = item.model_copy(update={"description": text, "seen_at": seen_at, **said})
    return record_sighting(session, seen, a_crawl(session, at=seen_at))


def a_case(session: Session, settings: Settings) -> Alert:
    """A case on an advert that was edited once, with both pages kept."""
    item = an_item(title=HOSTILE)
    advert = _see(session, settings, item, PAGES[0], day=0, text="No fee.")
    advert.recruiter_id = a_recruiter(session, "Upepo Careers").id
    assess(session, advert, "passport_collected", content_digest=advert.content_digest)
    _see(session, settings, item, PAGES[1], day=2, text="Pay 5,000 first.")
    return raise_all(session)[0]


def unpacked(session: Session, alert: Alert, settings: Settings, folder: Path) -> EvidencePack:
    """The pack of that case, with its files in `folder`."""
    pack = make_pack(session, alert, officer=ASHA, settings=settings, rulebook=RULES, at=NOON)
    file = file_of(pack, settings.packs_dir)
    assert file is not None
    ZipFile(file).extractall(folder)
    return pack


def test_every_file_is_proved_by_a_standard_tool_and_pages_are_as_fetched(
    session: Session, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "unpacked"
    unpacked(session, a_case(session, settings), settings, folder)
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    named = {line.partition("  ")[2] for line in (folder / "SHA256SUMS").read_text().splitlines()}
    files = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    assert files == named | {"SHA256SUMS"}
    assert {file.read_bytes() for file in (folder / "pages").iterdir()} == set(PAGES)


def test_it_tells_the_words_judged_every_wording_and_every_act_also_what_was_undone(
    session: Session, settings: Settings, tmp_path: Path
) -> None:
    alert = a_case(session, settings)
    decide(session, alert, Disposition.LAPSED, officer=ASHA, reason="The wall licence.", at=NOON)
    undo(session, alert, officer=ASHA, reason="Wrong firm.", at=NOON)
    unpacked(session, alert, settings, tmp_path / "unpacked")
    told = orjson.loads((tmp_path / "unpacked" / "case.json").read_bytes())
    [advert] = told["case"]["adverts"]
    assert [one["words"] for one in advert["wordings"]] == [f"{HOSTILE}\nNo fee.", f"{HOSTILE}\nPay 5,000 first."]
    assert advert["words"] == f"{HOSTILE}\nNo fee."
    assert advert["findings"][0]["title"] == "Passport is collected"
    assert [(one["act"], one["undone"]) for one in told["case"]["history"]] == [("decide", True), ("undo", False)]
    assert told["audit_log"]["last_digest"] == told["case"]["audit"][-1]["digest"]
    page = (tmp_path / "unpacked" / "case.html").read_text()
    assert "The wall licence." in page
    assert "<script>" not in page
    assert "<img" not in page


def test_what_is_missing_is_neither_quoted_nor_marked(session: Session, settings: Settings, tmp_path: Path) -> None:
    rule = next(one for one in load_rulebook("ke").jurisdiction.rules if one.tells_absence)
    item = an_item(title="Guards")
    advert = _see(session, settings, item, PAGES[0], day=0, text="Hiring guards for Doha.")
    advert.recruiter_id = a_recruiter(session, "Upepo Careers").id
    missing = {"rule_id": rule.id, "ground": rule.ground, "severity": rule.severity, "stated": Stated.STATED}
    missing |= {"span_start": 7, "span_end": 13, "quote": "Hiring", "explanation": f"{rule.title}: “Hiring”."}
    assess(session, advert, "passport_collected", missing, content_digest=advert.content_digest)
    [alert] = raise_all(session)
    pack = make_pack(session, alert, officer=ASHA, settings=settings, rulebook=load_rulebook("ke"), at=NOON)
    ZipFile(settings.packs_dir / pack.file).extractall(tmp_path / "unpacked")
    page = (tmp_path / "unpacked" / "case.html").read_text()
    assert rule.title in page
    assert "what is missing cannot be quoted" in page
    assert "“Hiring" not in page
    assert "<mark>" not in page


def test_who_made_which_pack_is_on_file_and_in_the_log(session: Session, settings: Settings, tmp_path: Path) -> None:
    alert = a_case(session, settings)
    pack = unpacked(session, alert, settings, tmp_path / "unpacked")
    assert [one.made_by for one in packs_of(session, alert.id or 0)] == [ASHA]
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "alert.pack")).one()
    assert entry.detail == {"file": pack.file, "sha256": pack.sha256, "pages": 2}
    assert verify(session).sound


def test_a_damaged_page_is_named_and_the_rest_is_packed(session: Session, settings: Settings, tmp_path: Path) -> None:
    alert = a_case(session, settings)
    min(settings.evidence_dir.glob("*.warc.gz")).unlink()
    unpacked(session, alert, settings, tmp_path / "unpacked")
    assert len(list((tmp_path / "unpacked" / "pages").iterdir())) == 1
    for name in ("READ-ME-FIRST.txt", "case.html"):
        assert "restore it from a backup" in (tmp_path / "unpacked" / name).read_text()


def test_a_pack_that_somebody_changed_is_not_handed_out(session: Session, settings: Settings) -> None:
    pack = make_pack(session, a_case(session, settings), officer=ASHA, settings=settings, rulebook=RULES, at=NOON)
    file = settings.packs_dir / pack.file
    file.write_bytes(file.read_bytes() + b"x")
    assert file_of(pack, settings.packs_dir) is None
    file.unlink()
    assert file_of(pack, settings.packs_dir) is None


def test_how_a_case_was_picked_stays_inside(session: Session, settings: Settings, tmp_path: Path) -> None:
    item = an_item(title="Cook")
    advert = _see(session, settings, item, PAGES[0], day=0, text="Cook wanted.")
    advert.recruiter_id = a_recruiter(session, "Mlima Hotel").id
    assess(session, advert, "fee_registration", content_digest=advert.content_digest)
    [alert] = raise_all(session, control_share=1.0)
    unpacked(session, alert, settings, tmp_path / "unpacked")
    for file in ("case.json", "case.html", "READ-ME-FIRST.txt"):
        said = (tmp_path / "unpacked" / file).read_text()
        assert "control" not in said
        assert "propensity" not in said
        assert "probability" not in said


def test_nobody_makes_a_pack_without_a_name(session: Session, settings: Settings) -> None:
    with pytest.raises(InvalidInput, match="No officer was named"):
        make_pack(session, a_case(session, settings), officer=" ", settings=settings, rulebook=RULES, at=NOON)
    assert not settings.packs_dir.exists()


def test_the_words_a_finding_rests_on_are_marked_and_no_character_turns_the_text_around(
    session: Session, settings: Settings, tmp_path: Path
) -> None:
    text = "<b>We keep \u202epassports</b> & papers."
    advert = _see(session, settings, an_item(title="Cook"), PAGES[0], day=0, text=text)
    advert.recruiter_id = a_recruiter(session, "Upepo Careers").id
    start = f"Cook\n{text}".index("passports")
    spanned = a_finding("passport_collected", span_start=start, span_end=start + 9, quote="passports")
    assess(session, advert, spanned, content_digest=advert.content_digest)
    unpacked(session, raise_all(session)[0], settings, tmp_path / "unpacked")
    page = (tmp_path / "unpacked" / "case.html").read_text()
    assert "Cook\n&lt;b&gt;We keep \ufffd<mark>passports</mark><sup>1</sup>&lt;/b&gt; &amp; papers." in page
    assert "1. Passport is collected" in page
    assert "\u202e" not in page


def test_what_was_forgotten_before_is_said_to_be_with_who_removed_it(
    session: Session, settings: Settings, tmp_path: Path
) -> None:
    advert = _see(session, settings, an_item(title="Cook"), PAGES[0], day=0, text="Cook wanted.")
    advert.recruiter_id = a_recruiter(session, "Upepo Careers").id
    assess(session, advert, content_digest=advert.content_digest)
    forget(
        session,
        settings.evidence_dir,
        before=NOON + timedelta(days=30),
        by="amina@office.example",
        at=NOON + timedelta(days=40),
    )
    remove_forgotten_pages(session, settings.evidence_dir)
    given = {"officer": ASHA, "reason": "A worker rang.", "on": NOON.date(), "at": NOON}
    alert = open_case(session, advert.recruiter_id or 0, **given)
    unpacked(session, alert, settings, tmp_path / "unpacked")
    page = (tmp_path / "unpacked" / "case.html").read_text()
    assert "were removed when their time was over" in page
    assert "by amina@office.example, when its time was over" in page
    assert hashlib.sha256(PAGES[0]).hexdigest() in page
    assert not (tmp_path / "unpacked" / "pages").exists()


def test_a_pack_holds_no_half_of_an_act(session: Session, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    alert = a_case(session, settings)

    def verified_late(session: Session) -> AuditReport:
        session.execute(update(Alert).values(version=99).execution_options(synchronize_session=False))
        return verify(session)

    monkeypatch.setattr("registry.audit.verify", verified_late)
    with pytest.raises(NotAllowed, match="changed while its pack was being made"):
        make_pack(session, alert, officer=ASHA, settings=settings, rulebook=RULES, at=NOON)
    assert list(settings.packs_dir.iterdir()) == []


def test_agencies_that_came_near_are_compared_value_by_value(
    session: Session, settings: Settings, tmp_path: Path
) -> None:
    alert = a_case(session, settings)
    near = {"kind": "name", "claimed": "Upepo Careers", "registered": "Upepa Careers", "text": "one letter differs"}
    judged = session.exec(select(Assessment)).one()
    judged.candidates = [{"agency_id": 7, "number": "ZZ/7", "name": "Upepa Careers", "score": 0.9, "reasons": [near]}]
    session.flush()
    unpacked(session, alert, settings, tmp_path / "unpacked")
    page = (tmp_path / "unpacked" / "case.html").read_text()
    assert "not matched: <bdi>Upepa Careers</bdi> (ZZ/7)" in page
    assert "one letter differs" in page

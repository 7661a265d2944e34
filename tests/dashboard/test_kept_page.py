"""What is proved is the page behind the words that were assessed, and a later page is told of, not put in its place."""

from datetime import timedelta
from pathlib import Path

from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from dashboard import desk
from registry.intake import record_sighting
from registry.kept_pages.writing import EvidenceWriter
from registry.records import Advert, ForgottenPage, Sighting
from tests.dashboard.conftest import Open, page_text, press, the
from tests.dashboard.factory import Said, assess
from tests.factory import NOON, a_crawl, an_item

JUDGED = "A registration fee is paid first."
URL = "http://board.example/adverts/1"
LATER = "Nothing is asked of you."
PROVE = "Prove it and show its source"


def _see(session: Session, writer: EvidenceWriter, text: str, *, day: int) -> Advert:
    seen_at = NOON + timedelta(days=day)
    kept = writer.keep(url=URL, at=seen_at, status=200, body=f"<p>{text} Day {day}</p>".encode())
    proof = {"evidence_digest": kept.digest, "evidence_file": kept.file, "evidence_offset": kept.offset}
    item = an_item(url=URL, description=text, seen_at=seen_at).model_copy(update=proof)
    return record_sighting(session, item, a_crawl(session, at=seen_at))


def _on_file(session: Session, folder: Path, *, before: int = 0, after: tuple[str, ...] = ()) -> None:
    """An advert assessed at noon, seen with the same words `before` days earlier, and `after` that on later days."""
    writer = EvidenceWriter(folder, "board-1.warc.gz", at=NOON)
    for day in range(-before, 1):
        advert = _see(session, writer, JUDGED, day=day)
    assess(session, advert, [Said("fee_registration", "A registration fee", "Asks for a fee.")], assessed_at=NOON)
    for day, said in enumerate(after, 1):
        _see(session, writer, said, day=day)
    writer.close()


def _open(open_screen: Open, **given: object) -> AppTest:
    desk.act(_on_file, desk.settings().evidence_dir, **given)  # type: ignore[arg-type]
    return open_screen("advert_file", advert=1)


def test_an_edited_advert_is_proved_by_the_page_that_was_assessed(open_screen: Open) -> None:
    screen = _open(open_screen, before=1, after=(LATER, LATER))
    text = page_text(screen)
    assert "A later one, the last of 2, was kept on 20 November 2026" in text
    assert "it says something else" in text
    proved = page_text(press(screen, PROVE))
    assert f"<p>{JUDGED} Day 0</p>" in proved
    assert "its bytes still have that digest" in proved


def test_a_later_page_can_be_proved_too(open_screen: Open) -> None:
    screen = _open(open_screen, after=(JUDGED, LATER))
    names = the(screen.selectbox, "Page").options
    assert [name.partition(" · ")[2] for name in names] == [
        "says something else",
        "says the same",
        "the page that was assessed",
    ]
    screen = the(screen.selectbox, "Page").select_index(0).run()
    assert f"<p>{LATER} Day 2</p>" in page_text(press(screen, PROVE))


def test_one_page_needs_no_choice(open_screen: Open) -> None:
    screen = _open(open_screen)
    assert not [one for one in screen.selectbox if one.label == "Page"]
    assert "A later one" not in page_text(screen)
    assert f"<p>{JUDGED} Day 0</p>" in page_text(press(screen, PROVE))


def test_words_of_which_no_page_was_kept_are_not_said_to_be_proved(open_screen: Open) -> None:
    def unkept(session: Session, folder: Path) -> None:
        advert = record_sighting(session, an_item(url=URL, description=JUDGED), a_crawl(session))
        assess(session, advert, [Said("fee_registration", "A registration fee", "Asks for a fee.")])
        writer = EvidenceWriter(folder, "board-1.warc.gz", at=NOON)
        _see(session, writer, LATER, day=1)
        writer.close()

    desk.act(unkept, desk.settings().evidence_dir)
    assert "No page was kept that shows the words which were assessed" in page_text(
        open_screen("advert_file", advert=1)
    )


def test_a_page_whose_time_was_over_is_said_to_be_removed(open_screen: Open) -> None:
    screen = _open(open_screen)

    def remove(session: Session) -> None:
        seen = session.exec(select(Sighting)).one()
        place = {"file": seen.evidence_file, "offset": seen.evidence_offset, "digest": seen.evidence_digest}
        session.add(ForgottenPage(**place, kept_at=NOON, forgotten_at=NOON, forgotten_by="amina@office.example"))

    desk.act(remove)
    screen.run()
    assert "removed on 18 November 2026" in page_text(screen)
    assert PROVE not in [one.label for one in screen.button]

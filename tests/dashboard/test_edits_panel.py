"""An advert that was edited shows both wordings side by side, as text, and its marks stay where the evidence is."""

from datetime import timedelta

from sqlmodel import Session

from dashboard import desk
from registry.advert_item import AdvertItem
from registry.intake import record_sighting
from registry.records import Advert, Alert, Recruiter
from tests.dashboard.conftest import Open, page_text
from tests.dashboard.factory import Said, an_alert, assess
from tests.factory import NOON, a_crawl, a_recruiter, an_item

FEE = "Pay a registration fee of 3,500 first."
LATER = "Drivers for Doha. <b>Nothing</b> is asked ![p](http://tracker.example/p.png)"


def _see(session: Session, item: AdvertItem, text: str, *, day: int) -> Advert:
    seen_at = NOON + timedelta(days=day)
    kept = {"evidence_digest": f"{day}" * 64, "evidence_file": f"{day}.warc.gz", "evidence_offset": 7}
    seen = item.model_copy(update={"description": text, "seen_at": seen_at, **kept})
    return record_sighting(session, seen, a_crawl(session, at=seen_at))


def an_edited_case(session: Session) -> Alert:
    """A case whose advert asked for a fee when it was judged, and denies it now."""
    item = an_item(title="Drivers", base_salary_raw="KSh 20,000")
    advert = _see(session, item, f"Drivers for Doha. {FEE}", day=0)
    advert.recruiter_id = a_recruiter(session, "Upepo Careers").id
    judged = assess(session, advert, [Said("fee_registration", FEE, "Asks for a fee.")])
    _see(session, item.model_copy(update={"base_salary_raw": "KSh 90,000"}), LATER, day=3)
    return an_alert(session, session.get_one(Recruiter, advert.recruiter_id), [judged])


def test_both_wordings_stand_side_by_side_with_their_proof_and_nothing_is_markup(open_screen: Open) -> None:
    alert = desk.act(an_edited_case)
    text = page_text(open_screen("case_file", case=alert.id))
    assert "What changed" in text
    assert f"<del>{FEE}</del>" in text
    assert "<ins>&lt;b&gt;Nothing&lt;/b&gt; is asked ![p](http://tracker.example/p.png)</ins>" in text
    assert "0.warc.gz, from byte 7" in text
    assert "3" * 64 in text
    assert "KSh 20,000" in text
    assert "<b>Nothing" not in text


def test_what_is_marked_is_what_was_judged_even_after_an_edit(open_screen: Open) -> None:
    alert = desk.act(an_edited_case)
    for screen in (open_screen("case_file", case=alert.id), open_screen("advert_file", advert=1)):
        text = page_text(screen)
        assert f">{FEE}</mark>" in text
        assert "These are the words that were assessed" in text


def test_an_advert_that_never_changed_shows_no_comparison(open_screen: Open) -> None:
    def unchanged(session: Session) -> None:
        item = an_item()
        for day in range(3):
            _see(session, item, item.description, day=day)

    desk.act(unchanged)
    assert "What changed" not in page_text(open_screen("advert_file", advert=1))


def test_any_two_of_several_wordings_can_be_compared(open_screen: Open) -> None:
    def thrice(session: Session) -> None:
        item = an_item(title="Drivers")
        for day, said in enumerate(("Fee 100.", "Fee 200.", "Fee 300.")):
            _see(session, item, said, day=day)

    desk.act(thrice)
    screen = open_screen("advert_file", advert=1)
    assert "<del>200.</del>" in page_text(screen)
    earlier = next(one for one in screen.selectbox if one.label == "Compare")
    text = page_text(earlier.select_index(0).run())
    assert "<del>100.</del>" in text
    assert "<ins>300.</ins>" in text

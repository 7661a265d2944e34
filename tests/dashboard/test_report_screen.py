"""What people hand in as files: a CSV with its errors told row by row, a screenshot kept with the words read on it."""

import shutil

import pytest
from sqlmodel import select

from dashboard import desk
from dashboard.panels.report_file import TEMPLATE
from registry.evidence import read_page
from registry.kept_pages.advert_pages import pages_of
from registry.records import Advert, AuditEntry
from tests.dashboard.conftest import Open, page_text, press, the
from tests.spiders.reports.test_screenshot import a_screenshot

ROWS = (
    "title,company,description,posted_on,Mystery\n"
    "Cook,Upepo Careers,Cooks wanted in Qatar. Ring 0700000031.,2026-11-16,x\n"
    ",Upepo Careers,,2026-11-16,y\n"
    "Nanny,Upepo Careers,Nannies wanted in Qatar. Ring 0700000031.,2026-11-16,z\n"
)


def choose(open_screen: Open, way: str):  # type: ignore[no-untyped-def]
    screen = open_screen("report_an_advert")
    the(screen.segmented_control, "What do you have?").set_value(way)
    screen.run()
    assert not screen.exception, screen.exception
    return screen


def adverts() -> list[Advert]:
    return desk.look(lambda session: list(session.exec(select(Advert).order_by("id"))))


def test_a_file_of_rows_is_shown_before_it_is_taken_in_and_its_bad_rows_are_told(open_screen: Open) -> None:
    screen = choose(open_screen, "A file of rows")
    screen.file_uploader[0].upload("forwarded.csv", ROWS.encode(), "text/csv")
    screen.run()
    assert "Not read: Mystery." in page_text(screen)
    assert adverts() == []
    text = page_text(press(screen, "Take these adverts in"))
    assert "3 rows read: 2 adverts on file, 2 of them new" in text
    assert "1 row could not be used" in text
    assert "Line 3: neither a title nor a text" in text
    assert [one.title for one in adverts()] == ["Cook", "Nanny"]
    audited = desk.look(lambda session: [one.action for one in session.exec(select(AuditEntry))])
    assert "adverts.reported" in audited


def test_a_file_that_is_no_table_is_one_sentence_under_its_own_name(open_screen: Open) -> None:
    screen = choose(open_screen, "A file of rows")
    screen.file_uploader[0].upload("holiday.csv", b"PK\x03\x04 not text", "text/csv")
    screen.run()
    assert "holiday.csv is not a text file" in page_text(screen)


def test_a_table_without_a_title_or_text_is_told_what_to_rename(
    open_screen: Open,
) -> None:
    screen = choose(open_screen, "A file of rows")
    screen.file_uploader[0].upload("holiday.csv", b"colour,size\nred,4\n", "text/csv")
    screen.run()
    text = page_text(screen)
    assert "(it has: colour, size). Name one column &#39;title&#39; or &#39;text&#39;" in text
    assert "copy its rows into the file to fill in" in text
    assert "--spec" not in text
    assert [one.label for one in screen.get("download_button")] == ["A file to fill in"]


def test_the_file_to_fill_in_is_read_as_it_is(open_screen: Open) -> None:
    screen = choose(open_screen, "A file of rows")
    screen.file_uploader[0].upload("adverts.csv", f"{TEMPLATE}Cook,Upepo,Cooks for Qatar,,,,\n".encode(), "text/csv")
    screen.run()
    assert "Not read" not in page_text(screen)
    assert "1 row read: 1 advert on file" in page_text(press(screen, "Take these adverts in"))


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_a_screenshot_is_read_corrected_and_kept_as_the_evidence(open_screen: Open) -> None:
    picture = a_screenshot("Cooks wanted in Qatar", "Registration fee 5000")
    screen = choose(open_screen, "A screenshot")
    screen.file_uploader[0].upload("message.png", picture, "image/png")
    screen.run()
    screen = press(screen, "Read its words")
    words = the(screen.text_area, "What the advert says")
    assert "Cooks wanted in Qatar" in words.value
    words.input("Cooks wanted in Qatar. Registration fee 5000 before the interview.")
    assert "On file as advert 1" in page_text(press(screen, "Put it on file"))
    (advert,) = adverts()
    assert "before the interview" in advert.description
    folder = desk.settings().evidence_dir
    (page,) = desk.look(pages_of, folder, advert.id or 0)
    kept = read_page(folder, page.file, page.offset)
    assert page.state == "proved"
    assert kept.body == picture
    assert kept.is_picture


def test_a_report_without_a_title_is_called_by_nothing_cut_in_two(open_screen: Open) -> None:
    screen = open_screen("report_an_advert")
    words = "URGENT! 20 maids for Riyadh, pay KES 15,000 registration before any interview. Call 0700 000 012."
    the(screen.text_area, "What the advert says").input(words)
    press(screen, "Put it on file")
    (advert,) = adverts()
    assert advert.title == "URGENT! 20 maids for Riyadh, pay KES 15,000 registration before any interview."
    assert "posted on a day that is not known" in page_text(open_screen("advert_file", advert=advert.id))


def test_a_pasted_advert_is_still_there_after_a_reload_and_gone_once_it_is_on_file(open_screen: Open) -> None:
    words = "URGENT! 20 maids for Riyadh, pay KES 15,000 registration before any interview. Call 0700 000 012."
    the(open_screen("report_an_advert").text_area, "What the advert says").input(words).run()
    reloaded = open_screen("report_an_advert")
    assert the(reloaded.text_area, "What the advert says").value == words
    press(reloaded, "Put it on file")
    assert the(open_screen("report_an_advert").text_area, "What the advert says").value == ""

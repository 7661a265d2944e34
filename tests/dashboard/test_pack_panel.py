"""An officer makes an evidence pack on the case's screen and downloads what was made."""

from sqlmodel import select

from dashboard import desk
from registry.records import EvidencePack
from tests.dashboard.conftest import Open, page_text, press
from tests.dashboard.factory import a_rich_case


def test_a_pack_is_made_and_stands_ready_under_its_makers_name(open_screen: Open) -> None:
    alert = desk.act(a_rich_case)
    screen = press(open_screen("case_file", case=alert.id), "Make an evidence pack")
    pack = desk.look(lambda session: session.exec(select(EvidencePack)).one())
    text = page_text(screen)
    assert "The pack is made and on file" in text
    assert pack.sha256 in text
    assert pack.made_by == "juma@office.example"
    assert [one.label for one in screen.get("download_button")] == ["Download it"]
    (desk.settings().packs_dir / pack.file).unlink()
    assert "make another" in page_text(screen.run())

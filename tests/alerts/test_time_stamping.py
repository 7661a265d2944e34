"""The time-stamp authority is asked over HTTP, and only where one is configured."""

from pathlib import Path

import pytest
from sqlmodel import Session

from alerts.time_stamping import stamp_what_is_finished
from registry.errors import InvalidInput
from registry.kept_pages.archives import finish_archive, open_archive
from registry.kept_pages.writing import EvidenceWriter
from registry.settings import Settings
from registry.time_stamps import Stamped
from tests.factory import NOON, a_crawl
from tests.spiders.site import Page, serve


@pytest.fixture
def settings(session: Session, tmp_path: Path) -> Settings:
    """An installation with one finished archive."""
    settings = Settings(home=tmp_path)
    name = open_archive(session, "board", crawl_id=a_crawl(session).id, at=NOON)
    writer = EvidenceWriter(settings.evidence_dir, name, at=NOON)
    writer.keep(url="http://board.example/1", at=NOON, status=200, body=b"one")
    finish_archive(session, writer, at=NOON)
    return settings


def test_nothing_leaves_the_house_where_no_authority_is_configured(session: Session, settings: Settings) -> None:
    assert stamp_what_is_finished(session, settings) == Stamped()


def test_an_authority_that_is_down_or_talks_nonsense_is_asked_again(session: Session, settings: Settings) -> None:
    with serve({"/tsa": Page(b"<html>sign in</html>")}) as site:
        for path, said in (("/tsa", "cannot be read"), ("/nowhere", "does not answer: Not Found")):
            asking = settings.model_copy(update={"timestamp_url": site.url + path})
            done = stamp_what_is_finished(session, asking)
            assert (done.stamped, done.waiting) == (0, 1)
            assert said in done.problem
        assert {headers["Content-Type"] for _, headers in site.asked} == {"application/timestamp-query"}


def test_an_address_that_is_none_is_named(session: Session, settings: Settings) -> None:
    wrong = settings.model_copy(update={"timestamp_url": "file:///etc/passwd"})
    with pytest.raises(InvalidInput, match="WAKALA_TIMESTAMP_URL"):
        stamp_what_is_finished(session, wrong)

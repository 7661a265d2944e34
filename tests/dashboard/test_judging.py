"""Looking at new adverts goes on whatever becomes of the screen that asked for it, and holds nobody else up."""

from collections.abc import Iterator
from threading import Event, Thread, get_ident

import pytest
from sqlmodel import select

from alerts.single_instance import alone
from dashboard import desk, judging
from dashboard.judging import InTurn, judge_new_adverts
from registry.records import Advert, Assessment
from registry.vocabulary import Role
from tests.dashboard.conftest import Open, page_text, press, the

TEXT = "Cooks wanted in Qatar. Pay the registration fee before the interview. Firm number {}."
SECONDS = 30


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """Judging that goes no further until this is set, under screens that hardly wait."""
    goes_on, real = Event(), judging.process_new_adverts

    def wait_first(*args: object, **given: object) -> object:
        assert goes_on.wait(SECONDS)
        return real(*args, **given)  # type: ignore[arg-type]

    monkeypatch.setattr(judging, "process_new_adverts", wait_first)
    monkeypatch.setattr(judging, "SECONDS_A_SCREEN_WAITS", 0.1)
    yield goes_on
    goes_on.set()


def report(open_screen: Open, number: int, role: Role) -> str:
    screen = open_screen("report_an_advert", role=role)
    the(screen.text_area, "What the advert says").input(TEXT.format(number))
    return page_text(press(screen, "Put it on file"))


def assessed() -> int:
    return desk.look(lambda session: len(session.exec(select(Assessment)).all()))


def test_nobody_waits_for_what_another_reported(
    open_screen: Open, held: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, role in enumerate((Role.INSPECTOR, Role.ANALYST)):
        text = report(open_screen, number, role)
        assert "It is still being looked at. That goes on by itself: look again in a few minutes." in text
        assert "process" not in text
    assert assessed() == 0
    held.set()
    monkeypatch.setattr(judging, "SECONDS_A_SCREEN_WAITS", SECONDS)
    assert judge_new_adverts()
    assert assessed() == 2


def test_another_process_that_judges_is_waited_for_and_not_named(
    open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judging, "SECONDS_A_SCREEN_WAITS", 0.1)
    here = desk.installation()
    with alone("pipeline", home=here.settings.home, engine=here.engine, does="is judging adverts"):
        assert "It is still being looked at." in report(open_screen, 1, Role.INSPECTOR)
    monkeypatch.setattr(judging, "SECONDS_A_SCREEN_WAITS", SECONDS)
    assert "It has been assessed." in report(open_screen, 2, Role.ANALYST)
    assert assessed() == len(desk.look(lambda session: session.exec(select(Advert)).all())) == 2


class TestInTurn:
    def test_those_who_ask_during_a_run_share_the_next(self) -> None:
        started, goes_on, threads = Event(), Event(), []

        def work() -> None:
            threads.append(get_ident())
            started.set()
            assert goes_on.wait(SECONDS)

        turns = InTurn(work)
        first = turns.ask()
        assert started.wait(SECONDS)
        second, third = turns.ask(), turns.ask()
        assert second is third is not first
        goes_on.set()
        second.result(SECONDS)
        assert first.done()
        assert len(threads) == 2
        assert get_ident() not in threads

    def test_the_run_after_one_that_failed_is_as_any_other(self) -> None:
        done = []

        def work() -> None:
            done.append(1)
            if len(done) == 1:
                raise OSError("the disk is full")

        turns = InTurn(work)
        with pytest.raises(OSError, match="the disk is full"):
            turns.ask().result(SECONDS)
        turns.ask().result(SECONDS)
        assert len(done) == 2

    def test_who_asked_may_be_gone(self) -> None:
        done, goes_on = Event(), Event()

        def work() -> None:
            assert goes_on.wait(SECONDS)
            done.set()

        turns = InTurn(work)
        asks = Thread(target=turns.ask)
        asks.start()
        asks.join(SECONDS)
        goes_on.set()
        assert done.wait(SECONDS)

"""New adverts looked at in a thread of the dashboard's own: a screen that is left, reloaded or closed neither stops the
work nor makes others wait for it."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from functools import lru_cache
from threading import Lock, Thread

from alerts.pipeline import process_new_adverts
from dashboard import desk
from dashboard.installation import Installation
from registry.errors import WakalaError

# Most are done in two seconds; only the first after an installation or an upgrade takes minutes.
SECONDS_A_SCREEN_WAITS = 20.0
# What another process of this installation may take before this one gives up and leaves the rest to the next run.
LONGEST_WAIT = 1800.0
LATER = "That goes on by itself: look again in a few minutes."

_log = logging.getLogger(__name__)


class InTurn:
    """Runs `work` in a thread whenever asked, one at a time; those who ask while it runs share the run after it."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._work = work
        self._guard = Lock()
        self._next: Future[None] | None = None
        self._runs = False

    def ask(self) -> "Future[None]":
        """What ends with a run that begins from now on, and raises what that raised."""
        with self._guard:
            if self._next is None:
                self._next = Future()
            if not self._runs:
                self._runs = True
                # A daemon: who stops the dashboard does not wait for it, and the next run goes on where it stopped.
                Thread(target=self._run, name="judging", daemon=True).start()
            return self._next

    def _run(self) -> None:
        while (asked := self._taken()) is not None:
            try:
                self._work()
            except BaseException as error:  # noqa: BLE001  (given to whoever asked; the thread must take the next one)
                _log.exception("New adverts could not be looked at")
                asked.set_exception(error)
            else:
                asked.set_result(None)

    def _taken(self) -> "Future[None] | None":
        with self._guard:
            asked, self._next = self._next, None
            self._runs = asked is not None
            return asked


def judge_new_adverts() -> bool:
    """Whether everything new was assessed and raised within the seconds a screen waits; where not, that goes on.

    While another process of the installation does the same, the thread waits for it.
    """
    here = desk.installation()
    asked = _judges(str(here.settings.home.absolute()), here.settings.database).ask()
    try:
        asked.result(SECONDS_A_SCREEN_WAITS)
    except (NotYet, WakalaError):
        return False
    return True


@lru_cache(maxsize=4)
def _judges(_home: str, _database: str) -> InTurn:
    here = desk.installation()
    return InTurn(lambda: _judge(here))


def _judge(here: Installation) -> None:
    process_new_adverts(
        here.engine, here.settings, rulebook=here.rulebook(), on=here.today(), at=here.now(), patience=LONGEST_WAIT
    )

"""The demo country while a command needs it: laid out in its home and served by a child process on loopback."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

from dashboard.demo.prepare import DemoPlan, check_port, prepare
from registry.errors import WakalaError
from registry.settings import Settings

SECONDS_TO_START = 120.0
BETWEEN_LOOKS = 0.1


@dataclass(frozen=True)
class DemoRun:
    """What a run of the path needs to know of the demo; nothing of it in a real installation."""

    plan: DemoPlan | None = None

    @property
    def seed(self) -> int | None:
        """The country's seed."""
        return self.plan.seed if self.plan else None

    @property
    def reports(self) -> Path | None:
        """The file of forwarded messages."""
        return self.plan.forwards_csv if self.plan else None


@contextmanager
def no_demo() -> Iterator[DemoRun]:
    """A run without the demo."""
    yield DemoRun()


@contextmanager
def start_demo(settings: Settings, *, seed: int | None, adverts: int | None) -> Iterator[DemoRun]:
    """The country laid out and answering until the block ends; raises InvalidInput where its port is taken."""
    plan = prepare(settings.home, seed=seed, adverts=adverts)
    check_port(plan)
    with serve_country(plan):
        yield DemoRun(plan)


@contextmanager
def serve_country(plan: DemoPlan) -> Iterator["subprocess.Popen[bytes]"]:
    """The country's sites, served by a child process that ends with the block (or with this process)."""
    command = [sys.executable, "-m", "dashboard.demo.server", "--home", str(plan.home), "--port", str(plan.port)]
    command += ["--seed", str(plan.seed), "--adverts", str(plan.adverts), "--with-parent"]
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603  (our own module)
    try:
        _wait_until_it_answers(child, plan)
        yield child
    finally:
        child.terminate()
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _wait_until_it_answers(child: "subprocess.Popen[bytes]", plan: DemoPlan) -> None:
    until = monotonic() + SECONDS_TO_START
    while monotonic() < until:
        if child.poll() is not None:
            raise WakalaError(
                f"The demo country's sites stopped at once (exit {child.returncode}); see the line above."
            )
        try:
            with urlopen(f"{plan.address}/robots.txt", timeout=5):  # noqa: S310  (our own address on loopback)
                return
        except URLError:
            sleep(BETWEEN_LOOKS)
    raise WakalaError(f"The demo country's sites did not answer at {plan.address} within {SECONDS_TO_START:.0f} s.")

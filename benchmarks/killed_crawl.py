"""A crawl that is killed (SIGKILL) at a chosen moment: in the middle of writing a record, or of a unit of work.

Run by `interrupted_crawl.py`, never by hand: `python -m benchmarks.killed_crawl PHASE NUMBER SHARE MARKS NAME...`.
PHASE `append` dies in the NUMBERth write to an archive after SHARE of its bytes; `commit` dies at the NUMBERth
statement, COMMIT or end of COMMIT; `count` does not die and prints how many of each there were. MARKS is a file whose
one byte says what the process is doing, so that a kill from outside can be told apart: f(etching), a(ppending),
c(ommitting). Where the crawl stores in a process beside it, that process and the crawl die together.
"""

import json
import mmap
import os
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from registry.kept_pages.writing import EvidenceWriter
from registry.settings import load_settings
from spiders import crawl
from spiders.storing.storing_process import StoringProcess

COUNTED: Counter[str] = Counter()
ORDER = "KILLED_CRAWL_ORDER"
BESIDE: list[int] = []


def _die() -> None:
    for process in (*BESIDE, os.getpid()):
        os.kill(process, signal.SIGKILL)


def arm(phase: str, number: int, share: float, marks: mmap.mmap) -> None:
    """Let this process die at that moment."""
    write = EvidenceWriter._write

    def watched(self: EvidenceWriter, member: bytes) -> None:
        before, marks[0:1] = marks[0:1], b"a"
        COUNTED["append"] += 1
        if phase == "append" and COUNTED["append"] == number:
            os.write(self._stream.fileno(), member[: int(len(member) * share)])
            _die()
        write(self, member)
        marks[0:1] = before

    EvidenceWriter._write = watched  # type: ignore[method-assign]

    def step(*_: Any, **__: Any) -> None:
        marks[0:1] = b"c"
        COUNTED["commit"] += 1
        if phase == "commit" and COUNTED["commit"] == number:
            _die()

    def over(*_: Any) -> None:
        step()
        marks[0:1] = b"f"

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    event.listen(Engine, "checkin", over)


def main() -> int:
    """The crawl, to its end or to its death."""
    phase, number, share, marks_file, *arguments = sys.argv[1:]
    if load_settings().reading_process:
        os.environ[ORDER] = json.dumps([phase, int(number), float(share), marks_file])
        StoringProcess.__init__.__defaults__ = ("benchmarks.killed_storer",)  # type: ignore[misc]
        code = crawl.main(arguments)
        counted = Path(marks_file + ".counted").read_text()
    else:
        with marked(marks_file) as marks:
            arm(phase, int(number), float(share), marks)
            code = crawl.main(arguments)
        counted = json.dumps(COUNTED)
    sys.stderr.write(counted + "\n")
    return code


@contextmanager
def marked(file: str) -> Iterator[mmap.mmap]:
    """The one byte of the file."""
    with Path(file).open("r+b") as stream, mmap.mmap(stream.fileno(), 1) as marks:
        yield marks


if __name__ == "__main__":
    sys.exit(main())

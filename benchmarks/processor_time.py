"""Processor time of a crawl from its spider's opening to its closing, as long as Scrapy's own elapsed time is measured.

Starting Python, loading and the making of a new database are left out of both; a process that a crawl starts beside
itself is counted in.
"""

import os
import time
from pathlib import Path

from scrapy import Spider
from scrapy.extensions.corestats import CoreStats

_TICKS = os.sysconf("SC_CLK_TCK")


class ProcessorTime:
    """Watches the one crawl of this process: afterwards `seconds` is what it took, `own` what this process took."""

    def __init__(self) -> None:
        self.seconds = self.own = 0.0
        opened, closed = CoreStats.spider_opened, CoreStats.spider_closed

        def spider_opened(stats: CoreStats, spider: Spider) -> None:
            self.seconds, self.own = -spent(), -time.process_time()
            opened(stats, spider)

        def spider_closed(stats: CoreStats, spider: Spider, reason: str) -> None:
            self.seconds, self.own = self.seconds + spent(), self.own + time.process_time()
            closed(stats, spider, reason)

        CoreStats.spider_opened = spider_opened  # type: ignore[method-assign]
        CoreStats.spider_closed = spider_closed  # type: ignore[method-assign]


def spent() -> float:
    """Seconds that this process and those it started have had a core."""
    own = os.times()
    started = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    return own.user + own.system + sum(_of(int(child)) for child in started)


def _of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS

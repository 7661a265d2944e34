"""What Scrapy tells of each page and item, left unsaid: it is below any level that is kept, and cost a record each."""

from typing import Any

from scrapy.logformatter import LogFormatter


class QuietLog(LogFormatter):
    """Scrapy's words for its log, without the two that every page brings."""

    def crawled(self, request: Any, response: Any, spider: Any) -> None:  # type: ignore[override]  # Scrapy skips None
        """Nothing."""

    def scraped(self, item: Any, response: Any, spider: Any) -> None:  # type: ignore[override]  # Scrapy skips None
        """Nothing."""

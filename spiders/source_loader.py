"""Scrapy's spider loader over source files: every file is a spider, so `scrapy list` and `scrapy crawl NAME` work."""

from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from registry.errors import NotFound
from registry.settings import load_settings
from spiders.source import find_source, source_folders, source_paths
from spiders.source_schema import Source

if TYPE_CHECKING:
    from spiders.storing.reading_process import ReadingProcess
    from spiders.storing.storing_process import StoringProcess


class SourceLoader:
    """Source files as spider classes; files are read when a spider is asked for, so one bad file stops only itself."""

    def __init__(self) -> None:
        self._folders = source_folders(load_settings())

    @classmethod
    def from_settings(cls, _settings: BaseSettings) -> "SourceLoader":
        """A loader over the shipped, configured and home folders."""
        return cls()

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of that name; KeyError, as Scrapy expects, when no file has it."""
        try:
            return spider_for(find_source(spider_name, self._folders))
        except NotFound as error:
            raise KeyError(str(error)) from error

    def find_by_request(self, request: Request) -> list[str]:
        """The sources that start at the request's host."""
        found = (find_source(name, self._folders) for name in self.list())
        return [source.name for source in found if any(host in request.url for host in source.hosts)]

    def list(self) -> list[str]:
        """Every source's name, in order."""
        return [*source_paths(self._folders)]


def spider_for(
    source: Source, *, reader: "ReadingProcess | None" = None, storer: "StoringProcess | None" = None
) -> type[Spider]:
    """The spider class that crawls `source`, under its name and at its pace.

    `reader` reads the adverts' pages and `storer` stores them, where there are such processes beside this one.
    """
    from spiders.advert_spider import AdvertSpider
    from spiders.register_spider import RegisterSpider

    if source.is_register:
        return spider_class(RegisterSpider, source)
    return spider_class(AdvertSpider, source, reader=reader, storer=storer)


def spider_class(kind: type[Spider], source: Source, **more: Any) -> type[Spider]:
    """The class `kind` bound to one source, with `more` attributes."""
    bound = {"name": source.name, "source": source, "custom_settings": pace_of(source), **more}
    return type(kind.__name__, (kind,), bound)


def pace_of(source: Source) -> dict[str, Any]:
    """The Scrapy settings that a source's politeness stands for."""
    pace = source.politeness
    return {
        "DOWNLOAD_DELAY": pace.delay,
        "AUTOTHROTTLE_ENABLED": not source.local,
        "AUTOTHROTTLE_START_DELAY": pace.delay,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": float(pace.concurrency),
        "CONCURRENT_REQUESTS_PER_DOMAIN": pace.concurrency,
        "CONCURRENT_REQUESTS": max(16, pace.concurrency),
        "DOWNLOAD_MAXSIZE": pace.max_bytes,
        "DOWNLOAD_TIMEOUT": pace.max_seconds,
        "CLOSESPIDER_PAGECOUNT": pace.max_pages,
        "HTTPPROXY_ENABLED": not source.local,
        **(_browser(source) if source.browser else {}),
    }


def _browser(source: Source) -> dict[str, Any]:
    from spiders.fetching.browser import browser_settings
    from spiders.settings import USER_AGENT

    return browser_settings(source, user_agent=USER_AGENT)

"""Pages that only a browser can show: scrapy-playwright with the system's Chromium, behind the guarded proxy.

An optional extra, and off unless a source's file asks for it under `browser`.
"""

import os
import shutil
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from scrapy import Request

from registry.errors import InvalidInput
from spiders.fetching.guarded_proxy import GuardedProxy
from spiders.source_schema import Source

if TYPE_CHECKING:
    from scrapy_playwright.handler import Config

CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-dev-shm-usage",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp", "--force-webrtc-ip-handling-policy",
)  # fmt: skip
NOT_LOADED = frozenset(("image", "media", "font", "websocket", "eventsource", "manifest"))
HANDLER = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"


def missing_browser(source: Source) -> str | None:
    """One sentence on what the source's browser lacks on this machine; None where nothing does or none is asked for."""
    if source.browser is None:
        return None
    if find_spec("scrapy_playwright") is None:
        return f"The source {source.name!r} asks for a browser; install it with: pip install 'wakala[browser]'."
    if _chromium() is None:
        return f"The source {source.name!r} asks for a browser; install Chromium (on Debian: apt-get install chromium)."
    return None


def browser_settings(source: Source, *, user_agent: str) -> dict[str, Any]:
    """The Scrapy settings by which this source's pages are opened in a browser; InvalidInput where there is none."""
    if source.browser is None:
        return {}
    if problem := missing_browser(source):
        raise InvalidInput(problem)
    context = {"user_agent": user_agent, "service_workers": "block", "accept_downloads": False}
    return {
        "DOWNLOAD_HANDLERS": dict.fromkeys(("http", "https"), HANDLER) | dict.fromkeys(("data", "file", "ftp", "s3")),
        "DOWNLOADER_MIDDLEWARES": _middlewares(),
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_BROWSER_PROVIDER": "spiders.fetching.browser_provider.GuardedBrowser",
        "PLAYWRIGHT_LAUNCH_OPTIONS": {
            "executable_path": _chromium(),
            "args": list(QUIET),
            # The superuser's Chromium cannot use its own sandbox; nobody should crawl as the superuser.
            "chromium_sandbox": os.geteuid() != 0,
        },
        "PLAYWRIGHT_CONTEXTS": {"default": context},
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": source.politeness.max_seconds * 1_000,
        "PLAYWRIGHT_ABORT_REQUEST": "spiders.fetching.browser.is_not_loaded",
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": source.politeness.concurrency,
    }


def _middlewares() -> dict[str, Any]:
    from spiders.settings import DOWNLOADER_MIDDLEWARES

    return {**DOWNLOADER_MIDDLEWARES, "spiders.fetching.browser.OpensInBrowser": 10}


def _chromium() -> str | None:
    return next((found for name in CHROMIUM if (found := shutil.which(name))), None)


def is_not_loaded(request: Any) -> bool:
    """Whether a page's own request is for something that says nothing about an advert."""
    return request.resource_type in NOT_LOADED


class OpensInBrowser:
    """Marks every page of a source that asks for it (robots.txt apart) to be opened in the browser."""

    def __init__(self, source: Source) -> None:
        self._wait_for = source.browser.wait_for if source.browser else None
        self._timeout = source.politeness.max_seconds * 1_000

    @classmethod
    def from_crawler(cls, crawler: Any) -> "OpensInBrowser":
        """The marks of one crawl."""
        return cls(crawler.spider.source)

    def process_request(self, request: Request) -> None:
        """Mark one request."""
        if request.meta.get("playwright") is None and not request.url.endswith("/robots.txt"):
            from scrapy_playwright.page import PageMethod

            wait = (
                PageMethod("wait_for_selector", self._wait_for, timeout=self._timeout)
                if self._wait_for
                else PageMethod("wait_for_load_state", "networkidle", timeout=self._timeout)
            )
            request.meta.update(playwright=True, playwright_context="default", playwright_page_methods=[wait])


class BrowserConfig:
    """What the provider changes in scrapy-playwright's own configuration: all traffic goes through the proxy."""

    def __init__(self, config: "Config") -> None:
        self._config = config
        self._proxy = GuardedProxy()

    async def open(self) -> None:
        """Start the proxy and make it the browser's only way out, loopback included."""
        self._config.launch_options["proxy"] = {"server": await self._proxy.start(), "bypass": "<-loopback>"}

    async def close(self) -> None:
        """Stop the proxy."""
        await self._proxy.stop()

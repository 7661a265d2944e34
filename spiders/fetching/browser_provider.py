"""The browser that scrapy-playwright starts for us; apart, because importing it needs the optional extra."""

from typing import TYPE_CHECKING

from scrapy_playwright.provider import PlaywrightBrowserProvider

from spiders.fetching.browser import BrowserConfig

if TYPE_CHECKING:
    from scrapy_playwright.handler import Config


class GuardedBrowser(PlaywrightBrowserProvider):  # type: ignore[misc] # scrapy-playwright publishes no types
    """Chromium behind the guarded proxy, from its first request to its last."""

    def __init__(self, config: "Config") -> None:
        super().__init__(config)
        self._guard = BrowserConfig(config)

    async def start(self) -> None:
        """Start the proxy before anything that could need it."""
        await self._guard.open()
        await super().start()

    async def close(self) -> None:
        """Close the browser, then its way out."""
        await super().close()
        await self._guard.close()

"""`scrapy crawl NAME -O adverts.jsonl`: Scrapy's own feed export, given adverts instead of pages with their bytes."""

from collections.abc import Callable
from typing import Any

from scrapy import Spider
from scrapy.extensions.feedexport import FeedExporter

from spiders.seen import Seen, SeenAdverts
from spiders.source_spider import SourceSpider, Waiting


class AdvertFeed(FeedExporter):
    """Writes each advert item as the JSON that `wakala extract` prints, in whatever format the feed asks for.

    Pages without adverts, and pages that are as they were, are in the registry and in no feed.
    """

    def open_spider(self, spider: Spider) -> None:
        """Open the feed, and hear also of what goes past Scrapy's item pipelines."""
        super().open_spider(spider)
        if isinstance(spider, SourceSpider):
            spider.hand_over = self._heard(spider, spider.hand_over)

    def item_scraped(self, item: Any, spider: Spider) -> None:
        """Write the adverts of one page."""
        if isinstance(item, SeenAdverts):
            for advert in item.items:
                super().item_scraped(advert.model_dump(mode="json"), spider)

    def _heard(self, spider: Spider, hand_over: Callable[[Seen], Waiting | None]) -> Callable[[Seen], Waiting | None]:
        def hand_over_and_write(seen: Seen) -> Waiting | None:
            self.item_scraped(seen, spider)
            return hand_over(seen)

        return hand_over_and_write

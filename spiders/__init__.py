"""Seeing: sources as files, pages as advert items and register rows.

May import `registry` only; the only home of scrapy and twisted. Open `source.py` first, then `advert_spider.py`.
The rooms: `page_reading` (a page without markup) and `field_reading` (what a printed value means); `sources` holds the
shipped source files. A module whose first line begins with "Door:" is run as `python -m spiders.<door>`.
"""

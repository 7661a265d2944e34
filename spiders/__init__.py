"""Seeing: sources as files, pages as advert items and register rows.

May import `registry` only; the only home of scrapy and twisted. Open `source.py` first, then `advert_spider.py`.
The rooms: `fetching` (asking politely), `markup` and `page_reading` (pages with markup and without), `field_reading`
(what a printed value means), `storing`, and `reports` (what people hand in); `sources` holds the shipped source files.
A module whose first line begins with "Door:" is run as `python -m spiders.<door>`.
"""

"""Seeing: sources as files, pages as advert items and register rows.

May import `registry` only; the only home of scrapy and twisted. Open `source.py` first, then `advert_spider.py`.
"""

"""Pages asked for politely and safely: addresses, queues, bounds, the browser, and what is told of it.

`settings.py`, one floor up, names what Scrapy is to use; open `safe_fetching.py` first.
"""

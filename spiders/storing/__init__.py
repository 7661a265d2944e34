"""What a crawl saw, into its archive and the registry, also by processes beside the crawl's.

`pipelines.py`, one floor up, hands over; open `batch_store.py` first.
"""

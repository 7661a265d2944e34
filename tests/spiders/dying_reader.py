"""A process that reads pages and ends at every page that says so; run by `test_reading_process.py`."""

import os
import sys
from socket import socket

from spiders.extraction import PageReading
from spiders.locality import Locality
from spiders.source_schema import Source
from spiders.storing.reading_process import Page, serve


def _read(page: Page, _source: Source, _locality: Locality) -> PageReading | None:
    if page.body == b"die":
        os._exit(1)
    return None if page.body == b"fail" else PageReading(reason=page.body.decode())


if __name__ == "__main__":
    serve(socket(fileno=int(sys.argv[1])), _read)

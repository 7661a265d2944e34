"""The process beside a crawl that stores, killed with its crawl at a chosen moment; started by `killed_crawl.py`."""

import json
import os
from pathlib import Path

from benchmarks.killed_crawl import BESIDE, COUNTED, ORDER, arm, marked
from spiders.storing import store_beside


def main() -> None:
    """Store to the crawl's end or to its death."""
    phase, number, share, marks_file = json.loads(os.environ[ORDER])
    BESIDE.append(os.getppid())
    with marked(marks_file) as marks:
        arm(phase, number, share, marks)
        store_beside.main()
    Path(marks_file + ".counted").write_text(json.dumps(COUNTED))


if __name__ == "__main__":
    main()

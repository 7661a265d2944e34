"""What somebody gets who asks Scrapy itself for a file of adverts."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.spiders.conftest import ROOT, Home
from tests.spiders.site import serve
from tests.spiders.test_crawl import advert, board, with_sitemap


@pytest.mark.parametrize("beside", ["false", "true"])
def test_a_feed_of_a_crawl_has_each_advert_once_in_the_form_that_extract_prints(
    home: Home, tmp_path: Path, beside: str
) -> None:
    lines, table = tmp_path / "adverts.jsonl", tmp_path / "adverts.csv"
    with serve({f"/jobs/{number}": advert(number) for number in range(5)}) as site:
        with_sitemap(site, range(6))
        home.source("board", board(site))
        env = {"WAKALA_HOME": str(home.folder), "WAKALA_READING_PROCESS": beside, "PATH": "/usr/bin:/bin"}
        command = [sys.executable, "-m", "scrapy", "crawl", "board", "-O", str(lines), "-O", str(table)]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        shown = home.door("extract_page", f"{site.url}/jobs/3", "--source", "board")
    adverts = [json.loads(line) for line in lines.read_text().splitlines()]
    assert sorted(one["title"] for one in adverts) == [f"Cook {number}" for number in range(5)]
    [third] = [one for one in adverts if one["title"] == "Cook 3"]
    printed = json.loads(shown.stdout)
    assert set(third) == set(printed)
    assert {name: value for name, value in third.items() if name != "seen_at"} == {
        name: value for name, value in printed.items() if name != "seen_at"
    }
    with table.open(encoding="utf-8", newline="") as file:
        assert sorted(row["title"] for row in csv.DictReader(file)) == [f"Cook {number}" for number in range(5)]

"""The doors that look, list and take in: what they print, where, and with which exit code."""

import csv
import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, select

from registry.records import Advert, Sighting
from registry.vocabulary import SourceKind
from tests.spiders.conftest import Home
from tests.spiders.site import Page, serve
from tests.spiders.test_crawl import advert


def a_csv(file: Path, rows: list[dict[str, Any]]) -> Path:
    text = io.StringIO(newline="")
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows(rows)
    body = text.getvalue().encode()
    file.write_bytes(gzip.compress(body) if file.suffix == ".gz" else body)
    return file


def test_extract_prints_one_line_a_posting(home: Home, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(advert(7).bytes)
    done = home.door("extract_page", str(page), "--url", "https://board.example/jobs/7")
    item = json.loads(done.stdout)
    assert (item["title"], item["hiring_organization"], item["url"], item["method"]) == (
        "Cook 7", "Tembo Ridge Placement Ltd", "https://board.example/jobs/7", "jobposting",
    )  # fmt: skip
    assert {"date_posted", "valid_through", "description", "base_salary", "job_location", "contacts"} <= set(item)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("missing.html", "cannot be read"),
        ("empty.html", "no advert here"),
        ("http://127.0.0.1:9/", "not a public address"),
    ],
)
def test_extract_says_why_there_is_nothing(home: Home, tmp_path: Path, page: str, said: str) -> None:
    (tmp_path / "empty.html").write_text("<html></html>")
    done = home.door("extract_page", page if "://" in page else str(tmp_path / page))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_new_source_is_sketched_checked_and_listed(home: Home) -> None:
    with serve({f"/jobs/cook-{number}": advert(number) for number in range(6)}) as site:
        links = "".join(f"<a href='/jobs/cook-{number}'>Cook</a>" for number in range(6))
        site.pages["/"] = Page(f"<html><body><a href='/about/us'>About</a>{links}</body></html>")
        added = json.loads(home.door("add_source", f"{site.url}/", "--name", "cooks", "--local").stdout)
        checked = home.door("check_source", "cooks")
        again = home.door("add_source", f"{site.url}/", "--name", "cooks", "--local")
        outside = home.door("add_source", f"{site.url}/", "--name", "../../cooks", "--local")
    assert sorted(file.name for file in Path(added["fixtures"]).iterdir()) == [
        "advert-1.html",
        "advert-2.html",
        "listing.html",
    ]
    report = json.loads(checked.stdout)
    assert (checked.returncode, report["ok"], report["items"], report["enabled"]) == (0, True, 6, False)
    assert report["coverage"]["title"] == 1.0
    assert (again.returncode, outside.returncode) == (2, 2)
    listed = {one["name"]: one for one in json.loads(home.door("list_sources").stdout)["sources"]}
    assert listed["cooks"]["enabled"] is False


def a_plain_job(number: int) -> Page:
    return Page(
        f"<html><head><title>Cook {number} | Sahani</title></head><body><h1><a href='/'>Sahani</a></h1>"
        f"<main class='ad'><h2 class='name'>Cook {number} needed</h2>"
        f"<p class='firm'><b>Employer:</b> Hoteli {number}</p>"
        f"<p class='wage'>Salary: KSh {20 + number},000</p><div class='words'>A hotel in Nakuru seeks a cook, number "
        f"{number}, with two years of experience. Apply with your CV at the gate.</div></main></body></html>"
    )


def test_selectors_are_proposed_for_a_site_without_markup(home: Home) -> None:
    with serve({f"/jobs/cook-{number}": a_plain_job(number) for number in range(4)}) as site:
        links = "".join(f"<a href='/jobs/cook-{number}'>Cook</a>" for number in range(4))
        site.pages["/"] = Page(f"<html><body>{links}</body></html>")
        added = json.loads(home.door("add_source", f"{site.url}/", "--name", "cooks", "--local").stdout)
        checked = json.loads(home.door("check_source", "cooks").stdout)
    written = Path(added["file"]).read_text("utf-8")
    assert "title: h2.name" in written
    assert checked["ok"] is True
    assert checked["methods"] == {"css": 4}
    assert all(one["title"].endswith(" needed") for one in checked["examples"])
    assert "two years of experience" in checked["examples"][0]["description"]


def test_a_check_tells_what_is_stated_and_not_read_and_turns_on_only_what_passes(home: Home) -> None:
    posting = {
        "@type": "JobPosting",
        "title": "Cook",
        "description": "A hotel seeks a cook.",
        "jobImmediateStart": True,
    }
    marked = f"<html><script type='application/ld+json'>{json.dumps(posting)}</script><p>Salary: KSh 20,000</p></html>"
    at = ("--at", "2026-11-18")
    with serve({"/1": Page(marked), "/2": a_plain_job(2)}) as site:
        head = "title: B\nkind: board\nlocal: true\nenabled: false\nverified:\n  notes: Nobody looked.\n"
        text = f"{head}start: ['{site.url}/1']\n"
        home.source("good", f"# A comment that stays.\n{text}")
        home.source("bad", text.replace("/1'", "/2'") + "method: [css]\nfields: {title: .nothing}\n")
        good = home.door("check_source", "good", "--turn-on", "--by", "ann@example.org", *at)
        bad = home.door("check_source", "bad", "--turn-on", "--by", "ann@example.org", *at)
        nobody = home.door("check_source", "good", "--turn-on")
    report = json.loads(good.stdout)
    assert report["unread"] == {"properties": {"jobImmediateStart": 1}, "labelled": {"base_salary": 1}}
    assert (good.returncode, report["enabled"]) == (0, True)
    written = (home.folder / "sources" / "good.yml").read_text("utf-8")
    assert "# A comment that stays." in written
    assert "ann@example.org" in written
    assert "2026-11-18" in written
    assert (bad.returncode, json.loads(bad.stdout)["enabled"]) == (1, False)
    assert "enabled: false" in (home.folder / "sources" / "bad.yml").read_text("utf-8")
    assert (nobody.returncode, nobody.stderr.count("\n")) == (2, 1)


def test_a_source_that_gives_nothing_does_not_pass_its_check(home: Home) -> None:
    with serve({"/": Page("<html><body>closed</body></html>")}) as site:
        home.source("empty", f"title: E\nkind: board\nlocal: true\nstart: ['{site.url}/']\nlisting: {{links: a.job}}\n")
        done = home.door("check_source", "empty")
    assert done.returncode == 1
    assert "a.job" in done.stderr


def test_rows_become_adverts_once_and_bad_rows_are_told_by_line(home: Home, stored: Session, tmp_path: Path) -> None:
    said = {
        "title": "Housemaids for Saudi",
        "text": "Kazi nchini Saudia. Piga 0700 000 031",
        "company": "Full timeNyota Agency",
    }
    rows = [
        {
            **said,
            "channel": "WhatsApp",
            "received_on": "2026-11-12",
            "currency": "SAR",
            "min_salary": "1000",
            "max_salary": "1200",
        },
        {
            **said,
            "channel": "WhatsApp",
            "received_on": "2026-11-13",
            "currency": "SAR",
            "min_salary": "1000",
            "max_salary": "1200",
        },
        {"title": "", "text": "", "channel": "WhatsApp"},
        {"title": "Cook", "url": "https://board.example/jobs/1", "channel": "call"},
    ]
    file = a_csv(tmp_path / "reports.csv.gz", rows)
    first = home.door("add_reports", "--csv", str(file), "--at", "2026-11-14T09:00:00+00:00")
    second = home.door("add_reports", "--csv", str(file), "--at", "2026-11-15T09:00:00+00:00")
    done, again = json.loads(first.stdout), json.loads(second.stdout)
    assert (done["rows"], done["adverts"], done["new"], done["errors"]) == (4, 2, 2, 1)
    assert done["first_errors"] == [{"line": 4, "reason": "neither a title nor a text"}]
    assert (again["new"], again["changed"]) == (0, 0)
    maid = stored.exec(select(Advert).where(Advert.title == "Housemaids for Saudi")).one()
    assert maid.url.startswith("report:")
    assert (maid.advertiser, maid.destination, maid.source_kind) == ("Nyota Agency", "SA", SourceKind.SOCIAL)
    assert maid.item["base_salary"] == {"minimum": 1000.0, "maximum": 1200.0, "currency": "SAR", "period": None}  # type: ignore[call-overload]
    assert stored.exec(select(Advert).where(Advert.title == "Cook")).one().url == "https://board.example/jobs/1"
    assert len(stored.exec(select(Sighting)).all()) == 4


def test_guessed_columns_need_a_yes_or_a_spec(home: Home, tmp_path: Path) -> None:
    file = a_csv(
        tmp_path / "odd.csv", [{"Job advertised": "Cook", "Full description": "A hotel seeks a cook", "X": "1"}]
    )
    asked = home.door("add_reports", "--csv", str(file), stdin=-3)
    assert asked.returncode == 2
    assert "--yes" in asked.stderr
    assert json.loads(home.door("add_reports", "--csv", str(file), "--yes").stdout)["new"] == 1
    spec = tmp_path / "spec.yml"
    spec.write_text("columns: {title: Job advertised, description: Full description}\nchannel: facebook\n")
    assert json.loads(home.door("add_reports", "--csv", str(file), "--spec", str(spec)).stdout)["rows"] == 1
    spec.write_text("columns: {title: Nothing like it}\n")
    assert home.door("add_reports", "--csv", str(file), "--spec", str(spec)).returncode == 2


def test_one_text_from_standard_input_is_one_advert(home: Home, stored: Session) -> None:
    text = "Wanted: 20 maids for Qatar. Call O7OO 000 041."
    done = home.door("add_reports", "--text", "-", "--channel", "hotline", input=text)
    assert json.loads(done.stdout)["new"] == 1
    advert = stored.exec(select(Advert)).one()
    assert (advert.destination, advert.source_kind, advert.vacancies) == ("QA", SourceKind.HOTLINE, 20)


@pytest.mark.parametrize("body", [b"", b"a;b\n1;2\n", b"\x1f\x8bnot gzip", b"PK\x03\x04zip"])
def test_a_file_that_is_no_table_of_reports_is_one_sentence(home: Home, tmp_path: Path, body: bytes) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(body)
    done = home.door("add_reports", "--csv", str(file), "--yes")
    assert (done.returncode, done.stdout) == (2, "")
    assert str(file) in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_due_where_nothing_is_switched_on(home: Home) -> None:
    done = home.door("crawl_due")
    assert json.loads(done.stdout) == {"crawls": [], "unreadable": []}

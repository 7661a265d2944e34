"""Pages a second of a whole crawl (fetch, extract, validate, WARC, sighting), beside Scrapy spiders that do nothing.

    python -m benchmarks.crawl --pages 3000 --rounds 3

Needs nginx (Debian package), which serves JSON-LD pages of some 18 kB on loopback. Each round runs, one after another:
ours; ours with processes beside it that read and store the pages (WAKALA_READING_PROCESS); ours without archives
(what WARC writing costs); a Scrapy spider with an empty callback under our settings; the same under Scrapy's defaults;
two of our processes at once. Every run is a process of its own; its rate is pages by
Scrapy's own elapsed time, so starting Python is left out everywhere. The JSON holds medians, the ratio of each round by
the clock and by processor time (which other programs on the machine disturb less), and our memory while it ran.

The empty spider has our settings (robots.txt, the guard of addresses, our bounds and pace, no item pipeline, our quiet
log), Scrapy's own filter of duplicates and Python's own garbage collector. A run of its own has
the collector held back as ours is, which is no setting of Scrapy's.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
CONCURRENCY = 16
DIFFERENT = 100
SITEMAP = 5_000
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 1024; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; types {{ text/html html; text/xml xml; }}
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  server {{
    listen 127.0.0.1:{port}; root {folder}/site;
    location ~ "^/jobs/[0-9]*([0-9][0-9])$" {{ default_type text/html; try_files /page$1.html =404; }}
  }}
}}
"""


@dataclass(frozen=True)
class Run:
    """One crawl: pages, seconds as Scrapy measured them, processor seconds, and resident MB by share of pages done.

    `own` are the processor seconds of the process that crawls, without those that it has beside it.
    """

    pages: int
    seconds: float
    cpu: float
    own: float
    memory: tuple[float, ...] = ()

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.seconds

    @property
    def cost(self) -> float:
        """Processor seconds a page."""
        return self.cpu / self.pages


@contextmanager
def nginx(folder: Path, pages: int) -> Iterator[int]:
    """The site, up while the block runs; its port."""
    site = folder / "site"
    site.mkdir(parents=True)
    for number in range(DIFFERENT):
        (site / f"page{number:02}.html").write_text(_page(number))
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    parts = range(0, pages, SITEMAP)
    for start in parts:
        places = "".join(
            f"<url><loc>http://127.0.0.1:{port}/jobs/{number:06}</loc></url>"
            for number in range(start, min(pages, start + SITEMAP))
        )
        (site / f"part{start}.xml").write_text(f"<urlset>{places}</urlset>")
    index = "".join(f"<sitemap><loc>http://127.0.0.1:{port}/part{start}.xml</loc></sitemap>" for start in parts)
    (site / "sitemap.xml").write_text(f"<sitemapindex>{index}</sitemapindex>")
    (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
    folder.chmod(0o755)
    child = subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)])
    try:
        time.sleep(1)
        yield port
    finally:
        child.terminate()
        child.wait()


def _page(number: int) -> str:
    posting = {
        "@context": "https://schema.org", "@type": "JobPosting", "title": f"Housekeeper {number}",
        "description": "<p>" + f"A hotel in Nakuru seeks housekeeper number {number} with experience. " * 20 + "</p>",
        "hiringOrganization": {"@type": "Organization", "name": f"Tembo Ridge Placement {number} Ltd"},
        "datePosted": "2026-11-16", "validThrough": "2026-12-16", "employmentType": "FULL_TIME",
        "jobLocation": {"@type": "Place", "address": {"addressLocality": "Nakuru", "addressCountry": "KE"}},
        "baseSalary": {"@type": "MonetaryAmount", "currency": "KES", "value": {"value": 25000, "unitText": "MONTH"}},
    }  # fmt: skip
    noise = "".join(f'<li class="n{i}"><a href="/c/{i}?x={number}">Category {i * number}</a></li>' for i in range(250))
    return (
        f"<html><head><title>Job {number}</title>"
        f'<script type="application/ld+json">{json.dumps(posting)}</script></head>'
        f"<body><nav><ul>{noise}</ul></nav><h1>Housekeeper {number}</h1></body></html>"
    )


def ours(
    folder: Path, port: int, *, pages: int, name: str = "board", archive: bool = True, beside: bool = False
) -> "subprocess.Popen[bytes]":
    """Our crawl of the site in a home of its own, started."""
    sources = folder / "sources"
    sources.mkdir(parents=True, exist_ok=True)
    (sources / f"{name}.yml").write_text(
        f"title: Board\nkind: board\nlocal: true\nstart: ['http://127.0.0.1:{port}/sitemap.xml']\n"
        f"sitemap: {{follow: /jobs/}}\npoliteness: {{delay: 0, concurrency: {CONCURRENCY}, max_pages: {pages * 2}}}\n"
    )
    code = "import sys; from spiders import crawl\n"
    if not archive:
        code += (
            "from registry.kept_pages.writing import EvidenceWriter as W; from registry.evidence import KeptPage\n"
            "W.keep = lambda self, **_: KeptPage('0' * 64, self.file.name, 0)\n"
        )
    code += (
        "from benchmarks.processor_time import ProcessorTime; from spiders import crawling\n"
        "taken = ProcessorTime(); run = crawling._run\n"
        "def timed(*a, **k):\n"
        "    done = run(*a, **k)\n"
        "    for one in done.values(): one['cpu'], one['own'] = taken.seconds, taken.own\n"
        "    return done\n"
        "crawling._run = timed\n"
        "sys.exit(crawl.main(sys.argv[1:]))"
    )
    kept = {one: value for one, value in os.environ.items() if not one.startswith("WAKALA_")}
    env = {**kept, "WAKALA_HOME": str(folder), "WAKALA_READING_PROCESS": str(beside)}
    return subprocess.Popen([sys.executable, "-c", code, name], cwd=ROOT, env=env, stdout=subprocess.PIPE)


def peer(folder: Path, port: int, *, pages: int, settings: str, held_back: bool = False) -> "subprocess.Popen[bytes]":
    """The same pages fetched by a Scrapy spider whose callback does nothing, started."""
    folder.mkdir(parents=True, exist_ok=True)
    env = {**os.environ, "WAKALA_HOME": str(folder)}
    given = [str(port), str(pages), settings, str(CONCURRENCY), *(["held-back"] if held_back else [])]
    command = [sys.executable, "-m", "benchmarks.empty_spider", *given]
    return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE)


def finish(children: Sequence["subprocess.Popen[bytes]"]) -> Run:
    """What the processes came to together: pages of all by the time of the slowest."""
    memory = []
    while any(child.poll() is None for child in children):
        memory.append(sum(_resident(child.pid) for child in children))
        time.sleep(0.25)
    told = [json.loads(child.communicate()[0]) for child in children]
    runs = [one["crawls"][0] if "crawls" in one else one for one in told]
    for one in runs:
        assert one.get("state", "finished") == "finished", one
    cpu = sum(one["cpu"] for one in runs)
    shares = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.98)
    marks = [memory[int(share * (len(memory) - 1))] for share in shares] if memory else []
    own = sum(one["own"] for one in runs)
    return Run(sum(one["pages"] for one in runs), max(one["seconds"] for one in runs), cpu, own, tuple(marks))


def memory_curve(folder: Path, port: int, *, pages: int, steps: int = 10) -> dict[str, object]:
    """The most MB that one crawl of ours held in each tenth of its pages, as it counts them in its own record."""
    child = ours(folder, port, pages=pages)
    most: dict[int, float] = {}
    while child.poll() is None:
        done = _pages_on_file(folder / "wakala.sqlite3")
        if done:
            step = min(steps, 1 + done * steps // pages) * pages // steps
            most[step] = max(most.get(step, 0.0), _resident(child.pid))
        time.sleep(0.5)
    told = json.loads(child.communicate()[0])["crawls"][0]
    curve = {up_to: round(value) for up_to, value in sorted(most.items())}
    return {"pages": told["pages"], "seconds": told["seconds"], "most_mb_up_to_pages": curve}


def _pages_on_file(file: Path) -> int:
    if not file.is_file():
        return 0
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        try:
            found = connection.execute("SELECT pages FROM crawl").fetchone()
        except sqlite3.OperationalError:  # not made yet
            return 0
    return int(found[0]) if found else 0


def _resident(pid: int) -> float:
    """MB of the process and of those that it started."""
    try:
        own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
        started = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0.0
    return own + sum(_resident(int(child)) for child in started)


def one_round(folder: Path, port: int, *, pages: int) -> dict[str, Run]:
    """Every kind of run once."""
    return {
        "ours": finish([ours(folder / "ours", port, pages=pages)]),
        "ours_reading_beside": finish([ours(folder / "beside", port, pages=pages, beside=True)]),
        "empty_same_settings": finish([peer(folder / "same", port, pages=pages, settings="ours")]),
        "empty_held_back": finish([peer(folder / "held", port, pages=pages, settings="ours", held_back=True)]),
        "ours_without_archive": finish([ours(folder / "bare", port, pages=pages, archive=False)]),
        "empty_scrapy_defaults": finish([peer(folder / "defaults", port, pages=pages, settings="defaults")]),
        "ours_two_processes": finish([ours(folder / f"two{one}", port, pages=pages) for one in range(2)]),
    }


def main() -> int:
    """The measurement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=3_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory-only", action="store_true", help="one crawl of ours, for its memory")
    given = parser.parse_args()
    with TemporaryDirectory() as name, nginx(Path(name), given.pages) as port:
        folder = Path(name)
        if given.memory_only:
            print(json.dumps({"cores": os.cpu_count(), **memory_curve(folder / "ours", port, pages=given.pages)}))
            return 0
        rounds = [one_round(folder / str(number), port, pages=given.pages) for number in range(given.rounds)]
    kinds = {
        kind: {
            "pages_per_second": round(median(one[kind].rate for one in rounds), 1),
            "cpu_ms_per_page": round(median(one[kind].cost for one in rounds) * 1000, 2),
            "own_cpu_ms_per_page": round(median(one[kind].own / one[kind].pages for one in rounds) * 1000, 2),
            "resident_mb": [round(value) for value in rounds[0][kind].memory],
        }
        for kind in rounds[0]
    }
    ratios = {}
    for name, left, right in (
        ("ours_to_empty_same_settings", "ours", "empty_same_settings"),
        ("reading_beside_to_empty_same_settings", "ours_reading_beside", "empty_same_settings"),
        ("ours_to_empty_held_back", "ours", "empty_held_back"),
        ("ours_to_empty_scrapy_defaults", "ours", "empty_scrapy_defaults"),
        ("with_to_without_archive", "ours", "ours_without_archive"),
        ("two_processes_to_one", "ours_two_processes", "ours"),
    ):
        ratios[name] = {
            "by_clock": [round(one[left].rate / one[right].rate, 2) for one in rounds],
            "by_processor": [round(one[right].cost / one[left].cost, 2) for one in rounds],
        }
    print(json.dumps({"cores": os.cpu_count(), "load": os.getloadavg(), "runs": kinds, "ratios": ratios}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())

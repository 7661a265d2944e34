"""Crawls of the demo country killed (SIGKILL) at random moments, taken up again, and compared with an undisturbed one.

    python -m benchmarks.interrupted_crawl --kills 50 --adverts 1000 --seed 1

Prints one JSON document: kills by the phase they hit, and how many of the resumed crawls differ from the undisturbed
one in adverts, in sightings, in the set of (address, payload digest) archived, or in the crawls' own counts; how many
archives could not be read to their last whole record, before and after resuming; how many pages on file had no proof
right after the kill. A third of the kills come from outside at a uniformly random time (they hit fetching, mostly), a
third in the middle of writing a record to an archive, a third at a random statement or COMMIT of a unit of work.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import Session, select
from warcio.archiveiterator import ArchiveIterator

from dashboard.demo.prepare import prepare
from dashboard.demo.running import serve_country
from registry.database import open_database
from registry.evidence import read_archive
from registry.kept_pages.checking import verify_evidence
from registry.records import Advert, Crawl, Sighting
from registry.schema import upgrade
from spiders.fetching.one_at_a_time import is_crawled_now

ROOT = Path(__file__).parents[1]
AT = ("--at", "2026-11-22T18:00:00+00:00")
NAMES = ("demo_agency_sites", "demo_blog", "demo_board", "demo_ministry", "demo_soko")
PHASES = ("fetch", "append", "commit")
MARKS = {"f": "fetch", "a": "append", "c": "commit"}


@dataclass(frozen=True)
class Snapshot:
    """What a home holds after its crawls: everything that must not depend on whether they were killed."""

    adverts: frozenset[tuple[str, ...]]
    sightings: tuple[tuple[str, ...], ...]
    archived: frozenset[tuple[str, str]]
    counts: tuple[tuple[object, ...], ...]


@dataclass
class Trials:
    """Where crawls are killed, and what each needs."""

    home: Path
    sources: Path
    names: Sequence[str]
    steps: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    beside: bool = False

    def fresh(self) -> None:
        """An empty home with the sources."""
        shutil.rmtree(self.home, ignore_errors=True)
        (self.home / "sources").mkdir(parents=True)
        for name in self.names:
            shutil.copy(self.sources / f"{name}.yml", self.home / "sources")
        engine = open_database(self.database)
        upgrade(engine)
        engine.dispose()

    @property
    def database(self) -> str:
        """The home's database."""
        return f"sqlite:///{self.home / 'wakala.sqlite3'}"

    def start(self, phase: str, number: int, share: float) -> "subprocess.Popen[bytes]":
        """A crawl that dies at the `number`th step of `phase`."""
        marks = self.home / "marks"
        marks.write_bytes(b"f")
        command = [sys.executable, "-m", "benchmarks.killed_crawl", phase, str(number), str(share), str(marks)]
        return self._run([*command, *self.names, *AT])

    def resume(self) -> None:
        """What the timetable does next: every source that did not come to its end is due, and taken up again."""
        child = self._run([sys.executable, "-m", "spiders.crawl_due", *AT])
        _, said = child.communicate(timeout=600)
        assert child.returncode == 0, said.decode()

    def count_steps(self) -> None:
        """One undisturbed crawl, to learn how many steps of each phase there are and how long it takes."""
        self.fresh()
        started = time.monotonic()
        child = self.start("count", 0, 0.0)
        _, said = child.communicate(timeout=600)
        assert child.returncode == 0, said.decode()
        self.steps, self.seconds = json.loads(said.decode().splitlines()[-1]), time.monotonic() - started

    def kill(self, phase: str, chance: random.Random) -> str:
        """A crawl of a fresh home killed in `phase`; the phase that the kill hit, "over" when it came too late."""
        self.fresh()
        if phase == "fetch":
            child = self.start("count", 0, 0.0)
            time.sleep(chance.uniform(0.15, 0.95) * self.seconds)
            os.kill(child.pid, signal.SIGSTOP)
            hit = MARKS[(self.home / "marks").read_text()] if child.poll() is None else "over"
            child.kill()
        else:
            child, hit = self.start(phase, chance.randint(1, self.steps[phase]), chance.random()), phase
        child.communicate(timeout=600)
        while any(is_crawled_now(name, home=self.home) for name in self.names):
            time.sleep(0.05)  # a process beside it that stores ends its batch first
        return hit if child.returncode == -signal.SIGKILL else "over"

    def _run(self, command: Sequence[str]) -> "subprocess.Popen[bytes]":
        kept = {name: value for name, value in os.environ.items() if not name.startswith("WAKALA_")}
        env = {**kept, "WAKALA_HOME": str(self.home), "WAKALA_READING_PROCESS": str(self.beside)}
        return subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def snapshot(self) -> Snapshot:
        """What the home holds now."""
        engine = open_database(self.database)
        with Session(engine) as session:
            adverts = session.exec(select(Advert)).all()
            keys = {one.id: (one.source, one.key) for one in adverts}
            crawls = session.exec(select(Crawl)).all()
            said = session.exec(select(Sighting)).all()
            snapshot = Snapshot(
                frozenset((one.source, one.key, one.content_digest, one.state.value) for one in adverts),
                tuple(sorted((*keys[one.advert_id], one.change.value, one.content_digest) for one in said)),
                frozenset(_archived(self.home / "evidence")),
                tuple(
                    sorted(
                        (one.source, one.state.value, one.items, one.new, one.changed, one.gone,
                         tuple(sorted(dict(one.filled).items())))
                        for one in crawls
                    )
                ),
            )  # fmt: skip
        engine.dispose()
        return snapshot

    def without_proof(self) -> int:
        """How many pages that adverts on file rest on cannot be read and proved."""
        engine = open_database(self.database)
        with Session(engine) as session:
            damaged = len(verify_evidence(session, self.home / "evidence").damaged)
        engine.dispose()
        return damaged


def _archived(folder: Path) -> Iterator[tuple[str, str]]:
    for file in folder.glob("*.warc.gz"):
        yield from ((one.page.url, one.digest) for one in read_archive(file))


def unreadable(folder: Path) -> list[str]:
    """Archives that a standard reader cannot read to the end of their last whole gzip member, digests checked."""
    bad = []
    for file in folder.glob("*.warc.gz"):
        whole = file.read_bytes()
        cut = file.with_suffix(".whole")
        cut.write_bytes(whole[: _last_whole(whole)])
        try:
            with cut.open("rb") as stream:
                for record in ArchiveIterator(stream, check_digests="raise"):
                    record.content_stream().read()
        except Exception as error:  # noqa: BLE001  (whatever a standard reader says of it is the finding)
            bad.append(f"{file.name}: {error}")
        cut.unlink()
    return bad


def _last_whole(data: bytes) -> int:
    whole = 0
    while whole < len(data):
        member = zlib.decompressobj(31)
        member.decompress(data[whole:])
        if not member.eof:
            break
        whole = len(data) - len(member.unused_data)
    return whole


def run_trials(trials: Trials, *, kills: int, seed: int) -> dict[str, object]:
    """`kills` crawls killed and resumed; what hit, and what differed."""
    chance = random.Random(seed)
    trials.count_steps()
    wanted = trials.snapshot()
    hits: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    details: list[str] = []
    number = 0
    while sum(hits.values()) < kills:
        phase = PHASES[number % len(PHASES)]
        number += 1
        hit = trials.kill(phase, chance)
        if hit == "over":
            continue
        hits[hit] += 1
        evidence = trials.home / "evidence"
        found = {"unreadable_after_kill": unreadable(evidence), "without_proof_after_kill": trials.without_proof()}
        trials.resume()
        got = trials.snapshot()
        found |= {name: getattr(got, name) != getattr(wanted, name) for name in Snapshot.__dataclass_fields__}
        found |= {"unreadable_at_last": unreadable(evidence), "without_proof_at_last": trials.without_proof()}
        wrong.update(name for name, value in found.items() if value)
        details += [f"{hit}: {name}: {str(value)[:300]}" for name, value in found.items() if value]
        sys.stderr.write(f"{sum(hits.values())}/{kills} {dict(hits)} {dict(wrong)}\n")
    return {
        "kills": dict(hits), "too_late": number - kills, "differing_or_damaged": dict(wrong), "details": details[:20],
        "undisturbed": {
            "adverts": len(wanted.adverts), "sightings": len(wanted.sightings), "archived": len(wanted.archived),
            "seconds": round(trials.seconds, 1), "steps": trials.steps,
        },
    }  # fmt: skip


def main() -> int:
    """The measurement; 1 when anything differed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--adverts", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--reading-process", action="store_true", help="with processes beside each crawl that read and store"
    )
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        plan = prepare(Path(folder) / "country", seed=given.seed, adverts=given.adverts)
        with serve_country(plan):
            trials = Trials(Path(folder) / "home", plan.sources_dir, NAMES, beside=given.reading_process)
            found = run_trials(trials, kills=given.kills, seed=given.seed)
    print(json.dumps(found, indent=1))
    return 1 if found["differing_or_damaged"] else 0


if __name__ == "__main__":
    sys.exit(main())

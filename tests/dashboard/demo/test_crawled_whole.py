"""The country is crawled by the ordinary spiders, and every advert of the truth arrives."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import Session, select

from dashboard.demo.prepare import prepare
from dashboard.demo.truth import read_truth
from registry.database import open_database
from registry.records import Advert, Agency, JobOrder, Notice
from registry.schema import upgrade

AT = "2026-11-22T09:00:00+03:00"


@pytest.mark.slow
def test_every_advert_and_every_list_comes_through(tmp_path: Path) -> None:
    plan = prepare(tmp_path / "home", seed=3, adverts=150)
    url = f"sqlite:///{plan.home / 'wakala.sqlite3'}"
    engine = open_database(url)
    upgrade(engine)
    given = {"WAKALA_HOME": str(plan.home), "WAKALA_JURISDICTIONS_DIR": str(plan.jurisdictions_dir)}
    environment = {**{k: v for k, v in os.environ.items() if not k.startswith("WAKALA_")}, **given}

    def door(*arguments: str) -> dict[str, object]:
        done = subprocess.run(
            [sys.executable, "-m", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        result: dict[str, object] = json.loads(done.stdout)
        return result

    command = [sys.executable, "-m", "dashboard.demo.server", "--home", str(plan.home), "--ready"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            assert server.stdout.readline().strip() == plan.address
            crawls = door("spiders.crawl", *plan.sources, "--at", AT)["crawls"]
            door("spiders.add_reports", "--csv", str(plan.forwards_csv), "--at", AT)
        finally:
            server.terminate()
    assert isinstance(crawls, list)
    assert {crawl["state"] for crawl in crawls} == {"finished"}
    with Session(engine) as session:
        seen = set(session.exec(select(Advert.url)))
        assert {row.advert_url for row in read_truth(plan.truth_csv)} == seen
        assert len(session.exec(select(Agency.id)).all()) > 450
        assert session.exec(select(Notice.id)).all()
        assert session.exec(select(JobOrder.id)).all()
    engine.dispose()

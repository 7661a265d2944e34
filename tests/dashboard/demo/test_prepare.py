"""A demo home is laid out once, keeps its port, and refuses to become another week."""

import csv
import shutil
from pathlib import Path

import pytest
import yaml

from dashboard.demo import law_overlay
from dashboard.demo.prepare import prepare, read_plan
from dashboard.demo.sources import source_files
from registry.errors import InvalidInput
from registry.law.rulebook import SHIPPED, load_rulebook
from spiders.source import load_source


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fictional jurisdiction stands in as the shipped law: the demo may not know what the real one says."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    text = (SHIPPED / "zz.yml").read_text("utf-8")
    (folder / "zz.yml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(law_overlay, "SHIPPED", folder)
    monkeypatch.setattr(law_overlay, "CODE", "zz")


def snapshot(home: Path) -> dict[str, bytes]:
    return {str(file.relative_to(home)): file.read_bytes() for file in sorted(home.rglob("*")) if file.is_file()}


def test_laying_out_twice_changes_nothing(tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = prepare(home, seed=5, adverts=200)
    before = snapshot(home)
    assert prepare(home) == first
    assert prepare(home, seed=5, adverts=200) == first
    assert snapshot(home) == before


def test_another_week_needs_another_home(tmp_path: Path) -> None:
    prepare(tmp_path / "home", seed=5, adverts=200)
    with pytest.raises(InvalidInput, match="another home"):
        prepare(tmp_path / "home", seed=6, adverts=200)


@pytest.mark.parametrize("adverts", [0, -5, 100_001])
def test_sizes_out_of_bounds_are_refused(tmp_path: Path, adverts: int) -> None:
    with pytest.raises(InvalidInput, match="--adverts"):
        read_plan(tmp_path, adverts=adverts)


def test_a_damaged_state_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text("{")
    with pytest.raises(InvalidInput, match="laid out anew"):
        prepare(tmp_path)


def test_every_source_file_is_one_that_the_spiders_load(tmp_path: Path) -> None:
    plan = prepare(tmp_path / "home", seed=1, adverts=3_000)
    assert len(plan.sources) == 9
    for name in plan.sources:
        source = load_source(plan.sources_dir / f"{name}.yml")
        assert source.local
        assert all(start.startswith(plan.address) for start in source.start)


def test_the_truth_names_every_advert_once_and_the_csv_every_forward(tmp_path: Path) -> None:
    plan = prepare(tmp_path / "home", seed=1, adverts=500)
    with plan.truth_csv.open(newline="") as stream:
        truth = list(csv.DictReader(stream))
    with plan.forwards_csv.open(newline="") as stream:
        forwards = list(csv.DictReader(stream))
    addresses = [row["advert_url"] for row in truth]
    assert len(addresses) == len(set(addresses)) == plan.written
    assert {row["url"] for row in forwards} <= set(addresses)
    assert {row["label"] for row in truth} == {"offender", "innocent"}


def test_the_demo_ministry_may_say_what_official_senders_may(tmp_path: Path) -> None:
    plan = prepare(tmp_path / "home", seed=1, adverts=100)
    law = load_rulebook("zz", extra_dir=plan.jurisdictions_dir).jurisdiction
    shipped = yaml.safe_load((SHIPPED / "zz.yml").read_text("utf-8"))
    assert law.official_senders[-1].domains == ("demo-ministry.example",)
    assert set(law.official_senders[-1].cancels) == {
        rule for sender in shipped["official_senders"] for rule in sender["cancels"]
    }
    assert len(law.rules) == len(shipped["rules"])


def test_the_law_is_made_again_when_the_shipped_one_changes(tmp_path: Path) -> None:
    plan = prepare(tmp_path / "home", seed=1, adverts=100)
    shipped = law_overlay.SHIPPED / "zz.yml"
    shipped.write_text(shipped.read_text("utf-8") + "\n# reviewed\n", encoding="utf-8")
    shutil.rmtree(plan.jurisdictions_dir)
    prepare(tmp_path / "home")
    assert (plan.jurisdictions_dir / "zz.yml").is_file()


def test_sites_without_adverts_have_no_source() -> None:
    from dashboard.demo.site_map import DemoSites
    from dashboard.demo.world import build_world

    week = build_world(seed=4, adverts=50)
    files = source_files(week, DemoSites(week, "http://127.0.0.1:9"))
    assert ("demo_ministry" in files) is bool(week.by_site.get("ministry"))

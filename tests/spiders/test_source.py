"""Source files are read strictly: what is wrong is said with file, line and remedy, and the stem is the name."""

from pathlib import Path

import pytest

from registry.errors import InvalidInput, NotFound
from registry.settings import Settings
from spiders.source import SHIPPED, find_source, load_source, readable_sources, source_folders

GOOD = "title: A board\nkind: board\nstart: [https://board.example/jobs]\nlisting: {links: a.job}\n"


def written(folder: Path, text: str, name: str = "my_board.yml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, "utf-8")
    return file


def test_the_files_stem_is_the_spiders_name(tmp_path: Path) -> None:
    assert load_source(written(tmp_path, GOOD)).name == "my_board"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD + "politenes: {delay: 1}\n", "line 5: 'politenes' is not a key"),
        (GOOD + "title: Twice\n", "line 5: the key 'title' is written twice"),
        (GOOD + "name: other\n", "remove the key 'name'"),
        (GOOD + "fields: {salry: .pay}\n", "salry"),
        (GOOD + "politeness: {delay: 0}\n", "at most every 0.5 s"),
        (GOOD + "sitemap: {}\n", "at most one of listing, sitemap, feed"),
        (GOOD + "paging: {next: a.next, parameter: {name: p}}\n", "exactly one of next, parameter, postback"),
        (GOOD + "lookups: {title: [{raw: X, value: Y}]}\n", "reason is missing"),
        (GOOD.replace("https://board", "ftp://board"), "not a web address"),
        (GOOD.replace("kind: board\n", ""), "give `kind`"),
        (GOOD + "politeness: {hours: {since: 20, until: 6, time_zone: Nairobi}}\n", "not a time zone"),
        (GOOD.replace("a.job", "'[[['"), "is no CSS selector"),
        (GOOD + "fields: {title: {xpath: '//h1['}}\n", "is no XPath"),
        (GOOD.replace("listing: {links: a.job}", "sitemap: {follow: '('}"), "is no pattern"),
        ("- a\n- b\n", "line 1"),
    ],
)
def test_what_is_wrong_is_said_with_the_file_and_the_key(tmp_path: Path, text: str, said: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(InvalidInput) as error:
        load_source(file)
    assert str(file) in str(error.value)
    assert said in str(error.value)


def test_a_file_with_another_kind_of_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="rename it"):
        load_source(written(tmp_path, GOOD, "My Board.yml"))


def test_everything_shipped_loads_and_is_switched_off() -> None:
    shipped, broken = readable_sources([SHIPPED])
    assert broken == {}
    assert {"neaims_agencies", "neaims_vacancies", "board_by_sitemap"} <= set(shipped)
    assert not any(source.enabled or source.verified.by for source in shipped.values())


def test_an_operators_file_replaces_the_shipped_one_of_that_name(tmp_path: Path) -> None:
    written(tmp_path / "home" / "sources", GOOD, "board_by_sitemap.yml")
    settings = Settings(home=tmp_path / "home")
    assert find_source("board_by_sitemap", source_folders(settings)).title == "A board"


def test_an_unknown_name_suggests_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="neaims_agencies"):
        find_source("neaims_agency", [SHIPPED])


def test_one_broken_file_does_not_stop_another_source(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    written(tmp_path, "nonsense: 1\n", "broken.yml")
    assert find_source("my_board", [tmp_path]).title == "A board"

"""Situations are data that a lawyer writes: a slip in them stops the load with file, line and remedy."""

from pathlib import Path

import pytest

from registry.errors import InvalidInput
from registry.law.rulebook import load_rulebook
from registry.law.situations import load_situations
from registry.vocabulary import SourceKind

ZZ = load_rulebook("zz")
FILE = """
jurisdiction: zz
judged_on: 2026-11-18
lists: {agencies: [2026-10-01, 2026-11-01]}
agencies:
  - {name: Tembo Ridge Placement Ltd, number: ZZ/EA/0901, phone: 0700 000 001, until: 2026-11-01}
  - {name: Tembo Ridge Placement Ltd, number: ZZ/EA/0901, status: lapsed, since: 2026-11-01}
situations:
  licence_expired_advertising:
    must_flag:
      - title: after it lapsed
        advert: {advertiser: Tembo Ridge Placement Ltd, text: Drivers for Qatar.}
    must_not_flag:
      - title: before it lapsed
        judged_on: 2026-11-02
        advert: {advertiser: Tembo Ridge Placement Ltd, text: Drivers for Qatar., day: 2026-10-20, kind: social}
"""
PART = """
situations:
  phoenix:
    must_flag: [{title: its telephone, advert: {text: Drivers. Call 0700 000 001.}}]
    must_not_flag: [{title: another telephone, advert: {text: Drivers. Call 0700 000 002.}}]
"""


def write(folder: Path, text: str, name: str = "situations.yml") -> Path:
    (folder / "zz").mkdir(exist_ok=True)
    (folder / "zz" / name).write_text(text, "utf-8")
    return folder


def test_a_countrys_situations_are_read_with_what_is_expected_and_the_day(tmp_path: Path) -> None:
    said = load_situations(ZZ, extra_dir=write(tmp_path, FILE))
    flags, spares = said.staged()
    assert (flags.rule_id, flags.found, flags.judged_on.day) == ("licence_expired_advertising", True, 18)
    assert (spares.found, spares.judged_on.day, spares.situation.advert.kind) == (False, 2, SourceKind.SOCIAL)
    october, november = said.lists["agencies"]  # type: ignore[index]
    assert [one.status for one in said.agencies if one.is_on(october)] == ["valid"]
    assert [one.status for one in said.agencies if one.is_on(november)] == ["lapsed"]


def test_they_may_stand_in_several_files(tmp_path: Path) -> None:
    write(tmp_path, PART, "situations_more.yml")
    said = load_situations(ZZ, extra_dir=write(tmp_path, f"parts: [zz/situations_more.yml]\n{FILE}"))
    assert [*said.situations] == ["licence_expired_advertising", "phoenix"]


@pytest.mark.parametrize(
    ("was", "becomes", "line", "says"),
    [
        ("jurisdiction: zz", "jurisdiction: ke", 2, "must be 'zz'"),
        ("  licence_expired_advertising:", "  licence_expird_advertising:", 9, "no rule 'licence_expird_advertising'"),
        ("  licence_expired_advertising:", "  passport_collected:", 9, "found by wording"),
        ("title: after it lapsed", "titel: after it lapsed", 11, "'titel' is not a key"),
        ("title: before it lapsed", "title: after it lapsed", 14, "two situations called 'after it lapsed'"),
        ("day: 2026-10-20", "day: 2026-12-20", 14, "before its advert is seen, or after 2026-11-02"),
        ("kind: social", "kind: poster", 16, "kind must be"),
        ("[2026-10-01, 2026-11-01]", "[2026-11-01, 2026-10-01]", 4, "must follow one another"),
        ("{agencies: [2026-10-01, 2026-11-01]}", "{names: [2026-10-01]}", 4, "no names"),
        ("{agencies: [2026-10-01, 2026-11-01]}", "{maritime: [2026-10-01]}", 4, "no day on which agencies"),
    ],
)
def test_a_slip_stops_the_load_with_file_line_and_remedy(
    tmp_path: Path, was: str, becomes: str, line: int, says: str
) -> None:
    assert was in FILE
    write(tmp_path, FILE.replace(was, becomes, 1))
    with pytest.raises(InvalidInput, match=says) as raised:
        load_situations(ZZ, extra_dir=tmp_path)
    assert f"{tmp_path / 'zz' / 'situations.yml'}, line {line}:" in str(raised.value)


def test_situations_of_both_kinds_are_asked_for(tmp_path: Path) -> None:
    write(tmp_path, FILE[: FILE.index("    must_not_flag")])
    with pytest.raises(InvalidInput, match="must_not_flag is missing"):
        load_situations(ZZ, extra_dir=tmp_path)


def test_a_country_without_situations_says_where_they_would_stand() -> None:
    with pytest.raises(InvalidInput, match=r"write hk/situations.yml beside hk.yml"):
        load_situations(load_rulebook("hk"))

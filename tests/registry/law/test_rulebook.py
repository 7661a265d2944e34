"""Law is data that a lawyer edits: every slip stops the load with file, line and remedy; versions follow content."""

from datetime import datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from registry.errors import InvalidInput
from registry.law.rulebook import SHIPPED, available_jurisdictions, load_rulebook, record_rulebook
from registry.law.wording_schema import Reference
from registry.records import AuditEntry

ZZ = (SHIPPED / "zz.yml").read_text("utf-8")


def write(folder: Path, text: str, name: str = "zz.yml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("code", available_jurisdictions())
def test_every_shipped_jurisdiction_loads(code: str) -> None:
    assert load_rulebook(code).jurisdiction.code == code


def test_hong_kongs_references_are_marked_unconfirmed() -> None:
    reference = load_rulebook("hk").jurisdiction.licensing.reference
    assert (reference.reliability, reference.confirmed) == ("C", False)


def test_the_version_follows_what_a_file_says_and_not_its_layout(tmp_path: Path) -> None:
    shipped = load_rulebook("zz").version
    assert load_rulebook("zz", extra_dir=write(tmp_path, "# a comment\n" + ZZ)).version == shipped
    changed = ZZ.replace("minimum: 20000", "minimum: 30000")
    assert load_rulebook("zz", extra_dir=write(tmp_path, changed)).version != shipped


def test_a_folder_of_ones_own_adds_and_replaces(tmp_path: Path) -> None:
    write(tmp_path, ZZ.replace("code: zz", "code: yy").replace("name: Zamzania", "name: Elsewhere"), "yy.yml")
    assert load_rulebook("yy", extra_dir=tmp_path).jurisdiction.name == "Elsewhere"
    assert "yy" in available_jurisdictions(extra_dir=tmp_path)
    write(tmp_path, ZZ.replace("name: Zamzania", "name: Replaced"))
    assert load_rulebook("zz", extra_dir=tmp_path).jurisdiction.name == "Replaced"
    assert load_rulebook("zz").jurisdiction.name == "Zamzania"


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ("currency: ZZD", "currrency: ZZD", "'currrency' is not a key"),
        ("currency: ZZD", "currency: ZZD\ncurrency: ZZE", "'currency' is written twice"),
        ('country: "ZZ"', "country: NO", "quotes"),
        ('isco: "5152"', "isco: 5152", "must be text"),
        ('isco: "5152"', "isco: 0555", "quotes"),
        ("ground: documents", "ground: paperwork", "ground"),
        ("    must_flag:\n      - For safety", "    must_flg:\n      - For safety", "'must_flg' is not a key"),
        ('cancels: ["fee_registration"]', 'cancels: ["no_such_rule"]', "no_such_rule"),
        ("severity: medium\n    points: 1", "severity: medium\n    points: 99", "points"),
        ("name: Zamzania", "name: [", "not YAML"),
        ("most: 0 #", "most_months_pay: 1\n    most: 0 #", "either most or most_months_pay"),
        ('destinations: ["SA"] #', 'destinations: ["SO"] #', "not listed: SO"),
        ("occupations: [] #", "occupations: [sorcerer] #", "without a concept: job_sorcerer"),
        ('purposes: ["processing"]', 'purposes: ["anything"]', "purposes"),
        (r"'\bZZ/EA/\d{4}\b'", "'ZZ/(EA'", "number_pattern is no regular expression"),
    ],
)
def test_a_slip_stops_the_load_with_file_line_and_remedy(tmp_path: Path, was: str, becomes: str, says: str) -> None:
    assert was in ZZ
    write(tmp_path, ZZ.replace(was, becomes, 1))
    with pytest.raises(InvalidInput, match=says) as raised:
        load_rulebook("zz", extra_dir=tmp_path)
    assert str(tmp_path / "zz.yml") in str(raised.value)
    assert ", line " in str(raised.value)
    assert "\n" not in str(raised.value)


def test_the_line_is_the_one_at_fault(tmp_path: Path) -> None:
    write(tmp_path, ZZ.replace("ground: documents", "ground: paperwork"))
    with pytest.raises(InvalidInput, match=f"line {line_of(ZZ, 'ground: documents')}:"):
        load_rulebook("zz", extra_dir=tmp_path)


def test_a_rule_without_examples_does_not_load(tmp_path: Path) -> None:
    start = ZZ.index("    must_flag:\n      - For safety")
    end = ZZ.index("  - id: women_only_age_appearance")
    write(tmp_path, ZZ[:start] + ZZ[end:])
    with pytest.raises(InvalidInput, match="rule passport_collected needs sentences"):
        load_rulebook("zz", extra_dir=tmp_path)


@pytest.mark.parametrize(
    ("code", "says"), [("qq", r"no file for jurisdiction 'qq' \(known: .*zz"), ("../zz", "no file for jurisdiction")]
)
def test_an_unknown_jurisdiction_names_the_known_ones(code: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        load_rulebook(code)


def test_a_folder_or_file_that_cannot_be_used_says_so(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="WAKALA_JURISDICTIONS_DIR"):
        load_rulebook("zz", extra_dir=tmp_path / "nowhere")
    (tmp_path / "zz.yml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidInput, match="not UTF-8"):
        load_rulebook("zz", extra_dir=tmp_path)
    (tmp_path / "zz.yml").write_bytes(b"")
    with pytest.raises(InvalidInput, match="is empty"):
        load_rulebook("zz", extra_dir=tmp_path)
    write(tmp_path, ZZ.replace("code: zz", "code: zy"))
    with pytest.raises(InvalidInput, match="must be the file's name"):
        load_rulebook("zz", extra_dir=tmp_path)
    (tmp_path / "zz.yml").write_bytes(b"a: b\n" * 1_000_000)
    with pytest.raises(InvalidInput, match="larger than"):
        load_rulebook("zz", extra_dir=tmp_path)


PARTS = "parts: [zz/words.yml, zz/rules.yml]\n"
WORDS = "concepts:\n  paper:\n    en: [passport]\n"
AT_RULES = ZZ.index("rules:\n  # --- found in the wording")
ACT = '{text: "Zamzanian Placement Act, section 4 (fictional)", reliability: "C"}'  # an anchor is of its own file only
WHO = ZZ[AT_RULES:].index("  # --- found by comparing who is who")


def write_in_parts(folder: Path, *, words: str = WORDS, more: str = "") -> Path:
    (folder / "zz").mkdir(exist_ok=True)
    write(folder, PARTS + ZZ[: AT_RULES + WHO] + more)
    write(folder, words, "zz/words.yml")
    write(folder, "rules:\n" + ZZ[AT_RULES + WHO :].replace("*act", ACT), "zz/rules.yml")
    return folder


def test_a_file_in_parts_says_what_one_file_says(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    one = load_rulebook("zz", extra_dir=write(whole, WORDS + ZZ))
    several = load_rulebook("zz", extra_dir=write_in_parts(tmp_path))
    assert several.version == one.version
    assert "paper" in several.jurisdiction.concepts


def test_parts_are_taken_from_the_shipped_folder_where_ones_own_has_none(tmp_path: Path) -> None:
    shipped = load_rulebook("ke")
    text = (SHIPPED / "ke.yml").read_text("utf-8")
    assert load_rulebook("ke", extra_dir=write(tmp_path, text, "ke.yml")).version == shipped.version
    (tmp_path / "ke").mkdir()
    war = (SHIPPED / "ke" / "words_war.yml").read_text("utf-8")
    write(tmp_path, war + "  drum:\n    en: [drum]\n", "ke/words_war.yml")
    assert "drum" in load_rulebook("ke", extra_dir=tmp_path).jurisdiction.concepts


@pytest.mark.parametrize(
    ("words", "more", "says"),
    [
        ("concept:\n  paper: {}\n", "", r"words.yml, line 1: 'concept' is not a key"),
        ("concepts:\n  paper:\n    en: [pass|port]\n", "", r"words.yml, line 3: phrase 'pass\|port'"),
        (
            "concepts:\n  paper:\n    en: [<pass>]\n",
            "",
            "words.yml, line 2: concept paper names a concept .* not listed: pass",
        ),
        ("concepts:\n  paper:\n    en: [<paper>]\n", "", "words.yml, line 2: concepts name each other in a circle"),
        ("ways_of_speaking: [papyrus]\n", "", "words.yml, line 1: .*papyrus: no concept is called so"),
        ("concepts:\n  paper:\n    fr: [papier]\n", "", r"words.yml, line 3: 'fr' is not a key"),
        (WORDS, WORDS, r"words.yml, line 2: 'paper' is written twice, also in zz.yml, line \d+"),
        ("currency: KES\n", "", r"words.yml, line 1: 'currency' is written twice, also in zz.yml"),
        ("rules: 7\n", "", r"words.yml, line 1: 'rules' is written twice"),
        ("- paper\n", "", r"words.yml, line 1: a part holds keys"),
        ("travel_words: [a]\ntravel_words: [b]\n", "", r"words.yml, line 2: the key 'travel_words' is written twice"),
    ],
)
def test_a_slip_in_a_part_names_the_part_and_its_line(tmp_path: Path, words: str, more: str, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        load_rulebook("zz", extra_dir=write_in_parts(tmp_path, words=words, more=more))


def test_a_slip_in_a_rule_of_a_part_is_found_at_its_own_line(tmp_path: Path) -> None:
    write_in_parts(tmp_path)
    rules = (tmp_path / "zz" / "rules.yml").read_text("utf-8").replace("ground: network", "ground: netwrk")
    write(tmp_path, rules, "zz/rules.yml")
    with pytest.raises(InvalidInput, match=rf"rules\.yml, line {line_of(rules, 'ground: netwrk')}:"):
        load_rulebook("zz", extra_dir=tmp_path)


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ("parts: words\n", "parts must be a list"),
        ("parts:\n  - ../zz.yml\n", "line 2: '../zz.yml' is no part"),
        ("parts:\n  - zz/none.yml\n", "line 2: there is no file 'zz/none.yml'"),
        ("parts:\n  - zz/words.yml\n  - zz/words.yml\n", "line 3: 'zz/words.yml' is listed twice"),
    ],
)
def test_a_part_that_cannot_be_used_says_so(tmp_path: Path, parts: str, says: str) -> None:
    write_in_parts(tmp_path)
    write(tmp_path, parts + ZZ)
    with pytest.raises(InvalidInput, match=says):
        load_rulebook("zz", extra_dir=tmp_path)


def test_aliases_that_swell_are_refused(tmp_path: Path) -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
        for before, name in zip("abcdefg", "bcdefgh", strict=True)
    )
    with pytest.raises(InvalidInput, match="too many"):
        load_rulebook("zz", extra_dir=write(tmp_path, bomb))


def test_a_new_version_is_audited_once(session: Session, at: datetime, tmp_path: Path) -> None:
    first = load_rulebook("zz")
    assert record_rulebook(session, first, actor="system", at=at)
    assert not record_rulebook(session, first, actor="system", at=at)
    second = load_rulebook("zz", extra_dir=write(tmp_path, ZZ.replace("minimum: 20000", "minimum: 30000")))
    assert record_rulebook(session, second, actor="system", at=at)
    versions = [entry.detail["version"] for entry in session.exec(select(AuditEntry))]  # type: ignore[index,call-overload]
    assert versions == [first.version, second.version]


def test_every_kenyan_rule_and_destination_says_of_what_day_its_source_is() -> None:
    law = load_rulebook("ke").jurisdiction
    assert not [rule.id for rule in law.rules if rule.reference.dated is None]
    assert not [one.country for one in law.destinations if one.reference.dated is None]


def test_a_source_is_told_with_its_date_once() -> None:
    assert Reference(text="The Star", reliability="B", dated="2024-04").told == "The Star (as of 2024-04)"
    assert Reference(text="The Star 2024-04-19", reliability="B", dated="2024-04-19").told == "The Star 2024-04-19"

"""Rows of a file stay together by what they say of who is behind them; the published protocol only counts that."""

from pathlib import Path

import numpy as np

from risk_model.learning.held_apart import HeldApart, Parts, parts_of_decisions, parts_of_file
from risk_model.learning.labels_file import LabelFormat, LabelsFile, read_labels_file
from risk_model.learning.senders import (
    CONTACT,
    FIRM,
    PROFILE,
    Senders,
    contacts_in,
    firm_columns,
    firm_sender,
    profile_sender,
    senders_of,
)
from tests.risk_model.factory import own_words
from tests.risk_model.learning.test_labels_file import EMSCAD, written

PROFILE_TEXT = "We place nurses with families all over the country."


def a_file(folder: Path, header: str, *rows: str) -> LabelsFile:
    return read_labels_file(written(folder, "\n".join([header, *rows])))


def parts(file: LabelsFile) -> Parts:
    return parts_of_file(file, region="KE")


def kinds(senders: Senders) -> list[list[str]]:
    return [[kind for kind, _ in one] for one in senders.of_rows]


def test_a_telephone_an_address_or_a_site_holds_other_words_together(tmp_path: Path) -> None:
    said = ["Call 0712 345 678", "WhatsApp +254712345678", "jobs@kilota.example", "see www.kilota.example", "nobody"]
    rows = [f"Work,{own_words(number)} {one},1" for number, one in enumerate(said)]
    groups = parts(a_file(tmp_path, "title,description,label", *rows)).groups
    assert groups[0] == groups[1]
    assert groups[2] == groups[3]
    assert len(np.unique(groups)) == 3


def test_free_mail_is_one_address_and_no_domain() -> None:
    one, other, same = contacts_in(["a.kito@gmail.com", "b.moraa@gmail.com", "write to A.Kito@gmail.com"], region="KE")
    assert one == same != other
    assert not {*one} & {*other}


def test_a_column_that_names_the_firm_keeps_its_rows_together_and_is_not_read_otherwise(tmp_path: Path) -> None:
    rows = [
        f"Work,{own_words(number)},1,{firm},Meru"
        for number, firm in enumerate(["Kilota Ltd", "KILOTA LIMITED", "", ""])
    ]
    file = a_file(tmp_path, "title,description,label,Hiring Organisation,place", *rows)
    assert (file.split_by, file.ignored) == (("Hiring Organisation",), ("place",))
    assert "Kilota" not in file.rows[0].text
    groups = parts(file).groups
    assert groups[0] == groups[1]
    assert len(np.unique(groups)) == 3


def test_a_profile_column_keeps_together_word_for_word(tmp_path: Path) -> None:
    profiles = [PROFILE_TEXT, PROFILE_TEXT.upper(), "A leading firm.", "A leading firm."]
    rows = [f"Work,{own_words(number)},1,{said}" for number, said in enumerate(profiles)]
    file = a_file(tmp_path, "title,description,label,company_profile", *rows)
    assert file.split_by == ("company_profile",)
    assert parts(file).groups.tolist() == [0, 0, 1, 2]


def test_the_published_protocol_counts_profiles_and_contacts_and_groups_by_neither(tmp_path: Path) -> None:
    header = EMSCAD.splitlines()[0]
    rows = [
        f"{number},Cook,{PROFILE_TEXT},{own_words(number)} #PHONE_ab12#,,,,,,,,,Food,{number % 2},"
        for number in range(3)
    ]
    file = read_labels_file(written(tmp_path, "\n".join([header, *rows])), layout=LabelFormat.EMSCAD)
    found = parts(file)
    assert (found.apart, len(np.unique(found.groups))) == (HeldApart.PUBLISHED, 3)
    assert kinds(found.senders) == [[PROFILE, CONTACT]] * 3
    assert "PHONE" not in file.rows[0].text


def test_what_stands_on_too_many_rows_is_nobodys() -> None:
    board, own = (CONTACT, "+254700000000"), [(CONTACT, f"own{number}") for number in range(30)]
    few, many = senders_of([(board, one) for one in own[:20]]), senders_of([(board, one, one) for one in own])
    assert (few.common, {len(one) for one in few.of_rows}) == (0, {2})
    assert (many.common, many.of_rows) == (1, tuple((one,) for one in own))


def test_names_and_profiles_that_tell_nobody_apart_are_none() -> None:
    assert firm_sender("Confidential") == firm_sender("  ") == firm_sender("N/A") == ()
    assert firm_sender("Kilota Travel Ltd")[0][0] == FIRM
    assert profile_sender("A leading firm.") == ()
    columns = ["title", "Company Name", "hiringOrganization", "company_profile", "industry", "employment_type"]
    assert firm_columns(columns) == ["Company Name", "hiringOrganization"]


def test_decisions_are_grouped_by_recruiter_and_template_and_count_contacts_beside() -> None:
    senders = Senders(((), (), ()))
    found = parts_of_decisions([own_words(1), own_words(2), own_words(3)], [("a",), ("b",), ("a",)], senders)
    assert (found.apart, found.groups.tolist()) == (HeldApart.DECISIONS, [0, 1, 0])

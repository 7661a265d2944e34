"""A stored model tried on somebody's file: rows that it learnt from are counted, said first and measured apart."""

from pathlib import Path

import numpy as np
import pytest
from sqlmodel import Session

from risk_model.learning.labels_file import LabelsFile, read_labels_file
from risk_model.learning.learnt_texts import kept_digests, text_digests
from risk_model.learning.material import material_of_file
from risk_model.training import train_candidate
from risk_model.trials.leakage import overlap_of
from risk_model.trials.outside_check import OutsideCheck, check_on_file
from tests.factory import NOON
from tests.risk_model.test_training import OFFICER, RULEBOOK, said_by


def a_labels_file(path: Path, lines: list[str]) -> LabelsFile:
    path.write_text("\n".join(["title,description,label", *lines]))
    return read_labels_file(path)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_rows_that_a_model_learnt_from_are_counted_and_the_others_measured_alone(
    session: Session, tmp_path: Path
) -> None:
    lines = [
        f'Work,"{said_by(number, positive=positive)}",{int(positive)}'
        for number in range(24)
        for positive in (True, False)
    ]
    learnt = a_labels_file(tmp_path / "learnt.csv", lines)
    given = {"rulebook": RULEBOOK, "folder": tmp_path, "origin": {"from": "learnt.csv"}, "outside": True}
    material = material_of_file(learnt, rulebook=RULEBOOK, on=NOON.date())
    model = train_candidate(session, material, by=OFFICER, at=NOON, minimum=12, **given).model  # type: ignore[arg-type]

    def check(*rows: str) -> OutsideCheck:
        file = a_labels_file(tmp_path / "asked.csv", list(rows))
        return check_on_file(model, file, folder=tmp_path, rulebook=RULEBOOK, on=NOON.date())

    new = ['Work,"Send the money for your visa today, nobody else may know of it",1', 'Work,"A bakery wants a baker",0']
    mixed = check(*lines[:6], *new)
    assert (mixed.leakage.rows, mixed.leakage.learnt, mixed.rows.count) == (8, 6, 8)
    assert mixed.unseen is not None
    assert (mixed.unseen.rows.count, mixed.unseen.rows.positive_share) == (2, 0.5)
    assert "learnt from 6 of these 8 rows" in mixed.says
    assert "On the 2 others alone (1 positive, 50%): average precision" in mixed.says
    other_number = check(lines[0].replace(" 2 ", " 7 ").upper(), *new)
    assert (other_number.leakage.learnt, check(*new).leakage.learnt, check(*new).unseen) == (1, 0, None)
    assert check(*new).says.startswith("None of the 2 rows was found among those that the model learnt from")


def test_a_model_that_keeps_no_record_of_its_rows_says_that_nothing_was_compared() -> None:
    overlap, unseen = overlap_of(["A cook", "A cook"], np.zeros(2, dtype=np.intp), None)
    assert overlap.sentence.startswith("Not known whether the model learnt from rows of this file")
    assert not unseen.any()


def test_a_near_copy_beside_a_row_that_was_learnt_is_not_new() -> None:
    learnt = kept_digests(text_digests(["A cook for 3 hotels"]))
    texts = ["A COOK for 4 hotels!", "A cook for two hotels", "A driver"]
    overlap, unseen = overlap_of(texts, np.array([0, 0, 1]), learnt)
    assert (overlap.learnt, overlap.beside_learnt, unseen.tolist()) == (1, 1, [False, False, True])
    some = kept_digests(text_digests(["A cook", "A driver", "A guard"]), most=2)
    assert len(some) == 2

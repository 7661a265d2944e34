"""The fitted readers of sentences are kept as plain arrays, and nothing else is ever taken for it."""

import hashlib
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from registry.law.rulebook import load_rulebook
from risk_model.indicators import must_learn, wording_of
from risk_model.sentences.fitting import SentenceReader
from risk_model.sentences.kept_reader import Readers, file_for, keep, load
from risk_model.wording import Wording

SENTENCES = [["madam", "keeps", "the", "passport"], ["boss", "keeps", "pasipoti"], ["good", "pay"], ["good", "meals"]]
LABELS = ["kept", "kept", "", ""]
READERS = Readers(
    likeness=SentenceReader().fit(SENTENCES, LABELS),
    apart=SentenceReader().fit(SENTENCES, LABELS, about=[(), (), ("kept",), ()]),
)


def file_in(folder: Path, version: str = "a") -> Path:
    return file_for(folder, jurisdiction="ke", rulebook_version=version)


def test_what_was_kept_scores_as_what_was_fitted(tmp_path: Path) -> None:
    file = file_in(tmp_path / "cache")
    keep(READERS, file)
    kept = load(file)
    assert kept is not None
    for read, fitted in zip(kept, READERS, strict=True):
        assert read.classes_.tolist() == ["kept"]
        assert np.array_equal(read.predict_proba(SENTENCES), fitted.predict_proba(SENTENCES))
    assert not np.array_equal(kept.likeness.weights, kept.apart.weights)


def test_another_rulebook_has_another_file_and_the_former_goes(tmp_path: Path) -> None:
    former, file = file_in(tmp_path, "a"), file_in(tmp_path, "b")
    assert former != file
    keep(READERS, former)
    keep(READERS, file)
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("change", [lambda body: body[:-1], lambda body: body[:40] + b"?" + body[41:], lambda _: b""])
def test_a_file_that_is_not_what_was_written_is_not_read(tmp_path: Path, change: object) -> None:
    file = file_in(tmp_path)
    keep(READERS, file)
    assert callable(change)
    file.write_bytes(change(file.read_bytes()))
    assert load(file) is None


@pytest.mark.parametrize(
    "arrays",
    [
        {"classes": np.array(["kept"])},
        {
            "classes": np.array(["kept"]),
            "runs": np.array([" kee"]),
            **{f"{name}_weights": np.ones((2, 1)) for name in Readers._fields},
            **{f"{name}_start": np.zeros(1) for name in Readers._fields},
        },
    ],
)
def test_whole_files_of_other_arrays_are_not_read(tmp_path: Path, arrays: dict[str, Any]) -> None:
    body = io.BytesIO()
    np.savez(body, **arrays)
    file = file_in(tmp_path)
    for whole in (body.getvalue(), b"no archive"):
        file.write_bytes(hashlib.sha256(whole).digest() + whole)
        assert load(file) is None


def test_readers_of_different_labels_are_not_kept_as_one(tmp_path: Path) -> None:
    of_others = SentenceReader().fit(SENTENCES, ["paid", "paid", "", ""])
    with pytest.raises(ValueError, match="different labels"):
        keep(READERS._replace(apart=of_others), file_in(tmp_path))
    assert not list(tmp_path.iterdir())


def test_what_a_killed_process_had_half_written_goes_with_the_next(tmp_path: Path) -> None:
    file = file_in(tmp_path)
    (tmp_path / f"{file.stem}.0123abcd.part").write_bytes(b"half")
    keep(READERS, file)
    assert list(tmp_path.iterdir()) == [file]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the folder's place")
    file = file_in(tmp_path / "cache")
    keep(READERS, file)
    assert load(file) is None


def test_a_country_reads_its_hints_from_the_file(tmp_path: Path) -> None:
    rulebook = load_rulebook("ke", kept_in=tmp_path)
    fitted = wording_of(rulebook).hints
    assert fitted is not None
    file = file_in(tmp_path, rulebook.version)
    keep(Readers(fitted.likeness, fitted.apart), file)
    read = Wording(rulebook.jurisdiction, hints_file=file).hints
    assert read is not None
    assert type(read.likeness) is not SentenceReader
    assert np.array_equal(read.likeness.weights, fitted.likeness.weights)
    assert np.array_equal(read.apart.weights, fitted.apart.weights)
    assert np.array_equal(read.least, fitted.least)


def test_only_who_has_sentences_that_nobody_learnt_yet_must_wait(tmp_path: Path) -> None:
    assert must_learn(load_rulebook("ke", kept_in=tmp_path))
    assert not must_learn(load_rulebook("ke"))
    assert not must_learn(load_rulebook("zz", kept_in=tmp_path))

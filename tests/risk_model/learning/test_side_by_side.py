"""Work done in several processes gives what one process gives; and there are never more of them than cores."""

import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from threading import Thread

import joblib
import numpy as np
import pytest
from scipy import sparse
from threadpoolctl import threadpool_limits

from registry.law.rulebook import load_rulebook
from risk_model.learning import text_features
from risk_model.learning.examples import examples_from_file
from risk_model.learning.labels_file import LabelledText, LabelsFile
from risk_model.learning.material import Material, material_of, material_of_file
from risk_model.learning.side_by_side import processes, side_by_side
from risk_model.learning.signed_fit import fit_linear
from risk_model.learning.text_features import features_of
from risk_model.trials import held_out
from risk_model.trials.fits import Fits, fit_all
from tests.risk_model.factory import some_examples
from tests.risk_model.process_work import ends_any_other_process, process_of

RULEBOOK = load_rulebook("zz")
ON = date(2026, 11, 29)
TEXTS = [
    f"{trade.title()} wanted\nPay a {what} fee of {n} now."
    for n in range(3)
    for trade in ("cook", "nurse")
    for what in ("visa", "medical")
]


@pytest.fixture
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes whatever the machine."""
    monkeypatch.setattr(joblib, "cpu_count", lambda: 2)


class Meanwhile(list[int]):
    """Numbers between the first and the second of which another thread has work of its own done to its end."""

    def __iter__(self) -> Iterator[int]:
        first, *rest = [self[n] for n in range(len(self))]
        yield first
        self.elsewhere: list[int] = []
        other = Thread(target=lambda: self.elsewhere.extend(side_by_side(process_of, [1, 2], n_jobs=2)))
        other.start()
        other.join()
        yield from rest


def told(fits: Fits) -> dict[str, object]:
    return {
        "weights": fits.model.weights_.tolist(),
        "start": fits.model.start_,
        "scores": [one.scores.tolist() for one in (*fits.held, fits.loose)],
        "scarcity": [asdict(one) for one in fits.scarcity],
    }


def test_nothing_asked_for_is_one_process_and_there_are_no_more_than_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joblib, "cpu_count", lambda: 2)
    assert [processes(asked) for asked in (None, 0, 1, 2, 8)] == [1, 1, 1, 2, 2]
    monkeypatch.setattr(joblib, "cpu_count", lambda: 1)
    assert processes(2) == 1


def test_what_is_not_worth_processes_is_done_in_this_one() -> None:
    here = os.getpid()
    assert set(side_by_side(process_of, [1, 2, 3], n_jobs=2, worth=False)) == {here}
    assert side_by_side(process_of, [1], n_jobs=2) == [here]
    assert side_by_side(process_of, [], n_jobs=2) == []


@pytest.mark.usefixtures("two_cores")
def test_two_processes_find_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert os.getpid() not in side_by_side(process_of, [1, 2, 3], n_jobs=2)

    alone = features_of([*TEXTS, *TEXTS[:2]], rulebook=RULEBOOK, on=ON)
    monkeypatch.setattr(text_features, "TEXTS_AT_ONCE", 5)
    monkeypatch.setattr(text_features, "WORTH_PROCESSES", 5)
    beside = features_of([*TEXTS, *TEXTS[:2]], rulebook=RULEBOOK, on=ON, n_jobs=2)
    assert alone.any()
    assert np.array_equal(alone, beside)

    material = material_of(some_examples(), rulebook=RULEBOOK)
    one = fit_all(material, seed=1, seeds=1)
    monkeypatch.setattr(held_out, "LARGE", len(material) - 1)
    assert told(fit_all(material, seed=1, seeds=1, n_jobs=2)) == told(one)


@pytest.mark.usefixtures("two_cores")
def test_two_threads_do_not_end_each_others_processes() -> None:
    numbers = Meanwhile([1, 2, 3, 4])
    found = side_by_side(process_of, numbers, n_jobs=2)
    assert len(found) == 4
    assert os.getpid() not in found
    assert numbers.elsewhere == [os.getpid()] * 2
    assert os.getpid() not in side_by_side(process_of, [1, 2], n_jobs=2)


@pytest.mark.usefixtures("two_cores")
def test_what_a_killed_process_leaves_undone_is_done_in_this_one() -> None:
    here = os.getpid()
    assert side_by_side(ends_any_other_process, [here] * 3, n_jobs=2) == [here] * 3


def test_a_fit_of_many_columns_is_the_same_however_many_threads_add_up() -> None:
    rows, columns = 11_500, 11_000
    chance = np.random.default_rng(0)
    shown = sparse.random(rows, columns, density=0.0002, rng=chance, format="csr")
    labels = chance.random(rows) < 0.3
    found = []
    for threads in (1, 2):
        with threadpool_limits(threads):
            found.append(fit_linear(shown, labels, np.ones(rows), strength=0.1).weights)
    assert np.array_equal(*found)


def test_a_file_is_read_as_its_examples_would_be() -> None:
    rows = [
        LabelledText(
            text, bool(n % 2), (("group", n),) if n > 6 else (), frozenset({"benefits"}) if n == 1 else frozenset()
        )
        for n, text in enumerate([*TEXTS, *TEXTS[:3]])
    ]
    file = LabelsFile(tuple(rows), ())
    ours = material_of_file(file, rulebook=RULEBOOK, on=ON)
    theirs: Material = material_of(examples_from_file(file, rulebook=RULEBOOK, on=ON), rulebook=RULEBOOK)
    for name in ("labels", "groups", "templates", "weights"):
        assert np.array_equal(getattr(ours, name), getattr(theirs, name))
    assert np.array_equal(ours.counted.named, theirs.counted.named)
    assert ours.counted.names == theirs.counted.names
    assert (ours.counted.words.counts != theirs.counted.words.counts).nnz == 0

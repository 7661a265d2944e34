"""The audit looks by other means than the groups were made by, and finds what they let through."""

from dataclasses import replace

import numpy as np
import pytest

from registry.law.rulebook import load_rulebook
from risk_model.learning.labels_file import read_labels_file
from risk_model.learning.learnt_texts import kept_digests, kept_sketches, text_digests
from risk_model.learning.material import Material, material_of_file
from risk_model.learning.senders import CONTACT, FIRM, PROFILE, Senders
from risk_model.trials.leakage import LOOKED_AT, Leakage, audit_leakage, overlap_of
from tests.factory import NOON
from tests.risk_model.learning.test_like_templates import exchanged, invented

RULEBOOK = load_rulebook("zz")


def audit(material: Material) -> Leakage:
    return audit_leakage(material, folds=5, seed=1)


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Material:
    """Twenty templates of three adverts each, a word in twelve of which was exchanged."""
    chance = np.random.default_rng(4)
    rows = [
        f"Work,{exchanged(said, 0.08, chance)},{number % 2}" for number, said in enumerate(invented(20)) for _ in "abc"
    ]
    file = tmp_path_factory.mktemp("labels") / "labels.csv"
    file.write_text("\n".join(["title,description,label", *rows]))
    return material_of_file(read_labels_file(file), rulebook=RULEBOOK, on=NOON.date())


def alone(material: Material) -> Material:
    """The same with every row a group and a template of its own, as a criterion that sees nothing would leave it."""
    each = np.arange(len(material), dtype=np.intp)
    return replace(material, groups=each, templates=each)


def test_like_texts_that_the_groups_missed_are_found(material: Material) -> None:
    kept, missed = audit(material), audit(alone(material))
    assert (kept.groups, kept.with_a_like_text, kept.with_a_rather_like_text) == (20, 0, 0)
    assert (missed.divided_groups, missed.test_rows_with_a_twin) == (0, 0)  # by their own measure all is well
    assert missed.with_a_like_text > 0.5 * missed.looked_at
    assert missed.with_a_rather_like_text > 0.9 * missed.looked_at == 0.9 * 60


def test_contacts_firms_and_profiles_in_training_are_counted_apart(material: Material) -> None:
    said = [()] * 60
    said[0] = said[3] = ((CONTACT, "+254700000001"),)
    said[6] = said[9] = said[12] = ((FIRM, "kilota"),)
    said[15] = said[16] = ((PROFILE, "we place nurses"),)
    marked = replace(alone(material), senders=Senders(tuple(said), common=2))
    apart = np.arange(60, dtype=np.intp)
    apart[[3, 9, 12, 16]] = [0, 6, 6, 15]
    together = audit(replace(marked, groups=apart))
    assert (together.with_a_contact, together.with_a_firm, together.with_a_profile, together.common) == (0, 0, 0, 2)
    many = replace(marked, senders=Senders((((CONTACT, "one"), (FIRM, "one"), (PROFILE, "one")),) * 60))
    everywhere = audit(many)
    assert (everywhere.with_a_contact, everywhere.with_a_firm, everywhere.with_a_profile) == (60, 60, 60)


def test_no_more_rows_are_looked_at_than_said(material: Material) -> None:
    rows = np.tile(np.arange(60, dtype=np.intp), 10)
    assert audit(alone(material.rows(rows))).looked_at == LOOKED_AT < len(rows)


def test_near_copies_of_what_was_learnt_are_counted_though_no_row_was() -> None:
    chance = np.random.default_rng(6)
    templates = invented(5)
    learnt = [" ".join(said) for said in templates[:3]]
    asked = [exchanged(said, 0.1, chance) for said in templates]
    apart = np.arange(5, dtype=np.intp)
    digests, sketches = kept_digests(text_digests(learnt)), kept_sketches(learnt)
    overlap, unseen = overlap_of(asked, apart, digests, sketches)
    assert (overlap.learnt, overlap.beside_learnt, overlap.touched) == (0, 3, 3)
    assert unseen.tolist() == [False, False, False, True, True]
    assert "learnt from 0 of these 5 rows" in overlap.sentence
    assert "3 more are near-copies" in overlap.sentence
    blind, _ = overlap_of(asked, apart, digests)
    assert blind.touched == 0
    assert "Near-copies of other texts that it learnt from cannot be told" in blind.sentence

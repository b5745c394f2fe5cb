"""How far evidence of one origin is added up: by hand, and as a register shows it."""

import numpy as np
import pytest

from kintrace.matching.model import load_model
from kintrace.matching.terms import TERMS
from kintrace.matching.together import ORIGIN, honest_power, shrunk_by

# One child in ten agrees and weighs +1; the others weigh log10(0): ratios of 10 and 0 average 1.
HONEST = np.array([1.0] + [-30.0] * 9)


def test_honest_ratios_keep_their_weight():
    assert honest_power(HONEST) == pytest.approx(1.0, abs=1e-3)


def test_what_is_said_twice_counts_once():
    assert honest_power(2 * HONEST) == pytest.approx(0.5, abs=1e-3)


def test_a_group_is_shrunk_by_how_much_bolder_it_is_than_usual():
    many = np.tile(2 * HONEST, 100_000)
    assert shrunk_by(many, usual=1.0) == pytest.approx(0.5, abs=0.01)
    assert shrunk_by(many, usual=0.5) == pytest.approx(1.0, abs=0.01)


def test_evidence_is_never_made_to_say_more_than_was_fitted():
    assert shrunk_by(np.tile(HONEST / 2, 10_000), usual=1.0) == 1.0


def test_a_short_list_concludes_little():
    assert shrunk_by(2 * HONEST, usual=1.0) > 0.99
    assert shrunk_by(np.zeros(0), usual=1.0) == 1.0


def test_only_the_evidence_of_origin_is_shrunk():
    plain, shrunk = load_model(), load_model().with_origin(0.5)
    assert [term.name for term, moved in zip(TERMS, shrunk.this != plain.this, strict=True) if moved] == [
        term.name for term, of in zip(TERMS, ORIGIN, strict=True) if of
    ]
    assert shrunk.sibling[ORIGIN] == pytest.approx(plain.sibling[ORIGIN] / 2)

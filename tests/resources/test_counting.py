"""Counting letter operations adds up: every letter of every pair is written once, and blocks change nothing."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "resources/spelling"))

from counting import Lessons
from learning import common_triples, expectation_maximisation

from kintrace.evidence.spelling.alphabet import Alphabet
from kintrace.evidence.spelling.scripts import Script

PAIRS = [("умар", "umar"), ("хадижа", "khadija"), ("шамил", "shamil"), ("али", "ali"), ("абдурахман", "abdurrahman")]


@pytest.fixture(scope="module")
def alphabets():
    scripts = Script.CYRILLIC, Script.LATIN
    return [Alphabet(s, common_triples([pair[side] for pair in PAIRS], s)) for side, s in enumerate(scripts)]


def counted(alphabets, pairs):
    first, second = alphabets
    model = expectation_maximisation(PAIRS, first, second)
    x, y = first.code([one for one, _ in pairs]), second.code([other for _, other in pairs])
    return Lessons.of(x, y, width=len(second), allowed=np.ones(model.theta.size, dtype=bool)).counted(model.theta)


def test_every_letter_is_written_once(alphabets):
    counts = counted(alphabets, PAIRS)
    for side, alphabet in enumerate(alphabets):
        sizes = alphabet.sizes() * (alphabet.sizes() < 9)
        letters = sum(len(pair[side]) + 2 for pair in PAIRS)
        assert counts.sum(axis=1 - side) @ sizes == pytest.approx(letters)


def test_pairs_are_counted_each_for_itself(alphabets):
    apart = sum(counted(alphabets, [pair]) for pair in PAIRS)
    assert counted(alphabets, PAIRS) == pytest.approx(apart)

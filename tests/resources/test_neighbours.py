"""Counting what is written in view of which letters: what was seen becomes likelier, and nothing impossible."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "resources/spelling"))

from learning import common_triples, expectation_maximisation
from neighbours import Used, around

from kintrace.evidence.spelling.alphabet import Alphabet
from kintrace.evidence.spelling.scripts import Script

# A c is an s before e and a k before a.
PAIRS = [("сесар", "cesar"), ("сецилия", "cecilia"), ("карла", "carla"), ("кармен", "carmen"), ("сесил", "cecil"),
         ("каролина", "carolina"), ("катарина", "catarina"), ("селест", "celest"), ("сенна", "cenna")] * 3  # fmt: skip


@pytest.fixture(scope="module")
def learned():
    scripts = Script.LATIN, Script.CYRILLIC
    pairs = [pair[::-1] for pair in PAIRS]
    alphabets = tuple(Alphabet(s, common_triples([pair[side] for pair in pairs], s)) for side, s in enumerate(scripts))
    plain = expectation_maximisation(pairs, *alphabets)
    words = tuple(alphabet.code([pair[side] for pair in pairs]) for side, alphabet in enumerate(alphabets))
    used = Used.of(*words, plain)
    return around(words, alphabets, plain.theta, used), used, words


def chance(one, first, second):
    x, y = one.first.code([first]), one.second.code([second])
    at = np.zeros(1, dtype=np.int64)
    return float(np.exp(one.written_nats(x, y, rows=at, cols=at)[0]))


def test_every_letter_of_every_pair_is_used_once(learned):
    _, used, (x, y) = learned
    for taken, words in zip(used.taken, (x, y), strict=True):
        letters = np.bincount(used.pair, taken * used.share)
        assert letters == pytest.approx(words.lengths, abs=0.05)


def test_letters_around_tell_how_a_letter_is_written(learned):
    one = learned[0]
    assert chance(one, "carina", "карина") > chance(one, "carina", "сарина")
    assert chance(one, "cerina", "серина") > chance(one, "cerina", "керина")


def test_without_neighbours_seen_operations_speak_by_themselves(learned):
    one = learned[0]
    blind = replace(one, views=tuple(np.array([-1]) for _ in one.views), starts=one.starts[-4:], left=one.left[-4:])
    assert chance(blind, "carina", "карина") < chance(one, "carina", "карина")
    assert chance(blind, "carina", "карина") > 0

"""One word written for another: the letters around a letter tell how it is written."""

import itertools
from dataclasses import replace

import numpy as np
import pytest

from kintrace.evidence.spelling import Script, Spellings, load
from kintrace.evidence.spelling.swift import FEW

CYRILLIC = load().pairing((Script.CYRILLIC, Script.LATIN)).around
WORDS = ["Умар", "Хадижа", "Магомед", "Абдурахман", "Я", "Ахмад"]
OTHERS = ["Umar", "Khadija", "Mohammed", "Abdurrahman", "O", "Ahmed", "Bartholomew"]


def chances(one, words, others):
    x, y = one.first.code(list(Spellings.of(words).folded)), one.second.code(list(Spellings.of(others).folded))
    rows, cols = np.divmod(np.arange(len(words) * len(others)), len(others))
    return np.exp(one.written_nats(x, y, rows=rows, cols=cols))


@pytest.mark.parametrize(
    ("word", "likely", "unlikely"),
    [("Carla", "Карла", "Сарла"), ("Cesar", "Сесар", "Кесар"), ("Galina", "Галина", "Джалина")],
)
def test_the_letter_behind_tells_how_a_letter_is_written(word, likely, unlikely):
    first, second = chances(CYRILLIC[1], [word], [likely, unlikely])
    assert first > 3 * second


def test_the_letter_before_tells_too():
    after, behind = (chances(CYRILLIC[0], [word], others) for word, others in (
        ("Юсуф", ["Yusuf", "Iusuf"]), ("Маюсуф", ["Mayusuf", "Maiusuf"])))  # fmt: skip
    assert after[0] / after[1] != pytest.approx(behind[0] / behind[1], rel=0.05)


def test_all_that_may_be_written_for_a_word_is_hardly_more_than_certain():
    letters = "abdehijklmnoruvyz"
    words = ["".join(some) for size in (1, 2, 3) for some in itertools.product(letters, repeat=size)]
    assert 0.2 < chances(CYRILLIC[0], ["Ян"], words).sum() < 1.05


def test_many_pairs_are_summed_as_few_are():
    one = CYRILLIC[0]
    x, y = one.first.code(list(Spellings.of(WORDS).folded)), one.second.code(list(Spellings.of(OTHERS).folded))
    at = np.arange(FEW + 50)
    many = one.written_nats(x, y, rows=at % len(WORDS), cols=at % len(OTHERS))
    few = one.written_nats(x, y, rows=at[:50] % len(WORDS), cols=at[:50] % len(OTHERS))
    assert np.abs(many[:50] - few).max() < 1e-9


def test_no_pairs_have_no_chances():
    assert not len(chances(CYRILLIC[0], WORDS, []))


def test_what_is_unlikely_is_not_read_once_more():
    pairing = load().pairing((Script.ARABIC, Script.LATIN))
    one, *others = Spellings.of(["خديجة", "Bartholomew", "Khadija"]).folded
    words = pairing.transducer.first.code([one]), pairing.transducer.second.code(others)
    pairs = {"rows": np.zeros(2, dtype=int), "cols": np.arange(2)}
    once, again = (one.scores(*words, **pairs) for one in (replace(pairing, around=None), pairing))
    assert once[0] == again[0] < 0 < again[1] != once[1]


def test_a_lookup_reads_likely_words_once():
    one, others = Spellings.of(["خديجة"]), Spellings.of(["Bartholomew", "Khadija"])
    pairs = {"rows": np.zeros(2, dtype=int), "cols": np.arange(2)}
    once, again = (load().weigh(one, others, **pairs, once=only) for only in (True, False))
    assert once[0] == again[0]
    assert once[1] != again[1]

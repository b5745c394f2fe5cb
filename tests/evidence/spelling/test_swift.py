import numpy as np

from kintrace.evidence.spelling import Script, Spellings, load
from kintrace.evidence.spelling.swift import FEW
from kintrace.evidence.spelling.transducer import Transducer

WORDS = ["Умар", "Хадижа", "Магомед", "Абдурахман", "Я", "Ахмад"]
OTHERS = ["Umar", "Khadija", "Mohammed", "Abdurrahman", "O", "Ahmed", "Bartholomew"]


def both_ways(count):
    swift = load().pairing((Script.CYRILLIC, Script.LATIN)).transducer
    plain = Transducer(swift.first, swift.second, swift.theta)
    x, y = swift.first.code(list(Spellings.of(WORDS).folded)), swift.second.code(list(Spellings.of(OTHERS).folded))
    rows, cols = np.arange(count) % len(WORDS), np.arange(count) % len(OTHERS)
    return [one.joint_nats(x, y, rows=rows, cols=cols) for one in (swift, plain)]


def test_few_pairs_are_summed_as_the_fitted_transducer_sums_them():
    swift, plain = both_ways(len(WORDS) * len(OTHERS))
    assert np.abs(swift - plain).max() < 1e-9


def test_so_are_many():
    swift, plain = both_ways(FEW + 1)
    assert np.abs(swift - plain).max() < 1e-9


def test_no_pairs_have_no_sums():
    swift, _ = both_ways(0)
    assert not len(swift)

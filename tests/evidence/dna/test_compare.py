"""DNA as a weight: signed, with a sentence, silent where there is nothing to say."""

import pytest

from kintrace.evidence.dna.compare import IMPOSSIBLE, compare_dna
from kintrace.evidence.dna.locus import locus_of
from kintrace.evidence.dna.screening import SeekingFamily
from tests.evidence.dna.family import MOTHER, TABLE, equal

LOCI = [locus_of(name, TABLE) for name in ("L", "K")]
MUTATING = [locus_of(name, TABLE, **equal(0.001, 0.001)) for name in ("L", "K")]


def _family(**mother):
    return SeekingFamily(MOTHER, {"M": {name: tuple(pair) for name, pair in mother.items()}}, "C")


def _child(**pairs):
    return {name: tuple(pair) for name, pair in pairs.items()}


def test_a_shared_allele_speaks_for():
    weight = compare_dna(_family(L="aa"), _child(L="aa", K="bb"), LOCI)
    assert weight.log10_lr == pytest.approx(1.0)  # 1/pa, at the one marker both have
    assert str(weight.because) == "DNA compared with the family; markers: 1"


def test_what_would_take_a_mutation_speaks_against_and_is_told():
    weight = compare_dna(_family(L="aa", K="bb"), _child(L="cd", K="bb"), MUTATING)
    assert weight.log10_lr < -1
    assert str(weight.because) == "DNA compared with the family; markers: 2, of them possible only by mutation: 1"


def test_the_impossible_has_a_weight_too():
    assert compare_dna(_family(L="aa"), _child(L="bb"), LOCI).log10_lr == IMPOSSIBLE


@pytest.mark.parametrize(
    ("family", "child"),
    [
        (None, _child(L="aa")),
        (_family(), _child(L="aa")),
        (_family(L="aa"), None),
        (_family(L="aa"), _child(K="aa")),
        (SeekingFamily(MOTHER, {"F": {"L": ("a", "a")}, "M": {}}, "C"), {}),
    ],
)
def test_silence_weighs_nothing_and_says_why(family, child):
    weight = compare_dna(family, child, LOCI)
    assert (weight.log10_lr, weight.said) == (0.0, False)
    assert str(weight.because)

"""Screening says of every pair what weighing the pair by itself would say."""

import math

import numpy as np
import pytest

from kintrace.evidence.dna.likelihood import evidence_of, likelihoods
from kintrace.evidence.dna.locus import locus_of
from kintrace.evidence.dna.mutation import Model, Mutation
from kintrace.evidence.dna.screening import SeekingFamily, screen
from kintrace.evidence.pedigree import pedigree_of
from kintrace.kernel.errors import UnusableData
from tests.evidence.dna.family import family

SHAPES = {
    "mother and half sibling": ("F/m M/f N/f C/m:F+M S/f:F+N", ("M", "S"), {}),
    "grandparents": ("A/m B/f F/m:A+B M/f C/m:F+M", ("A", "B"), {}),
    "cousins' child": ("A/m B/f P/m:A+B Q/f:A+B R/f T/m U/m:P+R V/f:T+Q C/m:U+V W/f:U+V", ("W",), {}),
    "a child of the missing": ("C/m N/f K/m:C+N", ("K", "N"), {}),
    "inbred": ("F/m M/f C/m:F+M S/m:F+M", ("S",), {"inbreeding": {"F": 0.1}}),
}
MODELS = {
    "none": Mutation(),
    "equal": Mutation(Model.EQUAL, 0.002),
    "proportional": Mutation(Model.PROPORTIONAL, 0.002),
    "stepwise": Mutation(Model.STEPWISE, 0.002, 1e-5, 0.1),
}
TABLES = {
    "L": {"8": 0.1, "9": 0.2, "9.3": 0.3, "10": 0.4},
    "K": {str(n): 0.1 for n in range(10)},
    "J": {"1": 0.5, "2": 0.5},
}


def _profile(chance, *, without=()):
    return {
        name: tuple(str(one) for one in chance.choice(list(table), 2))
        for name, table in TABLES.items()
        if name not in without
    }


def _numbered(values):
    return {str(number): value for number, value in enumerate(values)}


def _loci(model):
    return [locus_of(name, table, female=MODELS[model], male=MODELS[model]) for name, table in TABLES.items()]


def _by_itself(sought, child, loci):
    evidence = evidence_of({**sought.profiles, "C": child}, loci)
    alone = pedigree_of([*family("C/m").persons])
    with np.errstate(divide="ignore"):
        together = np.log10(likelihoods(sought.pedigree, evidence)).sum()
    apart = np.log10(likelihoods(sought.pedigree, evidence_of(sought.profiles, loci))).sum()
    return together - apart - np.log10(likelihoods(alone, evidence_of({"C": child}, loci))).sum()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("model", MODELS)
def test_a_pair_weighs_what_it_weighs_by_itself(shape, model):
    chance, loci = np.random.default_rng(5), _loci(model)
    text, tested, more = SHAPES[shape]
    children = [_profile(chance) for _ in range(6)] + [{"L": ("9", "-")}, _profile(chance, without="K")]
    possible = []
    while len(possible) < 3:
        profiles = {who: _profile(chance, without="L" if len(possible) == 2 else "") for who in tested}
        sought = SeekingFamily(family(text, **more), profiles, "C")
        possible += [sought] if np.all(likelihoods(sought.pedigree, evidence_of(profiles, loci)) > 0) else []
    screened = screen(_numbered(possible), _numbered(children), loci)
    expected = [[_by_itself(sought, child, loci) for child in children] for sought in possible]
    assert screened.log10_lr == pytest.approx(np.array(expected), abs=1e-9)


def test_markers_impossible_without_mutation_are_counted():
    sought = SeekingFamily(family("F/m M/f C/m:F+M"), {"F": {"L": ("8", "8"), "J": ("1", "1"), "K": ("1", "2")}}, "C")
    child = {"L": ("9", "10"), "J": ("2", "2"), "K": ("1", "3")}
    screened = screen({"K-1": sought}, {"A": child}, _loci("equal"))
    assert screened.inconsistent.tolist() == [[2]]
    assert math.isfinite(screened.log10_lr[0, 0])
    assert screen({"K-1": sought}, {"A": child}, _loci("none")).log10_lr[0, 0] == -math.inf


def test_a_family_that_cannot_be_by_itself_says_nothing_of_anybody():
    pedigree = family("F/m M/f C/m:F+M S/m:F+M")
    sought = SeekingFamily(pedigree, {"F": {"L": ("8", "8")}, "S": {"L": ("9", "9")}}, "C")
    assert np.isnan(screen({"K-1": sought}, {"A": {"L": ("8", "9")}}, _loci("none")).log10_lr).all()


def test_an_allele_the_table_lacks_is_refused():
    with pytest.raises(UnusableData, match="A has allele 77 at L"):
        screen({}, {"A": {"L": ("77", "8")}}, _loci("none"))

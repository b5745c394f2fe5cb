"""What must hold for whatever family and whatever was seen."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.evidence.dna.likelihood import Conditions, evidence_of, likelihoods
from kintrace.evidence.dna.locus import locus_of
from kintrace.evidence.dna.mutation import Model, Mutation
from kintrace.evidence.pedigree import Pedigree, Person, pedigree_of
from tests.evidence.dna.family import AVUNCULAR, COUSINS, GRANDMOTHER, HALF_SIBS, SIBS, STRANGERS, chance, family

PEDIGREES = st.sampled_from([SIBS, HALF_SIBS, COUSINS, GRANDMOTHER, AVUNCULAR, STRANGERS])
PAIRS = st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd"))
SEEN = st.fixed_dictionaries({"S": PAIRS, "C": PAIRS})
RATES = st.floats(1e-4, 0.05)
MODELS = st.sampled_from([Model.EQUAL, Model.PROPORTIONAL])


def _mutating(model, rate):
    return {"female": Mutation(model, rate), "male": Mutation(model, 2 * rate)}


@settings(max_examples=60, deadline=None)
@given(PEDIGREES, SEEN, MODELS, RATES)
def test_names_mean_nothing(pedigree, seen, model, rate):
    new = {person.id: f"{number}" for number, person in enumerate(reversed(pedigree.persons))}
    renamed = [Person(new[p.id], new.get(p.father), new.get(p.mother), p.sex) for p in pedigree.persons[::-1]]
    again = chance(pedigree_of(renamed), {new[person]: pair for person, pair in seen.items()}, **_mutating(model, rate))
    assert again == pytest.approx(chance(pedigree, seen, **_mutating(model, rate)), rel=1e-10)


@settings(max_examples=60, deadline=None)
@given(PEDIGREES, SEEN, st.sampled_from([0.0, 0.02]))
def test_who_was_not_tested_and_has_no_tested_descendant_changes_nothing(pedigree, seen, theta):
    more = pedigree_of([*pedigree.persons, *family("K/m L/f").persons, Person("J", "K", "S", pedigree.by_id["S"].sex)])
    alike = Conditions(theta=theta)
    assert chance(more, seen, conditions=alike) == pytest.approx(chance(pedigree, seen, conditions=alike), rel=1e-12)


@settings(max_examples=60, deadline=None)
@given(PEDIGREES, SEEN, MODELS)
def test_ever_rarer_mutation_comes_to_none(pedigree, seen, model):
    rare = chance(pedigree, seen, **_mutating(model, 1e-9))
    assert rare == pytest.approx(chance(pedigree, seen), rel=1e-6, abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(PEDIGREES, SEEN)
def test_ever_smaller_theta_comes_to_none(pedigree, seen):
    assert chance(pedigree, seen, conditions=Conditions(theta=1e-9)) == pytest.approx(chance(pedigree, seen), rel=1e-6)


@settings(max_examples=30, deadline=None)
@given(PEDIGREES, PAIRS, RATES, st.sampled_from([0.0, 0.03]))
def test_what_could_have_been_seen_sums_to_what_was_not_asked(pedigree, pair, rate, theta):
    alleles = "abcd"
    model, alike = _mutating(Model.EQUAL, rate), Conditions(theta=theta)
    genotypes = [(one, other) for one in alleles for other in alleles if one <= other]
    whole = math.fsum(chance(pedigree, {"S": pair, "C": one}, conditions=alike, **model) for one in genotypes)
    assert whole == pytest.approx(chance(pedigree, {"S": pair}, conditions=alike, **model), rel=1e-10)


@settings(max_examples=60, deadline=None)
@given(PEDIGREES, SEEN, RATES)
def test_alleles_nobody_has_may_be_counted_as_one(pedigree, seen, rate):
    # a stepwise model is never lumped, and with every step as likely as any other it is the equal model
    table = {"1": 0.1, "2": 0.2, "3": 0.3, "4": 0.4}
    profiles = {who: {"L": tuple(str("abcd".index(one) + 1) for one in pair)} for who, pair in seen.items()}
    lumped = locus_of("L", table, female=Mutation(Model.EQUAL, rate), male=Mutation(Model.EQUAL, rate))
    step = Mutation(Model.STEPWISE, rate, 0.0, 1.0)
    whole = locus_of("L", table, female=step, male=step)
    one, other = (likelihoods(pedigree, evidence_of(profiles, [locus]))[0] for locus in (lumped, whole))
    assert one == pytest.approx(other, rel=1e-10)


def test_a_pedigree_is_a_value():
    assert replace(SIBS) == SIBS
    assert hash(Pedigree(SIBS.persons)) == hash(SIBS)

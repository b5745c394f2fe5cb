"""Numbers anybody can work out on paper: pa = 0.1, pb = 0.2, pc = 0.3, pd = 0.4.

Where they come from: each relationship's chances of sharing 0, 1 or 2 alleles by descent (1/4, 1/2, 1/4 for full
siblings; 1/2, 1/2, 0 for half siblings, grandparents and uncles; 3/4, 1/4, 0 for cousins) times what sharing so many
makes of the genotypes; with theta, the sampling formula of Balding and Nichols (1994) allele by allele. The same values
were computed with pedprobr 1.1.0 and Familias 2.6.
"""

import pytest

from kintrace.evidence.dna.likelihood import Conditions, evidence_of, likelihoods
from kintrace.evidence.dna.locus import locus_of
from kintrace.evidence.dna.mutation import Model, Mutation
from kintrace.kernel.errors import UnusableData
from tests.evidence.dna import family as families
from tests.evidence.dna.family import (
    AVUNCULAR,
    COUSINS,
    GRANDMOTHER,
    HALF_SIBS,
    OTHER_FATHER,
    SIBS,
    STRANGERS,
    TRIO,
    X,
    chance,
    equal,
    family,
    ratio,
)

DUO = family("S/f F/m C/m:F+S")


@pytest.mark.parametrize(
    ("father", "mother", "child", "expected"),
    [
        ("bb", "aa", "ab", 1 / 0.2),  # he must give b, another man gives it with pb
        ("bc", "aa", "ab", 1 / (2 * 0.2)),
        ("ab", "ab", "ab", 1 / (0.1 + 0.2)),
        ("cc", "aa", "ab", 0.0),
    ],
)
def test_father_mother_and_child(father, mother, child, expected):
    assert ratio(TRIO, OTHER_FATHER, {"F": father, "M": mother, "C": child}) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("pedigree", "one", "other", "expected"),
    [
        (DUO, "ac", "ab", 1 / (4 * 0.1)),
        (DUO, "aa", "aa", 1 / 0.1),
        (SIBS, "ab", "ab", (1 + 0.1 + 0.2 + 2 * 0.1 * 0.2) / (8 * 0.1 * 0.2)),
        (SIBS, "aa", "aa", (1 + 0.1) ** 2 / (4 * 0.1**2)),
        (SIBS, "aa", "bb", 1 / 4),
        (HALF_SIBS, "aa", "ab", 1 / 2 + 1 / (4 * 0.1)),
        (COUSINS, "aa", "aa", 3 / 4 + 1 / (4 * 0.1)),
        (GRANDMOTHER, "cc", "ab", 1 / 2),
    ],
)
def test_two_relatives(pedigree, one, other, expected):
    assert ratio(pedigree, STRANGERS, {"S": one, "C": other}) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("seen", [("aa", "aa"), ("ab", "bc"), ("ab", "cd"), ("ab", "ab")])
def test_no_marker_tells_half_sibling_grandmother_and_aunt_apart(seen):
    found = [chance(one, dict(zip("SC", seen, strict=True))) for one in (HALF_SIBS, GRANDMOTHER, AVUNCULAR)]
    assert found == pytest.approx([found[0]] * 3, rel=1e-12)


def test_theta_makes_a_shared_allele_say_less():
    alike = Conditions(theta=0.03)
    expected = (1 + 2 * 0.03) / (3 * 0.03 + 0.97 * 0.1)  # 1/pa where all are unrelated
    assert ratio(DUO, STRANGERS, {"S": "aa", "C": "aa"}, conditions=alike) == pytest.approx(expected, rel=1e-12)


def test_theta_with_a_father_in_question():
    expected = (1 + 3 * 0.02) / (2 * 0.02 + 0.98 * 0.2)
    seen = {"F": "bb", "M": "aa", "C": "ab"}
    alike = Conditions(theta=0.02)
    assert ratio(TRIO, OTHER_FATHER, seen, conditions=alike) == pytest.approx(expected, rel=1e-12)


def test_one_mutation_of_four_alleles():
    # b cannot come from a father who is cc but by mutation, and an equal model gives each other allele a third
    assert chance(TRIO, {"F": "cc", "M": "aa", "C": "ab"}, **equal(0.0, 0.003)) == pytest.approx(
        0.3**2 * 0.1**2 * 0.003 / 3, rel=1e-12
    )


def test_an_untested_founder_hands_on_through_the_mutation_model():
    # the convention of pedprobr: P(b) = 0.2·0.997 + 0.8·0.003/3, not 0.2
    expected = 0.1**2 * (0.2 * 0.997 + 0.8 * 0.001)
    assert chance(OTHER_FATHER, {"M": "aa", "C": "ab"}, **equal(0.0, 0.003)) == pytest.approx(expected, rel=1e-12)


def test_a_silent_allele_reconciles_a_father_and_a_child():
    p, f = {name: value * 0.99 for name, value in families.TABLE.items()}, 0.01
    seen_in_mother = p["b"] ** 2 + 2 * p["b"] * f
    expected = 2 * p["b"] * f * 0.5 * (p["a"] + 0.0)  # S is b/silent and hands on the silent one; C is a/silent
    assert chance(DUO, {"S": "bb", "C": "aa"}, silent=f) == pytest.approx(expected, rel=1e-12)
    assert chance(family("S/f"), {"S": "bb"}, silent=f) == pytest.approx(seen_in_mother, rel=1e-12)


def test_dropout_may_hide_an_allele():
    d = 0.1
    expected = (1 - d**2) * 0.1**2 + d * (1 - d) * 2 * 0.1 * 0.9
    assert chance(family("C/m"), {"C": "aa"}, dropout={"C": d}) == pytest.approx(expected, rel=1e-12)
    assert chance(family("C/m"), {"C": "ab"}, dropout={"C": d}) == pytest.approx((1 - d) ** 2 * 0.04, rel=1e-12)


def test_a_second_allele_that_is_unknown_may_be_any():
    assert chance(family("C/m"), {"C": "a-"}) == pytest.approx(0.1**2 + 2 * 0.1 * 0.9, rel=1e-12)


def test_inbred_founders_are_more_often_alike_in_both_alleles():
    inbred = family("C/m", inbreeding={"C": 0.25})
    assert chance(inbred, {"C": "aa"}) == pytest.approx(0.25 * 0.1 + 0.75 * 0.01, rel=1e-12)
    assert chance(inbred, {"C": "ab"}) == pytest.approx(0.75 * 0.04, rel=1e-12)


def test_inbreeding_of_a_founder_who_was_not_tested_shows_in_two_children():
    # both children of F: with F autozygous in a quarter of cases they share his allele for certain
    pedigree = family("F/m M/f N/f C/m:F+M S/f:F+N", inbreeding={"F": 0.25})
    shared = 0.5 * (1 + 0.25)
    expected = shared * 0.1 * 0.1**2 + (1 - shared) * 0.1**4
    assert chance(pedigree, {"S": "aa", "C": "aa"}) == pytest.approx(expected, rel=1e-12)
    tiny = Conditions(theta=1e-9)
    assert chance(pedigree, {"S": "aa", "C": "aa"}, conditions=tiny) == pytest.approx(expected, rel=1e-6)


def test_identical_twins_are_one_genome():
    twins = family("F/m M/f C/m:F+M D/m:F+M", twins=[("C", "D")])
    assert chance(twins, {"C": "ab", "D": "ab"}) == pytest.approx(2 * 0.1 * 0.2, rel=1e-12)
    assert chance(twins, {"C": "ab", "D": "aa"}) == 0.0


def test_a_twin_of_the_father_is_as_good_as_the_father():
    uncle = family("A/m B/f F/m:A+B T/m:A+B M/f C/m:T+M", twins=[("F", "T")])
    seen = {"F": "bb", "M": "aa", "C": "ab"}
    assert chance(uncle, seen) == pytest.approx(chance(TRIO, seen), rel=1e-12)


def test_a_father_gives_his_daughter_his_only_x():
    pedigree = family("F/m M/f C/f:F+M")
    assert chance(pedigree, {"F": "aa", "C": "ab"}, conditions=X) == pytest.approx(0.1 * 0.2, rel=1e-12)
    assert chance(pedigree, {"F": "cc", "C": "ab"}, conditions=X) == 0.0


def test_a_father_gives_his_son_no_x():
    assert chance(TRIO, {"F": "cc", "C": "aa"}, conditions=X) == pytest.approx(0.3 * 0.1, rel=1e-12)


def test_a_man_with_two_alleles_on_x_is_a_mistake():
    with pytest.raises(UnusableData, match="C is male and has two alleles at the X marker L"):
        chance(TRIO, {"C": "ab"}, conditions=X)


def test_a_child_of_siblings_is_likelier_alike_in_both_alleles():
    loop = family("A/m B/f P/m:A+B Q/f:A+B C/m:P+Q")
    assert chance(loop, {"C": "aa"}) == pytest.approx(0.25 * 0.1 + 0.75 * 0.01, rel=1e-12)


def test_a_marker_with_one_allele_only_has_nothing_to_change_into():
    mutation = Mutation(Model.PROPORTIONAL, 0.01)
    locus = locus_of("L", {"a": 1.0, "b": 0.0}, female=mutation, male=mutation)
    evidence = evidence_of({"F": {"L": ("a", "a")}, "C": {"L": ("a", "a")}}, [locus])
    assert likelihoods(TRIO, evidence)[0] == pytest.approx(1.0)


@pytest.mark.parametrize("allele", ["inf", "nan", "1e999", "rest"])
def test_an_allele_that_is_no_number_of_repeats_cannot_mutate_by_steps(allele):
    with pytest.raises(UnusableData, match="Marker L: Stepwise mutation counts repeats"):
        locus_of("L", {"9": 0.5, allele: 0.5}, female=Mutation(Model.STEPWISE, 0.01))

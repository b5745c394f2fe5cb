"""From what a family says of itself to the pedigrees that are weighed."""

import math
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.evidence.dna.hypotheses import Relation, hypotheses
from kintrace.evidence.dna.likelihood import evidence_of, likelihoods
from kintrace.evidence.dna.locus import locus_of
from kintrace.evidence.dna.screening import SeekingFamily, screen
from kintrace.evidence.pedigree import Sex
from kintrace.kernel.errors import KintraceError, UnusableData, WrongUse
from kintrace.web.language import translator
from tests.evidence.dna.family import TABLE

NAMES = [
    "sought child",
    "half sibling (same father)",
    "half sibling (same mother)",
    "full sibling of the one sought",
    "cousin (father's side)",
    "cousin (mother's side)",
    "unrelated",
]


def _said(text):
    """Read `Z grandmother_mat, H half_sibling_pat`: what each is to the one sought, S; or `N mother H`."""
    words = [row.split() for row in text.split(",")]
    return [Relation(row[0], row[1], row[2] if len(row) > 2 else "S") for row in words]


def _asked(text, *, typed, **more):
    return hypotheses(_said(text), sought="S", child="C", typed=typed.split(), **more)


def _ratio(found, name, seen, against="unrelated"):
    evidence = evidence_of({who: {"L": tuple(pair)} for who, pair in seen.items()}, [locus_of("L", TABLE)])
    one, other = (float(likelihoods(found.pedigrees[each], evidence)[0]) for each in (name, against))
    return one / other if other else math.inf


def test_a_mother_gives_the_hypotheses_by_name():
    found = _asked("M mother", typed="M")
    assert list(found.pedigrees) == NAMES
    assert (found.used, found.reference) == (("M",), "unrelated")
    assert str(found.every[0].words) == "The registered child is the child who is sought."


def test_a_mother_by_hand():
    found = _asked("M mother", typed="M")
    assert _ratio(found, "sought child", {"M": "aa", "C": "aa"}) == pytest.approx(1 / 0.1)
    assert _ratio(found, "half sibling (same father)", {"M": "aa", "C": "aa"}) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("kind", "one", "expected"),
    [
        ("grandmother_mat", "aa", 1 / 2 + 1 / (2 * 0.1)),
        ("grandfather_pat", "aa", 1 / 2 + 1 / (2 * 0.1)),
        ("aunt_pat", "aa", 1 / 2 + 1 / (2 * 0.1)),
        ("uncle_mat", "aa", 1 / 2 + 1 / (2 * 0.1)),
        ("half_sibling_pat", "aa", 1 / 2 + 1 / (2 * 0.1)),
        ("half_sibling_mat", "aa", 1 / 2 + 1 / (2 * 0.1)),
        ("full_sibling", "aa", (1 + 0.1) ** 2 / (4 * 0.1**2)),
        ("sibling", "aa", (1 + 0.1) ** 2 / (4 * 0.1**2)),
        ("father", "aa", 1 / 0.1),
        ("co_wife_of_mother", "aa", 1.0),
    ],
)
def test_each_word_of_the_record_by_hand(kind, one, expected):
    found = _asked(f"R {kind}", typed="R")
    assert _ratio(found, "sought child", {"R": one, "C": "aa"}) == pytest.approx(expected, rel=1e-12)


def test_one_relative_of_the_second_degree_tells_few_apart():
    found = _asked("G grandmother_pat", typed="G")
    alike = found.alike_to("sought child")
    assert "half sibling (same father)" in alike
    assert "cousin (father's side)" in alike
    assert "unrelated" not in alike


def test_the_mother_of_the_one_sought_tells_a_half_sibling_apart():
    found = _asked("M mother, H half_sibling_pat, N mother H", typed="M H N")
    assert "half sibling (same father)" not in found.alike_to("sought child")
    assert found.alike_to("sought child") == ("full sibling of the one sought",)  # relatives never tell these


def test_a_known_mother_alone_cannot_tell_the_sought_from_a_sibling():
    found = _asked("M mother", typed="M")
    assert set(found.alike_to("sought child")) == {"half sibling (same mother)", "full sibling of the one sought"}


def test_another_wife_is_weighed_where_she_is_known_by_a_child():
    found = _asked("F father, H half_sibling_pat, N mother H", typed="F H")
    assert _ratio(found, "other wife's child", {"H": "aa", "C": "aa"}) == pytest.approx(1.1**2 / 0.04)
    assert found.alike_to("other wife's child") == ()


def test_two_other_wives_are_told_apart_by_name():
    found = _asked("M mother, W co_wife_of_mother, V co_wife_of_mother", typed="M W V")
    assert "other wife's child (W)" in found.pedigrees
    assert "other wife's child (V)" in found.pedigrees


def test_nobody_typed_tells_nothing():
    assert len(_asked("M mother", typed="").alike) == 1


def test_who_is_no_kin_by_blood_is_left_out():
    found = _asked("M mother, P step_parent, K cousin", typed="M P K")
    assert (found.used, found.left_out) == (("M",), ("P", "K"))


def test_siblings_share_the_parents_either_of_them_has():
    found = _asked("T full_sibling, M mother T, G grandmother_mat T", typed="M G T")
    parents = found.pedigrees["sought child"].by_id
    assert parents["C"].mother == "M"
    assert parents["M"].mother == "G"
    assert parents["C"].father == parents["T"].father


def test_the_child_itself_may_be_who_asks():
    assert _asked("I self, M mother I", typed="M").pedigrees["sought child"].by_id["C"].mother == "M"


@pytest.mark.parametrize(
    ("text", "sexes", "told"),
    [
        ("A mother, S mother A", {}, "(A|S) is their own ancestor"),
        ("A grandmother_mat, S mother A", {}, "is their own ancestor"),
        ("A mother", {"A": Sex.MALE}, "A is given as the mother of S, which their sex contradicts"),
        ("A mother, A father B", {}, "A is given as the father of B, which their sex contradicts"),
        ("A mother, B mother", {}, "B and A would both be the mother of S|A and B would both be the mother of S"),
        ("A mother, T full_sibling, B mother T", {}, "would both be the mother of"),
        ("A mother, H half_sibling_pat, A mother H", {}, "H is given as half sibling of S, yet both have the same"),
        ("A mother, A aunt_mat", {}, "A is given as aunt and as mother of S"),
        ("A parent", {}, "A is a parent of S, of unknown sex"),
        ("A mother, C full_sibling", {}, "C is the registered child and stands in the family already"),
        ("A mother", {"S": Sex.MALE, "C": Sex.FEMALE}, "C cannot be S: one is a boy and the other a girl"),
    ],
)
def test_what_cannot_be_is_refused_by_name(text, sexes, told):
    with pytest.raises(UnusableData, match=told):
        _asked(text, typed="", sexes=sexes)


def test_a_parent_of_known_sex_is_mother_or_father():
    assert _asked("A parent", typed="A", sexes={"A": Sex.FEMALE}).pedigrees["sought child"].by_id["C"].mother == "A"


def test_the_one_sought_has_no_profile():
    with pytest.raises(UnusableData, match="S is sought, and yet has a profile"):
        _asked("M mother", typed="S")
    with pytest.raises(WrongUse, match="both the registered child and the one sought"):
        hypotheses([], sought="S", child="S", typed=[])


KINDS = st.sampled_from(
    "mother father parent full_sibling half_sibling_pat half_sibling_mat grandmother_mat grandfather_pat aunt_mat "
    "uncle_pat co_wife_of_mother cousin other_kin self unknown".split()
)
PERSONS = st.sampled_from("SABDC")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.builds(Relation, PERSONS, KINDS, PERSONS), max_size=7))
def test_whatever_is_said_is_weighed_or_refused(said):
    with suppress(KintraceError):
        found = hypotheses(said, sought="S", child="C", typed=["A", "B"])
        assert found.every[0].name == "sought child"
        assert set(found.used) | set(found.left_out) == {"A", "B"}


def test_the_sought_child_weighs_what_screening_finds():
    found = _asked("G grandmother_pat, H half_sibling_pat, N mother H", typed="G H N")
    profiles = {"G": ("a", "b"), "H": ("a", "c"), "N": ("c", "d")}
    locus = locus_of("L", TABLE)
    family = SeekingFamily(
        found.pedigrees["sought child"], {who: {"L": pair} for who, pair in profiles.items()}, missing="C"
    )
    screened = screen({"K": family}, {"child": {"L": ("a", "d")}}, [locus])
    by_hypotheses = _ratio(found, "sought child", profiles | {"C": "ad"})
    assert screened.log10_lr[0, 0] == pytest.approx(math.log10(by_hypotheses), abs=1e-12)


def test_a_mother_settles_what_names_leave_open():
    # the mother of the one sought is aa and the child bb: not hers; the father's other child shares b with it
    found = _asked("M mother, H half_sibling_pat, N mother H", typed="M H N")
    seen = {"M": "aa", "H": "bc", "N": "cc", "C": "bb"}
    assert _ratio(found, "sought child", seen) == 0.0
    assert _ratio(found, "half sibling (same father)", seen) == pytest.approx(0.5 + 0.5 / 0.2)


@pytest.mark.parametrize("name", [*NAMES, "other wife's child"])
def test_every_hypothesis_is_said_in_three_languages(name):
    found = _asked("M mother, W co_wife_of_mother", typed="M")
    one = next(each for each in found.every if each.name == name)
    for language in ("ru", "ar"):
        for said in (one.label, one.words):
            assert said.text(translator(language)) != str(said)

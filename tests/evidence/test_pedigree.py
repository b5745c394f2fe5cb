"""A pedigree is checked when it is made."""

import pytest

from kintrace.evidence.pedigree import Person, Sex, pedigree_of
from kintrace.kernel.errors import UnusableData

F, M = Person("F", sex=Sex.MALE), Person("M", sex=Sex.FEMALE)


def test_parents_come_before_their_children():
    child = Person("C", "F", "M", Sex.MALE)
    assert [person.id for person in pedigree_of([child, M, F]).persons] == ["M", "F", "C"]


def test_one_known_parent_gets_an_unknown_partner():
    pedigree = pedigree_of([F, Person("C", father="F")])
    assert pedigree.by_id["C"].mother == "mother of C"
    assert pedigree.by_id["mother of C"].sex is Sex.FEMALE


@pytest.mark.parametrize(
    ("persons", "told"),
    [
        ([F, F], "F stands twice"),
        ([F, Person("C", "F", "M")], "M, the mother of C, is not in the pedigree"),
        ([F, M, Person("C", "M", "F")], "M is the father of C, which their sex contradicts"),
        ([Person("A", "B", "M"), Person("B", "A", "M"), M], "is their own ancestor"),
        ([Person("A", "A", "M"), M], "A is their own ancestor"),
        ([Person("H"), Person("C", "H", "H")], "H is given as both parents of C"),
    ],
)
def test_what_cannot_be_is_refused_by_name(persons, told):
    with pytest.raises(UnusableData, match=told):
        pedigree_of(persons)


def test_twins_share_parents_and_sex():
    with pytest.raises(UnusableData, match="F and M cannot be identical twins"):
        pedigree_of([F, M], twins=[("F", "M")])
    with pytest.raises(UnusableData, match="Z is given as an identical twin"):
        pedigree_of([F, M], twins=[("F", "Z")])


@pytest.mark.parametrize(("founder", "coefficient"), [("F", 1.5), ("Z", 0.1), ("C", 0.1)])
def test_inbreeding_is_told_of_founders_and_between_0_and_1(founder, coefficient):
    with pytest.raises(UnusableData, match=founder):
        pedigree_of([F, M, Person("C", "F", "M")], inbreeding={founder: coefficient})

"""Whose each word of a dossier is."""

import pytest

from kintrace.evidence.spelling import fold
from kintrace.matching.roles import roles_of
from tests.matching.made import said


def test_a_patronymic_and_a_fathers_name_stand_together_under_father():
    roles = roles_of(said("R", name="Магомедова Амина Алиевна", father_name="Али"))
    assert roles.given == ("амина",)
    assert "али" in roles.father
    assert len(roles.father) == 1


def test_the_second_word_of_an_arabic_name_is_the_fathers():
    roles = roles_of(said("C", name="خديجة عمر"))
    assert (roles.given, roles.father) == ((fold("خديجة"),), ("عمر",))


@pytest.mark.parametrize(("column", "alias"), [("father_alias", "Абу Умар"), ("mother_alias", "Умм Умар")])
def test_a_kunya_names_a_child_and_no_parent(column, alias):
    roles = roles_of(said("R", **{column: alias}))
    assert roles.kunya == ("умар",)
    assert roles.father == roles.mother == ()


def test_an_alias_that_is_no_kunya_is_one_more_name_of_the_parent():
    assert roles_of(said("R", mother_name="Ольга", mother_alias="Айша")).mother == (fold("Ольга"), fold("Айша"))


def test_a_nisba_is_set_apart_from_the_names():
    roles = roles_of(said("C", father_alias="أبو عمر الشيشاني"))
    assert roles.kunya == ("عمر",)
    assert len(roles.nisbas) == 1
    assert "شيشان" not in "".join((*roles.father, *roles.given))


def test_an_alias_of_the_child_is_one_more_given_name():
    assert roles_of(said("R", name="Тимур", alias="Hamza")).given == ("тимур", "hamza")


def test_each_word_stands_once():
    assert roles_of(said("R", siblings="Али | али | Амина")).siblings == ("али", "амина")


def test_nothing_said_has_no_words():
    roles = roles_of(said("R"))
    assert not any((roles.given, roles.father, roles.mother, roles.kunya, roles.siblings, roles.nisbas))

"""Letters are set against letters of the same role, and shown as people wrote them."""

from kintrace.matching.dossier import Dossier
from kintrace.matching.letters import letters_between

SOUGHT = Dossier(id="R1", names=("Мурадова Хадижа Тимуровна",), mother_names=("Зарема",))


def by_role(found):
    return {one.role: one for one in letters_between(SOUGHT, found)}


def test_each_role_is_set_against_the_same_role():
    spelt = by_role(Dossier(id="C1", names=("خديجة تيمور",), mother_names=("Zarema",)))
    assert list(spelt) == ["given", "father", "mother"]
    assert (spelt["given"].sought, spelt["given"].found) == ("Хадижа", "خديجة")
    assert spelt["mother"].pair.weight > 1


def test_the_best_of_several_names_is_shown():
    spelt = by_role(Dossier(id="C1", names=("Timur", "Khadija")))
    assert spelt["given"].found == "Khadija"


def test_two_lone_names_are_shown_even_where_they_do_not_answer():
    pair = by_role(Dossier(id="C1", names=("سليمان",)))["given"].pair
    assert pair.weight < 0
    assert any(step.weight < 0 for step in pair.letters.steps)


def test_a_silent_side_shows_nothing():
    assert letters_between(SOUGHT, Dossier(id="C1", names=("؟؟",), mother_names=("123",))) == ()

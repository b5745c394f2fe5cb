"""What a pair weighs, in words: each kind says why, from the values as they were written."""

import pytest

from kintrace.matching.engine import match_lists
from tests.matching.made import said

OTHERS = [said("C8", name="Khadija", sex="f"), said("C9", name="Hamza", sex="m")]


def told(sought: dict[str, str], found: dict[str, str], kind: str) -> str:
    """Return the sentence of one kind for one pair, "" where nothing was said."""
    (ranking,) = match_lists([said("R", **sought)], [said("C", **found), *OTHERS])
    candidate = next(one for one in ranking.candidates if one.child_id == "C")
    term = next(term for term in candidate.terms if term.kind == kind)
    return str(term.because) if term.said else ""


@pytest.mark.parametrize(
    ("sought", "found", "kind", "sentence"),
    [
        ({"name": "Умар"}, {"name": "عمر"}, "names", "Умар and عمر are one name; about one child in 3 of the list"),
        ({"name": "Умар"}, {"name": "Zulfiqar"}, "names", "Умар and Zulfiqar are different names"),
        ({"father_name": "Али"}, {"father_name": "علي"}, "relations", "the fathers bear one name: Али, علي"),
        ({"mother_name": "Зарема"}, {"mother_name": "Fatima"}, "relations", "the mothers bear different names"),
        ({"mother_name": "Патимат"}, {"mother_name": "فاطمة"}, "relations", "the mothers bear one name"),
        ({"siblings": "Умар"}, {"siblings": "عمر"}, "relations", "both sides name the brothers or sisters Умар"),
        ({"siblings": "Умар"}, {"siblings": "Zulfiqar"}, "relations", "the two sides are different"),
        (
            {"father_alias": "Абу Умар"},
            {"father_alias": "أبو عمر"},
            "relations",
            "one kunya on both sides: Умар, “أبو عمر”",
        ),
        ({"name": "Умар"}, {"father_alias": "أبو عمر"}, "relations", "“أبو عمر” may be called after Умар"),
        ({"name": "Хамза"}, {"father_alias": "أبو عمر"}, "relations", "“أبو عمر” names nobody the request knows of"),
        ({"sex": "m"}, {"sex": "f"}, "births", "the request seeks a boy, the list says a girl"),
        ({"sex": "f"}, {"sex": "m"}, "births", "the request seeks a girl, the list says a boy"),
        ({"sex": "m"}, {"sex": "m"}, "births", "both sides speak of a boy"),
        ({"sex": "f"}, {"sex": "f"}, "births", "both sides speak of a girl"),
        ({"last_place": "Мосул"}, {"last_place": "الموصل"}, "places", "Мосул and الموصل are the same place"),
        ({"languages": "che"}, {"languages": "che"}, "languages", "both speak Chechen"),
    ],
)
def test_each_kind_says_why(sought, found, kind, sentence):
    assert sentence in told(sought, found, kind)


@pytest.mark.parametrize("kind", ["names", "births", "places", "relations", "languages", "marks"])
def test_where_one_side_says_nothing_there_is_nothing_to_explain(kind):
    everything = {"name": "Умар", "sex": "m", "birth_date": "2013", "languages": "che", "last_place": "Мосул"}
    assert told(everything, {}, kind) == ""


def test_a_home_that_is_also_the_birth_place_is_told_once():
    home = {"origin": "Грозный", "birth_place": "Грозный"}
    assert told(home, {"origin": "غروزني", "birth_place": "غروزني"}, "places").count("Grozny") == 1


def test_another_sex_is_said_beside_an_age_that_fits():
    words = told({"sex": "m", "birth_date": "2013"}, {"sex": "f", "age": "4", "age_date": "2017-08-01"}, "births")
    assert "aged 4" in words
    assert words.endswith("the list says a girl")


def test_of_two_kunyas_the_one_that_is_meant_is_quoted():
    found = {"father_alias": "أبو حمزة", "mother_alias": "أم عمر"}
    assert "“أم عمر” may be called after Умар" in told({"name": "Умар"}, found, "relations")


TOGETHER = {"last_place": "Mosul", "last_date": "2017-08-01", "siblings": "Hamza | Amina"}


def test_what_only_a_brother_said_is_quoted_as_he_said_it():
    brother = said("B", name="Hamza", father_alias="Abu Omar", mother_name="Áisha", **TOGETHER)
    child = said("C", name="Amina", **TOGETHER)
    (ranking,) = match_lists([said("R", name="Амина", siblings="Умар", mother_name="Айша")], [brother, child])
    words = str(next(one for one in ranking.candidates if one.child_id == "C").terms[3].because)
    assert "“Abu Omar” may be called after Умар" in words
    assert "Айша, Áisha" in words


def test_names_beyond_those_that_are_read_are_passed_over():
    fathers = "Али Муса Иса Хасан Хусейн Ахмед Юсуф Якуб Ибрагим Исмаил".split()
    asked = said("R", name="Умар", father_alias=" | ".join(fathers))
    (ranking,) = match_lists([asked], [said("C", name="عمر", father_name="Ismail"), *OTHERS])
    assert ranking.candidates[0].child_id == "C"

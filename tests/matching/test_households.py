"""Who is of one household: agreement to the letter, on one occasion, and never across two fathers."""

import pytest

from kintrace.matching.households import MOST_BEARERS, completed, households
from kintrace.matching.sheet import Sheet
from tests.matching.made import said

TOGETHER = {"last_place": "Mosul", "last_date": "2017-08-01"}
ANOTHER_DAY = TOGETHER | {"last_date": "2017-08-02"}
ELSEWHERE = TOGETHER | {"last_place": "Raqqa"}


def joined(*children) -> bool:
    return len(set(households(Sheet.of(children)))) == 1


def test_children_who_name_each_other_are_joined():
    assert joined(
        said("1", name="عمر", siblings="آمنة", **TOGETHER), said("2", name="آمنة", siblings="عمر", **TOGETHER)
    )


def test_one_naming_the_other_is_enough():
    assert joined(said("1", name="Omar", siblings="Amina", **TOGETHER), said("2", name="Amina", **TOGETHER))


@pytest.mark.parametrize(
    "both", [{"father_name": "علي"}, {"mother_name": "Zarema"}, {"father_alias": "أبو عمر"}, {"siblings": "Hamza"}]
)
def test_children_of_one_occasion_who_name_the_same_relative_are_joined(both):
    assert joined(said("1", name="Omar", **both, **TOGETHER), said("2", name="Amina", **both, **TOGETHER))


def test_half_siblings_who_name_each_other_are_joined():
    assert joined(
        said("1", name="Omar", father_name="Ali", mother_name="Zarema", siblings="Amina", **TOGETHER),
        said("2", name="Amina", father_name="Ali", mother_name="Fatima", **TOGETHER),
    )


def test_two_families_with_different_fathers_are_kept_apart():
    assert not joined(
        said("1", name="Omar", father_name="Ali", mother_name="Zarema", **TOGETHER),
        said("2", name="Amina", father_name="Hasan", mother_name="Zarema", siblings="Omar", **TOGETHER),
    )


@pytest.mark.parametrize("other", [ANOTHER_DAY, ELSEWHERE, {"last_place": "Mosul"}, {"last_date": "2017-08-01"}, {}])
def test_strangers_of_another_occasion_are_kept_apart(other):
    assert not joined(
        said("1", name="Omar", father_name="Ali", siblings="Amina", **TOGETHER),
        said("2", name="Amina", father_name="Ali", siblings="Omar", **other),
    )


def test_children_who_share_nothing_are_kept_apart():
    assert not joined(said("1", name="Omar", **TOGETHER), said("2", name="Omar", **TOGETHER))


def test_a_chain_of_siblings_is_one_household():
    assert joined(
        said("1", name="Omar", siblings="Amina", **TOGETHER),
        said("2", name="Hamza", siblings="Amina", **TOGETHER),
        said("3", name="Amina", **TOGETHER),
    )


def test_a_family_is_found_among_hundreds_of_one_day():
    strangers = [said(f"S{n}", name=f"Adam{chr(97 + n % 26)}{chr(97 + n // 26)}", **TOGETHER) for n in range(300)]
    family = [
        said("1", name="Zelimkhan", father_name="Turpal", siblings="Khedi", **TOGETHER),
        said("2", name="Khedi", father_name="Turpal", siblings="Zelimkhan", **TOGETHER),
    ]
    found = households(Sheet.of([*strangers, *family]))
    assert found[-1] == found[-2]
    assert len(set(found)) == 301


def test_a_mass_registration_is_no_household():
    many = [said(str(n), name="Omar", father_name="Ali", **TOGETHER) for n in range(MOST_BEARERS + 1)]
    assert len(set(households(Sheet.of(many)))) == len(many)


def test_a_household_shares_its_parents_and_knows_its_children():
    sheet = Sheet.of(
        [
            said("1", name="Omar", father_name="Ali", siblings="Amina", **TOGETHER),
            said("2", name="Amina", mother_name="Zarema", **TOGETHER),
            said("3", name="Hamza", **ELSEWHERE),
        ]
    )
    omar, amina, hamza = completed(sheet, households(sheet)).roles
    assert (amina.father, omar.mother) == (("ali",), ("zarema",))
    assert (omar.siblings, amina.siblings) == (("amina",), ("omar",))
    assert hamza == sheet.roles[2]


def test_what_a_child_says_itself_is_not_overwritten_by_the_household():
    sheet = Sheet.of(
        [
            said("1", name="Omar", mother_name="Zarema", siblings="Amina", **TOGETHER),
            said("2", name="Amina", mother_name="Fatima", **TOGETHER),
        ]
    )
    assert [one.mother for one in completed(sheet, households(sheet)).roles] == [("zarema",), ("fatima",)]


def test_one_common_name_among_many_of_one_day_makes_no_family():
    day = [
        said("1", name="Khadija", father_name="Muhammad", mother_name="Zalina", siblings="Timur", **TOGETHER),
        said("2", name="Aminat", father_name="Muhammad", **TOGETHER),
        said("3", name="Ruslan", father_name="Muhammad", mother_name="Larisa", siblings="Ibrahim", **TOGETHER),
        said("4", name="Ibrahim", **TOGETHER),
        said("5", name="Salman", father_name="Ali", mother_name="Aset", siblings="Ibrahim", **TOGETHER),
    ]
    assert len(set(households(Sheet.of(day)))) == len(day)


def test_a_household_is_never_given_two_fathers_by_a_third_record():
    day = [
        said("1", name="Shamil", father_name="Zelimkhan", siblings="Turpal", **TOGETHER),
        said("2", name="Turpal", siblings="Shamil | Deni", **TOGETHER),
        said("3", name="Deni", father_name="Vakha", siblings="Turpal", **TOGETHER),
    ]
    first, _, third = households(Sheet.of(day))
    assert first != third

"""Surnames and patronymics as Russian clerks build them."""

import pytest

from kintrace.worlds.russian import patronymic, surname


@pytest.mark.parametrize(
    ("stem", "man", "woman"),
    [("Рашид", "Рашидов", "Рашидова"), ("Али", "Алиев", "Алиева"), ("Вака", "Вакев", "Вакева")],
)
def test_a_surname_follows_the_sex(stem, man, woman):
    assert (surname(stem, woman=False), surname(stem, woman=True)) == (man, woman)


@pytest.mark.parametrize(
    ("father", "son", "daughter"),
    [
        ("Магомед", "Магомедович", "Магомедовна"),
        ("Али", "Алиевич", "Алиевна"),
        ("Мустафа", "Мустафич", "Мустафична"),
        ("Исмаэль", "Исмаэлевич", "Исмаэлевна"),
        ("Атия", "Атиич", "Атиична"),
    ],
)
def test_a_patronymic_comes_from_the_fathers_name(father, son, daughter):
    assert (patronymic(father, woman=False), patronymic(father, woman=True)) == (son, daughter)

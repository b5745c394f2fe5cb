"""Languages, sexes and nisbas as people write them in three scripts."""

from __future__ import annotations

import pytest

from kintrace.evidence.languages import (
    LANGUAGES,
    NISBAS,
    is_sex_word,
    read_language,
    read_languages,
    read_nisba,
    read_sex,
    strip_nisba,
    unread_languages,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("che", "che"),
        ("CE", "che"),
        ("Chechen", "che"),
        ("чеченский язык", "che"),
        ("по-чеченски", "che"),
        ("Нохчийн мотт", "che"),
        ("الشيشانية", "che"),
        ("شيشانى", "che"),
        ("аварский", "ava"),
        ("Türkçe", "tur"),
        ("o‘zbekcha", "uzb"),
        ("арабский", "ara"),
        ("اللغة العربية", "ara"),
        ("Klingon", None),
        ("", None),
    ],
)
def test_a_language_is_read_however_it_is_named(text: str, code: str | None):
    assert read_language(text) == code


@pytest.mark.parametrize(
    "cell", ["rus, che", "русский и чеченский", "русский/чеченский", "روسي وشيشاني", "الروسية و الشيشانية", "rus che"]
)
def test_a_cell_may_hold_several_languages(cell: str):
    assert read_languages([cell]) == {"rus", "che"}


def test_what_is_not_a_language_is_left_out_and_can_be_reported():
    assert read_languages(["rus", "???", "немного"]) == {"rus"}
    assert unread_languages(["rus", "???", ""]) == ("???",)


def test_every_code_is_three_letters_and_no_spelling_stands_for_two_languages():
    assert all(len(code) == 3 and code.isascii() for code in LANGUAGES)
    assert all(read_language(language.english) == code for code, language in LANGUAGES.items())


@pytest.mark.parametrize("word", ["m", "M", "Male", "муж.", "мальчик", "ذكر", "ولد", "boy"])
def test_words_for_a_boy(word: str):
    assert read_sex(word) == "m"


@pytest.mark.parametrize("word", ["f", "Female", "Ж", "жен", "девочка", "أنثى", "انثى", "بنت", "girl"])
def test_words_for_a_girl(word: str):
    assert read_sex(word) == "f"


def test_unknown_is_an_answer_and_nonsense_is_not():
    assert read_sex("неизвестно") == read_sex("purple") == ""
    assert is_sex_word("неизвестно")
    assert not is_sex_word("purple")


@pytest.mark.parametrize(
    ("alias", "key"),
    [
        ("al-Shishani", "chechen"),
        ("ash Shishani", "chechen"),
        ("аш-Шишани", "chechen"),
        ("الشيشانى", "chechen"),
        ("ад-Дагестани", "dagestani"),
        ("الداغستاني", "dagestani"),
        ("ар-Руси", "russian"),
        ("الأوزبكي", "uzbek"),
        ("al-Qawqazi", "caucasian"),
        ("المهاجر", "emigrant"),
        ("Rashid", None),
    ],
)
def test_a_nisba_is_read_with_or_without_its_article(alias: str, key: str | None):
    assert read_nisba(alias) == key


def test_a_nisba_is_taken_off_the_end_of_an_alias():
    assert strip_nisba("Abu Omar al Shishani") == ("Abu Omar", "chechen")
    assert strip_nisba("أبو عمر الشيشاني") == ("أبو عمر", "chechen")
    assert strip_nisba("Абу Али") == ("Абу Али", None)


def test_nisbas_name_only_languages_we_know():
    assert all(nisba.languages | nisba.also <= LANGUAGES.keys() for nisba in NISBAS.values())

"""What people type for one another is folded to one letter; what carries no sound is dropped."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.evidence.spelling import Script, fold, script_of
from kintrace.evidence.spelling.scripts import LETTERS, LONGEST_TOKEN
from kintrace.evidence.spelling.wording import LONGEST_WORDING, folded

# Letters of the three scripts beside marks in any order, controls of direction, digits and whatever else.
signs = st.sampled_from("аЬъЁӀйІкКhHşıİéßعمـًَّٰآﷺﷲ1l|I\u202b\u200f\u200d\u0301\u0323\u0308\u06541٣🙂\x00\n-'’")
texts = st.text(signs | st.characters(), max_size=60)


@pytest.mark.parametrize("written", ["ГӀумар", "Гӏумар", "Г1умар", "ГIумар", "Гlумар", "Г|умар", "г1умар"])
def test_a_palochka_is_dropped_however_it_was_typed(written):
    assert fold(written) == "гумар"


@pytest.mark.parametrize("written", ["Ӏумар", "ӏумар", "1умар", "Iумар", "|умар"])
def test_a_palochka_before_a_vowel_is_dropped_too(written):
    assert fold(written) == "умар"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Аьхмад", "ахмад"), ("Оьзда", "озда"), ("Уьмар", "умар"), ("Юьсуп", "юсуп"), ("Яьсин", "ясин"),
        ("Хьасан", "хасан"), ("Къурбан", "курбан"), ("кхиэл", "кхиэл"), ("ХӀусен", "хусен"),  # Chechen
        ("ГъазимухӀамад", "газимухамад"), ("Лъагал", "лагал"), ("КьурамухӀамад", "курамухамад"), ("ТӀагьир", "тагир"),
        ("ХӀажи", "хажи"),  # Avar
        ("Қурбан", "курбан"), ("Ғалия", "галия"), ("Өмір", "омир"), ("Үміт", "умит"), ("Һәдия", "хадия"),  # Turkic
        ("Фёдор", "федор"), ("Зулейха", "зулейха"), ("Андрий", "андрий"), ("и\u0306ота", "йота"),  # й stays itself
    ],
)  # fmt: skip
def test_letters_of_the_caucasus_and_the_steppe_fold_to_plain_cyrillic(written, read):
    assert fold(written) == read


@pytest.mark.parametrize(
    "written", ["أحمد", "إحمد", "آحمد", "ٱحمد", "احمد", "أَحْمَدُ", "احـــمد", "ا\u0654حمد", "\u202bاحمد\u202c"]
)
def test_hamza_carriers_harakat_and_tatweel_carry_no_difference(written):
    assert fold(written) == "احمد"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("موسى", "موسي"), ("عائشة", "عايشة"), ("فؤاد", "فواد"), ("هناء", "هنا"),
        ("علی", "علي"), ("کریم", "كريم"), ("پرویز", "برويز"), ("چیا", "شيا"), ("ژیان", "جيان"), ("گلناز", "كلناز"),
        ("ئازاد", "يازاد"), ("ڕێبین", "ريبين"), ("ڵەیلا", "لهيلا"), ("هێرۆ", "هيرو"),
        ("ﻣﺤﻤﺪ", "محمد"), ("می‌نا", "مينا"),
    ],
)  # fmt: skip
def test_arabic_persian_and_kurdish_forms_fold_to_one_alphabet(written, read):
    assert fold(written) == read


def test_ta_marbuta_stays_a_letter_of_its_own_because_it_is_read_in_two_ways():
    assert fold("فاطمة") == "فاطمة" != fold("فاطمه")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Işık", "ishik"), ("İbrahim", "ibrahim"), ("Çağrı", "chaghri"), ("Şişani", "shishani"), ("Oğlu", "oghlu"),
        ("Ömer", "omer"), ("Gülsüm", "gulsum"), ("Hisên", "hisen"), ("Îbrahîm", "ibrahim"), ("Əli", "ali"),
        ("Straße", "strasse"), ("Zayd’s", "zayds"), ("ʿUmar", "umar"), ("Khadīja", "khadija"), ("Ḥamza", "hamza"),
        ("ＵＭＡＲ", "umar"), ("s\u0327is\u0327ani", "shishani"),
    ],
)  # fmt: skip
def test_turkish_kurdish_and_scholarly_latin_fold_to_plain_letters(written, read):
    assert fold(written) == read


@pytest.mark.parametrize("written", ["Mагомед", "МAГОМЕД", "Maгoмeд", "МАГOMЕД", "магoмед"])
def test_latin_letters_slipped_into_a_cyrillic_word_are_read_as_what_they_look_like(written):
    assert (script_of(written), fold(written)) == (Script.CYRILLIC, "магомед")


@pytest.mark.parametrize("written", ["Mаgоmеd", "МAGOMED", "MAGОMЕD"])
def test_and_cyrillic_letters_in_a_latin_word(written):
    assert (script_of(written), fold(written)) == (Script.LATIN, "magomed")


@pytest.mark.parametrize(
    "written", ["", " ", "1234", "٣٤", "🙂", "\u202b\u202c", "\u0301\u0301", "\x00\x07", "---", "李明", "ა"]
)
def test_what_holds_no_letter_of_ours_has_no_script_and_folds_to_nothing(written):
    assert (script_of(written), fold(written)) == (None, "")


@given(texts)
def test_any_text_folds_to_letters_of_its_script_and_to_them_alone(text):
    script, letters = script_of(text), fold(text)
    assert set(letters) <= set(LETTERS[script] if script else "")
    assert fold(letters) == letters or script is not script_of(letters)


@given(texts)
def test_how_a_sign_is_composed_does_not_matter(text):
    assert fold(unicodedata.normalize("NFD", text)[:LONGEST_TOKEN]) == fold(
        unicodedata.normalize("NFC", unicodedata.normalize("NFD", text)[:LONGEST_TOKEN])
    )


@pytest.mark.parametrize(
    "hostile", ["a" * 10_000, "ﷺ" * 10_000, "а" + "\u0301\u0323" * 50_000, "\u202b" * 10_000 + "ع"]
)
def test_a_hostile_word_is_cut_before_any_work_is_done(hostile, monkeypatch):
    read = []
    normalize = unicodedata.normalize
    monkeypatch.setattr(unicodedata, "normalize", lambda form, text: read.append(len(text)) or normalize(form, text))
    assert len(fold(hostile)) <= LONGEST_TOKEN
    folded(hostile)
    assert max(read) <= max(LONGEST_WORDING, 18 * LONGEST_TOKEN)  # one sign may stand for eighteen


@pytest.mark.parametrize("written", ["Нур-ад-Дин", "НУР  АД ДИН", "нур’ ад–дин\u200f", "«нур» ад, дин"])
def test_a_wording_folds_to_its_words_however_they_are_set(written):
    assert folded(written).replace("нурад", "нур ад") == "нур ад дин"


def test_a_wording_keeps_apart_what_only_looks_alike():
    assert folded("Şam") == "sam" != folded("Sham")

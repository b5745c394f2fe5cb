"""Which word of a name is whose, before any spelling is compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.evidence.names import NameParts, read_name
from kintrace.evidence.names.structure import LONGEST_NAME

PIECES = (
    "Умар Хасанович Хасановна Магомедов Магомедова оглы кызы Абд Абдул Abd al ад ال الله عبد أبو أم بن Abu Umm ibn "
    "bint ogly Дин الدين Бакр الشيشاني al-Shishani - | ( 1 🙂 \u202b \u0301"
).split(" ")
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=12).map(" ".join) | st.text()


PARTS = [part for part in NameParts.__slots__ if part != "patronymic"]


def parts(text: str) -> dict[str, str]:
    """Return the parts of a name that are there, words joined by a space."""
    read = read_name(text)
    return {part: " ".join(getattr(read, part)) for part in PARTS if getattr(read, part)}


@pytest.mark.parametrize(
    "written",
    [
        "Умарова Хадижа Тимуровна", "Хадижа Тимуровна Умарова", "Хадижа Умарова Тимуровна", "УМАРОВА ХАДИЖА ТИМУРОВНА",
        "Умарова, Хадижа Тимуровна", "Хадижа Тимуровна (Умарова)", "Умаров Хадижа Тимурович",
    ],
)  # fmt: skip
def test_a_russian_name_is_read_in_any_order(written):
    assert parts(written) == {"given": "хадижа", "father": "тимур", "surname": "умар"}


@pytest.mark.parametrize(
    ("written", "father"),
    [
        ("Умар Хасанович", "хасан"), ("Умар Исаевич", "иса"), ("Амина Мусаевна", "муса"), ("Амина Хасановна", "хасан"),
        ("Умар Ильич", "ил"), ("Мария Никитична", "никит"), ("Мария Ильинична", "ил"), ("Umar Khasanovich", "khasan"),
        ("Amina Musaevna", "musa"), ("Али Мамед оглы", "мамед"), ("Лейла Мамед кызы", "мамед"),
        ("Ali Mamed oğlu", "mamed"),
        ("Leyla Mamed-qizi", "mamed"), ("Умаровна Хадижа", "умар"),
    ],
)  # fmt: skip
def test_a_patronymic_names_the_father(written, father):
    assert parts(written)["father"] == father


@pytest.mark.parametrize(
    ("written", "surname"),
    [
        ("Хадижа Магомедова", "магомед"), ("Магомедов Умар", "магомед"), ("Али Абдуллаев", "абдулла"),
        ("Иванин Пётр", "иван"),
        ("Хадижа Дагестанская", "дагестан"), ("Umar Magomedov", "magomed"), ("Khadija Magomedova", "magomed"),
        ("Умарова-Алиева Хадижа", "али умар"), ("Бондаренко Марина Алексеевна", "бондаренко"),
        ("Марина Алексеевна Бондаренко", "бондаренко"),
        ("عمر محمدوف", "محمد"), ("خديجة محمدوفا", "محمد"), ("علي اسماعيلوف", "اسماعيل"), ("علييف عمر", "عل"),
        ("خديجة عيساييفا", "عيسا"), ("عمر تشايكوفسكي", "تشايك"),
    ],
)  # fmt: skip
def test_a_surname_loses_what_tells_a_woman_from_a_man(written, surname):
    assert parts(written)["surname"] == surname


@pytest.mark.parametrize(
    ("written", "given", "father"),
    [
        ("عمر معروف", "عمر", "معروف"), ("معروف عمر", "معروف", "عمر"), ("عبد الرؤوف محمد", "عبدرووف", "محمد"),
        ("الرؤوف عمر", "رووف", "عمر"), ("عمر شريف", "عمر", "شريف"), ("عمر يوسف", "عمر", "يوسف"),
        ("سيف نايف", "سيف", "نايف"),
    ],
)  # fmt: skip
def test_an_arabic_name_that_ends_like_a_russian_surname_is_none(written, given, father):
    assert parts(written) == {"given": given, "father": father}


def test_a_russian_name_in_arabic_letters_is_read_as_a_russian_one():
    assert parts("عمر محمدوف") == {"given": "عمر", "surname": "محمد"}
    assert parts("محمدوف عمر حسنوفيتش") == {"given": "عمر", "father": "حسن", "surname": "محمد"}


@pytest.mark.parametrize("name", ["амина", "мадина", "ясин", "хусаин", "нурдин", "яков"])
def test_a_given_name_that_ends_like_a_surname_stays_a_given_name(name):
    assert parts(f"{name} Хасан") == {"given": name, "father": "хасан"}
    assert parts(f"Умаров {name}") == {"given": name, "surname": "умар"}


def test_an_arabic_name_is_a_chain_of_son_father_and_grandfather():
    assert parts("خديجة") == {"given": "خديجة"}
    assert parts("خديجة عمر") == {"given": "خديجة", "father": "عمر"}
    assert parts("خديجة عمر حسن") == {"given": "خديجة", "father": "عمر", "grandfather": "حسن"}
    assert parts("Khadija Umar Hasan") == {"given": "khadija", "father": "umar", "grandfather": "hasan"}


@pytest.mark.parametrize(
    "written",
    ["Khalid ibn Walid ibn Umar", "Khalid bin al-Walid bin Umar", "Khalid bint Walid Umar", "Khalid ben Walid Umar"],
)
def test_ibn_and_bint_name_the_father_and_then_the_grandfather(written):
    assert parts(written) == {"given": "khalid", "father": "walid", "grandfather": "umar"}


def test_ibn_in_the_three_scripts():
    assert parts("خالد بن الوليد") == {"given": "خالد", "father": "وليد"}
    assert parts("Халид ибн аль-Валид") == {"given": "халид", "father": "валид"}
    assert parts("Амина бинт") == {"given": "амина"}


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("عبد الله", "عبدالله"), ("عبدالله", "عبدالله"), ("عبد الرحمن", "عبدرحمن"), ("Abd al-Rahman", "abdrahman"),
        ("Abd ar-Rahman", "abdrahman"), ("Абдул-Лах", "абдуллах"), ("Абд ар-Рахман", "абдрахман"),
        ("Nur ad-Din", "nurdin"),
        ("Nur al Din", "nurdin"), ("Нур-ад-Дин", "нурдин"), ("نور الدين", "نوردين"), ("Habib Allah", "habiballah"),
        ("Магомед-Али", "магомедали"), ("Шейх-Магомед", "шейхмагомед"),
    ],
)  # fmt: skip
def test_a_compound_written_apart_is_one_name(written, given):
    assert parts(written) == {"given": given}
    assert parts(f"{written} ibn Umar") == {"given": given, "father": "umar"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Минатева Абд Хасановна", {"given": "абд", "father": "хасан", "surname": "минат"}),
        ("Абдул Кадыров", {"given": "абдул", "surname": "кадыр"}),
        ("Абд", {"given": "абд"}),
        ("Абдул-Кадыр Хасанович", {"given": "абдулкадыр", "father": "хасан"}),
    ],
)
def test_abd_binds_a_name_but_no_patronymic_and_no_surname(written, read):
    assert parts(written) == read


@pytest.mark.parametrize(
    "written",
    [
        "Abu Umar",
        "Abou-Umar",
        "Abu  Umar al-Shishani",
        "Abu Umar Shishani",
        "Abu Umar ash-Shishani",
        "Abu Umar al-Muhajir",
    ],
)
def test_a_kunya_names_a_child_and_never_its_bearer(written):
    read = read_name(written)
    assert (read.father_of, read.given, read.is_kunya) == (("umar",), (), True)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("أبو عمر الشيشاني", {"father_of": "عمر", "nisba": "شيشاني"}),
        ("Абу Умар аш-Шишани", {"father_of": "умар", "nisba": "шишани"}),
        ("Абу Умар Чеченский", {"father_of": "умар", "nisba": "чеченский"}),
        ("أم عمر", {"mother_of": "عمر"}),
        ("Умм Умар ад-Дагестания", {"mother_of": "умар", "nisba": "дагестания"}),
        ("أبو عبد الرحمن العراقي", {"father_of": "عبدرحمن", "nisba": "عراقي"}),
        ("Абу Абд ар-Рахман", {"father_of": "абдрахман"}),
    ],
)
def test_what_follows_a_kunya_says_where_from(written, read):
    assert parts(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mustafa Abu Umar", {"given": "mustafa", "father_of": "umar"}),
        ("Абу Умар Мустафа", {"given": "мустафа", "father_of": "умар"}),
        ("Mustafa Abu Umar al-Shishani", {"given": "mustafa", "father_of": "umar", "nisba": "shishani"}),
        ("مصطفى أبو عمر الشيشاني", {"given": "مصطفي", "father_of": "عمر", "nisba": "شيشاني"}),
        ("الحسن أبو علي", {"given": "حسن", "father_of": "علي"}),
        ("Умм Умар Хадижа Алиева", {"given": "хадижа", "mother_of": "умар", "surname": "али"}),
    ],
)
def test_a_name_before_or_after_a_kunya_is_its_bearers(written, read):
    assert parts(written) == read
    assert not read_name(written).is_kunya


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("أبو بكر", "ابوبكر"), ("Abu Bakr", "abubakr"), ("Abu-Bakar", "abubakar"), ("Абубакар", "абубакар"),
        ("Абу-Муслим", "абумуслим"), ("Umm Kulthum", "ummkulthum"), ("Um Kalthoum", "umkalthoum"),
        ("أم كلثوم", "امكلثوم"),
        ("Умм Кульсум", "уммкулсум"), ("Абу", "абу"), ("Umm", "umm"),
    ],
)  # fmt: skip
def test_abu_bakr_and_umm_kulthum_are_given_names(written, given):
    assert parts(written) == {"given": given}


def test_abu_before_a_patronymic_or_a_surname_is_a_given_name():
    assert parts("Умаров Абу Хасанович") == {"given": "абу", "father": "хасан", "surname": "умар"}
    assert parts("Абу Ибрагимов") == {"given": "абу", "surname": "ибрагим"}


def test_abu_bakr_keeps_its_nisba():
    assert parts("Abu Bakr al-Baghdadi") == {"given": "abubakr", "nisba": "baghdadi"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Умар аль-Шишани", {"given": "умар", "nisba": "шишани"}),
        ("عمر الشيشاني", {"given": "عمر", "nisba": "شيشاني"}),
        ("عمر حسن الشيشاني", {"given": "عمر", "father": "حسن", "nisba": "شيشاني"}),
        ("al-Shishani", {"given": "shishani"}),
        ("الحسن", {"given": "حسن"}),
        ("El Hasan", {"given": "hasan"}),
        ("الله", {"given": "الله"}),
    ],
)
def test_an_article_marks_a_nisba_at_the_end_and_is_dropped_elsewhere(written, read):
    assert parts(written) == read


def test_a_stroke_is_a_palochka_after_a_caucasian_consonant_and_parts_names_elsewhere():
    assert parts("Г|умар Хасан") == {"given": "гумар", "father": "хасан"}
    assert parts("Умар|Хасан") == {"given": "умар", "father": "хасан"}
    assert parts("Марат|Хасан") == {"given": "марат", "father": "хасан"}


@pytest.mark.parametrize("nothing", ["", " ", "-", "…", "1234", "🙂", "\u202b", "| |", "()"])
def test_what_has_no_letters_has_no_parts(nothing):
    assert read_name(nothing) == NameParts()


@given(texts)
def test_any_text_is_read_into_folded_words_without_articles_or_gaps(text):
    read = read_name(text)
    found = [word for part in PARTS for word in getattr(read, part)]
    assert all(word.isalpha() and not word.startswith("al-") for word in found)


def test_a_hostile_name_is_read_no_further_than_the_longest_name():
    hostile = "Абу Умар " * 5_000
    assert read_name(hostile) is read_name(hostile[:LONGEST_NAME])


@pytest.mark.parametrize(
    ("written", "told"),
    [("Умар Хасанович", True), ("عمر بن حسن", True), ("Али Магомед оглы", True), ("عمر حسن", False), ("Умар", False)],
)
def test_a_father_told_by_an_ending_or_a_little_word_is_marked(written, told):
    assert read_name(written).patronymic is told

"""Two names as people wrote them: are they one person's?"""

import itertools
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.evidence.names import compare_names
from kintrace.evidence.names.answering import WITHOUT_AT
from kintrace.evidence.names.compare import LIMIT, OTHER_PERSON
from kintrace.evidence.spelling import Spellings, weigh_tokens

PIECES = (
    "Умар Хасанович Магомедова оглы Абдул Abd al- الله عبد أبو بن Abu Umm ibn Khadija خديجة Аминат "
    "- | 1 🙂 \u202b \u0301"
).split(" ")
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=6).map(" ".join) | st.text()


def weigh(first: str, second: str) -> float:
    return compare_names(first, second).log10_lr


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Хадижа Умаровна", "خديجة عمر"), ("Умарова Хадижа Тимуровна", "Khadija Timurovna Umarova"),
        ("عبد الرحمن", "Абдуррахман"), ("Абдул-Лах", "عبد الله"), ("Nur ad-Din", "Нурудин"), ("Юсуп", "Yusuf"),
        ("Abu Umar al-Shishani", "Абу Умар"), ("Umm Kulthum", "Умм Кульсум"), ("Abu Bakr", "Абубакар"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_speak_for_it(one, other):
    assert weigh(one, other) > 1


@pytest.mark.parametrize(("one", "other"), [("х", "х"), ("У.", "Умар"), ("ع", "عمر"), ("U", "y")])
def test_a_single_letter_says_nothing_and_why(one, other):
    weight = compare_names(one, other)
    assert (weight.log10_lr, weight.said) == (0.0, False)
    assert "single letter" in str(weight.because)


@pytest.mark.parametrize(
    ("compound", "bare"),
    [
        ("Abu Bakr", "Bakr"), ("Абу Муслим", "Муслим"), ("أبو طالب", "طالب"), ("Abou Taleb", "Talib"),
        ("أم سلمة", "سلمة"), ("Умм Салама", "Salama"),
    ],
)  # fmt: skip
def test_a_given_name_that_holds_abu_or_umm_is_not_the_name_behind_it(compound, bare):
    assert weigh(compound, bare) <= -1.5
    assert weigh(compound, compound) > 1


@pytest.mark.parametrize(("one", "other"), [("Умар", "Хадижа"), ("خديجة", "Тимур"), ("Abu Umar", "Abu Ismail")])
def test_other_names_speak_against(one, other):
    assert weigh(one, other) < 0


def test_the_order_of_the_words_does_not_matter():
    orders = [" ".join(words) for words in itertools.permutations(["Khadija", "Umar", "Hasan"])]
    apart = sum(weigh_tokens(word, word) for word in ("Khadija", "Umar", "Hasan"))
    assert min(weigh("Khadija Umar Hasan", order) for order in orders) == pytest.approx(apart)


def test_a_word_that_nothing_answers_costs_and_one_that_is_only_missing_does_not():
    assert weigh("Умар", "Umar Hasan") == pytest.approx(weigh_tokens("Умар", "Umar"))
    assert weigh("Умар Зулейха", "Umar") == pytest.approx(weigh_tokens("Умар", "Umar"))
    assert weigh("Умар Зулейха", "Umar Hasan") == pytest.approx(-math.log10(0.02) - 0.5)


@pytest.mark.parametrize(
    ("one", "other", "most"),
    [
        ("محمد احمد", "Mohamed Ali", 1.0), ("Аслан Магомедов", "Ислам Магомедов", 0.3),
        ("Умар Хасанов", "عمر شامل", 1.5), ("Umar Hasanovich", "Umar Shamilevich", 0.3),
        ("Khadija Umarovna Hasanova", "Zulai Umarovna Hasanova", 2.5), ("Deir Jamal", "Deir Fatih", -0.5),
    ],
)  # fmt: skip
def test_what_two_names_share_weighs_no_more_than_chance_where_they_differ_elsewhere(one, other, most):
    assert weigh(one, other) < most


@pytest.mark.parametrize(
    ("one", "other"),
    [("Nur Muhammad Ali", "Nurmuhammad Aliev"), ("Abd Allah Khan", "Abdullah Khan"), ("Umar Tal Afar", "Umar Talafar")],
)
def test_words_left_over_that_are_one_when_joined_are_no_difference(one, other):
    assert weigh(one, other) > 8


@pytest.mark.parametrize("silent", ["", " ", "1234", "🙂", "\u202b", "---"])
def test_a_name_without_letters_weighs_nothing_and_says_so(silent):
    weight = compare_names("Умар", silent)
    assert (weight.log10_lr, weight.said) == (0.0, False)
    assert "no letters" in str(weight.because)


@pytest.mark.parametrize(
    ("kunya", "name"),
    [("Abu Umar", "Umar"), ("Абу Умар", "عمر"), ("أبو عمر", "Умар"), ("Умм Хадижа", "Хадижа"), ("أم عمر", "عمر")],
)
def test_abu_umar_is_not_umar(kunya, name):
    weight = compare_names(kunya, name)
    assert weight.log10_lr == compare_names(name, kunya).log10_lr == OTHER_PERSON
    assert "the child's name is another person's" in str(weight.because)


def test_abu_umar_is_not_umm_umar():
    assert weigh("Abu Umar", "Umm Umar") == OTHER_PERSON


def test_a_patronymic_is_not_the_fathers_own_name():
    weight = compare_names("Хасанович", "Хасан")
    assert weight.log10_lr == OTHER_PERSON
    assert "whose child" in str(weight.because)
    assert weigh("Хасанович", "Khasanovna") > 1


def test_a_kunya_beside_a_name_is_set_against_kunyas_and_the_name_against_names():
    assert weigh("Mustafa Abu Umar", "Mustafa") == pytest.approx(weigh("Mustafa", "Mustafa"))
    assert weigh("Mustafa Abu Umar", "Abu Umar") == pytest.approx(weigh("Abu Umar", "Abu Umar"))
    assert weigh("Mustafa Abu Umar", "Umar") < 0
    assert weigh("Mustafa Abu Umar", "Mustafa Abu Umar") > weigh("Mustafa Abu Umar", "Mustafa")


def test_a_given_name_with_abu_in_it_is_no_kunya():
    assert weigh("Abu Bakr", "Абубакар") > 1 > weigh("Abu Bakr", "Bakr")


@pytest.mark.parametrize(
    ("with_t", "base"),
    [("Хадижат", "Хадижа"), ("Аминат", "أمينة"), ("Khadizhat", "Хадижа"), ("Патимат", "Фатима"), ("Patimat", "Fatima")],
)
def test_a_feminine_t_is_forgiven_against_a_base_that_answers(with_t, base):
    assert weigh(with_t, base) > 1
    assert weigh(with_t, base) >= weigh_tokens(with_t[:-1], base) - WITHOUT_AT


def test_the_t_of_a_short_word_is_its_own():
    assert weigh("Марат", "Мара") == pytest.approx(weigh_tokens("Марат", "Мара"))


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("Умар", "عمر", "Умар and عمر are spellings of one name"),
        ("Умар", "Хадижа", "Умар and Хадижа are different names"),
    ],
)
def test_the_sentence_says_what_the_weight_means(one, other, said):
    assert str(compare_names(one, other).because) == said


@settings(deadline=None, max_examples=60)
@given(texts, texts)
def test_any_two_texts_weigh_a_number_that_does_not_depend_on_who_asks(first, second):
    weight = weigh(first, second)
    assert math.isfinite(weight)
    assert weight == pytest.approx(weigh(second, first), abs=1e-9)


def test_a_hostile_name_is_compared_by_a_few_words_only(monkeypatch):
    counted = []
    of = Spellings.of
    monkeypatch.setattr(Spellings, "of", lambda words: counted.append(len(words)) or of(words))
    assert math.isfinite(weigh("Умарат Хасанов " * 1_000, "عمر aat Abu b " * 1_000))
    assert max(counted) <= LIMIT
    assert len(counted) <= 12


@pytest.mark.parametrize(("one", "other"), [("Умар Хасанович", "Хасан Умарович"), ("Umar ibn Hasan", "Hasan ibn Umar")])
def test_a_father_does_not_answer_for_his_child(one, other):
    assert compare_names(one, other).log10_lr < -1
    assert compare_names(one, one).log10_lr > 4

"""A pair of names taken apart: the words, whose they are, and parts that add up to what was weighed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.evidence.names import compare_names
from kintrace.evidence.names.answering import MISSING_WORD, OTHER_WORD
from kintrace.evidence.names.explained import explain_names

SOME = ["Хадижа", "Умаровна", "Umar", "خديجة", "عمر", "Магомед-Али", "al-Shishani", "أبو", "Патимат", "Hassan", "ibn"]
names = st.lists(st.sampled_from(SOME), max_size=4).map(" ".join)


def words(first, second):
    return {(pair.first, pair.second): pair for pair in explain_names(first, second).pairs}


def test_words_answer_in_whatever_order_and_keep_whose_they_are():
    found = words("Умарова Хадижа Тимуровна", "خديجة تيمور")
    assert {pair.part for pair in found.values()} == {"given", "father"}
    assert ("хадижа", "خديجة") in found


def test_a_kunya_is_told_apart_from_a_name():
    explained = explain_names("Абу Умар", "Умар")
    assert explained.pairs == ()
    assert explained.parts[0].father_of == ("умар",)
    assert explained.weight.log10_lr < 0


def test_a_known_spelling_overrules_letters_and_says_so():
    pair = words("Патимат", "فاطمة")["патимат", "فاطمة"]
    assert pair.known is True
    assert pair.weight > pair.letters.weight
    assert words("Khalid", "Хасан").popitem()[1].known is False


def test_a_name_that_nothing_answers_is_weighed_as_its_letters_say():
    assert compare_names("Хадижа", "Timur").log10_lr < -1


def test_how_common_a_name_is_comes_with_it():
    assert words("Мухаммад", "محمد")["мухаммад", "محمد"].share == pytest.approx(0.05)
    assert words("Зульфикар", "ذو الفقار").popitem()[1].share == 0.0


def test_a_word_that_nothing_answers_is_named():
    assert explain_names("Умаров Шамиль", "شامل عمر حسن").unanswered == ((), ("حسن",))


def test_a_word_shared_by_names_that_differ_is_told_to_weigh_no_more_than_chance():
    explained = explain_names("محمد احمد", "mohamed ali")
    assert [(pair.first, pair.by_chance, round(pair.weight, 1)) for pair in explained.pairs] == [("محمد", 0.05, 1.3)]
    assert explain_names("محمد احمد", "Ahmed Mohamed").pairs[0].by_chance == 0.0


@given(names, names)
@settings(max_examples=80, deadline=None)
def test_what_is_explained_is_what_was_weighed(first, second):
    explained = explain_names(first, second)
    assert explained.weight == compare_names(first, second)
    if explained.pairs:
        missing = round(explained.rest / MISSING_WORD) * MISSING_WORD
        assert explained.rest == pytest.approx(missing) or OTHER_WORD <= explained.rest <= MISSING_WORD

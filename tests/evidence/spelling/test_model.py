"""What the model promises, however it was fitted: symmetric, finite, silent without letters, no slip above the name."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.evidence.spelling import Spellings, fold, load, script_of, weigh_tokens
from kintrace.evidence.spelling.alphabet import LONGEST
from kintrace.evidence.spelling.scripts import LETTERS
from kintrace.evidence.spelling.swift import SwiftTransducer

ORDINARY = (
    "Умар Хадижа Магомед Ислам Амина Тимур Зарема Мадина Асият Юсуф Ибрагим Муса Umar Khadija Magomed Islam Amina "
    "Timur Zarema Yusuf Ibrahim Musa Fatima عمر خديجة محمد اسلام امينة تيمور يوسف ابراهيم موسى فاطمة"
).split()
words = st.sampled_from(ORDINARY) | st.text(max_size=40) | st.text("абвчшAbcİşğعمرـًة\u0301\u202e1|🙂", max_size=40)


@settings(deadline=None)
@given(words, words)
def test_any_two_texts_weigh_a_number_that_does_not_depend_on_who_asks(first, second):
    weight = weigh_tokens(first, second)
    assert math.isfinite(weight)
    assert weight == pytest.approx(weigh_tokens(second, first), abs=1e-9)


@settings(deadline=None)
@given(words, st.sampled_from(["", "1234", "🙂", "\u202b", "\u0301\u0323", "\x00", "李明"]))
def test_a_text_without_letters_of_ours_weighs_nothing(word, silent):
    assert weigh_tokens(word, silent) == weigh_tokens(silent, word) == 0


@pytest.mark.parametrize("name", ORDINARY)
def test_no_change_of_one_letter_weighs_as_much_as_the_name_itself(name):
    word, alphabet = fold(name), LETTERS[script_of(name)]
    slips = {word[:at] + new + word[at + cut :] for at in range(len(word)) for cut in (0, 1) for new in ("", *alphabet)}
    slips = sorted(slips - {word})
    at = np.arange(len(slips))
    weights = load().weigh(Spellings.of([word]), Spellings.of(slips), rows=0 * at, cols=at)
    assert weights.max() < weigh_tokens(word, word)


@pytest.mark.parametrize(
    "spellings",
    [
        "Умар Umar Omar عمر", "Хадижа Khadija Khadidja خديجة", "Мохаммад Мухаммад Muhammad محمد",
        "Юсуп Юсуф Yusuf يوسف",
        "Хасан Hasan Hassan حسن", "Усман Osman عثمان", "Рамазан Ramadan رمضان", "Зайнаб Зейнап Zaynab زينب",
    ],
)  # fmt: skip
def test_spellings_of_one_name_weigh_for_one_name(spellings):
    weights = [weigh_tokens(one, other) for one, other in itertools.combinations(spellings.split(), 2)]
    assert min(weights) > 0.3
    assert np.median(weights) > 1.5


@pytest.mark.parametrize(
    ("one", "other"), [("Умар", "خديجة"), ("Umar", "Хадижа"), ("محمد", "Тимур"), ("Зарема", "Юсуф")]
)
def test_other_names_weigh_against(one, other):
    assert weigh_tokens(one, other) < -1


def test_the_less_is_changed_the_more_it_weighs():
    weights = [weigh_tokens("Магомед", other) for other in ("Магомед", "Мухаммед", "Мухтар", "Зулейха")]
    assert weights == sorted(weights, reverse=True)


def test_agreeing_on_a_long_name_weighs_more_than_on_a_short_one():
    assert weigh_tokens("Зелимхан", "زليمخان") > weigh_tokens("Али", "علي")


def test_many_pairs_at_once_weigh_what_each_weighs_alone():
    first, second = Spellings.of(["Умар", "", "Umar", "🙂"]), Spellings.of(["عمر", "Тимур", "Omar"])
    at = np.indices((4, 3)).reshape(2, -1)
    alone = [
        weigh_tokens(one, other)
        for one, other in itertools.product(["Умар", "", "Umar", "🙂"], ["عمر", "Тимур", "Omar"])
    ]
    assert load().weigh(first, second, rows=at[0], cols=at[1]) == pytest.approx(alone)


def test_the_background_of_a_long_word_is_smaller_and_of_no_word_is_silent():
    short, long, none = load().background(Spellings.of(["али", "абдуррахман", ""]))
    assert long < short < 0 == none


def test_a_hostile_word_costs_no_more_than_the_longest_name(monkeypatch):
    sizes = []
    filled = SwiftTransducer.filled

    def counting(self, x, y):
        sizes.append(max(x.lengths.max(), y.lengths.max()))
        return filled(self, x, y)

    monkeypatch.setattr(SwiftTransducer, "filled", counting)
    assert math.isfinite(weigh_tokens("аб" * 5_000, "ab\u0301" * 5_000))
    assert sizes
    assert max(sizes) <= LONGEST + 2

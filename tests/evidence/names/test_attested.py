"""What is known of given names corrects what their letters say, and only where both are known."""

import numpy as np
import pytest

from kintrace.evidence.names import compare_names
from kintrace.evidence.names.attested import _lines, all_corrected, corrected, known_pairs
from kintrace.evidence.spelling import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [("Магомед", "محمد"), ("Патимат", "فاطمة"), ("Гусейн", "Husayn"), ("Юсуп", "Youssef"), ("Гаджимурад", "Hajimurad")],
)
def test_spellings_far_apart_are_known_to_be_one_name(one, other):
    assert compare_names(one, other).log10_lr >= 3


@pytest.mark.parametrize(
    ("one", "other"),
    [("Khalid", "Khalil"), ("Умар", "Amir"), ("Hasan", "حسين"), ("Rashid", "Rashad"), ("Abubakr", "Bakr")],
)
def test_names_of_one_letter_apart_are_known_to_be_two(one, other):
    assert compare_names(one, other).log10_lr < 0


@pytest.mark.parametrize("weight", [-2.0, 0.0, 4.0])
def test_of_a_spelling_that_is_not_in_the_table_the_letters_speak(weight):
    assert corrected("khalid", "khalikhan", weight) == corrected("тойбике", "khalid", weight) == weight


def test_what_the_letters_say_beyond_the_table_is_kept():
    assert (corrected("zulfiqar", "зульфикар", 6.0), corrected("khalid", "khalil", -2.0)) == (6.0, -2.0)


def test_every_spelling_of_the_table_is_held_folded():
    assert len(_lines()) > 2000
    assert all(spelling and fold(spelling) == spelling for spelling in _lines())


def test_pairs_that_are_known_are_listed_and_no_others():
    rows, cols = known_pairs(("магомед", "тойбике", "khalid"), ("khalil", "محمد", "mohamed", "тойбике"))
    assert {*zip(rows.tolist(), cols.tolist(), strict=True)} == {(0, 1), (0, 2)}


def test_many_weights_are_held_as_one_is():
    first, second = ("магомед", "khalid", "тойбике"), ("محمد", "khalil", "khalid")
    rows, cols = (side.ravel() for side in np.indices((3, 3)))
    held = all_corrected(np.full(9, 0.5), first, second, rows=rows, cols=cols)
    assert held.tolist() == [corrected(first[row], second[col], 0.5) for row, col in zip(rows, cols, strict=True)]

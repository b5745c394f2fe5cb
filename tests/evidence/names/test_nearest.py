"""Names worth weighing are near as wholes, or share a word."""

import numpy as np
import pytest

from kintrace.evidence.names.nearest import each_once, nearest_names
from kintrace.evidence.names.whole import WrittenNames

FILLING = [f"Borg{letter}r Svens{other}n" for letter in "aeiou" for other in "aeiou"]


def pairs(asked, gallery, most=1):
    rows, cols = nearest_names(WrittenNames.read(asked), WrittenNames.read(gallery), most=most)
    return set(zip(rows.tolist(), cols.tolist(), strict=True))


@pytest.mark.parametrize(("one", "other"), [("جون السابع", "John VII"), ("Патимат Курбанова", "فاطمة الكوردي")])
def test_a_shared_word_is_enough(one, other):
    gallery = [*FILLING, "Junas Abia", other]
    assert (0, len(gallery) - 1) in pairs([one], gallery)


def test_a_name_of_one_word_brings_only_its_nearest():
    assert len(pairs(["Хадижа"], ["Khadija Umarova", "Khadija", "Khadija Aliyeva"])) == 1


def test_nothing_is_near_an_empty_name_or_in_an_empty_list():
    assert pairs([""], ["Khadija Umarova"]) == set()
    assert pairs(["Khadija Umarova"], []) == set()
    assert pairs([], ["Khadija Umarova"]) == set()


def test_pairs_are_joined_once():
    one, other = (np.array([0, 1]), np.array([5, 6])), (np.array([1, 2]), np.array([6, 0]))
    assert [side.tolist() for side in each_once(one, other)] == [[0, 1, 2], [5, 6, 0]]

"""Whole written names are weighed by letters, and by what is known of given names and of numbers."""

import numpy as np
import pytest

from kintrace.evidence.names.whole import WrittenNames, weigh_names


def weight(one, other):
    at = np.zeros(1, dtype=np.int64)
    return float(weigh_names(WrittenNames.read([one]), WrittenNames.read([other]), rows=at, cols=at)[0])


@pytest.mark.parametrize(
    ("one", "right", "wrong"),
    [
        ("غريغوري السابع", "Gregory VII", "Gregory Saab"),
        ("أنطيوخوس الثالث عشر", "Antiochus XIII", "Antiochus XII"),
        ("Иоанн Третий", "Ioann III", "Ioann IV"),
    ],
)
def test_a_number_in_words_answers_its_figure(one, right, wrong):
    assert weight(one, right) > weight(one, wrong)


def test_known_spellings_weigh_more_than_their_letters():
    assert weight("Патимат", "فاطمة") >= 3
    assert weight("Khalid", "Khalil") < 0


def test_a_name_written_like_a_number_keeps_its_letters():
    assert weight("محمد الثاني", "Mohammed Al-Thani") > 3


def test_words_may_be_turned_about_but_their_own_order_comes_first():
    assert weight("محمد علي", "Muhammad Ali") > weight("محمد علي", "Ali Muhammad") > 2

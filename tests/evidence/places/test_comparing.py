"""What it weighs that two sides name the same place, a near one, or another."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.evidence.places import PlaceBackground, compare_last_places, compare_origins

HOMES = ["Грозный"] * 30 + ["غروزني"] * 10 + ["Шали"] * 5 + ["Казань"] * 30 + ["Taşkent"] * 20 + ["Чечня"] * 5
CAMPS = ["الرقة"] * 20 + ["مخيم الهول"] * 40 + ["Mosul"] * 20 + ["Baghdad"] * 20
ORIGINS, LAST = PlaceBackground.of(HOMES), PlaceBackground.of(CAMPS)
written = st.sampled_from(sorted({*HOMES, *CAMPS, "Аламут", "Гудермес", "Сирия"}))
cells = st.lists(written, max_size=3).map(tuple)


def origin(one: str, other: str) -> float:
    return compare_origins((one,), (other,), background=ORIGINS).log10_lr


def last(one: str, other: str) -> float:
    return compare_last_places((one,), (other,), background=LAST).log10_lr


def test_spellings_of_one_place_are_counted_together():
    assert ORIGINS.share_of("Grozny") == pytest.approx(40 / 101)


def test_a_rare_home_town_weighs_more_than_a_common_one():
    assert origin("Шали", "شالي") > origin("Грозный", "Grozny") > 0.2


def test_the_same_town_weighs_one_over_its_share_of_the_register():
    assert origin("Казань", "قازان") == pytest.approx(math.log10(0.92 * 0.8 / 0.88 / 0.3 + 0.08))


def test_republic_and_town_agree_a_little_and_another_republic_speaks_against():
    assert origin("Шали", "Шали") > origin("Чечня", "Шали") > 0
    assert origin("Казань", "Шали") < -0.5


def test_a_wrong_home_town_is_forgiven_at_eight_in_a_hundred():
    assert origin("Казань", "Ташкент") == pytest.approx(math.log10(0.08))


def test_last_news_weigh_little_against_because_families_moved_on():
    assert -0.4 <= last("Ракка", "بغداد") < 0


def test_nearer_places_are_likelier_moves_than_far_ones():
    assert last("الرقة", "الهول") > last("الرقة", "Baghdad")


def test_last_news_from_the_place_of_registration_speak_for_the_pair():
    assert last("Ракка", "الرقة") > 0.2


def test_silence_weighs_nothing_on_either_side():
    for compare in (compare_origins, compare_last_places):
        weight = compare((), ("Грозный",), background=ORIGINS)
        assert (weight.log10_lr, weight.said) == (0.0, False)


def test_two_unknown_villages_are_compared_as_names():
    same = compare_origins(("Аламут-Юрт",), ("аламут юрт",), background=ORIGINS)
    assert same.log10_lr > 1
    assert str(same.because) == "both sides write Аламут-Юрт"
    heard = compare_origins(("Аламут",), ("ألموت",), background=ORIGINS, names=lambda _one, _other: 2.0)
    assert heard.log10_lr > 1


def test_an_unknown_village_against_a_known_town_says_nothing_by_itself():
    weight = compare_origins(("Аламут",), ("Казань",), background=ORIGINS)
    assert (weight.log10_lr, weight.said) == (0.0, False)


def test_contradicting_statements_of_one_side_share_the_weight():
    both = compare_origins(("Шали",), ("Шали", "Казань"), background=ORIGINS).log10_lr
    assert origin("Шали", "Казань") < both < origin("Шали", "Шали")


def test_the_sentence_keeps_both_spellings_and_the_neutral_name():
    because = compare_origins(("Грозный",), ("غروزني",), background=ORIGINS).because
    assert str(because) == "Грозный and غروزني are the same place, Grozny"
    moved = compare_last_places(("Ракка",), ("Mosul",), background=LAST).because
    assert str(moved) == "last heard of in Ракка, registered in Mosul, about 372 km away"


@pytest.mark.parametrize("town", ["Грозный", "Казань", "Ташкент", "Шали"])
def test_over_the_register_the_ratios_average_to_about_one(town: str):
    """A likelihood ratio averages to 1 over what is seen when the hypothesis is false."""
    mean = sum(10 ** origin(town, value) for value in HOMES) / len(HOMES)
    assert 0.7 < mean < 1.1


@given(cells, cells)
def test_any_cells_give_a_bounded_weight_and_a_sentence(sought: tuple[str, ...], found: tuple[str, ...]):
    for compare, background in ((compare_origins, ORIGINS), (compare_last_places, LAST)):
        weight = compare(sought, found, background=background)
        assert -1.5 <= weight.log10_lr <= 2.5
        assert str(weight.because)


def test_an_empty_register_frightens_nobody():
    nobody = PlaceBackground.of([])
    assert compare_origins(("Грозный",), ("Грозный",), background=nobody).log10_lr >= 0
    assert compare_last_places(("Ракка",), ("Мосул",), background=nobody).log10_lr <= 0.1

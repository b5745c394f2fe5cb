"""Which letters answer which: every letter is told once, in order, and the parts add up to the weight."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.evidence.spelling import fold, weigh_tokens
from kintrace.evidence.spelling.alphabet import LONGEST
from kintrace.evidence.spelling.answered import answered

words = st.text(alphabet="хадижумрсн" + "khadijumrsn" + "خديجةعمرحسن", min_size=1, max_size=30)


def pairs(first, second):
    return [(step.first, step.second) for step in answered(first, second).steps]


def test_kh_answers_the_arabic_kha():
    assert ("х", "kh") in pairs("Хадижа", "Khadija")
    assert pairs("Хадижа", "خديجة")[0] in {("х", "خ"), ("ха", "خ")}  # a short vowel may go with its consonant


def test_a_vowel_that_arabic_does_not_write_is_answered_by_nothing():
    assert ("и", "") in pairs("Фатима", "فاطمة")


def test_letters_that_belong_together_speak_for_one_name_and_others_against():
    assert min(step.weight for step in answered("Шамиль", "شامل").steps if step.first == "ш") > 0.5
    assert max(step.weight for step in answered("عمر", "خالد").steps) < 0


def test_a_pair_that_an_open_list_has_is_said_to_be_known():
    assert answered("Rustam", "رستم").attested
    assert not answered("Rustam", "خالد").attested


@given(words, words)
@settings(max_examples=60, deadline=None)
def test_every_letter_is_told_once_and_in_order(first, second):
    steps = answered(first, second).steps
    assert "".join(step.first for step in steps) == fold(first)[:LONGEST]
    assert "".join(step.second for step in steps) == fold(second)[:LONGEST]


@given(words, words)
@settings(max_examples=60, deadline=None)
def test_the_parts_add_up_to_what_the_model_says(first, second):
    found = answered(first, second)
    assert found.weight == pytest.approx(weigh_tokens(first, second))
    assert math.fsum(step.weight for step in found.steps) + found.rest == pytest.approx(found.weight)


@given(words, words)
@settings(max_examples=60, deadline=None)
def test_who_is_asked_about_first_changes_nothing_across_scripts(first, second):
    there = [(step.first, step.second) for step in answered(first, second).steps]
    assert answered(second, first).weight == pytest.approx(answered(first, second).weight)
    assert "".join(one for one, _ in there) == "".join(one for _, one in pairs(second, first))


@pytest.mark.parametrize("nothing", ["", " ", "123", "🙂", "\u202e", "\u0651" * 9])
def test_what_has_no_letters_has_no_steps(nothing):
    assert answered(nothing, "Умар").steps == answered("Умар", nothing).steps == ()
    assert answered(nothing, "Умар").weight == 0.0

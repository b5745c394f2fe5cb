"""What agreement and contradiction of languages weigh, and that a nisba never weighs much."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.evidence.languages import LANGUAGES, NISBAS, LanguageBackground, compare_languages

HEARD = ["rus"] * 30 + ["ara"] * 25 + ["rus ara"] * 30 + ["che", "che rus", "che ara"] * 3 + ["ava", "ava ara"] * 3
REGISTER = LanguageBackground.of(
    [frozenset(said.split()) for said in HEARD],
    [frozenset({key}) for key in ["chechen"] * 30 + ["dagestani"] * 30 + ["russian"] * 40],
)
CHECHEN_FAMILY = frozenset({"che", "rus"})
sets = st.frozensets(st.sampled_from(sorted(LANGUAGES)), max_size=4)
nisbas = st.frozensets(st.sampled_from(sorted(NISBAS)), max_size=2)


def weigh(sought: str, found: str, *, called: str = "", quoted: str = "") -> float:
    return compare_languages(
        frozenset(sought.split()),
        frozenset(found.split()),
        background=REGISTER,
        sought_nisbas=frozenset(called.split()),
        found_nisbas=frozenset(quoted.split()),
    ).log10_lr


def test_silence_on_either_side_weighs_nothing_and_says_so():
    weight = compare_languages(CHECHEN_FAMILY, frozenset(), background=REGISTER)
    assert (weight.log10_lr, weight.said) == (0.0, False)


def test_a_rare_home_language_speaks_for_the_family():
    assert weigh("che rus", "che") > 0.3


def test_arabic_heard_in_an_arabic_institution_says_almost_nothing():
    assert abs(weigh("che rus", "ara")) < 0.4


def test_another_home_language_speaks_against_but_registrars_confuse():
    assert -1.0 <= weigh("che rus", "ava") < -0.5


def test_a_neighbouring_language_is_forgiven_more_than_a_far_one():
    register = LanguageBackground.of([frozenset({code}) for code in ("rus",) * 25 + ("che", "inh", "uzb", "ara") * 5])
    ingush, uzbek = (
        compare_languages(CHECHEN_FAMILY, frozenset({code}), background=register).log10_lr for code in ("inh", "uzb")
    )
    assert ingush > uzbek


def test_a_nisba_fits_the_language_of_its_land():
    assert weigh("che", "", quoted="chechen") > 0.2
    assert weigh("uzb", "", quoted="chechen") < 0


def test_the_emigrant_says_nothing():
    weight = compare_languages(CHECHEN_FAMILY, frozenset(), background=REGISTER, found_nisbas=frozenset({"emigrant"}))
    assert not weight.said


def test_language_and_nisba_are_one_origin_and_are_not_counted_twice():
    both = weigh("che rus", "che", quoted="chechen")
    apart = weigh("che rus", "che"), weigh("che rus", "", quoted="chechen")
    assert max(apart) < both < sum(apart)


def test_the_same_nisba_on_both_sides_is_worth_no_more_than_five_to_one():
    rare = LanguageBackground.of([], [frozenset({"russian"})] * 1000)
    weight = compare_languages(
        frozenset(), frozenset(), background=rare,
        sought_nisbas=frozenset({"uzbek"}), found_nisbas=frozenset({"uzbek"}),
    )  # fmt: skip
    assert weight.log10_lr == pytest.approx(math.log10(5))


def test_the_sentence_names_the_languages():
    because = compare_languages(CHECHEN_FAMILY, frozenset({"ara"}), background=REGISTER).because
    assert str(because) == "the family speaks Chechen, Russian, the child was heard to speak Arabic"


@given(sets, sets, nisbas, nisbas)
def test_any_sets_give_a_finite_weight_that_is_bounded_below(
    sought: frozenset[str], found: frozenset[str], called: frozenset[str], quoted: frozenset[str]
):
    weight = compare_languages(sought, found, background=REGISTER, sought_nisbas=called, found_nisbas=quoted)
    assert -1.0 <= weight.log10_lr <= 2.5
    assert str(weight.because)


def test_over_all_that_the_register_holds_the_ratios_average_to_about_one():
    """A likelihood ratio averages to 1 over what is seen when the hypothesis is false."""
    mean = sum(times * 10 ** weigh("che rus", " ".join(said)) for said, times in REGISTER.sets.items()) / REGISTER.heard
    assert 0.5 < mean < 1.3

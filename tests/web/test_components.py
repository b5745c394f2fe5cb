"""The pieces of a page say what they mean, escape what they are given, and keep numbers in order."""

from __future__ import annotations

import pytest

from kintrace.evidence.languages import LANGUAGES
from kintrace.evidence.weight import Weight
from kintrace.kernel.says import says
from kintrace.linelist.listed import COLUMNS, Severity
from kintrace.matching.match import WEIGHED, Prior
from kintrace.matching.terms import TERMS
from kintrace.web import components, findings, pair
from kintrace.web.words import COLUMN_WORDS, KIND_WORDS, SEVERITY_WORDS


@pytest.mark.parametrize(
    ("log10_lr", "shown"), [(1.23, 'for">+1.2'), (-0.5, 'against">−0.5'), (0.0, 'nothing">0'), (-0.04, 'nothing">0')]
)
def test_a_weight_shows_its_sign_and_its_side(log10_lr, shown):
    assert shown in components.weight(log10_lr)


def test_a_sentence_guards_the_direction_of_names_and_escapes_them():
    said = components.sentence(says("{a} and {b}", a="<b>", b="عمر"), translate=str)
    assert said == "\u2068&lt;b&gt;\u2069 and \u2068عمر\u2069"


def test_the_strip_needs_no_style_and_says_nothing_by_ear():
    strip = components.strip(0.69, 0.16)
    assert 'width="69.0%"' in strip
    assert 'width="16.0%"' in strip
    assert "style" not in strip
    assert 'aria-hidden="true"' in strip


def test_the_three_outcomes_are_always_all_there():
    shown = components.outcomes(1.0, 0.0, translate=str)
    assert shown.count("<dt>") == 3
    assert "100" not in shown.replace('width="100.0%"', "")


def test_reasons_come_heaviest_first_and_leave_out_what_was_not_said():
    terms = [
        Weight("names", 0.4, says("small")),
        Weight("births", -2.0, says("grave")),
        Weight.silent("marks", says("nothing")),
    ]
    shown = components.reasons(terms, translate=str)
    assert shown.index("grave") < shown.index("small")
    assert "nothing" not in shown.replace("weight nothing", "")


@pytest.mark.parametrize(
    ("probability", "sibling", "words"),
    [
        (0.7, 0.1, "Probably the child sought."),
        (0.1, 0.7, "Probably a brother or sister"),
        (0.3, 0.4, "a brother or sister is likelier"),
        (0.4, 0.3, "Probably of the same family: the child sought"),
        (0.01, 0.01, "Hardly the child sought"),
        (0.2, 0.1, "More likely not the child sought"),
    ],
)
def test_the_likeliest_outcome_is_said_no_more_firmly_than_the_figures_allow(probability, sibling, words):
    assert words in str(findings.verdict(probability, sibling))


def test_the_page_says_whether_the_prior_was_fitted_or_given():
    fitted, told = (Prior(population=900.0, registered_share=0.4, fitted=fitted) for fitted in (True, False))
    assert "as fitted" in " ".join(map(str, findings.prior_words(fitted)))
    assert "That number was given" in " ".join(map(str, findings.prior_words(told)))


def test_there_is_a_word_for_every_kind_column_and_fate():
    assert set(KIND_WORDS) == set(WEIGHED)
    assert set(COLUMN_WORDS) == set(COLUMNS)
    assert set(SEVERITY_WORDS) == set(Severity)


def test_every_column_a_dossier_keeps_is_shown_once():
    shown = [column for columns in pair.COLUMNS_OF_KIND.values() for column in columns]
    assert len(shown) == len(set(shown))
    assert set(shown) == set(COLUMNS) - {"id"}


# What each comparison of the recipe reads; "surname" is part of the name.
READS = {
    "names": {"name", "alias"},
    "surname": {"name"},
    "births": {"birth_date", "age", "age_date"},
    "sex": {"sex"},
    "origins": {"origin"},
    "birth_places": {"birth_place"},
    "last_places": {"last_place", "last_date"},
    "father": {"father_name"},
    "mother": {"mother_name", "mother_alias"},
    "kunya": {"father_alias"},
    "siblings": {"siblings"},
    "languages": {"languages"},
}


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.name)
def test_a_value_stands_beside_the_weight_it_goes_into(term):
    assert READS[term.name] <= set(pair.COLUMNS_OF_KIND[term.kind])


def test_languages_are_named_not_coded():
    assert LANGUAGES["che"].english == "Chechen"

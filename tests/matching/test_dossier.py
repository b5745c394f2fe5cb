"""A dossier holds what was said; what cannot be read counts as not said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace.kernel.spans import Span
from kintrace.linelist import COLUMNS
from kintrace.matching.dossier import Dossier, dossier_of
from tests.matching.made import TODAY, said


def test_values_keep_the_words_they_were_written_in():
    child = said("C", name="عمر | Omar", father_name="Али", last_place="Мосул", marks="a scar")
    assert child.names == ("عمر", "Omar")
    assert (child.father_names, child.last_places, child.marks) == (("Али",), ("Мосул",), ("a scar",))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("birth_date", "31.02.2013"),
        ("age", "250"),
        ("sex", "purple"),
        ("languages", "Elvish"),
        ("last_date", "yesterday"),
        ("name", "   "),
    ],
)
def test_a_value_that_cannot_be_read_counts_as_not_said(column, value):
    assert said("C", **{column: value}) == Dossier("C")


def test_two_answers_to_boy_or_girl_are_no_answer():
    assert said("C", sex="m | f").sex == ""
    assert said("C", sex="м | male").sex == "m"


def test_an_age_is_as_of_its_own_date_then_the_last_news_then_today():
    dates = {"age_date": "2017-08-01", "last_date": "2016-08-01"}
    own, news, none = said("C", age="4", **dates), said("C", age="4", last_date="2016-08-01"), said("C", age="4")
    assert [child.births[0].as_of for child in (own, news, none)] == [date(2017, 8, 1), date(2016, 8, 1), TODAY]


def test_the_latest_news_count():
    assert said("C", last_date="2015 | 2017-05 | soon").last_news == Span.of_month(2017, 5)


def test_columns_nobody_knows_are_left_alone():
    assert dossier_of("C", {"shoe_size": ("31",)}, today=TODAY) == Dossier("C")


texts = st.lists(st.text(max_size=30), max_size=3)


@given(st.dictionaries(st.sampled_from(COLUMNS[1:]), texts))
def test_whatever_was_typed_a_dossier_comes_of_it(values):
    child = dossier_of("C", values, today=TODAY)
    assert child.sex in {"", "m", "f"}
    assert all(birth.span.first <= birth.span.last for birth in child.births)

"""A child of four is not four for ever."""

from datetime import date

from kintrace.registry import queries
from kintrace.registry.actions import enter_list


def test_an_age_without_a_date_is_dated_by_the_day_we_learned_it(aslan):
    enter_list(aslan, "children", list_name="camp", rows=[("k1", {"age": ["4"]})], received_on=date(2017, 10, 1))
    (made,) = queries.dossiers(aslan, "children", today=date(2026, 1, 1))
    assert made.births[0].as_of == date(2017, 10, 1)


def test_an_age_that_somebody_dated_keeps_its_date(aslan):
    rows = [("k1", {"age": ["4"], "age_date": ["2016-05-01"]})]
    enter_list(aslan, "children", list_name="camp", rows=rows, received_on=date(2017, 10, 1))
    (made,) = queries.dossiers(aslan, "children", today=date(2026, 1, 1))
    assert made.births[0].as_of == date(2016, 5, 1)

"""The template tags speak the language of the page, and open no door that is shut."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.html import format_html

from kintrace.kernel.says import says
from kintrace.matching.waterfall import bars as matching_bars
from tests.web import sample


def drawn(markup: str, **context: object) -> str:
    return Template("{% load kintrace %}" + markup).render(Context(context))


@pytest.mark.parametrize(("language", "words"), [("en", "Why"), ("ru", "Почему"), ("ar", "لماذا")])
def test_a_sentence_is_said_in_the_language_of_the_page_also_when_it_was_stored(language, words):
    with translation.override(language):
        assert drawn("{% sentence said %}|{% sentence stored %}", said=says("Why"), stored=says("Why").to_json()) == (
            f"{words}|{words}"
        )


def test_the_waterfall_puts_its_labels_where_reading_begins():
    bars = matching_bars(sample.FIRST, sample.PRIOR)
    with translation.override("ar"):
        assert 'x="314" y="14" text-anchor="end">قبل أي دليل' in drawn("{% waterfall bars %}", bars=bars)


def test_a_weight_is_drawn_from_a_term_or_from_a_number():
    assert drawn("{% weight term %}", term=sample.TERMS[0]) == drawn("{% weight 1.23 %}")


DOOR = '{% door "tracing:requests" "Requests" permission="tracing.view_candidates" %}'


@pytest.mark.parametrize(
    ("path", "here"), [("/requests/", "page"), ("/requests/R-2/", "true"), ("/children/", "false")]
)
def test_a_door_says_whether_one_stands_in_it(path, here):
    shown = drawn(DOOR, may={"tracing.view_candidates"}, request=RequestFactory().get(path))
    assert shown == f'<a href="/requests/" aria-current="{here}">Requests</a>'


def test_a_door_that_is_shut_is_not_shown():
    assert drawn(DOOR, may=set(), request=RequestFactory().get("/")) == ""


def test_what_is_not_known_is_shown_as_it_is():
    words = drawn(
        "{{ 'shoe'|column_word }} {{ 'shoe'|kind_word }} {{ 'maybe'|verdict_word }} [{{ 'name'|within_row }}]"
    )
    assert words == "shoe shoe maybe []"


def parted(number):
    links = {
        f"d{n}": format_html('<a href="/{}/" aria-current="{}">{}</a>', n, "page" if n == 11 else "false", n)
        for n in range(number)
    }
    tag = "{% doors " + " ".join(links) + " as pages %}"
    return drawn(tag + "{{ pages.shown }}|{{ pages.more }}|{{ pages.here }}", **links).split("|")


def test_a_few_main_pages_all_stand_in_the_bar():
    shown, more, here = parted(11)
    assert (shown.count("<a"), more, here) == (11, "", "False")


def test_of_many_main_pages_the_rest_is_folded_away_and_says_when_one_is_there():
    shown, more, here = parted(15)
    assert (shown.count("<a"), more.count("<a"), here) == (10, 5, "True")

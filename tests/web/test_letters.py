"""Letters stand above the letters that answered them, in the order people read, and are told by ear too."""

from __future__ import annotations

import re

import pytest

from kintrace.matching.dossier import Dossier
from kintrace.web.explain import explain_page
from kintrace.web.language import translator
from kintrace.web.letters import letters
from tests.web.sample import FOUND, SOUGHT, cards


def drawn(sought: str, found: str) -> str:
    return letters(Dossier("R1", names=(sought,)), Dossier("C1", names=(found,)), translate=str)


def test_each_letter_stands_above_its_answer():
    first = re.findall(r"<li.*?</li>", drawn("Хадижа", "خديجة"))[0]
    assert re.search("<bdi>х.?</bdi>.*<bdi>خ</bdi>", first)


def test_a_letter_without_an_answer_is_told_by_ear():
    assert '–</bdi><span class="unseen">no letter</span>' in drawn("Али", "سليمان")


@pytest.mark.parametrize(("first", "second", "way"), [("خديجة", "Хадижа", "rtl"), ("Khadija", "خديجة", "ltr")])
def test_the_row_runs_as_the_name_sought_is_read(first, second, way):
    assert f'<ol dir="{way}">' in drawn(first, second)


@pytest.mark.parametrize(("lang", "word"), [("ru", "соответствует"), ("ar", "يقابله"), ("en", "answered by")])
def test_it_speaks_the_language_of_the_page(lang, word):
    assert word in letters(SOUGHT, FOUND, translate=translator(lang))


def test_what_was_written_is_escaped():
    shown = drawn("<b>Умар</b>", "<i>Umar")
    assert "<b>" not in shown.replace("<bdi>", "")
    assert "<i>" not in shown


def test_no_letters_no_drawing():
    assert drawn("123", "Умар") == ""


def test_the_page_that_explains_a_run_folds_the_letters_away():
    page = explain_page(cards())
    assert page.count('<details class="letters"><summary>') == 2
    assert "<script" not in page

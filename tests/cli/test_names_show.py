"""`kintrace names A B` explains itself: on a narrow screen, in three languages, whatever it is given."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kintrace.cli.names import compare
from kintrace.cli.names_show import NARROWEST, lines
from kintrace.kernel.says import END_ISOLATE, ISOLATE
from kintrace.web.language import LANGUAGES, translator

PIECES = (
    "Умар",
    "عمر",
    "Абу",
    "аль-Шишани",
    "بن",
    "Xаdижa",
    "\u202e",
    "\u2066",
    "\u0651\u064e",
    "e\u0301\u0323",
    "123",
)
HOSTILE = (
    "👩‍👩‍👧",
    "\x00",
    "\x1b[31m",
    "\r\n",
    "\udcff",
    "",
    " ",
    "х",
    "ﷺ",
    "х" * 10_000,
    "ال " * 3_000,
    "\u0301" * 9_000,
)
texts = st.lists(st.sampled_from(PIECES + HOSTILE) | st.text(max_size=8), max_size=4).map("".join)


def shown(first, second, **options):
    return "\n".join(lines(first, second, **{"translate": str, "width": 80} | options))


def test_the_letters_that_answered_each_other_are_named(kintrace):
    said = kintrace("names", "Хадижа Умаровна", "خديجة عمر").out.replace(ISOLATE, "").replace(END_ISOLATE, "")
    assert re.search("х.? = خ", said)
    assert "father's name: умар (from Умаровна)" in said
    assert "about one child in 40" in said
    assert "More than a million times likelier" in said


def test_a_kunya_is_named_as_what_it_is():
    assert "kunya, father of: \u2068умар" in shown("Абу Умар", "Умар")


def test_the_list_of_known_spellings_says_when_it_spoke():
    said = shown("Магомед", "محمد")
    assert "The list of known spellings has both as one name." in said
    assert "With the list:" in said


def test_a_word_that_nothing_answers_is_named():
    assert re.search("Words that nothing answers:.*حسن", shown("Умаров Шамиль", "شامل عمر حسن"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [NARROWEST, 44, 100])
def test_no_line_is_wider_than_the_screen(language, width):
    told = lines("Mustafa Abu Umar al-Shishani", "مصطفى أبو عمر الشيشاني", translate=translator(language), width=width)
    assert max(len(line.replace(ISOLATE, "").replace(END_ISOLATE, "")) for line in told) <= width


def test_a_place_is_said_to_be_one(kintrace):
    assert "gazetteer" in kintrace("names", "Мосул", "الموصل").out


@given(texts, texts)
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_is_answered_on_lines_that_move_no_cursor(first, second):
    assert -3 <= compare(first, second).log10_lr < 200
    said = shown(first, second)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066\u2067\ud800-\udfff]", said)
    assert said.count(ISOLATE) == said.count(END_ISOLATE)
    assert len(said) < 20_000


@given(st.text(alphabet="0123456789 .،؟\u0301\u0651\u202e\u2069\x00\x1b👧-", max_size=60), st.text(max_size=20))
@settings(max_examples=80, deadline=None)
def test_what_has_no_letters_weighs_nothing_and_says_why(nothing, text):
    for weight in (compare(nothing, text), compare(text, nothing)):
        assert weight.log10_lr == 0.0
        assert not weight.said
        assert "no letters" in str(weight.because)

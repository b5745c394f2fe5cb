"""There is nowhere to write down what must not be written down: guilt, group, police, ethnicity, religion, money.

Read from the schema itself: every model field, every form field and every column of a list.
"""

import re

import pytest
from django.apps import apps
from django.forms import BaseForm

from kintrace.linelist import COLUMNS

FORBIDDEN = re.compile(
    r"""isis|isil|daesh|da'?esh|igil|игил|даиш|داعش|fighter|боевик|مقاتل|terror|террор|ارهاب|إرهاب|militant|caafag
    |affiliat|allegiance|martyr|shahid|guilt|вин[аы]\b|convict|crime|criminal|arrest|detain|police|полици|شرطة
    |ethnic|национальн|عرق|\brace\b|religio|религи|دين\b|\bsect\b|tribe|clan\b|тейп|salary|income|\bbank|money|деньги
    """,
    re.VERBOSE | re.IGNORECASE,
)
OURS = [model for model in apps.get_models() if model.__module__.startswith("kintrace.")]


def _forms(kind=BaseForm):
    for form in kind.__subclasses__():
        yield form
        yield from _forms(form)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_model_has_a_place_for_it(model):
    places = [model.__name__, *(text for field in model._meta.get_fields() for text in _said_by(field))]
    assert [place for place in places if FORBIDDEN.search(place)] == []


def _said_by(field):
    yield field.name
    yield str(getattr(field, "verbose_name", ""))
    yield str(getattr(field, "help_text", ""))
    for value, label in getattr(field, "choices", None) or ():
        yield from (str(value), str(label))


def test_no_form_asks_for_it():
    asked = [
        f"{form.__module__}.{name}: {field.label or ''} {field.help_text}"
        for form in _forms()
        if form.__module__.startswith("kintrace.")
        for name, field in getattr(form, "base_fields", {}).items()
    ]
    assert [question for question in asked if FORBIDDEN.search(question)] == []


def test_no_list_has_a_column_for_it():
    assert [column for column in COLUMNS if FORBIDDEN.search(column)] == []


@pytest.mark.parametrize("word", ["isis_member", "ethnicity", "religion", "police_report", "боевик", "CAAFAG"])
def test_the_list_of_words_bites(word):
    assert FORBIDDEN.search(word)

"""d7: whatever is asked that could endanger somebody says why it is asked, on every form."""

import re

import pytest
from django.forms import BaseForm
from django.forms.widgets import HiddenInput
from django.urls import get_resolver

# What could endanger a child, a family or a colleague where it is known; a new field of a form is in one of the two.
SENSITIVE = frozenset(
    """
    name alias father_name father_alias mother_name mother_alias siblings languages origin birth_place last_place
    last_date marks relation instead place value note window code_word text letter reply shares
    """.split()
)
PLAIN = frozenset(
    """
    sex birth_date age channel received_on source_class kind refused unknown answer number property visibility statement
    precision first_day last_day hearsay certainty evidence reason happened happened_on given_by how language
    interpreted text_version withhold_reason other verdict why office assignee since until state order leads band judged
    population
    came_from basis request sighting
    side file list_name username password code old new again further role member at purpose needed reader profile
    recipient codes slug scope known_by asked_on
    all_children this_child minor given_on keep_until taken_on case child database kit laboratory step on as_of children
    source
    """.split()
)
# Fields of other rooms that are called alike, and are about staff, lists or bodies.
CALLED_ALIKE = {("RecipientForm", "name"), ("KeyForm", "shares"), ("NoticeForm", "text"), ("Narrowing", "text")}


assert get_resolver().url_patterns  # the pages bring their forms with them, whatever was imported before


def _forms(kind=BaseForm):
    for form in kind.__subclasses__():
        yield form
        yield from _forms(form)


ASKED = [
    (form.__name__, name, field)
    for form in _forms()
    if form.__module__.startswith("kintrace.")
    for name, field in getattr(form, "base_fields", {}).items()
    if not isinstance(field.widget, HiddenInput)
]
RISKY = [
    (form, name, field)
    for form, name, field in ASKED
    if (name in SENSITIVE or form == "CardForm") and (form, name) not in CALLED_ALIKE and not form.endswith("Filter")
]


@pytest.mark.parametrize(("form", "name", "field"), RISKY, ids=lambda part: part if isinstance(part, str) else "")
def test_d7_what_is_sensitive_says_why_it_is_asked(form, name, field):
    assert len(re.findall(r"\w+", str(field.help_text))) >= 5


def test_d7_every_question_of_the_site_was_looked_at():
    assert {name for _form, name, _field in ASKED} - SENSITIVE - PLAIN == set()
    assert not SENSITIVE & PLAIN
    assert len(RISKY) > 40


def test_d7_the_reason_stands_on_the_page(client, aslan):
    client.force_login(aslan)
    page = client.get("/new/request/").text
    assert page.count("Why we ask:") > 10

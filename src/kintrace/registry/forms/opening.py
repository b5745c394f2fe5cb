"""Taking a case down by hand: a contact, a request, a child. Little is asked, and hardly anything must be said."""

from __future__ import annotations

from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kintrace.registry.codes import CHN, REL
from kintrace.registry.forms.telling import LONGEST, TellingForm
from kintrace.registry.models import Property

type Values = dict[str, list[str]]

BY_HAND: Final = tuple(channel for channel in CHN if channel not in {"partner_import", "web_form"})


def _said(name: str) -> forms.CharField:
    label = Property(name).label
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


class CaseForm(TellingForm):
    """What opens a case: how it came in, and what is said of one child."""

    channel = forms.ChoiceField(label=_("How did they reach us?"), choices=CHN.choices(only=BY_HAND))
    name = _said("name")
    sex = _said("sex")
    age = _said("age")
    father_name = _said("father_name")
    mother_name = _said("mother_name")
    last_place = _said("last_place")

    def values(self) -> Values:
        """Return what is said of the child, by property."""
        said = {name: self.cleaned_data.get(name, "") for name in Property.values}
        return {name: [one.strip() for one in text.split("|")] for name, text in said.items() if text.strip()}


class ContactForm(CaseForm):
    """The first lines of a call. All of it may stay empty: that somebody called is kept too."""


class FullForm(CaseForm):
    """What is asked where there is time to sit down."""

    alias = _said("alias")
    birth_date = _said("birth_date")
    father_alias = _said("father_alias")
    mother_alias = _said("mother_alias")
    siblings = _said("siblings")
    languages = _said("languages")
    origin = _said("origin")
    birth_place = _said("birth_place")
    last_date = _said("last_date")
    marks = _said("marks")


class RequestForm(FullForm):
    """A whole request: a child is described, and it is said how whoever asks is related."""

    relation = forms.ChoiceField(label=_("How are they related to the child?"), choices=REL.choices())

    def clean(self) -> dict[str, object]:
        """Ask for one thing by which a child can be known."""
        if not any(self.cleaned_data.get(name) for name in ("name", "alias", "father_name", "mother_name", "marks")):
            raise ValidationError(
                _("Please write down one thing by which the child can be known: a name, a parent's name, or a mark.")
            )
        return self.cleaned_data


class ChildForm(FullForm):
    """A child whom somebody has found or heard of. A child without a name is taken down too."""

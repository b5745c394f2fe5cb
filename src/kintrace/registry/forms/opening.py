"""Taking a case down by hand: a contact, a request, a child. Little is asked, and hardly anything must be said."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kintrace.registry.codes import CHN, REL
from kintrace.registry.forms.telling import LONGEST, TellingForm
from kintrace.registry.forms.why import WHY
from kintrace.registry.models import Property, Silence

type Values = dict[str, list[str]]

BY_HAND: Final = tuple(channel for channel in CHN if channel not in {"partner_import", "web_form"})


def _said(name: str) -> forms.CharField:
    label = Property(name).label
    return forms.CharField(
        label=label,
        help_text=WHY.get(name, ""),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


def _silent(label: Any) -> forms.MultipleChoiceField:  # noqa: ANN401  # a lazy text
    return forms.MultipleChoiceField(
        label=label,
        help_text=_("Tick it only if you asked. What stays empty was not asked."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
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
    refused = _silent(_("What would they rather not say?"))
    unknown = _silent(_("What do they not know?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as Django takes them
        super().__init__(*args, **kwargs)
        asked = [(name, Property(name).label) for name in self.fields if name in Property.values]
        for kind in Silence.Kind.values:
            field = self.fields.pop(kind)
            field.choices = asked  # type: ignore[attr-defined]  # a MultipleChoiceField
            self.fields[kind] = field  # at the end, after what can be answered

    def clean(self) -> dict[str, Any]:
        """Refuse a question that was answered and not answered at once."""
        said = self.cleaned_data
        refused, unknown = (said.get(kind, []) for kind in ("refused", "unknown"))
        for name in (*refused, *unknown):
            if said.get(name) or (name in refused and name in unknown):
                twice = _("“%(what)s” has two answers: please leave one.")
                self.add_error("refused", ValidationError(twice, params={"what": Property(name).label}))
        return said

    def silences(self) -> dict[str, str]:
        """Return what was asked and not answered, and why; what stays empty everywhere was not asked."""
        return {name: kind for kind in Silence.Kind.values for name in self.cleaned_data.get(kind, [])}

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
    """A whole request: a child is described, and how whoever asks is related to it. Little of it has to be said."""

    relation = forms.ChoiceField(
        label=_("How are they related to the child?"), help_text=WHY["relation"], choices=REL.choices()
    )


class ChildForm(FullForm):
    """A child whom somebody has found or heard of. A child without a name is taken down too."""

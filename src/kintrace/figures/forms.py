"""What is asked on the page of the figures: how many children the matching shall be told of."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kintrace.access.acts import MOST_CHILDREN
from kintrace.registry.models import Population
from kintrace.web.strict import StrictForm


class PopulationForm(StrictForm):
    """A number of children, where it comes from, and of which day it is."""

    children = forms.IntegerField(label=_("How many children could be meant?"), min_value=1, max_value=MOST_CHILDREN)
    source = forms.ChoiceField(label=_("Where does the number come from?"), choices=Population.Source.choices)
    as_of = forms.DateField(label=_("Of which day is it?"), widget=forms.DateInput(attrs={"type": "date"}))

"""Where what is said comes from: the fields that every form shares which writes something into the record."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock
from kintrace.registry.actions import Telling
from kintrace.registry.codes import SRC, Word
from kintrace.registry.models import Source
from kintrace.web.strict import StrictForm

KINDS = [(kind, label) for kind, label in Source.Kind.choices if kind != Source.Kind.LIST]
LONGEST = 1_000


def day(label: Any, **options: Any) -> forms.DateField:  # noqa: ANN401  # a lazy text, and what Django takes
    """Return a field for a day that is not in the future."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[_not_in_the_future],
        **options,
    )


def as_label(word: Word) -> Any:  # noqa: ANN401  # a lazy text, which Django types more narrowly than it takes
    """Return a word of a code list as the label of a field."""
    return word


def _not_in_the_future(said: Any) -> None:  # noqa: ANN401  # a date
    if said > clock.today():
        raise ValidationError(_("This day has not come yet."))


class OnceForm(StrictForm):
    """A form that is kept once, however often it is sent."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class TellingForm(OnceForm):
    """Who says it, how it came, and when."""

    source_class = forms.ChoiceField(label=_("Who says so?"), choices=SRC.choices())
    kind = forms.ChoiceField(label=_("How did it come?"), choices=KINDS)
    received_on = day(_("When did it come?"), initial=clock.today)

    def telling(self) -> Telling:
        """Return where it comes from."""
        said = self.cleaned_data
        return Telling(said["kind"], said["source_class"], said["received_on"], token=said["token"])

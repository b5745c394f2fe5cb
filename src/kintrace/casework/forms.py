"""What is asked in the work on one case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kintrace.access.models.trail import Purpose
from kintrace.vault.cards import Contact
from kintrace.vault.models import CapsuleKind
from kintrace.web.strict import StrictForm

FEWEST_SHARES, MOST_SHARES = 2, 20
WHEN = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class MemberForm(StrictForm):
    """Who is put on a case, or on call."""

    member = forms.CharField(max_length=16)


class SealForm(StrictForm):
    """A text to be sealed, and what it is about."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=CapsuleKind.choices)
    text = forms.CharField(
        label=_("Text"),
        help_text=_("Only those who work on this case can read it, and the office with its paper shares."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto", "autocomplete": "off"}),
    )


class CardForm(StrictForm):
    """How a family can be called without danger."""

    number = forms.CharField(
        label=_("Number"),
        help_text=_("Why we ask: so that the desk can call, and nobody else. It is sealed, and opened for one call."),
        max_length=60,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    window = forms.CharField(
        label=_("When it is safe to call"),
        help_text=_("Why we ask: a call at the wrong hour can endanger them. Outside these hours nobody calls."),
        max_length=200,
        required=False,
    )
    code_word = forms.CharField(
        label=_("Word by which they know us"),
        help_text=_("Say it first. If somebody else answers, say that you have the wrong number."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def contact(self) -> Contact:
        """Return what is sealed."""
        said = self.cleaned_data
        return Contact(said["number"], said["window"], said["code_word"])


class CallForm(StrictForm):
    """From when a call is due."""

    at = forms.DateTimeField(label=_("Call from"), input_formats=["%Y-%m-%dT%H:%M"], widget=WHEN)


class DiscloseForm(StrictForm):
    """Who on the case is to be told how the family can be reached, and what for."""

    member = forms.CharField(max_length=16)
    purpose = forms.ChoiceField(label=_("For"), choices=Purpose.choices)


class KeyForm(StrictForm):
    """Into how many shares a recovery key is split, and how many open it."""

    shares = forms.IntegerField(label=_("Shares"), min_value=FEWEST_SHARES, max_value=MOST_SHARES, initial=5)
    needed = forms.IntegerField(
        label=_("How many of them open it"), min_value=FEWEST_SHARES, max_value=MOST_SHARES, initial=3
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("needed", 0) > said.get("shares", MOST_SHARES):
            raise ValidationError(_("More shares cannot be needed than there are."))
        return said


class RecoveryForm(StrictForm):
    """Which case is to be opened with the recovery key, and to whom."""

    code = forms.CharField(label=_("Case"), max_length=16)
    member = forms.CharField(label=_("Code of the person"), max_length=16)


class SharesForm(StrictForm):
    """Shares of a recovery key, one a line."""

    shares = forms.CharField(
        label=_("Shares"),
        help_text=_("Each person types the share from their own paper, one a line. They are kept nowhere."),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
    )

    def lines(self) -> list[str]:
        """Return the shares."""
        return [line.strip() for line in self.cleaned_data["shares"].splitlines() if line.strip()]

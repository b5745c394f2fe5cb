"""What the keepers of the desk may send."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from kintrace.web.strict import StrictForm


class ReaderForm(StrictForm):
    """Who is let in to read letters."""

    reader = forms.CharField(max_length=16)


class CaseForm(StrictForm):
    """In which request a letter was entered."""

    request = forms.CharField(
        label=_("Code of the request"),
        help_text=_("You have to work on it. The letter is then sealed to those who do, and to nobody else."),
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
    )

    def clean_request(self) -> str:
        """Take the code as people type it."""
        return str(self.cleaned_data["request"]).strip().upper()


class NoticeForm(StrictForm):
    """What the public page says in one language."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    text = forms.CharField(
        label=_("What the public page says of how to reach us"),
        help_text=_("For example the number of the hotline and its hours. Everybody can read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

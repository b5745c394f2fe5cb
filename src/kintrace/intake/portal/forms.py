"""The letter a family may leave. Nothing in it is required but the letter itself."""

from __future__ import annotations

import re
import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from kintrace.web.strict import StrictForm, UnknownField

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
LONGEST_LETTER = 20_000
LONGEST_REPLY = 1_000


def new_token() -> str:
    """Draw the token that makes a letter arrive once however often it is sent."""
    return secrets.token_urlsafe(32)


class LetterForm(StrictForm):
    """What somebody wants to tell, and how they may be answered without danger."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=43)
    letter = forms.CharField(
        label=_("Your letter"),
        help_text=_(
            "Whatever you know: what the child is called at home, how old, who is with the child, where you last "
            "heard of the child and when. Write in any language. You need not say who you are, nor how you know."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
        max_length=LONGEST_LETTER,
    )
    reply = forms.CharField(
        label=_("How may we answer you without danger? (You may leave this empty.)"),
        help_text=_("For example a number, the hours at which only you pick up, and a word by which you know us."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=LONGEST_REPLY,
        required=False,
    )

    def clean_token(self) -> str:
        token: str = self.cleaned_data["token"]
        if TOKEN.fullmatch(token) is None:
            raise forms.ValidationError(_("This page was too old. Please send your letter once more."))
        return token

    def full_clean(self) -> None:
        """Name a field that was not asked for beside the letter, so that what was typed is not lost with it."""
        try:
            super().full_clean()
        except UnknownField as unknown:
            forms.Form.full_clean(self)
            self.add_error(None, str(unknown))

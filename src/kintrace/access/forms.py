"""Signing in, slowed down for whoever guesses."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.forms import ChoiceField, Form
from django.utils.translation import gettext_lazy as _

from kintrace.access.actions import may_try_to_sign_in


class SignInForm(AuthenticationForm):
    """A user name and a password."""

    error_messages = {
        "invalid_login": _("This user name and password do not fit together. Please try again."),
        "inactive": _("This account is closed."),
        "too_many": _("There were too many tries. Please wait a few minutes and try again."),
    }

    def clean(self) -> dict[str, Any]:
        if not may_try_to_sign_in(self.cleaned_data.get("username", "")):
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        return super().clean()


class LanguageForm(Form):
    """Which language to read the site in."""

    language = ChoiceField(choices=settings.LANGUAGES)

"""What is asked when somebody signs in, and slowed down for whoever guesses."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kintrace.access import known
from kintrace.access.actions import may_try_to_sign_in
from kintrace.access.models import Office, Opening, Role, User
from kintrace.web.strict import Strict, StrictForm

SHORTEST_NOTE = 20


class SignInForm(Strict, AuthenticationForm):
    """A user name and a password."""

    beside = frozenset({"next"})
    error_messages = {
        "invalid_login": _("This user name and password do not fit together. Please try again."),
        "inactive": _("This account is closed."),
        "too_many": _("There were too many tries. Please wait a few minutes and try again."),
    }

    def clean(self) -> dict[str, Any]:
        username = self.cleaned_data.get("username", "")
        if not may_try_to_sign_in(username, device=known.device(self.request, username)):
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        return super().clean()


class CodeForm(StrictForm):
    """A code of six figures from an app, or one of the recovery codes."""

    beside = frozenset({"next"})
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Six figures from the app on your telephone, or one of your recovery codes."),
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )


class EnrolForm(StrictForm):
    """The first code of an app that was just told its secret."""

    code = forms.CharField(
        label=_("The code that the app shows now"),
        max_length=16,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class ConfirmForm(CodeForm):
    """Both factors once more."""

    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    field_order = ["password", "code"]


class PasswordForm(StrictForm):
    """One's present password, and the one to come, twice."""

    old = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least twelve characters. Four words that do not belong together are good."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("The new password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("new") != said.get("again"):
            raise ValidationError(_("The two new passwords are not the same. Please type them again."))
        return said


class PasskeyForm(StrictForm):
    """What a browser answers when it is asked for a passkey."""

    beside = frozenset({"next"})
    credential = forms.JSONField(widget=forms.HiddenInput)


class LanguageForm(StrictForm):
    """Which language to read the site in."""

    beside = frozenset({"next"})
    language = forms.ChoiceField(choices=settings.LANGUAGES)


class GlassForm(StrictForm):
    """Why a case has to be opened now by somebody who does not work on it."""

    reason = forms.ChoiceField(label=_("Reason"), choices=Opening.Reason.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What happened?"),
        help_text=_("At least twenty characters. It is sealed with the case; whoever reviews this hour reads it."),
        min_length=SHORTEST_NOTE,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class VerdictForm(StrictForm):
    """What the review says of an hour with somebody else's case."""

    verdict = forms.ChoiceField(label=_("Your review"), choices=Opening.Verdict.choices, widget=forms.RadioSelect)


class RolesForm(StrictForm):
    """Which roles somebody is to hold, and where."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    further = forms.MultipleChoiceField(
        label=_("Further roles"),
        help_text=_("Only a small office gives one person several, and only where they go together."),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    office = forms.ModelChoiceField(label=_("Office"), queryset=Office.objects.all())

    def payload(self, member: User) -> dict[str, object]:
        """Return what two persons sign."""
        said = self.cleaned_data
        return {
            "member": member.public_id,
            "role": said["role"],
            "further": sorted(said["further"]),
            "office": said["office"].code,
        }


class SignedForm(StrictForm):
    """What the page showed when somebody pressed the button: it is compared with what was signed."""

    payload = forms.JSONField(widget=forms.HiddenInput)

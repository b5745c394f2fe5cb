"""What is asked on the pages of sharing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kintrace.exchange.formats import FORMATS
from kintrace.exchange.models import KINDS_OF_BODY, FamilyCopy, Purpose, Recipient
from kintrace.exchange.profiles import PROFILES
from kintrace.kernel import clock
from kintrace.web.strict import StrictForm

TITLES: Final[Mapping[str, Any]] = {  # lazy texts, one a profile
    "match-sheet": _("children who are looked for, to be compared"),
    "child-sheet": _("children who were found, to be compared"),
    "travel-papers": _("children who were found, for their travel papers"),
}
NEVER: Final = "never"


def bodies() -> list[tuple[str, str]]:
    """Return the recipients to choose from."""
    return list(Recipient.objects.order_by("name").values_list("slug", "name"))


class ExportForm(StrictForm):
    """Which cases leave, in which kind of file, for whom."""

    profile = forms.ChoiceField(label=_("What is in it?"), choices=[(name, TITLES[name]) for name in PROFILES])
    recipient = forms.ChoiceField(label=_("For whom?"), choices=bodies)
    codes = forms.CharField(
        label=_("Codes of the cases"),
        help_text=_("One a line, or set apart by blanks. What nobody agreed to stays here, and you are told so."),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr", "autocomplete": "off"}),
    )
    file = forms.ChoiceField(label=_("As which file?"), choices=[("csv", "CSV"), ("xlsx", "XLSX")], initial="csv")

    def named(self) -> list[str]:
        """Return the codes, as they are written in the record."""
        return [code.upper() for code in self.cleaned_data["codes"].replace(",", " ").split()]


class CarryOutForm(StrictForm):
    """As which file a signed export leaves."""

    file = forms.ChoiceField(choices=[(name, name) for name in FORMATS])


class RecipientForm(StrictForm):
    """A body that may receive lists."""

    slug = forms.SlugField(label=_("Short name, in small Latin letters"), max_length=40)
    name = forms.CharField(label=_("Name"), help_text=_("It stands on every row of what they receive."), max_length=150)
    scope = forms.ChoiceField(
        label=_("What kind of body is it?"),
        help_text=_("Nothing goes to it of families who never agreed to share with this kind of body."),
        choices=[*KINDS_OF_BODY.items()],
    )


class AnswerForm(StrictForm):
    """What a family said about one recipient."""

    recipient = forms.ChoiceField(label=_("About whom?"), choices=bodies)
    answer = forms.ChoiceField(
        label=_("What did they say?"),
        help_text=_("What nobody was asked stays a no. A “never” outweighs every yes until it is taken back."),
        choices=[*((one.value, _("yes, for this:")) for one in Purpose), (NEVER, _("never share with them"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # likewise
        super().__init__(*args, **kwargs)
        yes = [(one.value, f"{_('yes, for this:')} {one.label}") for one in Purpose]
        self.fields["answer"].choices = [*yes, (NEVER, _("never share with them"))]  # type: ignore[attr-defined]  # a ChoiceField

    def agreed(self) -> Purpose | None:
        """Return the purpose that was agreed to; None for never."""
        said = self.cleaned_data["answer"]
        return None if said == NEVER else Purpose(said)


class CopyForm(StrictForm):
    """That a family asks to read what is kept about it."""

    language = forms.ChoiceField(label=_("In which language?"), choices=settings.LANGUAGES)
    known_by = forms.ChoiceField(
        label=_("How do you know that it is they?"),
        help_text=_("Whoever only knows the code of a case gets no copy of it."),
        choices=FamilyCopy.KnownBy.choices,
    )
    asked_on = forms.DateField(
        label=_("When did they ask?"),
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_asked_on(self) -> Any:  # noqa: ANN401  # a date
        said = self.cleaned_data["asked_on"]
        if said > clock.today():
            raise ValidationError(_("This day has not come yet."))
        return said

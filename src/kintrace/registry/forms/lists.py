"""How the two lists of the record are narrowed and sorted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kintrace.access.models import Office, User
from kintrace.registry.states import CHILD, State
from kintrace.web.strict import StrictForm

ANY = ("", _("any"))


def offices() -> list[tuple[str, str | Promise]]:
    """Return the offices to choose from, by code."""
    return [ANY, *Office.objects.order_by("name").values_list("code", "name")]


def colleagues() -> list[tuple[str, str | Promise]]:
    """Return the people who may look after a case, by their public code."""
    return [ANY, *((one.public_id, str(one)) for one in User.objects.filter(is_active=True).order_by("name"))]


class Narrowing(StrictForm):
    """What both lists can be narrowed by; it is posted, since the text may be a name."""

    posted: ClassVar[bool] = True

    text = forms.CharField(label=_("Code, name, list or id in the list"), required=False, max_length=100)
    office = forms.ChoiceField(label=_("Office"), required=False, choices=offices)
    assignee = forms.ChoiceField(label=_("Looked after by"), required=False, choices=colleagues)
    since = forms.DateField(label=_("Opened from"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Opened until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def shared(self) -> dict[str, Any]:
        """Return what both queries take; a field that makes no sense narrows nothing."""
        said = self.cleaned_data if self.is_valid() else {}
        return {
            "text": said.get("text", "").strip(),
            "state": said.get("state", ""),
            "office": said.get("office", ""),
            "assignee": said.get("assignee", ""),
            "since": said.get("since"),
            "until": said.get("until"),
        }


class ChildrenFilter(Narrowing):
    """Fields of the list of children."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[ANY, *((state.code, state.word) for state in CHILD.values())]
    )
    order = forms.ChoiceField(
        label=_("Sorted by"),
        required=False,
        choices=[
            ("pk", _("order of entry")),
            ("code", _("code")),
            ("-opened_at", _("newest first")),
            ("due_on", _("due first")),
        ],
    )

    def offering(self, states: Iterable[State]) -> Self:
        """Offer only the states that the reader may tell apart."""
        field = self.fields["state"]
        field.choices = [ANY, *((one.code, one.word) for one in states)]  # type: ignore[attr-defined]  # a ChoiceField
        return self

    def narrowing(self) -> dict[str, Any]:
        """Return what the query takes."""
        said = self.cleaned_data if self.is_valid() else {}
        return {**self.shared(), "order": said.get("order") or "pk"}

"""How the children's register is narrowed and sorted."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kintrace.registry.models import ChildRecord


class ChildrenFilter(forms.Form):
    """Fields of the list of children; nothing here searches names."""

    text = forms.CharField(label=_("Code, list or id in the list"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("any")), *ChildRecord.State.choices])
    order = forms.ChoiceField(
        label=_("Sorted by"),
        required=False,
        choices=[("pk", _("order of entry")), ("code", _("code")), ("-opened_at", _("newest first"))],
    )

    def narrowing(self) -> dict[str, str]:
        """Return what the query takes; a field that makes no sense narrows nothing."""
        said = self.cleaned_data if self.is_valid() else {}
        return {
            "text": said.get("text", "").strip(),
            "state": said.get("state", ""),
            "order": said.get("order") or "pk",
        }

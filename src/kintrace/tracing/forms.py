"""What is asked on the pages of tracing: how to narrow a list, a verdict with its reason, a run's population."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kintrace.registry.forms import ANY, Narrowing
from kintrace.registry.states import REQUEST
from kintrace.tracing.models import Answer, Judgement
from kintrace.web.strict import StrictForm


class RequestFilter(Narrowing):
    """Fields of the list of requests."""

    leads = forms.ChoiceField(label=_("Likeliest"), required=False, choices=[ANY, *Answer.Leads.choices])
    band = forms.ChoiceField(
        label=_("Probability of the best candidate"),
        required=False,
        choices=[
            ANY,
            ("sure", _("90 % and more")),
            ("likely", _("50 to 90 %")),
            ("possible", _("10 to 50 %")),
            ("faint", _("less than 10 %")),
            ("none", _("no candidate")),
        ],
    )
    judged = forms.ChoiceField(
        label=_("Judged"), required=False, choices=[ANY, ("yes", _("yes")), ("no", _("not yet"))]
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[ANY, *((state.code, state.word) for state in REQUEST.values())]
    )
    order = forms.ChoiceField(
        label=_("Sorted by"),
        required=False,
        choices=[
            ("probability", _("probability of the best candidate")),
            ("weight", _("weight of the evidence")),
            ("sibling", _("probability of a brother or sister")),
            ("absent", _("probability that the child is not in the list")),
            ("code", _("code")),
            ("entered", _("order of entry")),
        ],
    )

    def narrowing(self) -> dict[str, Any]:
        """Return what the query takes; a field that makes no sense narrows nothing."""
        said = self.cleaned_data if self.is_valid() else {}
        return {
            **self.shared(),
            "leads": said.get("leads", ""),
            "band": said.get("band", ""),
            "judged_already": {"yes": True, "no": False}.get(said.get("judged", "")),
            "order": said.get("order") or "probability",
        }


class JudgementForm(StrictForm):
    """A verdict, and why."""

    verdict = forms.ChoiceField(label=_("Your judgement"), choices=Judgement.Verdict.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("What decided it for you? If you are unsure: what would decide it?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WithdrawalForm(StrictForm):
    """Why a judgement is withdrawn."""

    LONGEST = 2000

    why = forms.CharField(label=_("Why is it withdrawn?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}))


class RunForm(StrictForm):
    """How many children could be meant, where somebody knows."""

    population = forms.IntegerField(
        label=_("How many children could be meant?"),
        help_text=_("Leave it empty if you do not know: it is then fitted from the two lists."),
        required=False,
        min_value=1,
        max_value=10_000_000,
    )

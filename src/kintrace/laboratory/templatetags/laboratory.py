"""What other pages show of the laboratory: beside a pair what it let be known, on the first page what waits."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from kintrace.laboratory import queries
from kintrace.laboratory.forms import RelativeForm
from kintrace.registry.models import TracingRequest

register = template.Library()


@register.inclusion_tag("laboratory/_pair.html", takes_context=True)
def dna_of_pair(context: RequestContext, request: TracingRequest, sought: str, child: str) -> dict[str, Any]:
    """Show what of DNA may be seen beside a pair."""
    _, _, tail = sought.partition(".")
    number = int(tail or 1)
    form = RelativeForm(auto_id="relative_%s", initial={"number": number, "back": child})
    dna = queries.pair_dna(context["user"], request, number=number, child_code=child)
    return {"dna": dna, "form": form, "sought": sought, "csrf_token": context.get("csrf_token")}


@register.simple_tag(takes_context=True)
def findings_waiting(context: RequestContext) -> int | None:
    """Count the findings that wait for the reader as second reader; None for whoever reads none."""
    return queries.findings_waiting(context["user"])


@register.filter
def log10(ratio: float) -> str:
    """Write a log10 likelihood ratio with its sign and two places.

    >>> log10(6.3), log10(-0.5), log10(-0.001)
    ('+6.30', '−0.50', '+0.00')
    """
    return f"{round(ratio, 2) + 0.0:+.2f}".replace("-", "−")

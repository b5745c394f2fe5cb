"""What the first page says of letters."""

from __future__ import annotations

from django import template
from django.template.context import RequestContext

from kintrace.intake.letters import queries

register = template.Library()


@register.simple_tag(takes_context=True)
def letters_waiting(context: RequestContext) -> int | None:
    """Count the letters that nobody has read; None for whoever reads none."""
    return queries.letters_waiting(context["user"])

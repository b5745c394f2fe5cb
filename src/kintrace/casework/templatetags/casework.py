"""A small section for the pages of requests and children: who works on this case."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from kintrace.access.permissions import Case, allowed
from kintrace.casework import queries
from kintrace.registry.queries import Record

register = template.Library()


@register.inclusion_tag("casework/_people.html", takes_context=True)
def case_people(context: RequestContext, record: Record) -> dict[str, Any]:
    """Show who works on a case; whoever does not is told how to come in, as far as they may."""
    viewer, place = context["user"], Case(record.case, record.office_id)
    people = queries.workers(record)
    return {
        "record": record,
        "people": people,
        "sees": queries.sees(viewer, record),
        "may_take_up": not people and allowed(viewer, "casework.take_up", case=place),
        "may_break_glass": "access.break_glass" in context["may"],
        "csrf_token": context.get("csrf_token"),
    }

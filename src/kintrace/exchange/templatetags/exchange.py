"""A section for the page of a case: what its family said about others, and the copy it asked for."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import RequestContext

from kintrace.exchange import queries
from kintrace.exchange.forms import AnswerForm, CopyForm
from kintrace.registry.queries import Record

register = template.Library()


@register.inclusion_tag("exchange/_sharing.html", takes_context=True)
def case_sharing(context: RequestContext, record: Record) -> dict[str, Any]:
    """Show what was said about sharing a case, and forms for those who may add to it."""
    shared = None if record.erased_on is not None else queries.case_sharing(context["user"], record)
    answer_form, copy_form = AnswerForm(auto_id="id_answer_%s"), CopyForm(auto_id="id_copy_%s")
    return {
        "shared": shared,
        "answer_form": answer_form,
        "copy_form": copy_form,
        "csrf_token": context.get("csrf_token"),
    }

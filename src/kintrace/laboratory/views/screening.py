"""Screenings, and whom of a family to ask for a sample next."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kintrace.access.doors import StaffRequest, requires
from kintrace.kernel.errors import KintraceError
from kintrace.laboratory import actions, queries, tasks
from kintrace.registry.models import TracingRequest
from kintrace.vault.router import LABORATORY
from kintrace.web.strict import NoFields

ROWS_A_PAGE = 50


@requires("laboratory.screen")
@require_GET
def screenings(request: StaffRequest) -> HttpResponse:
    """List screenings, and offer to start one."""
    page = Paginator(queries.screenings(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "laboratory/screenings.html", {"page": page})


@requires("laboratory.screen")
@require_POST
def start(request: StaffRequest) -> HttpResponse:
    """Start a screening."""
    NoFields(request.POST).full_clean()
    try:
        asked = actions.ask_for_screening(request.user)
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("laboratory:screenings")
    transaction.on_commit(partial(tasks.run_screening.enqueue, str(asked.pk)), using=LABORATORY)
    return redirect("laboratory:screening", asked.pk)


@requires("laboratory.screen", hidden=True)
@require_GET
def screening(request: StaffRequest, key: UUID) -> HttpResponse:
    """Show one screening with its leads; the page asks again by itself until it is over."""
    found, leads = queries.screening(request.user, key)
    return render(request, "laboratory/screening.html", {"screening": found, "leads": leads})


@requires("laboratory.compare", hidden=True)
@require_POST
def advise(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Have it computed whom of a family to ask next."""
    NoFields(request.POST).full_clean()
    family = queries.case_named(request.user, code)
    if not isinstance(family, TracingRequest) or number not in queries.numbers_of(family):
        raise Http404
    tasks.run_advice.enqueue(request.user.public_id, family.pk, number)
    messages.success(request, _("It is being computed. Please look again in a moment."))
    return redirect("laboratory:case", code)

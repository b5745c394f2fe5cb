"""What is noted with one case: what a family said about a recipient, and the copy it asked for."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kintrace.access.doors import StaffRequest, requires
from kintrace.exchange import actions, queries
from kintrace.exchange.forms import AnswerForm, CopyForm
from kintrace.kernel.errors import KintraceError
from kintrace.registry.queries import Record, case_to_work_on
from kintrace.web.strict import NoFields, StrictForm


@requires("exchange.record_answer", hidden=True)
@require_POST
def answer(request: StaffRequest, code: str) -> HttpResponse:
    """Note what a family said about one recipient."""
    form = AnswerForm(request.POST)

    def act(record: Record) -> None:
        body = queries.recipient_to_answer(request.user, form.cleaned_data["recipient"])
        actions.record_answer(request.user, record, body, agreed=form.agreed())

    return _done(request, code, act, form=form)


@requires("exchange.record_answer", hidden=True)
@require_POST
def take_back(request: StaffRequest, code: str, slug: str) -> HttpResponse:
    """Take back what was said about one recipient."""

    def act(record: Record) -> None:
        actions.withdraw_answers(request.user, record, queries.recipient_to_answer(request.user, slug))

    return _done(request, code, act, form=NoFields(request.POST))


@requires("exchange.family_copy", hidden=True)
@require_POST
def ask_copy(request: StaffRequest, code: str) -> HttpResponse:
    """Note that a family asks for a copy."""
    form = CopyForm(request.POST)
    return _done(request, code, lambda record: actions.ask_copy(request.user, record, **form.cleaned_data), form=form)


@requires("exchange.family_copy", hidden=True)
@require_POST
def make_copy(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Make a copy, to be printed and handed over; a POST, because it leaves a mark on the trail."""
    record = case_to_work_on(request.user, code)
    NoFields(request.POST).full_clean()
    try:
        asked, made = actions.make_copy(request.user, record, number)
    except PermissionDenied as denied:
        raise Http404 from denied
    with translation.override(asked.language):
        return render(request, "exchange/family_copy.html", {"copy": made, "asked": asked})


def _done(request: StaffRequest, code: str, act: Callable[[Record], object], *, form: StrictForm) -> HttpResponse:
    record = case_to_work_on(request.user, code)
    if not form.is_valid():
        return render(request, "exchange/unclear.html", {"form": form, "record": record}, status=422)
    try:
        act(record)
    except PermissionDenied as denied:
        raise Http404 from denied
    except KintraceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is kept."))
    return redirect("registry:work", record.code)

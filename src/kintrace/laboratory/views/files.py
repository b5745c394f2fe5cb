"""A laboratory's file: taken in, looked at, entered or cancelled."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kintrace.access.doors import StaffRequest, requires
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError
from kintrace.laboratory import actions, queries, tasks
from kintrace.laboratory.forms import FileForm, RunForm
from kintrace.web.strict import NoFields


@requires("laboratory.enter_profiles")
@require_POST
def upload(request: StaffRequest) -> HttpResponse:
    """Take a file in."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["file"]))
        return redirect("laboratory:samples")
    try:
        received = actions.receive(request.user, form.cleaned_data["file"])
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("laboratory:samples")
    tasks.forget_old_files.using(run_after=clock.now() + actions.KEPT_FOR + timedelta(seconds=1)).enqueue()
    return redirect("laboratory:file", received.pk)


@requires("laboratory.enter_profiles", hidden=True)
@require_GET
def preview(request: StaffRequest, key: UUID) -> HttpResponse:
    """Show how a file was understood."""
    file = queries.own_file(request.user, str(key))
    try:
        read = queries.understood(request.user, file)
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("laboratory:samples")
    if read is None:
        return redirect("laboratory:samples")
    return render(request, "laboratory/file.html", {"read": read, "form": RunForm()})


@requires("laboratory.enter_profiles", hidden=True)
@require_POST
def enter(request: StaffRequest, key: UUID) -> HttpResponse:
    """Enter what can be entered."""
    form = RunForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("A kit and a laboratory are named by letters, digits and simple signs."))
        return redirect("laboratory:file", key)

    def act() -> str:
        file = actions.enter(request.user, str(key), **form.cleaned_data)
        return _("Profiles entered: %(n)d.") % {"n": file.entered}

    return _then(request, act)


@requires("laboratory.enter_profiles", hidden=True)
@require_POST
def cancel(request: StaffRequest, key: UUID) -> HttpResponse:
    """Enter nothing."""
    NoFields(request.POST).full_clean()

    def act() -> str:
        actions.cancel(request.user, str(key))
        return _("Nothing was entered, and the file is deleted.")

    return _then(request, act)


def _then(request: StaffRequest, act: Callable[[], str]) -> HttpResponse:
    try:
        messages.success(request, act())
    except KintraceError as error:
        messages.error(request, str(error))
    return redirect("laboratory:samples")

"""Two samples with one profile: said to be of twins by one, read by another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kintrace.access.doors import StaffRequest, requires
from kintrace.kernel.errors import KintraceError
from kintrace.laboratory import actions
from kintrace.laboratory.forms import TwinsForm
from kintrace.web.strict import NoFields


@requires("laboratory.enter_profiles")
@require_POST
def say(request: StaffRequest) -> HttpResponse:
    """Say that two samples are of identical twins."""
    form = TwinsForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please name two samples of ours, each by the code on its tube."))
        return redirect("laboratory:samples")
    try:
        actions.say_twins(request.user, **form.cleaned_data)
    except KintraceError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("A second reader was asked. Once they agree, upload the file again to enter both profiles.")
        )
    return redirect("laboratory:samples")


@requires("laboratory.read_finding", hidden=True, recent=True)
@require_POST
def confirm(request: StaffRequest, number: int) -> HttpResponse:
    """Agree that they are two persons."""
    return _read(request, number, holds=True)


@requires("laboratory.read_finding", hidden=True, recent=True)
@require_POST
def refuse(request: StaffRequest, number: int) -> HttpResponse:
    """Let the profiles stay set aside."""
    return _read(request, number, holds=False)


def _read(request: StaffRequest, number: int, *, holds: bool) -> HttpResponse:
    NoFields(request.POST).full_clean()
    try:
        actions.read_twins(request.user, number, holds=holds)
    except KintraceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It was written down."))
    return redirect("laboratory:findings")

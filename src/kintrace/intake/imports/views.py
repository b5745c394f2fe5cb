"""Uploading a list, looking at how it was understood, entering or cancelling it."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kintrace.access.doors import StaffRequest, requires
from kintrace.intake.imports import actions, queries, tasks
from kintrace.intake.imports.forms import UploadForm
from kintrace.intake.imports.models import Upload
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError


@requires("imports.upload_list")
@require_http_methods(["GET", "POST"])
def upload(request: StaffRequest) -> HttpResponse:
    """Take a list in."""
    form = UploadForm(request.user, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("file", "side", "list_name", "token")}
        try:
            received = actions.receive(request.user, given=form.given(), **said)
        except KintraceError as error:
            form.add_error("file", str(error))
        else:
            wait = actions.KEPT_FOR + timedelta(seconds=1)
            tasks.forget_old_uploads.using(run_after=clock.now() + wait).enqueue()
            return redirect("imports:preview", received.key)
    page = {"form": form, "uploads": queries.own_uploads(request.user)}
    return render(request, "imports/upload.html", page, status=422 if form.errors else 200)


@requires("imports.upload_list", hidden=True)
@require_GET
def preview(request: StaffRequest, key: str) -> HttpResponse:
    """Show how the columns and rows were understood."""
    try:
        shown = queries.preview(request.user, key)
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("imports:upload")
    if shown is None:
        return redirect("imports:upload")
    return render(request, "imports/preview.html", {"preview": shown})


@requires("imports.upload_list", hidden=True)
@require_POST
def confirm(request: StaffRequest, key: str) -> HttpResponse:
    """Enter the list."""
    try:
        entered = actions.confirm(request.user, key)
    except KintraceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _done(entered))
    return redirect("imports:upload")


@requires("imports.upload_list", hidden=True)
@require_POST
def cancel(request: StaffRequest, key: str) -> HttpResponse:
    """Forget the list."""
    try:
        actions.cancel(request.user, key)
    except KintraceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Nothing was entered, and the file was deleted."))
    return redirect("imports:upload")


def _done(entered: Upload) -> str:
    """Say what entering a list did."""
    new = ngettext("%(n)d child is new", "%(n)d children are new", entered.added) % {"n": entered.added}
    changed = ngettext("%(n)d has changed", "%(n)d have changed", entered.changed) % {"n": entered.changed}
    same = ngettext("%(n)d is as before", "%(n)d are as before", entered.unchanged) % {"n": entered.unchanged}
    return _("The list was entered: %(new)s, %(changed)s, %(same)s. The file was deleted.") % {
        "new": new,
        "changed": changed,
        "same": same,
    }

"""Opening a case in need, and reviewing that it was right."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kintrace.access import glass, queries, sealing
from kintrace.access.doors import StaffRequest, requires
from kintrace.access.forms import GlassForm, VerdictForm
from kintrace.kernel.errors import KintraceError


@requires("access.break_glass", hidden=True, recent=True)
@require_http_methods(["GET", "POST"])
def break_glass(request: StaffRequest, case: UUID) -> HttpResponse:
    """Ask why a case has to be opened now, and open it for an hour."""
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            glass.break_glass(request.user, case, **form.cleaned_data)
        except KintraceError as error:
            form.add_error(None, str(error))
        else:
            messages.warning(request, _("The case is open to you for sixty minutes. Two others have been told."))
            return redirect("/")
    return render(request, "access/break_glass.html", {"form": form}, status=422 if form.errors else 200)


@requires("access.review_glass")
@require_GET
def to_review(request: StaffRequest) -> HttpResponse:
    """List the hours that wait for a review."""
    return render(request, "access/to_review.html", {"rows": queries.to_review(request.user)})


@requires("access.review_glass", hidden=True, recent=True)
@require_http_methods(["GET", "POST"])
def review(request: StaffRequest, key: UUID) -> HttpResponse:
    """Show why a case was opened, which is on the trail, and take the verdict."""
    opening = queries.opening(request.user, key)
    form = VerdictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            glass.review(request.user, opening, verdict=form.cleaned_data["verdict"])
        except KintraceError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Your review was kept."))
        return redirect("access:to_review")
    case = queries.case_in_words(request.user, opening)
    page = {"opening": opening, "case": case, "note": sealing.open_note(opening, viewer=request.user), "form": form}
    return render(request, "access/review.html", page, status=422 if form.errors else 200)

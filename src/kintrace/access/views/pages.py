"""The trail, the language, alerts, and what is said when a page cannot be shown."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from kintrace.access import actions, alerts, queries
from kintrace.access.doors import StaffRequest, open_to_strangers, requires
from kintrace.access.forms import LanguageForm
from kintrace.access.models import User
from kintrace.web.strict import NoFields, UnknownField

ROWS_A_PAGE = 100


def remember_language(response: HttpResponse, language: str) -> None:
    """Keep a language in a cookie, so that the next sign-in page speaks it too."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Strict",
    )


@open_to_strangers
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language and go back to the page one came from."""
    form = LanguageForm(request.POST)
    chosen = form.is_valid()
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen:
        remember_language(response, form.cleaned_data["language"])
        if isinstance(request.user, User):
            actions.choose_language(request.user, language=form.cleaned_data["language"])
    return response


@requires("access.view_trail")
@require_GET
def trail(request: StaffRequest) -> HttpResponse:
    """Show the trail to the auditor."""
    subject = request.GET.get("subject", "").strip()
    page = Paginator(queries.trail(request.user, subject=subject), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "access/trail.html", {"page": page, "subject": subject})


@requires("access.read_alerts", hidden=True)
@require_POST
def read_alert(request: StaffRequest, number: int) -> HttpResponse:
    """Take one alert off the first page."""
    NoFields(request.POST).full_clean()
    alerts.note_read(request.user, number)
    return redirect("/")


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # the shape is Django's
    """Say that this page belongs to another role."""
    return render(request, "access/refused.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # the shape is Django's
    """Say that there is nothing here, in the same words whether or not there is."""
    return render(request, "access/not_found.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what was sent could not be taken in; a field that the page never had is named."""
    why = str(exception) if isinstance(exception, UnknownField) else ""
    return render(request, "access/bad_request.html", {"why": why}, status=400)

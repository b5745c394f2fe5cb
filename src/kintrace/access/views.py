"""Signing in and out, choosing a language, reading the trail."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from kintrace.access import actions, queries
from kintrace.access.doors import StaffRequest, open_to_strangers, requires
from kintrace.access.forms import LanguageForm, SignInForm
from kintrace.access.models import User

ROWS_A_PAGE = 100


class SignIn(LoginView):
    """Ask for a user name and a password."""

    template_name = "access/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        user = form.get_user()
        actions.note_sign_in(user)
        if user.language:
            remember_language(response, user.language)
        return response


class SignOut(LogoutView):
    """End the session; only by POST, so that no link can do it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if isinstance(request.user, User):
            actions.note_sign_out(request.user)
        return super().post(request, *args, **kwargs)


sign_in = open_to_strangers(SignIn.as_view())
sign_out = open_to_strangers(SignOut.as_view())


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
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    form = LanguageForm(request.POST)
    if form.is_valid():
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


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # the shape is Django's
    """Say that this page belongs to another role."""
    return render(request, "access/refused.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # the shape is Django's
    """Say that there is nothing here, in the same words whether or not there is."""
    return render(request, "access/not_found.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # the shape is Django's
    """Say that what was sent could not be taken in."""
    return render(request, "access/bad_request.html", status=400)

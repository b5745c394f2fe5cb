"""Coming in by password and second factor, enrolling one at the first time, saying both again, and leaving."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from kintrace.access import actions, known, passkeys, private_keys, second_factor, sessions
from kintrace.access.doors import StaffRequest, open_to_strangers, requires
from kintrace.access.forms import CodeForm, ConfirmForm, EnrolForm, PasskeyForm, SignInForm
from kintrace.access.models import User
from kintrace.access.second_factor import WrongCode
from kintrace.access.views.pages import remember_language
from kintrace.web.strict import NoFields

SECRET = "second_factor_secret"  # noqa: S105  # the name of a place in the session
GIVE_BOTH = ["GET", "POST"]


class SignIn(LoginView):
    """Ask for a user name and a password; what comes next is the second factor."""

    template_name = "access/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user = form.get_user()
        sessions.wait_for_second_factor(self.request, user, then=self.get_redirect_url())
        response = redirect("access:second" if second_factor.is_enrolled(user) else "access:enrol")
        private_keys.carry(self.request, response, user=user, password=form.cleaned_data["password"])
        return response


class SignOut(LogoutView):
    """End the session; only by POST, so that no link can do it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        NoFields(request.POST).full_clean()
        if isinstance(request.user, User):
            actions.note_sign_out(request.user)
        response = super().post(request, *args, **kwargs)
        private_keys.drop(response)
        return response


sign_in = open_to_strangers(SignIn.as_view())
sign_out = open_to_strangers(SignOut.as_view())


@open_to_strangers
@require_http_methods(GIVE_BOTH)
def second(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor of whoever gave a right password within the last minutes."""
    user = sessions.waiting(request)
    if user is None or request.user.is_authenticated:
        return redirect("access:sign_in")
    if not second_factor.is_enrolled(user):
        return redirect("access:enrol")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            second_factor.check(user, form.cleaned_data["code"])
        except WrongCode as error:
            form.add_error("code", str(error))
        else:
            return _come_in(request, user)
    page = {"form": form, "passkey": passkeys.challenge(request, user), "passkey_form": PasskeyForm()}
    return render(request, "access/second.html", page, status=422 if form.errors else 200)


@open_to_strangers
@require_POST
def second_by_passkey(request: HttpRequest) -> HttpResponse:
    """Take a passkey as the second factor."""
    user = sessions.waiting(request)
    form = PasskeyForm(request.POST)
    if user is None or request.user.is_authenticated or not form.is_valid():
        return redirect("access:sign_in")
    try:
        passkeys.check(request, user, credential=form.cleaned_data["credential"])
    except WrongCode as error:
        messages.error(request, str(error))
        return redirect("access:second")
    return _come_in(request, user)


@open_to_strangers
@require_http_methods(GIVE_BOTH)
def enrol(request: HttpRequest) -> HttpResponse:
    """Have somebody who comes for the first time set up an app, before anything else."""
    user = sessions.waiting(request)
    if user is None or request.user.is_authenticated:
        return redirect("access:sign_in")
    if second_factor.is_enrolled(user):
        return redirect("access:second")
    secret = second_factor.opened_for(user, request.session.setdefault(SECRET, second_factor.drawn_for(user)))
    form = EnrolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = second_factor.enrol(user, secret, code=form.cleaned_data["code"])
        except WrongCode as error:
            form.add_error("code", str(error))
        else:
            del request.session[SECRET]
            return _come_in(request, user, codes=codes)
    return render(request, "access/enrol.html", _enrolling(user, secret, form), status=422 if form.errors else 200)


@requires("access.confirm")
@require_http_methods(GIVE_BOTH)
def confirm(request: StaffRequest) -> HttpResponse:
    """Ask for both factors once more, and lead back."""
    form = ConfirmForm(request.POST or None)
    then = safe(request.POST.get("next", "") or request.GET.get("next", ""))
    if request.method == "POST" and form.is_valid():
        try:
            second_factor.confirm(request.user, password=form.cleaned_data["password"], code=form.cleaned_data["code"])
        except WrongCode as error:
            form.add_error(None, str(error))
        else:
            sessions.mark(request)
            return redirect(then)
    page = {"form": form, "next": then}
    return render(request, "access/confirm.html", page, status=422 if form.errors else 200)


def safe(address: str) -> str:
    """Return an address of this site, or the first page in place of any other."""
    return address if address and url_has_allowed_host_and_scheme(address, allowed_hosts=None) else "/"


def _come_in(request: HttpRequest, user: User, *, codes: list[str] | None = None) -> HttpResponse:
    wanted = safe(sessions.begin(request, user))
    then = reverse("access:own_password") if user.password_drawn else wanted
    actions.note_sign_in(user)
    page = {"codes": codes, "next": then}
    response = redirect(then) if codes is None else render(request, "access/recovery_codes.html", page)
    known.remember(request, response, user)
    if user.language:
        remember_language(response, user.language)
    return response


def _enrolling(user: User, secret: str, form: EnrolForm) -> dict[str, object]:
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return {"form": form, "secret": groups, "picture": second_factor.picture(user, secret)}

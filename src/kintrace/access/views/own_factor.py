"""One's own second factor: which there are, new recovery codes, another telephone, a passkey."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kintrace.access import passkeys, second_factor
from kintrace.access.doors import StaffRequest, requires
from kintrace.access.forms import EnrolForm, PasskeyForm
from kintrace.access.second_factor import WrongCode
from kintrace.web.strict import NoFields

OWN = "access.own_second_factor"
SECRET = "another_secret"  # noqa: S105  # the name of a place in the session


@requires(OWN)
@require_GET
def own(request: StaffRequest) -> HttpResponse:
    """Show which second factors one has; of a secret nothing is shown ever again."""
    page = {"standing": second_factor.standing(request.user), "passkeys": passkeys.of(request.user)}
    return render(request, "access/own_factor.html", page)


@requires(OWN, recent=True)
@require_POST
def recovery_codes(request: StaffRequest) -> HttpResponse:
    """Draw new recovery codes and show them once."""
    NoFields(request.POST).full_clean()
    page = {"codes": second_factor.new_recovery_codes(request.user), "next": "/second-factor/"}
    return render(request, "access/recovery_codes.html", page)


@requires(OWN, recent=True)
@require_http_methods(["GET", "POST"])
def another_app(request: StaffRequest) -> HttpResponse:
    """Move to another telephone."""
    waiting = request.session.setdefault(SECRET, second_factor.drawn_for(request.user))
    secret = second_factor.opened_for(request.user, waiting)
    form = EnrolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = second_factor.enrol(request.user, secret, code=form.cleaned_data["code"])
        except WrongCode as error:
            form.add_error("code", str(error))
        else:
            del request.session[SECRET]
            return render(request, "access/recovery_codes.html", {"codes": codes, "next": "/second-factor/"})
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    page = {"form": form, "secret": groups, "picture": second_factor.picture(request.user, secret)}
    return render(request, "access/enrol.html", page, status=422 if form.errors else 200)


@requires(OWN, recent=True)
@require_http_methods(["GET", "POST"])
def add_passkey(request: StaffRequest) -> HttpResponse:
    """Make a passkey in this browser."""
    if request.method == "POST":
        form = PasskeyForm(request.POST)
        if form.is_valid():
            try:
                passkeys.add(request, request.user, credential=form.cleaned_data["credential"])
                messages.success(request, _("The passkey was kept. From now on it can stand in for the code."))
            except WrongCode as error:
                messages.error(request, str(error))
        return redirect("access:own_factor")
    page = {"invitation": passkeys.invitation(request, request.user), "form": PasskeyForm()}
    return render(request, "access/add_passkey.html", page)


@requires(OWN, recent=True)
@require_POST
def remove_passkey(request: StaffRequest, number: int) -> HttpResponse:
    """Forget one of one's own passkeys."""
    NoFields(request.POST).full_clean()
    passkeys.remove(request.user, number)
    return redirect("access:own_factor")

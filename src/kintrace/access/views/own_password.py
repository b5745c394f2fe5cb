"""Choosing one's own password, being given a new one, and having a colleague seal to the new key."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kintrace.access import passwords, private_keys, queries
from kintrace.access.doors import StaffRequest, requires
from kintrace.access.forms import PasswordForm
from kintrace.kernel.errors import KintraceError
from kintrace.web.strict import NoFields


@requires("access.own_password")
@require_http_methods(["GET", "POST"])
def own_password(request: StaffRequest) -> HttpResponse:
    """Choose another password; this session goes on, all others end."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        old, new = form.cleaned_data["old"], form.cleaned_data["new"]
        try:
            drawn_anew = passwords.change(request.user, old=old, new=new)
        except KintraceError as error:
            form.add_error(None, str(error))
        else:
            response = redirect("access:own_factor")
            update_session_auth_hash(request, request.user)
            private_keys.carry(request, response, user=request.user, password=new)
            messages.success(request, _("Your password was changed. You are signed out everywhere else."))
            if drawn_anew:
                messages.warning(
                    request, _("You have a new key. A colleague on your cases has to seal them to you anew.")
                )
            return response
    return render(request, "access/own_password.html", {"form": form}, status=422 if form.errors else 200)


@requires("access.reset_password", hidden=True, recent=True)
@require_POST
def reset_password(request: StaffRequest, public_id: str) -> HttpResponse:
    """Give somebody a new password and show it once."""
    NoFields(request.POST).full_clean()
    member = queries.member(request.user, public_id)
    try:
        drawn = passwords.reset(request.user, member)
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("access:staff")
    return render(request, "access/password_drawn.html", {"member": member, "drawn": drawn})


@requires("access.seal_anew", hidden=True)
@require_POST
def seal_anew(request: StaffRequest, public_id: str) -> HttpResponse:
    """Seal to somebody's new key what they could open before."""
    NoFields(request.POST).full_clean()
    member = queries.member(request.user, public_id)
    try:
        given = passwords.seal_anew(request.user, member, private=partial(private_keys.of, request))
    except KintraceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Sealed anew to them: %(n)d.") % {"n": given})
    return redirect("access:staff")

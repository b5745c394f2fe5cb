"""Who works here, in which offices; taking a lost second factor off, closing accounts, freezing, proposing roles."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kintrace.access import queries, second_factor, staffing, two_person
from kintrace.access.doors import StaffRequest, requires
from kintrace.access.forms import RolesForm
from kintrace.kernel.errors import KintraceError
from kintrace.web.strict import NoFields


@requires("access.view_staff")
@require_GET
def staff(request: StaffRequest) -> HttpResponse:
    """List everybody who works here, and the offices."""
    page = {"people": queries.staff(request.user), "offices": queries.offices(request.user)}
    return render(request, "access/staff.html", page)


@requires("access.reset_second_factor", hidden=True, recent=True)
@require_POST
def reset_factor(request: StaffRequest, public_id: str) -> HttpResponse:
    """Take somebody's second factor off."""
    NoFields(request.POST).full_clean()
    member = queries.member(request.user, public_id)
    try:
        second_factor.reset(request.user, member)
    except KintraceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The second factor was taken off. A new one is set up at the next sign-in."))
    return redirect("access:staff")


@requires("access.close_account", hidden=True, recent=True)
@require_POST
def close(request: StaffRequest, public_id: str) -> HttpResponse:
    """Close somebody's account."""
    NoFields(request.POST).full_clean()
    staffing.close_account(request.user, queries.member(request.user, public_id))
    messages.success(request, _("The account is closed, and its sessions have ended."))
    return redirect("access:staff")


@requires("access.propose_roles", hidden=True, recent=True)
@require_http_methods(["GET", "POST"])
def roles(request: StaffRequest, public_id: str) -> HttpResponse:
    """Propose roles and an office for somebody; a second person signs."""
    member = queries.member(request.user, public_id)
    form = RolesForm(request.POST or None, initial={"role": member.role, "office": member.office_id})
    if request.method == "POST" and form.is_valid():
        try:
            made = two_person.propose(request.user, "roles.grant", form.payload(member))
        except PermissionDenied:
            form.add_error(None, _("Nobody changes their own roles or office."))
        except KintraceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It was proposed. Somebody else has to sign it."))
            return redirect("access:proposal", made.code)
    return render(request, "access/roles.html", {"member": member, "form": form}, status=422 if form.errors else 200)


@requires("access.freeze_office", hidden=True, recent=True)
@require_POST
def freeze(request: StaffRequest, code: str) -> HttpResponse:
    """Freeze an office."""
    NoFields(request.POST).full_clean()
    try:
        staffing.freeze(request.user, queries.office(request.user, code))
    except KintraceError as error:
        messages.error(request, str(error))
    return redirect("access:staff")


@requires("access.freeze_office", hidden=True, recent=True)
@require_POST
def thaw(request: StaffRequest, code: str) -> HttpResponse:
    """Propose to thaw an office; a second person signs."""
    NoFields(request.POST).full_clean()
    office = queries.office(request.user, code)
    try:
        made = two_person.propose(request.user, "office.thaw", {"office": office.code})
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("access:staff")
    return redirect("access:proposal", made.code)

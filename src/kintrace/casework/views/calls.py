"""The desk on call: calls that are due, contacts to pass on, who is on call; and reading what one was let know."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kintrace.access import private_keys
from kintrace.access.doors import StaffRequest, requires
from kintrace.casework import actions, queries
from kintrace.casework.forms import MemberForm
from kintrace.kernel.errors import KintraceError
from kintrace.web.strict import NoFields


@requires("casework.call")
@require_GET
def on_call(request: StaffRequest) -> HttpResponse:
    """Show the calls that are due, without a number."""
    return render(request, "casework/on_call.html", {"page": queries.call_page(request.user)})


@requires("casework.keep_desk", recent=True)
@require_POST
def open_desk(request: StaffRequest) -> HttpResponse:
    """Set up the desk."""
    NoFields(request.POST).full_clean()
    return _then(
        request, lambda: actions.open_desk(request.user), said=_("You are on call. Add those who call families.")
    )


@requires("casework.keep_desk", hidden=True, recent=True)
@require_POST
def put_on_call(request: StaffRequest) -> HttpResponse:
    """Put somebody on call."""
    form = MemberForm(request.POST)
    member = queries.caller(form.cleaned_data["member"] if form.is_valid() else "")
    return _then(
        request,
        lambda: actions.put_on_call(request.user, member, private=private_keys.of(request)),
        said=_("They are on call now."),
    )


@requires("casework.keep_desk", hidden=True, recent=True)
@require_POST
def take_off_call(request: StaffRequest, public_id: str) -> HttpResponse:
    """Take somebody off call."""
    NoFields(request.POST).full_clean()
    member = queries.caller(public_id)
    return _then(
        request,
        lambda: actions.take_off_call(request.user, member, private=private_keys.of(request)),
        said=_("They are off call, and every card was sealed anew without them."),
    )


@requires("casework.call", hidden=True)
@require_POST
def release(request: StaffRequest, key: UUID) -> HttpResponse:
    """Open one card for the call that is due."""
    NoFields(request.POST).full_clean()
    call = queries.card_due(request.user, key)
    try:
        contact = actions.release_card(request.user, call, private=private_keys.of(request))
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("casework:on_call")
    return render(
        request, "casework/contact.html", {"record": call.record, "contact": contact, "back": "casework:on_call"}
    )


@requires("casework.call", hidden=True)
@require_POST
def pass_on(request: StaffRequest, key: UUID) -> HttpResponse:
    """Pass a contact on to the person whom two others let know it."""
    NoFields(request.POST).full_clean()
    waiting = queries.to_pass_on(request.user, key)
    return _then(
        request,
        lambda: actions.pass_on(request.user, waiting, private=private_keys.of(request)),
        said=_("It was passed on. They can read it once."),
    )


@requires("casework.read_disclosed", hidden=True)
@require_POST
def read(request: StaffRequest, key: UUID) -> HttpResponse:
    """Read, once, how a family can be reached."""
    NoFields(request.POST).full_clean()
    told = queries.told_to(request.user, key)
    try:
        record, contact = actions.read_disclosed(request.user, told, private=private_keys.of(request))
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("casework:cases")
    return render(request, "casework/contact.html", {"record": record, "contact": contact, "back": "casework:cases"})


def _then(request: StaffRequest, act: Callable[[], object], *, said: str) -> HttpResponse:
    try:
        act()
    except KintraceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("casework:on_call")

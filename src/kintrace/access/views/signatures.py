"""What waits for a signature, the exact content of it, and signing, refusing or carrying it out."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kintrace.access import queries, two_person
from kintrace.access.acts import act_named
from kintrace.access.doors import StaffRequest, requires
from kintrace.access.forms import SignedForm
from kintrace.access.models import Proposal, User
from kintrace.kernel.errors import KintraceError
from kintrace.web.strict import NoFields


@requires("access.sign")
@require_GET
def signatures(request: StaffRequest) -> HttpResponse:
    """List what waits for this person's signature."""
    rows = [(one, act_named(one.act).title) for one in queries.proposals(request.user)]
    return render(request, "access/signatures.html", {"rows": rows})


@requires("access.sign", hidden=True)
@require_GET
def proposal(request: StaffRequest, code: str) -> HttpResponse:
    """Show exactly what would be done."""
    shown = queries.proposal(request.user, code)
    page = {
        "proposal": shown,
        "title": act_named(shown.act).title,
        "content": queries.in_words(request.user, shown),
        "payload": json.dumps(shown.payload),
    }
    return render(request, "access/proposal.html", page)


@requires("access.sign", hidden=True, recent=True)
@require_POST
def sign(request: StaffRequest, code: str) -> HttpResponse:
    """Sign it."""
    NoFields(request.POST).full_clean()
    return _then(request, code, two_person.approve, said=_("You have signed it."))


@requires("access.sign", hidden=True, recent=True)
@require_POST
def refuse(request: StaffRequest, code: str) -> HttpResponse:
    """Refuse it, or take it back."""
    NoFields(request.POST).full_clean()
    return _then(request, code, two_person.refuse, said=_("It was refused. Nothing will be done."))


@requires("access.sign", hidden=True, recent=True)
@require_POST
def carry_out(request: StaffRequest, code: str) -> HttpResponse:
    """Do what was signed, as the page showed it."""
    form = SignedForm(request.POST)
    if not form.is_valid():
        return redirect("access:proposal", code)

    def do(by: User, shown: Proposal) -> object:
        return two_person.carry_out(by, shown, form.cleaned_data["payload"])

    return _then(request, code, do, said=_("It was done."))


def _then(
    request: StaffRequest,
    code: str,
    act: Callable[[User, Proposal], object],
    *,
    said: str,
) -> HttpResponse:
    shown = queries.proposal(request.user, code)
    try:
        act(request.user, shown)
    except PermissionDenied:
        messages.error(request, _("This is not yours to sign or to do."))
    except KintraceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("access:proposal", code)

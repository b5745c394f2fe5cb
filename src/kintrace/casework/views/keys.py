"""Recovery keys of offices: making one, proposing to use it, and typing its shares."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kintrace.access import two_person
from kintrace.access.doors import StaffRequest, requires
from kintrace.casework import actions, queries
from kintrace.casework.forms import KeyForm, RecoveryForm, SharesForm
from kintrace.kernel.errors import KintraceError

KEEP = "casework.keep_recovery_key"


@requires(KEEP)
@require_GET
def recovery_keys(request: StaffRequest) -> HttpResponse:
    """List the offices and whether each has a recovery key."""
    return _page(request, KeyForm(), RecoveryForm())


@requires(KEEP, hidden=True, recent=True)
@require_POST
def make_key(request: StaffRequest, office: str) -> HttpResponse:
    """Make a recovery key and show its shares, once."""
    place = queries.office_named(request.user, office)
    form = KeyForm(request.POST)
    if not form.is_valid():
        return _page(request, form, RecoveryForm())
    shares = actions.make_recovery_key(request.user, place, **form.cleaned_data)
    page = {"office": place, "shares": shares, "needed": form.cleaned_data["needed"]}
    return render(request, "casework/shares_made.html", page)


@requires(KEEP, hidden=True, recent=True)
@require_POST
def propose(request: StaffRequest, office: str) -> HttpResponse:
    """Propose to open a case with the recovery key; a second person signs."""
    place = queries.office_named(request.user, office)
    form = RecoveryForm(request.POST)
    if not form.is_valid():
        return _page(request, KeyForm(), form)
    case = queries.case_to_recover(request.user, form.cleaned_data["code"])
    try:
        payload = {"office": place.code, "member": form.cleaned_data["member"], "case": str(case)}
        made = two_person.propose(request.user, "keys.recover", payload)
    except PermissionDenied:
        form.add_error(None, _("Nobody proposes this for themselves: a colleague has to."))
    except KintraceError as error:
        form.add_error(None, str(error))
    else:
        messages.success(request, _("It was proposed. Somebody else has to sign it."))
        return redirect("access:proposal", made.code)
    return _page(request, KeyForm(), form)


@requires("casework.recover", hidden=True, recent=True)
@require_http_methods(["GET", "POST"])
def open_with_shares(request: StaffRequest, code: str) -> HttpResponse:
    """Ask for shares of the recovery key, and show what they open."""
    record = queries.case_in_need(request.user, code)
    form = SharesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            opened = actions.open_with_shares(request.user, record, form.lines())
        except KintraceError as error:
            form.add_error(None, str(error))
        else:
            texts = [(one.word, one.text) for one in opened]
            return render(request, "casework/opened.html", {"record": record, "texts": texts})
    return render(request, "casework/shares.html", {"record": record, "form": form}, status=422 if form.errors else 200)


def _page(request: StaffRequest, key_form: KeyForm, recovery_form: RecoveryForm) -> HttpResponse:
    page = {"rows": queries.offices_with_keys(request.user), "key_form": key_form, "recovery_form": recovery_form}
    wrong = key_form.errors or recovery_form.errors
    return render(request, "casework/recovery_keys.html", page, status=422 if wrong else 200)

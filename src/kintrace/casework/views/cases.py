"""One case: who works on it, what is sealed in it, how the family is called."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kintrace.access import private_keys, two_person
from kintrace.access.doors import StaffRequest, requires
from kintrace.casework import actions, queries
from kintrace.casework.forms import CallForm, CardForm, DiscloseForm, MemberForm, SealForm
from kintrace.kernel.errors import KintraceError
from kintrace.registry.queries import Record
from kintrace.web.strict import NoFields, StrictForm


@requires("casework.view_case")
@require_GET
def mine(request: StaffRequest) -> HttpResponse:
    """List the cases one works on."""
    return render(request, "casework/cases.html", {"rows": queries.my_cases(request.user)})


@requires("casework.view_case", hidden=True)
@require_GET
def case(request: StaffRequest, code: str) -> HttpResponse:
    """Show one case to those who work on it."""
    return _page(request, code)


@requires("casework.take_up", hidden=True)
@require_POST
def take_up(request: StaffRequest, code: str) -> HttpResponse:
    """Begin to work on a case that nobody works on."""
    NoFields(request.POST).full_clean()
    record = queries.case_named(request.user, code, "casework.take_up")
    return _then(request, record, lambda: actions.take_up(request.user, record), said=_("You work on this case now."))


@requires("casework.change_members", hidden=True)
@require_POST
def add(request: StaffRequest, code: str) -> HttpResponse:
    """Put somebody on the case, or seal to them anew."""
    record = queries.case_named(request.user, code, "casework.change_members")
    form = MemberForm(request.POST)
    member = queries.colleague(form.cleaned_data["member"] if form.is_valid() else "")
    at_hand = partial(private_keys.of, request)

    def do() -> None:
        if not actions.add_member(request.user, record, member, private=at_hand):
            messages.warning(
                request, _("Not everything here opens to them: somebody else who can open it has to add them too.")
            )

    return _then(request, record, do, said=_("They work on this case now."))


@requires("casework.change_members", hidden=True, recent=True)
@require_POST
def remove(request: StaffRequest, code: str, public_id: str) -> HttpResponse:
    """Take somebody off the case."""
    NoFields(request.POST).full_clean()
    record = queries.case_named(request.user, code, "casework.change_members")
    member = queries.on_case(record, public_id)
    at_hand = partial(private_keys.of, request)
    said = _("They no longer work on this case, and what is sealed in it was sealed anew without them.")
    return _then(
        request, record, lambda: actions.remove_member(request.user, record, member, private=at_hand), said=said
    )


@requires("casework.seal", hidden=True)
@require_POST
def seal(request: StaffRequest, code: str) -> HttpResponse:
    """Seal a text."""
    record = queries.case_named(request.user, code, "casework.seal")
    form = SealForm(request.POST)
    if not form.is_valid():
        return _page(request, code, seal_form=form)
    try:
        actions.seal(request.user, record, form.cleaned_data["kind"], text=form.cleaned_data["text"])
    except PermissionDenied as denied:
        raise Http404 from denied
    except KintraceError as error:
        form.add_error(None, str(error))
        return _page(request, code, seal_form=form)  # what was typed stays in the form, so that it is not lost
    messages.success(request, _("It is sealed."))
    return redirect("casework:case", code)


@requires("casework.open_sealed", hidden=True)
@require_POST
def open_sealed(request: StaffRequest, code: str, key: UUID) -> HttpResponse:
    """Open one sealed text; a POST, because it leaves a mark on the trail."""
    NoFields(request.POST).full_clean()
    record = queries.case_named(request.user, code, "casework.open_sealed")
    try:
        capsule, text = actions.open_sealed(request.user, record, key, private=private_keys.of(request))
    except PermissionDenied as denied:
        raise Http404 from denied
    except KintraceError as error:
        messages.error(request, str(error))
        return _back(request, record)
    return render(request, "casework/opened.html", {"record": record, "texts": [(capsule.get_kind_display(), text)]})


@requires("casework.keep_card", hidden=True)
@require_POST
def keep_card(request: StaffRequest, code: str) -> HttpResponse:
    """Seal how the family can be called."""
    record = queries.case_named(request.user, code, "casework.keep_card")
    form = CardForm(request.POST)
    if not form.is_valid():
        return _page(request, code, card_form=form)
    return _then(
        request,
        record,
        lambda: actions.keep_card(request.user, record, form.contact()),
        said=_("It is sealed to the desk on call."),
    )


@requires("casework.keep_card", hidden=True)
@require_POST
def call_due(request: StaffRequest, code: str) -> HttpResponse:
    """Say from when the family has to be called."""
    record = queries.case_named(request.user, code, "casework.keep_card")
    form = CallForm(request.POST)
    if not form.is_valid():
        return _page(request, code, call_form=form)
    at = form.cleaned_data["at"]
    return _then(
        request,
        record,
        lambda: actions.call_is_due(request.user, record, at=at),
        said=_("The call stands on the list."),
    )


@requires("casework.disclose", hidden=True, recent=True)
@require_POST
def disclose(request: StaffRequest, code: str) -> HttpResponse:
    """Propose that somebody on the case is told how the family can be reached; a second person signs."""
    record = queries.case_named(request.user, code, "casework.disclose")
    form = DiscloseForm(request.POST)
    if not form.is_valid():
        return _page(request, code, disclose_form=form)
    payload = {"case": str(record.case), **form.cleaned_data}
    try:
        made = two_person.propose(request.user, "contact.disclose", payload)
    except PermissionDenied:
        messages.error(request, _("Nobody proposes this for themselves: a colleague has to."))
        return redirect("casework:case", code)
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("casework:case", code)
    messages.success(request, _("It was proposed. Somebody else has to sign it."))
    return redirect("access:proposal", made.code)


def _page(request: StaffRequest, code: str, **forms: StrictForm) -> HttpResponse:
    shown = queries.case_page(request.user, code)
    sealing = forms.get("seal_form") or SealForm()
    sealing.fields["kind"].choices = [(kind.value, kind.label) for kind in shown.kinds]  # type: ignore[attr-defined]  # a ChoiceField
    blank = {"card_form": CardForm(), "call_form": CallForm(), "disclose_form": DiscloseForm()}
    page = {"shown": shown, **blank, **forms, "seal_form": sealing}
    return render(request, "casework/case.html", page, status=422 if forms else 200)


def _then(request: StaffRequest, record: Record, act: Callable[[], object], *, said: str) -> HttpResponse:
    try:
        act()
    except PermissionDenied as denied:
        raise Http404 from denied
    except KintraceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return _back(request, record)


def _back(request: StaffRequest, record: Record) -> HttpResponse:
    """Lead to the case, or to the cases one works on where one has just left this one."""
    if queries.sees(request.user, record):
        return redirect("casework:case", record.code)
    return redirect("casework:cases")

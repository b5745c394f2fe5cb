"""The pages of the desk: letters that wait, one letter, and who can read them."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kintrace.access import private_keys
from kintrace.access.doors import StaffRequest, requires
from kintrace.intake.letters import actions, queries
from kintrace.intake.letters.forms import CaseForm, NoticeForm, ReaderForm
from kintrace.kernel.errors import KintraceError
from kintrace.web.strict import NoFields

ROWS_A_PAGE = 50


@requires("letters.read")
@require_GET
def letters(request: StaffRequest) -> HttpResponse:
    """List letters, sealed as they are."""
    page = Paginator(queries.letters(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "letters/letters.html", {"page": page})


@requires("letters.read", hidden=True)
@require_POST
def letter(request: StaffRequest, code: str) -> HttpResponse:
    """Open one letter; a POST, because it leaves a mark on the trail."""
    try:
        told = actions.open_letter(request.user, code, private=private_keys.of(request))
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("letters:letters")
    return render(request, "letters/letter.html", {"told": told})


@requires("letters.enter", hidden=True)
@require_http_methods(["GET", "POST"])
def enter(request: StaffRequest, code: str) -> HttpResponse:
    """Ask in which case a letter was entered, and put it there."""
    found = queries.letter(request.user, code)
    form = CaseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            record = queries.request_for(request.user, form.cleaned_data["request"])
            actions.enter(request.user, found.code, record, private=private_keys.of(request))
        except Http404:
            queries.letter(request.user, found.code)  # entered by somebody else meanwhile: like one that never was
            form.add_error("request", _("You work on no request with this code."))
        except KintraceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The letter lies in the case now, sealed to those who work on it."))
            return redirect("casework:case", record.code)
    page = {"letter": found, "form": form, "days": settings.LETTERS_KEPT_DAYS}
    return render(request, "letters/enter.html", page, status=422 if form.is_bound else 200)


@requires("letters.keep_desk")
@require_GET
def desk(request: StaffRequest) -> HttpResponse:
    """Show who can read letters, and what the public page says."""
    stands = queries.how_it_stands(request.user)
    notices = [(code, stands.notices.get(code, "")) for code, _name in settings.LANGUAGES]
    return render(request, "letters/desk.html", {"desk": stands, "notices": notices})


@requires("letters.keep_desk", recent=True)
@require_POST
def open_desk(request: StaffRequest) -> HttpResponse:
    """Draw the desk's key pair, or draw it anew."""
    try:
        actions.open_desk(request.user, private=private_keys.of(request))
    except KintraceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Letters are sealed to the new key from now on."))
    return redirect("letters:desk")


@requires("letters.keep_desk", recent=True)
@require_POST
def open_anew(request: StaffRequest) -> HttpResponse:
    """Propose to open the desk anew where its key is lost; a second person signs."""
    NoFields(request.POST).full_clean()
    try:
        made = actions.propose_desk_anew(request.user)
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("letters:desk")
    messages.success(request, _("It was proposed. Somebody else has to sign it."))
    return redirect("access:proposal", made.code)


@requires("letters.keep_desk", recent=True)
@require_POST
def admit(request: StaffRequest) -> HttpResponse:
    """Let one more person read letters."""
    form = ReaderForm(request.POST)
    chosen = next(
        (one for one in queries.may_read() if form.is_valid() and one.public_id == form.cleaned_data["reader"]), None
    )
    if chosen is None:
        raise Http404
    try:
        actions.admit(request.user, chosen, private=private_keys.of(request))
    except KintraceError as error:
        messages.error(request, str(error))
    return redirect("letters:desk")


@requires("letters.keep_desk", recent=True)
@require_POST
def put_up(request: StaffRequest) -> HttpResponse:
    """Propose what the public page says in one language; a second person signs."""
    form = NoticeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This was not put up: please keep it under 1000 signs."))
        return redirect("letters:desk")
    made = actions.propose_notice(request.user, **form.cleaned_data)
    messages.success(request, _("It was proposed. Somebody else has to sign it."))
    return redirect("access:proposal", made.code)

"""The page of sharing: who receives lists, taking a file out, proposing a large one, carrying out what was signed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kintrace.access.doors import StaffRequest, requires
from kintrace.exchange import actions, queries
from kintrace.exchange.formats import FORMATS
from kintrace.exchange.forms import CarryOutForm, ExportForm, RecipientForm
from kintrace.exchange.queries import Sheet
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError

type Written = dict[str, bytes]


@requires("exchange.export")
@require_GET
def exports(request: StaffRequest) -> HttpResponse:
    """Show who receives lists, and what can leave."""
    return _page(request)


@requires("exchange.export", recent=True)
@require_POST
def take(request: StaffRequest) -> HttpResponse:
    """Let a few cases leave, as a file."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _page(request, export_form=form)
    said = form.cleaned_data
    written: Written = {}
    try:
        made = actions.export(
            request.user,
            said["profile"],
            recipient=said["recipient"],
            codes=form.named(),
            write=_into(written, said["file"]),
        )
    except KintraceError as error:
        form.add_error(None, str(error))
        return _page(request, export_form=form)
    return _file(written, kind=said["file"]) or _stayed(request, form, made)


@requires("exchange.export", recent=True)
@require_POST
def propose(request: StaffRequest) -> HttpResponse:
    """Propose to let many cases leave; a second person signs."""
    form = ExportForm(request.POST)
    if not form.is_valid():
        return _page(request, export_form=form)
    said = form.cleaned_data
    try:
        made = actions.propose_export(request.user, said["profile"], recipient=said["recipient"], codes=form.named())
    except KintraceError as error:
        form.add_error(None, str(error))
        return _page(request, export_form=form)
    messages.success(request, _("It was proposed. Somebody else has to sign it."))
    return redirect("access:proposal", made.code)


@requires("exchange.export", hidden=True, recent=True)
@require_POST
def carry_out(request: StaffRequest, code: str) -> HttpResponse:
    """Let leave what two people signed."""
    form = CarryOutForm(request.POST)
    kind = form.cleaned_data["file"] if form.is_valid() else "csv"
    written: Written = {}
    try:
        made = actions.carry_out_export(request.user, code, write=_into(written, kind))
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("exchange:exports")
    return _file(written, kind=kind) or _stayed(request, ExportForm(), made)


@requires("exchange.add_recipient", recent=True)
@require_POST
def add_recipient(request: StaffRequest) -> HttpResponse:
    """Enter a body that may receive lists."""
    form = RecipientForm(request.POST)
    if not form.is_valid():
        return _page(request, recipient_form=form)
    said = form.cleaned_data
    try:
        actions.add_recipient(request.user, said["slug"], name=said["name"], scope=said["scope"])
    except KintraceError as error:
        form.add_error(None, str(error))
        return _page(request, recipient_form=form)
    messages.success(request, _("It is kept."))
    return redirect("exchange:exports")


def _into(written: Written, kind: str) -> Callable[[Sheet], None]:
    def write(sheet: Sheet) -> None:
        written[kind] = FORMATS[kind][1](sheet)

    return write


def _file(written: Written, *, kind: str) -> HttpResponse | None:
    """Hand the file over; None where no case may leave."""
    if kind not in written:
        return None
    response = HttpResponse(written[kind], content_type=FORMATS[kind][0])
    response.headers["Content-Disposition"] = f'attachment; filename="kintrace-{clock.today():%Y-%m-%d}.{kind}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _stayed(request: StaffRequest, form: ExportForm, made: Sheet) -> HttpResponse:
    return _page(request, export_form=form, stayed=made.withheld)


def _page(request: StaffRequest, **sent: object) -> HttpResponse:
    forms = {"export_form": ExportForm(), "recipient_form": RecipientForm()} | sent
    for name in ("export_form", "recipient_form"):
        forms[name].auto_id = f"id_{name}_%s"  # type: ignore[attr-defined]  # a form
    return render(
        request,
        "exchange/exports.html",
        {"page": queries.exports_page(request.user), **forms},
        status=422 if sent else 200,
    )

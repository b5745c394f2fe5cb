"""Findings: comparing a child with a family, reading what somebody else found, and the report."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kintrace.access.doors import StaffRequest, requires
from kintrace.kernel.errors import KintraceError
from kintrace.laboratory import actions, queries
from kintrace.laboratory.forms import CompareForm
from kintrace.registry.models import ChildRecord, TracingRequest
from kintrace.web.strict import NoFields

ROWS_A_PAGE = 50


@requires("laboratory.read_finding")
@require_GET
def findings(request: StaffRequest) -> HttpResponse:
    """List findings, what waits for a reader first."""
    page = Paginator(queries.findings_in_sight(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "rows": queries.rows(request.user, list(page)), "twins": queries.twins_to_read(request.user)}
    return render(request, "laboratory/findings.html", shown)


@requires("laboratory.compare", hidden=True)
@require_POST
def compare(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Set a child against a family, and put the finding before a second reader."""
    family, form = queries.case_named(request.user, code), CompareForm(request.POST)
    if not form.is_valid() or not isinstance(family, TracingRequest) or number not in queries.numbers_of(family):
        messages.error(request, _("Please give the code of a registered child."))
        return redirect("laboratory:case", code)
    try:
        child = queries.case_named(request.user, form.cleaned_data["child"].strip().upper())
    except Http404:
        child = family
    if not isinstance(child, ChildRecord):
        messages.error(request, _("There is no registered child of this code."))
        return redirect("laboratory:case", code)
    try:
        pair = queries.Pair(family, number, child)
        found = actions.propose(request.user, pair, database=form.cleaned_data["database"])
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("laboratory:case", code)
    messages.success(request, _("It was compared, and waits for somebody else to read it."))
    return redirect("laboratory:finding", found.code)


@requires("laboratory.read_finding", hidden=True)
@require_GET
def finding(request: StaffRequest, code: str) -> HttpResponse:
    """Show one finding."""
    return render(request, "laboratory/finding.html", {"shown": queries.shown(request.user, code)})


@requires("laboratory.read_finding", hidden=True, recent=True)
@require_POST
def release(request: StaffRequest, code: str) -> HttpResponse:
    """Let officers know a finding."""
    NoFields(request.POST).full_clean()
    said = _("It was released: it counts in the next run of the matching.")
    return _then(request, lambda: actions.release(request.user, code), said=said)


@requires("laboratory.read_finding", hidden=True, recent=True)
@require_POST
def withhold(request: StaffRequest, code: str) -> HttpResponse:
    """Keep a finding in the laboratory."""
    NoFields(request.POST).full_clean()
    said = _("It was withheld. Nobody outside the laboratory can tell that there was one.")
    return _then(request, lambda: actions.withhold(request.user, code), said=said)


@requires("laboratory.compare", hidden=True)
@require_GET
def report(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """Hand out the report of a finding, in the reader's language."""
    if kind not in actions.TYPES:
        raise Http404
    try:
        made = actions.make_report(request.user, code, kind=kind, language=queries.language_of_page())
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("laboratory:finding", code)
    headers = {"Content-Disposition": f'attachment; filename="{code}.{kind}"'}
    return HttpResponse(made, content_type=actions.TYPES[kind], headers=headers)


def _then(request: StaffRequest, act: Callable[[], object], *, said: str) -> HttpResponse:
    try:
        act()
    except KintraceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, said)
    return redirect("laboratory:findings")

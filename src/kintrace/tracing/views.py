"""The pages of tracing: what waits today, requests and their candidates, claims, runs of the matching."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kintrace.access.doors import StaffRequest, requires
from kintrace.kernel.errors import KintraceError
from kintrace.tracing import actions, queries, snapshots, tasks
from kintrace.tracing.forms import JudgementForm, RequestFilter, RunForm, WithdrawalForm
from kintrace.web.searching import narrowed_by, to_address
from kintrace.web.strict import NoFields

ROWS_A_PAGE = 50
CLAIMS_A_PAGE = 25


@requires("tracing.view_today")
@require_GET
def today(request: StaffRequest) -> HttpResponse:
    """Show what there is and what waits."""
    return render(request, "tracing/today.html", {"today": queries.today(request.user)})


@requires("tracing.view_candidates")
@require_http_methods(["GET", "POST"])
def requests(request: StaffRequest) -> HttpResponse:
    """List requests with their best candidates; a name to search for is posted."""
    said = narrowed_by(request)
    form = RequestFilter(said)
    narrowing = form.narrowing()
    if (elsewhere := to_address(request, "tracing:requests")) is not None:
        return elsewhere
    page = Paginator(queries.requests(request.user, **narrowing), ROWS_A_PAGE).get_page(said.get("page"))
    rows = queries.request_rows(request.user, page)
    run = queries.newest_run(request.user)
    return render(request, "tracing/requests.html", {"page": page, "rows": rows, "form": form, "run": run})


@requires("tracing.view_candidates", hidden=True)
@require_GET
def tracing_request(request: StaffRequest, code: str) -> HttpResponse:
    """Show one request and its candidates."""
    return render(request, "tracing/request.html", {"shown": actions.open_request(request.user, code)})


@requires("tracing.view_candidates", hidden=True)
@require_GET
def pair(request: StaffRequest, code: str, child: str) -> HttpResponse:
    """Show one pair for review."""
    return _pair(request, code, child=child, form=JudgementForm(), status=200)


def _pair(request: StaffRequest, code: str, *, child: str, form: JudgementForm, status: int) -> HttpResponse:
    review = actions.open_pair(request.user, code, child_code=child)
    page = {"review": review, "form": form, "withdrawal": WithdrawalForm(auto_id=False)}
    return render(request, "tracing/pair.html", page, status=status)


@requires("tracing.judge", hidden=True)
@require_POST
def judge(request: StaffRequest, code: str, child: str) -> HttpResponse:
    """Record a judgement of the pair."""
    form = JudgementForm(request.POST)
    if not form.is_valid():
        return _pair(request, code, child=child, form=form, status=422)
    try:
        actions.judge(request.user, code, child_code=child, **form.cleaned_data)
    except KintraceError as error:
        messages.error(request, str(error))
    return redirect("tracing:pair", code, child)


@requires("tracing.judge", hidden=True)
@require_POST
def withdraw(request: StaffRequest, code: str, child: str, judgement: int) -> HttpResponse:
    """Withdraw a judgement of the pair."""
    why = request.POST.get("why", "")[: WithdrawalForm.LONGEST]
    try:
        actions.withdraw(request.user, judgement, pair=(code, child), why=why)
    except KintraceError as error:
        messages.error(request, str(error))
    return redirect("tracing:pair", code, child)


@requires("tracing.view_candidates")
@require_GET
def claims(request: StaffRequest) -> HttpResponse:
    """List children to whom several requests lead."""
    page = Paginator(queries.claimed(request.user), CLAIMS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "tracing/claims.html", {"page": page, "claims": queries.claims(request.user, page)})


@requires("tracing.view_candidates")
@require_GET
def runs(request: StaffRequest) -> HttpResponse:
    """List the runs of the matching, and offer to start one."""
    page = Paginator(queries.runs(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "tracing/runs.html", {"page": page, "form": RunForm()})


@requires("tracing.run_matching")
@require_POST
def start(request: StaffRequest) -> HttpResponse:
    """Start a run of the matching."""
    form = RunForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["population"])))
        return redirect("tracing:runs")
    try:
        run = actions.start_run(request.user, population=form.cleaned_data["population"])
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("tracing:runs")
    transaction.on_commit(lambda: tasks.run_matching.enqueue(run.pk))
    return redirect("tracing:run", run.pk)


@requires("tracing.view_candidates", hidden=True)
@require_GET
def run(request: StaffRequest, number: int) -> HttpResponse:
    """Show how far a run has come; the page asks again by itself until it is over."""
    return render(request, "tracing/run.html", {"run": queries.run(request.user, number)})


@requires("tracing.count")
@require_POST
def count(request: StaffRequest) -> HttpResponse:
    """Start counting; the page of the figures shows how far it has come."""
    NoFields(request.POST).full_clean()
    try:
        snapshot = snapshots.start_count(request.user)
    except KintraceError as error:
        messages.error(request, str(error))
    else:
        transaction.on_commit(lambda: tasks.count.enqueue(snapshot.pk))
    return redirect("figures:ladder")

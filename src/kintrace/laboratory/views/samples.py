"""Samples: the list, one case with whoever could give one, one sample with its way and its answers."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kintrace.access.doors import StaffRequest, requires
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError
from kintrace.laboratory import actions, queries
from kintrace.laboratory.forms import AnswerForm, CaseForm, CompareForm, FileForm, RelativeForm, SampleForm, StepForm
from kintrace.registry.queries import sought_child
from kintrace.web.strict import NoFields

ROWS_A_PAGE = 50


@requires("laboratory.view_samples")
@require_GET
def samples(request: StaffRequest) -> HttpResponse:
    """List samples, lead to a case by its code, and take a file in."""
    form = CaseForm(request.GET if "case" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("laboratory:case", form.cleaned_data["case"])
    page = Paginator(queries.samples(request.user), ROWS_A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "rows": queries.sample_rows(request.user, page), "form": form, "file_form": FileForm()}
    return render(request, "laboratory/samples.html", shown)


@requires("laboratory.view_samples", hidden=True)
@require_GET
def case(request: StaffRequest, code: str) -> HttpResponse:
    """Show one case with whoever could give a sample."""
    return _case(request, code)


def _case(request: StaffRequest, code: str, *, form: SampleForm | None = None, status: int = 200) -> HttpResponse:
    page = queries.case_page(request.user, code)
    families = [
        {
            "number": number,
            "drawn": queries.drawn(request.user, page.record, number),  # type: ignore[arg-type]  # numbers are of a request
            "advised": queries.advised(request.user, page.record, number),  # type: ignore[arg-type]  # likewise
            "compare": CompareForm(auto_id=f"family-{number}-%s"),
        }
        for number in queries.numbers_of(page.record)
    ]
    today = {"taken_on": clock.today(), "given_on": clock.today()}
    sent = form.data.get("person") if form is not None else None
    rows = [
        (one, form if one.name == sent else SampleForm(auto_id=f"{one.name}-%s", initial=today))
        for one in page.relatives
    ]
    shown = {"page": page, "families": families, "rows": rows}
    return render(request, "laboratory/case.html", shown, status=status)


@requires("laboratory.enter_sample", hidden=True)
@require_POST
def register(request: StaffRequest, code: str) -> HttpResponse:
    """Write down a sample that was taken."""
    page, form = queries.case_page(request.user, code), SampleForm(request.POST)
    if not form.is_valid():
        return _case(request, code, form=form, status=422)
    relative = next((one for one in page.relatives if one.name == form.cleaned_data["person"]), None)
    if relative is None:
        raise Http404
    said = form.cleaned_data
    try:
        sample = actions.register_sample(
            request.user, page.record, relative, taken_on=said["taken_on"], minor=said["minor"], agreed=form.agreed()
        )
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("laboratory:case", code)
    messages.success(request, _("Write this code on the tube, and nothing else: %(code)s") % {"code": sample.code})
    return redirect("laboratory:sample", sample.code)


@requires("laboratory.add_relative", hidden=True)
@require_POST
def add_relative(request: StaffRequest, code: str) -> HttpResponse:
    """Write down that there is a relative."""
    form = RelativeForm(request.POST)
    tracing_request, _number = sought_child(request.user, code)
    if form.is_valid():
        said = form.cleaned_data
        actions.add_relative_of(request.user, tracing_request, said["kind"], number=said["number"])
        messages.success(request, _("They are in the family now."))
        if said["back"]:
            return redirect("tracing:pair", code, said["back"])
    return redirect("tracing:request", tracing_request.code)


@requires("laboratory.view_samples", hidden=True)
@require_GET
def sample(request: StaffRequest, code: str) -> HttpResponse:
    """Show one sample, its way and its answers; never its profile."""
    found = queries.sample_named(request.user, code)
    shown = {
        "row": queries.sample_rows(request.user, [found])[0],
        "custody": queries.custody(request.user, found),
        "consents": queries.consents(request.user, found),
        "step_form": StepForm(found.state, initial={"on": clock.today()}),
        "answer_form": AnswerForm(initial={"given_on": clock.today()}),
    }
    return render(request, "laboratory/sample.html", shown)


@requires("laboratory.enter_sample", hidden=True)
@require_POST
def step(request: StaffRequest, code: str) -> HttpResponse:
    """Write down the next step of a sample."""
    found = queries.sample_named(request.user, code)
    form = StepForm(found.state, request.POST)
    if not form.is_valid():
        messages.error(request, _("Please say what happened, and on which day."))
        return redirect("laboratory:sample", code)
    said = form.cleaned_data
    return _then(request, code, lambda: actions.move_on(request.user, found, said["step"], on=said["on"]))


@requires("laboratory.enter_sample", hidden=True)
@require_POST
def answer(request: StaffRequest, code: str) -> HttpResponse:
    """Keep a later answer about a sample."""
    found, form = queries.sample_named(request.user, code), AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please say who agreed, how, and on which day."))
        return redirect("laboratory:sample", code)
    return _then(request, code, lambda: actions.answer_anew(request.user, found, form.agreed()))


@requires("laboratory.enter_sample", hidden=True)
@require_POST
def withdraw(request: StaffRequest, code: str) -> HttpResponse:
    """Take back, for whoever gave a sample, what they agreed to."""
    NoFields(request.POST).full_clean()
    found = queries.sample_named(request.user, code)
    return _then(request, code, lambda: actions.withdraw(request.user, found))


def _then(request: StaffRequest, code: str, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except KintraceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("It is written down."))
    return redirect("laboratory:sample", code)

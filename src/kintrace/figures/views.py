"""The page of the figures, and the two proposals that start from it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kintrace.access.doors import StaffRequest, requires
from kintrace.figures import actions, drawing, queries
from kintrace.figures.forms import PopulationForm
from kintrace.kernel.errors import KintraceError
from kintrace.registry.models import Population
from kintrace.web.strict import NoFields


@requires("figures.view_ladder")
@require_GET
def ladder(request: StaffRequest) -> HttpResponse:
    """Show how many children there are, on every step, and how many there may be in all."""
    return _ladder(request, queries.page(request.user))


def _ladder(
    request: StaffRequest, shown: queries.Page, *, form: PopulationForm | None = None, status: int = 200
) -> HttpResponse:
    rtl = get_language_bidi()
    bars = [drawing.Bar(str(step.rung.word), step.low, step.high) for step in shown.steps]
    page = {
        "shown": shown,
        "ladder": drawing.ladder(bars, title=_("The counts ladder"), rtl=rtl),
        "form": form or PopulationForm(initial=_proposed(shown)),
    }
    if shown.estimate is not None:
        title = _("How many children there are, by each method")
        page["estimate"] = drawing.estimate(shown.estimate, title=title, translate=_, rtl=rtl)
    return render(request, "figures/ladder.html", page, status=status)


def _proposed(shown: queries.Page) -> dict[str, object]:
    if shown.snapshot is None or shown.proposed is None:
        return {}
    return {"children": shown.proposed, "source": Population.Source.ESTIMATE, "as_of": shown.snapshot.as_of}


@requires("figures.propose_population")
@require_POST
def propose_population(request: StaffRequest) -> HttpResponse:
    """Propose what the matching is told."""
    form = PopulationForm(request.POST)
    if not form.is_valid():
        return _ladder(request, queries.page(request.user), form=form, status=422)
    try:
        proposal = actions.propose_population(request.user, **form.cleaned_data)
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("figures:ladder")
    return redirect("access:proposal", proposal.code)


@requires("figures.propose_release")
@require_POST
def propose_release(request: StaffRequest) -> HttpResponse:
    """Propose to publish the newest figures."""
    NoFields(request.POST).full_clean()
    try:
        proposal = actions.propose_release(request.user)
    except KintraceError as error:
        messages.error(request, str(error))
        return redirect("figures:ladder")
    return redirect("access:proposal", proposal.code)

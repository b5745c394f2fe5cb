"""Adding to one case: each view takes one form to one action, and leads back to the case."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kintrace.access.doors import StaffRequest, requires
from kintrace.kernel.errors import KintraceError
from kintrace.registry import actions, queries
from kintrace.registry.errors import Refused
from kintrace.registry.forms import (
    ConsentForm,
    DuplicateForm,
    EraseForm,
    FactForm,
    MoveForm,
    RelativeForm,
    RetractForm,
    SayForm,
    SightForm,
    WrongRelativeForm,
    WrongSightingForm,
)
from kintrace.registry.queries import Record
from kintrace.registry.raising import is_raised
from kintrace.web.strict import NoFields, StrictForm

type Act = Callable[[Record], object]


@requires("registry.record_fact", hidden=True)
@require_GET
def work(request: StaffRequest, code: str) -> HttpResponse:
    """Show one case to whoever has something to add to it."""
    return _page(request, code)


@requires("registry.record_fact", hidden=True)
@require_POST
def say(request: StaffRequest, code: str) -> HttpResponse:
    """Add something that is said."""
    form = SayForm(request.POST).of(queries.work_page(request.user, code))

    def act(record: Record) -> None:
        said = form.cleaned_data
        telling = form.telling()
        if said["answer"]:
            silences = {said["property"]: said["answer"]}
            actions.keep_silences(request.user, record, silences, telling=telling, number=said["number"])
            return
        values = {said["property"]: [said["value"]]}
        actions.say(request.user, record, values, telling=telling, number=said["number"], visibility=said["visibility"])
        if is_raised(said["value"]):
            actions.note_raised(request.user, record)
            messages.warning(
                request,
                _(
                    "What you wrote names an armed group, or somebody as one of it. It is kept as it is, and only "
                    "those who work on this case can read it. Please look at it again: if it is not needed to find "
                    "the child, take it back and write it without."
                ),
            )

    return _done(request, code, act, form=form, name="say_form")


@requires("registry.record_fact", hidden=True)
@require_POST
def sight(request: StaffRequest, code: str) -> HttpResponse:
    """Add where somebody saw the child."""
    form = SightForm(request.POST).of(queries.work_page(request.user, code))

    def act(record: Record) -> None:
        number = form.cleaned_data["number"]
        actions.sight(request.user, record, form.where(), telling=form.telling(), number=number)

    return _done(request, code, act, form=form, name="sight_form")


@requires("registry.record_fact", hidden=True)
@require_POST
def relate(request: StaffRequest, code: str) -> HttpResponse:
    """Add what somebody is to the child."""
    form = RelativeForm(request.POST).of(queries.work_page(request.user, code))

    def act(record: Record) -> None:
        said = form.cleaned_data
        more = {name: said[name] for name in ("number", "certainty", "token")}
        actions.add_relative(request.user, record, said["relation"], **more)

    return _done(request, code, act, form=form, name="relate_form")


@requires("registry.record_fact", hidden=True)
@require_POST
def unsight(request: StaffRequest, code: str) -> HttpResponse:
    """Take a sighting back."""
    form = WrongSightingForm(request.POST).of(queries.work_page(request.user, code))

    def act(record: Record) -> None:
        actions.take_back_sighting(request.user, record, form.cleaned_data["sighting"])

    return _done(request, code, act, form=form, name="wrong_sighting_form")


@requires("registry.record_fact", hidden=True)
@require_POST
def unrelate(request: StaffRequest, code: str) -> HttpResponse:
    """Take back what somebody is to the child, or set it right."""
    form = WrongRelativeForm(request.POST).of(queries.work_page(request.user, code))

    def act(record: Record) -> None:
        said = form.cleaned_data
        actions.take_back_relation(request.user, record, said["relation"], instead=said["instead"])

    return _done(request, code, act, form=form, name="wrong_relative_form")


@requires("registry.record_fact", hidden=True)
@require_POST
def retract(request: StaffRequest, code: str) -> HttpResponse:
    """Note that something is no longer said."""
    form = RetractForm(request.POST).of(queries.work_page(request.user, code))

    def act(record: Record) -> None:
        actions.retract(request.user, record, form.cleaned_data["statement"], telling=form.telling())

    return _done(request, code, act, form=form, name="retract_form")


@requires("registry.record_fact", hidden=True)
@require_POST
def move(request: StaffRequest, code: str) -> HttpResponse:
    """Move the case on."""
    form = MoveForm(request.POST)

    def act(record: Record) -> None:
        said = form.cleaned_data
        actions.move(request.user, record, said["to"], evidence=said["evidence"], reason=said["reason"])

    return _done(request, code, act, form=form, name="")


@requires("registry.record_fact", hidden=True)
@require_POST
def fact(request: StaffRequest, code: str) -> HttpResponse:
    """Write down what happened."""
    form = FactForm(request.POST)

    def act(record: Record) -> None:
        said = form.cleaned_data
        day, note, token = said["happened_on"], said["note"], said["token"]
        actions.record_fact(request.user, record, said["happened"], happened_on=day, note=note, token=token)

    return _done(request, code, act, form=form, name="fact_form")


@requires("registry.approve", hidden=True)
@require_POST
def review_fact(request: StaffRequest, code: str, fact: int) -> HttpResponse:
    """Take the flag off a fact, having looked at it."""
    return _done(request, code, lambda record: actions.review_fact(request.user, record, fact))


@requires("registry.record_consent", hidden=True)
@require_POST
def consents(request: StaffRequest, code: str) -> HttpResponse:
    """Keep what was answered, point by point."""
    form = ConsentForm(request.POST)

    def act(record: Record) -> None:
        actions.record_consents(request.user, record, form.answers(), asked=form.asked())

    return _done(request, code, act, form=form, name="consent_form")


@requires("registry.record_consent", hidden=True)
@require_POST
def withdraw_consent(request: StaffRequest, code: str, scope: str) -> HttpResponse:
    """Take back what was agreed to on one point."""
    return _done(request, code, lambda record: actions.withdraw_consent(request.user, record, scope))


@requires("registry.judge_duplicates", hidden=True)
@require_POST
def duplicate(request: StaffRequest, code: str) -> HttpResponse:
    """Say of two records whether they are about one child."""
    form = DuplicateForm(request.POST)

    def act(record: Record) -> None:
        said = form.cleaned_data
        try:
            other = queries.record(request.user, queries.side_of(record), said["other"].strip().upper())
        except Http404 as missing:
            raise Refused(_("There is no other record with this code that you could compare.")) from missing
        actions.judge_duplicate(request.user, record, other, verdict=said["verdict"], reason=said["why"])

    return _done(request, code, act, form=form, name="duplicate_form")


@requires("registry.judge_duplicates", hidden=True)
@require_POST
def withdraw_duplicate(request: StaffRequest, code: str, judgement: int) -> HttpResponse:
    """Take back what one said of two records."""
    return _done(request, code, lambda record: actions.withdraw_duplicate(request.user, record, judgement))


@requires("registry.erase", hidden=True, recent=True)
@require_POST
def erase(request: StaffRequest, code: str) -> HttpResponse:
    """Propose to erase a case; a second person signs."""
    form = EraseForm(request.POST)

    def act(record: Record) -> None:
        actions.propose_erasure(request.user, record, reason=form.cleaned_data["reason"])

    return _done(request, code, act, form=form, name="erase_form")


def _done(
    request: StaffRequest, code: str, act: Act, *, form: StrictForm | None = None, name: str = ""
) -> HttpResponse:
    """Carry an act out and lead back to the case; a form that lacks something comes back with what was typed."""
    record = queries.case_to_work_on(request.user, code)
    if form is None:
        NoFields(request.POST).full_clean()
    elif not form.is_valid():
        return _page(request, code, **{name: form} if name else {"unclear": form})
    try:
        act(record)
    except PermissionDenied as denied:
        raise Http404 from denied
    except KintraceError as error:
        if form is None or not name:
            messages.error(request, str(error))
            return redirect("registry:work", code)
        form.add_error(None, str(error))
        return _page(request, code, **{name: form})
    messages.success(request, _("It is kept."))
    return redirect("registry:work", code)


def _page(request: StaffRequest, code: str, **sent: StrictForm) -> HttpResponse:
    shown = actions.open_for_work(request.user, code)
    blank = {
        "say_form": SayForm().of(shown),
        "retract_form": RetractForm().of(shown),
        "sight_form": SightForm().of(shown),
        "relate_form": RelativeForm().of(shown),
        "wrong_sighting_form": WrongSightingForm().of(shown),
        "wrong_relative_form": WrongRelativeForm().of(shown),
        "fact_form": FactForm(),
        "consent_form": ConsentForm(),
        "duplicate_form": DuplicateForm(),
        "erase_form": EraseForm(),
    }
    steps = [(step, MoveForm().towards(step)) for step in shown.steps]
    forms = blank | sent
    for name, form in forms.items():
        form.auto_id = f"id_{name}_%s"  # several forms ask for one thing
    page = {"shown": shown, "steps": steps, **forms}
    return render(request, "registry/work.html", page, status=422 if sent else 200)

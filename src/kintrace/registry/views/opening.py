"""Taking a case down by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kintrace.access.doors import StaffRequest, requires
from kintrace.kernel.errors import KintraceError
from kintrace.registry import actions
from kintrace.registry.forms import ChildForm, ContactForm, RequestForm
from kintrace.registry.forms.opening import CaseForm
from kintrace.registry.models import Side
from kintrace.registry.queries import Record

GET_OR_POST = require_http_methods(["GET", "POST"])


@requires("registry.log_contact")
@GET_OR_POST
def new_contact(request: StaffRequest) -> HttpResponse:
    """Log a contact, while somebody speaks."""

    def keep(form: ContactForm, **said: Any) -> Record:  # noqa: ANN401  # what both actions take
        record, known = actions.log_contact(request.user, form.values(), **said)
        if known:
            messages.info(
                request, _("This may be known already. A colleague will compare; nothing is lost by asking twice.")
            )
        return record

    return _taken_down(request, ContactForm, title=_("Log a contact"), keep=keep)


@requires("registry.add_requests")
@GET_OR_POST
def new_request(request: StaffRequest) -> HttpResponse:
    """Take down a request."""

    def keep(form: RequestForm, **said: Any) -> Record:  # noqa: ANN401  # likewise
        relation = form.cleaned_data["relation"]
        record = actions.open_request_by_hand(request.user, form.values(), relation=relation, **said)
        if record.state == "contact_logged":
            messages.info(
                request,
                _(
                    "Nothing was said yet by which the child could be known, so it is kept as a contact. Add what they "
                    "say whenever they wish to."
                ),
            )
        return record

    return _taken_down(request, RequestForm, title=_("Take down a request"), keep=keep)


@requires("registry.report_child")
@GET_OR_POST
def new_child(request: StaffRequest) -> HttpResponse:
    """Write down a child whom somebody found or heard of."""

    def keep(form: ChildForm, **said: Any) -> Record:  # noqa: ANN401  # likewise
        return actions.open_case(request.user, Side.CHILDREN, children=[form.values()], **said)

    return _taken_down(request, ChildForm, title=_("Write down a child"), keep=keep)


def _taken_down[F: CaseForm](
    request: StaffRequest, kind: type[F], *, title: str, keep: Callable[..., Record]
) -> HttpResponse:
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            told = {"token": said["token"], "telling": form.telling(), "silences": form.silences()}
            record = keep(form, channel=said["channel"], **told)
        except KintraceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("It is kept as %(code)s.") % {"code": record.code})
            return redirect("registry:work", record.code)
    status = 422 if request.method == "POST" else 200
    return render(request, "registry/new.html", {"form": form, "title": title}, status=status)

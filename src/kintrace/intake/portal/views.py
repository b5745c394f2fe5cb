"""The pages of the public door: the page itself, the thanks, and the way out."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kintrace.intake.portal import actions, queries
from kintrace.intake.portal.forms import LetterForm, new_token

_FULL = gettext_lazy(
    "Very many letters have come at once, and yours could not be taken. It still stands below. "
    "Please call us, or come back in an hour or tomorrow and send it once more."
)


@require_http_methods(["GET", "POST"])
def front(request: HttpRequest) -> HttpResponse:
    """Say who we are, and take a letter."""
    language = get_language() or settings.LANGUAGE_CODE
    form = LetterForm(request.POST) if request.method == "POST" else LetterForm(initial={"token": new_token()})
    full = False
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            actions.leave_letter(token=said["token"], letter=said["letter"], reply=said["reply"], language=language)
        except actions.NoDesk:
            form.add_error(None, _("Letters cannot be taken here yet. Please call us."))
        except actions.TooManyLetters:
            full = True
            form.add_error(None, _FULL)
        else:
            return redirect("portal:received")
    page = {"form": form, "takes_letters": queries.takes_letters(), "notice": queries.notice(language)}
    page["figures"] = queries.has_figures(language)
    status = 503 if full else 422 if form.errors else 200
    answer = render(request, "portal/front.html", page, status=status)
    if full:
        answer.headers["Retry-After"] = "3600"
    return answer


@require_GET
def received(request: HttpRequest) -> HttpResponse:
    """Say that the letter lies in the mailbox."""
    return render(request, "portal/received.html")


@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """Show a page that says nothing, and ask the browser to forget this site."""
    answer = render(request, "portal/leave.html")
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer


@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """Show the figures that the staff put up; without any there is no such page."""
    shown = queries.figures(get_language() or settings.LANGUAGE_CODE)
    if shown is None:
        raise Http404
    return render(request, "portal/figures.html", {"shown": shown})


@require_GET
def open_data(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001  # the shape is Django's
    """Give out a table that was put up for everybody."""
    sheet = queries.open_data(name)
    if sheet is None:
        raise Http404
    saved_as = {"Content-Disposition": f'attachment; filename="{sheet.name}"'}
    return HttpResponse(sheet.text, content_type=f"{sheet.kind}; charset=utf-8", headers=saved_as)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  # the shape is Django's
    """Say that there is no such page, in the words of a page that knows nothing."""
    return render(request, "portal/not_found.html", status=404)

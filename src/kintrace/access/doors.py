"""How a view says who may come in. A view that says nothing is opened to nobody (`middleware` sees to that)."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from kintrace.access import sessions
from kintrace.access.models import Sensitivity, User
from kintrace.access.permissions import may_ever, rules

type Page[**P] = Callable[Concatenate[StaffRequest, P], HttpResponseBase]
type Door[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class StaffRequest(HttpRequest):
    """A request whose sender has signed in: what a view behind `requires` receives."""

    user: User


def requires[**P](permission: str, *, hidden: bool = False, recent: bool = False) -> Callable[[Page[P]], Door[P]]:
    """Open a view to those who may hold `permission`; whoever has not signed in is asked to.

    With `hidden` the page pretends not to exist for everybody else, as a page about something that does not exist
    would: from the answer nobody learns whether a code is in use. With `recent` both factors must have been given
    within five minutes, and for identities within eight hours; else they are asked for once more. Whether one may do
    it with this very case is for the query or the action to ask.
    """

    def hang(page: Page[P]) -> Door[P]:
        def door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
            if not may_ever(request.user, permission):
                raise Http404 if hidden else PermissionDenied
            if _asks_again(request, permission, recent=recent):
                return _confirm_first(request)
            return page(request, *args, **kwargs)  # type: ignore[arg-type]  # the sender is now known to be staff

        update_wrapper(door, page)
        door.permission = permission  # type: ignore[attr-defined]  # read by the middleware and by the tests
        door.recent = recent  # type: ignore[attr-defined]  # read by the tests
        return door

    return hang


def open_to_strangers[**P](page: Door[P]) -> Door[P]:
    """Open a view to whoever comes, signed in or not."""
    page.permission = ""  # type: ignore[attr-defined]  # read by the middleware and by the tests
    return page


def _asks_again(request: HttpRequest, permission: str, *, recent: bool) -> bool:
    if recent and not sessions.is_recent(request):
        return True
    return rules()[permission].level >= Sensitivity.IDENTITY and not sessions.is_of_today(request)


def _confirm_first(request: HttpRequest) -> HttpResponseRedirect:
    """Lead to the page that asks for both factors, and from there back to this one, or to the form it was sent from."""
    back = request.get_full_path() if request.method == "GET" else urlsplit(request.headers.get("Referer", "/")).path
    return HttpResponseRedirect(f"{reverse('access:confirm')}?{urlencode({'next': back or '/'})}")

"""How a view says who may come in. A view that says nothing is opened to nobody (`middleware` sees to that)."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Concatenate

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from kintrace.access.models import User
from kintrace.access.permissions import allowed

type Page[**P] = Callable[Concatenate[StaffRequest, P], HttpResponseBase]
type Door[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class StaffRequest(HttpRequest):
    """A request whose sender has signed in: what a view behind `requires` receives."""

    user: User


def requires[**P](permission: str, *, hidden: bool = False) -> Callable[[Page[P]], Door[P]]:
    """Open a view to those who hold `permission`; whoever has not signed in is asked to.

    With `hidden` the page pretends not to exist for everybody else, as a page about something that does not exist
    would: from the answer nobody learns whether a code is in use.
    """

    def hang(page: Page[P]) -> Door[P]:
        def door(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
            if not allowed(request.user, permission):
                raise Http404 if hidden else PermissionDenied
            return page(request, *args, **kwargs)  # type: ignore[arg-type]  # the sender is now known to be staff

        update_wrapper(door, page)
        door.permission = permission  # type: ignore[attr-defined]  # read by the middleware and by the tests
        return door

    return hang


def open_to_strangers[**P](page: Door[P]) -> Door[P]:
    """Open a view to whoever comes, signed in or not."""
    page.permission = ""  # type: ignore[attr-defined]  # read by the middleware and by the tests
    return page

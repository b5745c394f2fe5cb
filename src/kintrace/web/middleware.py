"""What every request of both front doors passes: pages that leave no copy."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

type Answer = Callable[[HttpRequest], HttpResponse]


def nothing_is_kept(answer: Answer) -> Answer:
    """Tell browsers and proxies to keep no copy of any page: the next person at this machine may be somebody else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware

"""What every request of both front doors passes: pages that leave no copy, and words where there is no page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string

type Answer = Callable[[HttpRequest], HttpResponse]


def nothing_is_kept(answer: Answer) -> Answer:
    """Tell browsers and proxies to keep no copy of any page: the next person at this machine may be somebody else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def wrong_way_in_words(answer: Answer) -> Answer:
    """Say in words that an address only takes what a form sends: somebody typed it, or went back to it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.content = render_to_string("405.html")
        return response

    return middleware

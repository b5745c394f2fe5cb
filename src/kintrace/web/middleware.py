"""What every request of both front doors passes: pages that leave no copy, and words where there is no page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.loader import render_to_string

type Answer = Callable[[HttpRequest], HttpResponse]

LENT_NOTHING: Final = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
MARKS: Final = ("ETag", "Last-Modified")  # by which a browser that comes again would be known


def nothing_is_kept(answer: Answer) -> Answer:
    """Tell browsers to keep no copy of any page, to know nobody again by it, and to lend it neither eye nor ear.

    The next person at this machine may be somebody else.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers["Permissions-Policy"] = LENT_NOTHING
        for mark in MARKS:
            del response.headers[mark]
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

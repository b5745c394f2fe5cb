"""What every request of the staff site passes: the language somebody chose, views that say who may enter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.utils import translation

type Answer = Callable[[HttpRequest], HttpResponse]


def own_language(answer: Answer) -> Answer:
    """Speak the language that this member of staff chose, on whatever machine they sign in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = getattr(request.user, "language", "")
        if language:
            translation.activate(language)
            request.LANGUAGE_CODE = language
        return answer(request)

    return middleware


class every_view_declares_its_permission:  # noqa: N801  # listed among functions, and read like one
    """Refuse a view that does not say who may see it; forgetting to ask must never mean that everybody may."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], *_arguments: object) -> None:
        if not hasattr(view, "permission"):
            raise ImproperlyConfigured(f"the view behind {request.resolver_match} declares no permission")

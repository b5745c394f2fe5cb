"""What every template may ask: which permissions the reader holds."""

from __future__ import annotations

from django.http import HttpRequest

from kintrace.access.permissions import allowed, policy


def allowed_to(request: HttpRequest) -> dict[str, frozenset[str]]:
    """Give templates `may`, so that `{% if "tracing.judge" in may %}` reads as it is meant."""
    return {"may": frozenset(permission for permission in policy() if allowed(request.user, permission))}

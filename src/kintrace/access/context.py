"""What every template may ask: which permissions the reader holds, and what they have to be told."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kintrace.access.models import Alert, User
from kintrace.access.permissions import may_ever, policy


def allowed_to(request: HttpRequest) -> dict[str, object]:
    """Give templates `may`, so that `{% if "tracing.judge" in may %}` reads as it is meant, and `alerts`."""
    return {
        "may": frozenset(permission for permission in policy() if may_ever(request.user, permission)),
        "alerts": SimpleLazyObject(lambda: _alerts(request)),
    }


def _alerts(request: HttpRequest) -> list[Alert]:
    return list(request.user.alerts.filter(seen_at=None).order_by("at")) if isinstance(request.user, User) else []

"""What every template may ask: which permissions the reader holds, and what they have to be told."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from kintrace.access.models import Alert, User
from kintrace.access.permissions import Viewer, may_ever, policy


def allowed_to(request: HttpRequest) -> dict[str, object]:
    """Give templates `may`, so that `{% if "tracing.judge" in may %}` reads as it is meant, and `alerts`."""
    reader = getattr(request, "user", AnonymousUser())  # nobody yet, where the address itself was refused
    return {
        "may": frozenset(permission for permission in policy() if may_ever(reader, permission)),
        "alerts": SimpleLazyObject(lambda: _alerts(reader)),
    }


def _alerts(reader: Viewer) -> list[Alert]:
    return list(reader.alerts.filter(seen_at=None).order_by("at")) if isinstance(reader, User) else []

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
    """Return what somebody has to be told, each with the name of the colleague it is about, if it is about one."""
    if not isinstance(reader, User):
        return []
    alerts = list(reader.alerts.filter(seen_at=None).order_by("at"))
    people = User.objects.filter(public_id__in={one.about for one in alerts}) if alerts else ()
    names = {one.public_id: str(one) for one in people}
    for one in alerts:
        one.colleague = names.get(one.about, "")
    return alerts

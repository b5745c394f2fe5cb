"""Reading the trail."""

from __future__ import annotations

from django.db.models import QuerySet

from kintrace.access.models import Event
from kintrace.access.permissions import Viewer, require


def trail(viewer: Viewer, *, subject: str = "") -> QuerySet[Event]:
    """Return the trail, newest first; `subject` narrows it to one code."""
    require(viewer, "access.view_trail")
    events = Event.objects.select_related("by").order_by("-seq")
    return events.filter(subject__contains=subject) if subject else events

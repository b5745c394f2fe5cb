"""Who opens at night what is sealed: others are told, once a night; nobody is refused, since a child may need it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from kintrace.access.alerts import alert, to_be_told
from kintrace.access.models import Alert, Event, User
from kintrace.kernel import clock

A_NIGHT: Final = timedelta(hours=12)


def is_night(moment: datetime) -> bool:
    """Tell whether a moment falls into the office's night, by its own clock."""
    if settings.NIGHT is None:
        return False
    begins, ends = settings.NIGHT
    hour = moment.astimezone(settings.NIGHT_ZONE).hour
    return begins <= hour < ends if begins < ends else hour >= begins or hour < ends


@transaction.atomic
def tell_of_night(by: User) -> None:
    """Tell those who watch that somebody opens sealed things in the night, the first time of each night."""
    at = clock.now()
    if not is_night(at):
        return
    User.objects.select_for_update().get(pk=by.pk)
    kind = Alert.Kind.OPENED_AT_NIGHT
    if not Alert.objects.filter(kind=kind, about=by.public_id, at__gt=at - A_NIGHT).exists():
        alert(to_be_told(by), kind, about=by.public_id)
        Event.record(by, "limit.opened-at-night", subject=by.public_id)

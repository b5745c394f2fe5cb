"""What somebody has to be told on their first page."""

from __future__ import annotations

from collections.abc import Iterable

from kintrace.access.models import Alert, Role, User
from kintrace.kernel import clock

WATCHERS = (Role.SUPERVISOR, Role.AUDITOR)


def alert(people: Iterable[User], kind: Alert.Kind, *, about: str) -> None:
    """Tell people something; `about` is a code, never a name."""
    Alert.objects.bulk_create([Alert(to=one, kind=kind, about=about, at=clock.now()) for one in people])


def to_be_told(besides: User) -> list[User]:
    """Return who is told of what has to be looked at: those who lead or audit, of the same office first."""
    watch = User.objects.select_related("office").filter(role__in=WATCHERS, is_active=True).exclude(pk=besides.pk)
    there = [one for one in watch.order_by("pk") if not one.is_shut_out]
    return sorted(there, key=lambda one: one.office_id != besides.office_id)


def note_read(viewer: User, number: int) -> None:
    """Take an alert off the first page of whom it was for; of anybody else's nothing happens."""
    Alert.objects.filter(pk=number, to=viewer, seen_at=None).update(seen_at=clock.now())

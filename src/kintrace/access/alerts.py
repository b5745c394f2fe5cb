"""What somebody has to be told on their first page."""

from __future__ import annotations

from collections.abc import Iterable

from kintrace.access.models import Alert, User
from kintrace.kernel import clock


def alert(people: Iterable[User], kind: Alert.Kind, *, about: str) -> None:
    """Tell people something; `about` is a code, never a name."""
    Alert.objects.bulk_create([Alert(to=one, kind=kind, about=about, at=clock.now()) for one in people])


def note_read(viewer: User, number: int) -> None:
    """Take an alert off the first page of whom it was for; of anybody else's nothing happens."""
    Alert.objects.filter(pk=number, to=viewer, seen_at=None).update(seen_at=clock.now())

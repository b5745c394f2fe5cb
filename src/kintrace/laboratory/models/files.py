"""A file of the laboratory on its way in: sealed, looked at, entered or forgotten."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock


class ProfileFile(models.Model):
    """One uploaded file, from the moment it arrives until it is entered, cancelled or an hour old."""

    class State(models.TextChoices):
        """Where a file stands."""

        WAITING = "waiting", _("waiting for you to look at it")
        ENTERED = "entered", _("entered")
        CANCELLED = "cancelled", _("cancelled")
        EXPIRED = "expired", _("deleted after an hour")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    content = models.BinaryField(default=bytes)  # emptied, and its key destroyed, once it is decided about
    entered = models.PositiveSmallIntegerField(default=0)
    by = models.CharField(max_length=16, editable=False)
    at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"file {self.id.hex}"

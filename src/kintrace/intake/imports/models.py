"""A list on its way in. The file lies sealed in a private folder, for an hour at most, known by its key alone."""

from __future__ import annotations

import secrets
import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock
from kintrace.registry.grounds import LIST_BASIS, LIST_ORIGIN
from kintrace.registry.models import Side, Source


def new_key() -> str:
    """Draw the key by which an upload is known in addresses and tasks."""
    return secrets.token_hex(16)


class Upload(models.Model):
    """One uploaded list, from the moment it arrives until it is confirmed, cancelled or an hour old."""

    class State(models.TextChoices):
        """Where an upload stands."""

        WAITING = "waiting", _("waiting for you to look at it")
        CONFIRMED = "confirmed", _("entered into the record")
        CANCELLED = "cancelled", _("cancelled")
        EXPIRED = "expired", _("deleted after an hour")

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    side = models.CharField(_("who is in this list"), max_length=10, choices=Side)
    token = models.UUIDField(null=True, unique=True, editable=False)  # of the form: sent twice, taken in once
    list_name = models.BinaryField(default=bytes)  # sealed, and forgotten together with the file
    file_name = models.BinaryField(default=bytes)  # likewise
    came_from = models.CharField(max_length=20, choices=LIST_ORIGIN.choices(), blank=True)
    basis = models.CharField(max_length=20, choices=LIST_BASIS.choices(), blank=True)
    given_by = models.BinaryField(default=bytes)  # sealed, and forgotten here once the list is entered
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    at = models.DateTimeField(default=clock.now, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    source = models.OneToOneField(Source, on_delete=models.PROTECT, null=True, related_name="upload")
    rows_read = models.PositiveIntegerField(default=0)
    rows_used = models.PositiveIntegerField(default=0)
    rows_set_aside = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["state", "at"], name="upload_state")]

    def __str__(self) -> str:
        return f"upload {self.key}"

    @property
    def case(self) -> uuid.UUID:
        """The key under which the file and its names are sealed; destroyed when the file goes."""
        return uuid.UUID(hex=self.key)

    @property
    def path(self) -> Path:
        """Where the sealed file lies while it waits."""
        return Path(settings.FILE_UPLOAD_TEMP_DIR) / self.key

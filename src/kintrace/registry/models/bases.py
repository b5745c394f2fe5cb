"""Where a list comes from, and on what ground it was given to us; asked again each time it is entered."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from kintrace.kernel import clock
from kintrace.registry.grounds import LIST_BASIS, LIST_ORIGIN
from kintrace.registry.models.records import LineList


class ListBasis(models.Model):
    """One answer about one list; the newest counts. Who gave it, and on what paper, is sealed with the list."""

    line_list = models.ForeignKey(LineList, on_delete=models.PROTECT, related_name="bases")
    came_from = models.CharField(max_length=20, choices=LIST_ORIGIN.choices())
    basis = models.CharField(max_length=20, choices=LIST_BASIS.choices())
    row = models.UUIDField(default=uuid.uuid4, editable=False)
    given_by = models.BinaryField(default=bytes)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"basis {self.pk}"

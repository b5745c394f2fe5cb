"""What was published, quarter by quarter."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from kintrace.kernel import clock
from kintrace.registry.models import Snapshot


class Release(models.Model):
    """One publication: its cells as shown, each with the counts behind it, which the next release is held against."""

    quarter = models.CharField(max_length=7, unique=True)  # 2026-Q4
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    cells = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"figures of {self.quarter}"

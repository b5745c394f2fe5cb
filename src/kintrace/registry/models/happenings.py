"""What happened to a case: moves from state to state, and facts that came by themselves."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from kintrace.kernel import clock
from kintrace.registry.grounds import FACT


class Move(models.Model):
    """One move of a case: from where to where, by whom, and the codes of `grounds.GROUND` that it rests on."""

    case = models.UUIDField()
    was = models.CharField(max_length=30)
    now = models.CharField(max_length=30)
    grounds = models.JSONField(default=list)
    reason = models.CharField(max_length=30, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="move_of_case")]

    def __str__(self) -> str:
        return f"{self.was} > {self.now}"


class Fact(models.Model):
    """Something that happened, whatever the state of the case: recorded at once, and flagged until somebody looks."""

    case = models.UUIDField()
    kind = models.CharField(max_length=30, choices=FACT.choices())
    row = models.UUIDField(default=uuid.uuid4, editable=False)
    note = models.BinaryField(default=bytes)
    happened_on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    reviewed_at = models.DateTimeField(null=True, editable=False)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["case", "at"], name="fact_of_case"),
            models.Index(fields=["reviewed_at"], name="fact_flagged"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on:%Y-%m-%d}"

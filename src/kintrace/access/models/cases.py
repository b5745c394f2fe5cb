"""Who works on which case: need to know, person by person and day by day."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from kintrace.access.models.staff import User
from kintrace.kernel import clock


class CaseMember(models.Model):
    """One person's time on one case. Whoever leaves keeps the row, so that the past can be answered for."""

    case = models.UUIDField()
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "case"], name="member_of_case")]
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], condition=Q(until=None), name="on_a_case_once_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.user} on {self.case}"

    @staticmethod
    def at_work(at: datetime) -> Q:
        """Return what picks memberships that hold at a moment."""
        return Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))

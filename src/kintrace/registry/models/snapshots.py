"""What was counted on one day, and what the office holds about how many children there are.

A snapshot holds numbers only: no name, no case. What the lists are called is sealed elsewhere; here they are known by
number. Codes stand in it only where judgements contradict one another, so that somebody can mend it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock


class Snapshot(models.Model):
    """Everything counted at one moment, and the estimate made from it. Never changed once it is finished.

    `counts` holds, by rung of the ladder, the lower and upper end; `found` the different children who stand on any
    rung from matched to returned; `lists` what each list contributes and shares, or the codes of judgements that
    contradict one another; `estimate` what the lists say.
    """

    class State(models.TextChoices):
        """How far the counting has come."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        FAILED = "failed", _("failed")

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    as_of = models.DateField(default=clock.today)
    done = models.PositiveIntegerField(default=0)  # steps
    total = models.PositiveIntegerField(default=0)  # steps
    counts = models.JSONField(default=dict)
    found = models.PositiveIntegerField(default=0)
    lists = models.JSONField(default=dict)
    estimate = models.JSONField(null=True)
    failure = models.CharField(max_length=60, blank=True)  # a reference to the log, as of a run of the matching
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "-id"], name="snapshot_newest")]
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=Q(state="waiting"), name="one_snapshot_waits_at_a_time")
        ]

    def __str__(self) -> str:
        return f"snapshot {self.pk}"

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.FINISHED, self.State.FAILED}


class Population(models.Model):
    """How many children could be meant, as the matching is told until the next row: dated, and from a named source."""

    class Source(models.TextChoices):
        """Where the number comes from."""

        ESTIMATE = "estimate", _("estimate from overlapping lists")
        AGENCY = "agency", _("figure of another agency")
        OFFICE = "office", _("judgement of the office")

    children = models.PositiveIntegerField()
    source = models.CharField(max_length=10, choices=Source)
    as_of = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(children__gte=1), name="population_of_somebody")]

    def __str__(self) -> str:
        return f"{self.children} as of {self.as_of:%Y-%m-%d}"

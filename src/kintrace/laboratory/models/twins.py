"""That two samples with one and the same profile are of two persons: said by one of the laboratory, read by another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock
from kintrace.laboratory.models.samples import Sample


class Twins(models.Model):
    """Two samples that are said to be of identical twins; `one` has the code that comes first."""

    class State(models.TextChoices):
        """Where it stands."""

        SAID = "said", _("waits for a second reader")
        CONFIRMED = "confirmed", _("two persons")
        REFUSED = "refused", _("not accepted")

    one = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.SAID)
    by = models.CharField(max_length=16, editable=False)
    at = models.DateTimeField(default=clock.now, editable=False)
    read_by = models.CharField(max_length=16, blank=True, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(read_by=F("by")), name="nobody_reads_their_own_twins"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="twins_are_two"),
            models.UniqueConstraint(fields=["one", "other"], condition=~Q(state="refused"), name="twins_said_once"),
        ]

    def __str__(self) -> str:
        return f"{self.one} {self.other}"

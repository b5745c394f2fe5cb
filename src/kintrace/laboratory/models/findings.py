"""What was computed from profiles: findings that wait for a second reader, screenings, and whom to ask next."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kintrace.access.models.codes import free_code
from kintrace.kernel import clock
from kintrace.laboratory.models.samples import Sample


def new_finding_code() -> str:
    """Draw the code of a finding, which is that of its report."""
    return free_code(Finding, "D")


class Finding(models.Model):
    """The likelihood ratios of one registered child against one family, proposed by one and read by another."""

    class State(models.TextChoices):
        """Where a finding stands."""

        PROPOSED = "proposed", _("waits for a second reader")
        RELEASED = "released", _("released")
        WITHHELD = "withheld", _("withheld")
        REPLACED = "replaced", _("replaced, or what it rested on is gone")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=16, unique=True, default=new_finding_code, editable=False)
    case = models.UUIDField(editable=False)  # of the request
    number = models.PositiveSmallIntegerField(default=1)  # which of the children sought
    child = models.UUIDField(editable=False)  # case of the registered child
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    said = models.BinaryField()  # hypotheses, ratios, samples
    unexpected = models.BinaryField()  # kinship that nobody asked about; for the counsellor alone
    for_counsellor = models.BooleanField()  # whether there is any
    samples = models.ManyToManyField(Sample, related_name="findings")
    by = models.CharField(max_length=16, editable=False)
    at = models.DateTimeField(default=clock.now, editable=False)
    read_by = models.CharField(max_length=16, blank=True, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number", "child"], condition=Q(state="proposed"), name="one_finding_waits_a_pair"
            ),
            models.CheckConstraint(condition=~Q(read_by=F("by")), name="nobody_reads_their_own_finding"),
        ]

    def __str__(self) -> str:
        return self.code


class Screening(models.Model):
    """Every child against every family, in the background; only those who agreed to that, the others counted."""

    class State(models.TextChoices):
        """How far a screening has come."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        FINISHED = "finished", _("finished")
        FAILED = "failed", _("failed")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    families = models.PositiveIntegerField(default=0)
    children = models.PositiveIntegerField(default=0)
    families_left_out = models.PositiveIntegerField(default=0)
    children_left_out = models.PositiveIntegerField(default=0)
    relatives_left_out = models.PositiveIntegerField(default=0)
    leads = models.BinaryField(default=bytes)
    failure = models.CharField(max_length=60, blank=True)
    by = models.CharField(max_length=16, editable=False)
    at = models.DateTimeField(default=clock.now, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="waiting"), name="one_screening_waits_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"screening {self.id.hex}"

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.FINISHED, self.State.FAILED}


class Advice(models.Model):
    """Whom of a family to ask for a sample next, as last computed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.UUIDField(editable=False)
    number = models.PositiveSmallIntegerField(default=1)
    gains = models.BinaryField(default=bytes)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="one_advice_a_family")]

    def __str__(self) -> str:
        return f"advice {self.id.hex}"

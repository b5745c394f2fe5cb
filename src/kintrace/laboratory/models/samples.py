"""A sample, whose it is within its case, where it has been, and what the one who gave it agreed to.

Staff are named by their public codes, since their accounts lie in another database.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kintrace.access.models.codes import free_code
from kintrace.kernel import clock
from kintrace.registry.models import Consent as RecordConsent
from kintrace.registry.models import Part, Side


def new_sample_code() -> str:
    """Draw the code of a sample: what stands on the tube."""
    return free_code(Sample, "S")


class Step(models.TextChoices):
    """Where a sample is on its way."""

    TAKEN = "taken", _("taken")
    SENT = "sent", _("sent to the laboratory")
    RECEIVED = "received", _("received by the laboratory, seal intact")
    PROFILED = "profiled", _("profile entered")
    DESTROYED = "destroyed", _("destroyed")


# What may follow what; a profile is entered by `enter_file`, and everything ends destroyed.
NEXT: Final[Mapping[str, tuple[Step, ...]]] = {
    Step.TAKEN: (Step.SENT, Step.RECEIVED, Step.DESTROYED),
    Step.SENT: (Step.RECEIVED, Step.DESTROYED),
    Step.RECEIVED: (Step.PROFILED, Step.DESTROYED),
    Step.PROFILED: (Step.DESTROYED,),
    Step.DESTROYED: (),
}
SCOPES: Final = ("dna_compare_this_child", "dna_compare_all", "dna_keep_until")


class Sample(models.Model):
    """One sample of one person of a case: the registered child, or a relative of the child sought.

    The profile is sealed under a key of its own, destroyed with the sample.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=16, unique=True, default=new_sample_code, editable=False)
    case = models.UUIDField(editable=False)
    side = models.CharField(max_length=10, choices=Side)
    part = models.CharField(max_length=10, choices=Part)
    number = models.PositiveSmallIntegerField(default=1)  # with `part`, which person of the case
    minor = models.BooleanField()  # a child gave it: somebody else has to agree
    state = models.CharField(max_length=10, choices=Step, default=Step.TAKEN)
    taken_on = models.DateField()
    kit = models.CharField(max_length=40, blank=True)
    laboratory = models.CharField(max_length=40, blank=True)
    markers = models.PositiveSmallIntegerField(default=0)
    profile = models.BinaryField(default=bytes)
    entered_by = models.CharField(max_length=16, editable=False)
    entered_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        indexes = [models.Index(fields=["case", "part", "number"], name="sample_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "part", "number"],
                condition=~Q(state="destroyed"),
                name="one_living_sample_a_person",
            ),
            models.CheckConstraint(
                condition=Q(state="profiled", markers__gt=0) | (~Q(state="profiled") & Q(markers=0, profile=b"")),
                name="a_profile_is_there_while_it_is_said_to_be",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def person(self) -> str:
        """Which person of the case gave it, as pedigrees name them."""
        return f"{self.part}-{self.number}"

    @property
    def is_living(self) -> bool:
        return self.state != Step.DESTROYED


class Custody(models.Model):
    """One step of a sample: what happened, on which day, and who wrote it down."""

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="custody")
    step = models.CharField(max_length=10, choices=Step)
    happened_on = models.DateField()
    by = models.CharField(max_length=16, editable=False)
    at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"{self.sample} {self.step}"


class SampleConsent(models.Model):
    """What the one who gave a sample agreed to, on one point; for a child, whoever may agree for it."""

    class By(models.TextChoices):
        """Who agreed. There is no relative among them: nobody agrees for another's sample."""

        DONOR = "donor", _("whoever gave the sample")
        GUARDIAN = "guardian", _("the guardian of the child who gave it")
        AUTHORITY = "authority", _("the authority in charge of the child who gave it")

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="consents")
    scope = models.CharField(max_length=30)
    granted = models.BooleanField()
    given_by = models.CharField(max_length=10, choices=By)
    how = models.CharField(max_length=10, choices=RecordConsent.How)
    given_on = models.DateField()
    expires_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.CharField(max_length=16, blank=True, editable=False)
    entered_by = models.CharField(max_length=16, editable=False)
    entered_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"consent {self.pk}"

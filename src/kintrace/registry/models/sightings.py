"""Sightings: where somebody was, as somebody says, within some days."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kintrace.kernel import clock
from kintrace.registry.codes import PRECISION
from kintrace.registry.models.persons import Person
from kintrace.registry.models.statements import Source, Visibility


class Sighting(models.Model):
    """One telling of where a person was. Two that contradict each other stand side by side.

    `place` and `custodian` are sealed, as they were said. `hearsay` is 0 for whoever saw it, 1 for whoever heard it
    from them, and so on; tellings that go back to one telling share `independence`.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="sightings")
    row = models.UUIDField(default=uuid.uuid4, editable=False)
    place = models.BinaryField()
    precision = models.CharField(max_length=12, choices=PRECISION.choices(), default="settlement")
    custodian = models.BinaryField(default=bytes)
    first_day = models.DateField()
    last_day = models.DateField()
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="sightings")
    source_class = models.CharField(max_length=30)  # a code of SRC
    independence = models.UUIDField(null=True, editable=False)
    hearsay = models.PositiveSmallIntegerField(default=0)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.STAFF_ONLY)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now, editable=False)
    retracted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="sighting_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"sighting {self.pk} of {self.person}"

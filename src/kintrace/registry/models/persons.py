"""Persons, and how they are related."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock
from kintrace.registry.codes import REL


class Side(models.TextChoices):
    """Who speaks: relatives who look for a child, or those who registered one."""

    REQUESTS = "requests", _("children who are looked for")
    CHILDREN = "children", _("children who were found and registered")


class Part(models.TextChoices):
    """What somebody is in a case."""

    SOUGHT = "sought", _("child who is looked for")
    REGISTERED = "registered", _("registered child")
    INQUIRER = "inquirer", _("whoever asks")
    RELATIVE = "relative", _("relative")
    CUSTODIAN = "custodian", _("whoever looks after the child")


class Person(models.Model):
    """Somebody statements are about, within one case.

    Holds nothing itself: whatever is known of a person is a statement. The children sought in one request are
    numbered from 1.
    """

    side = models.CharField(max_length=10, choices=Side)
    case = models.UUIDField(editable=False)
    part = models.CharField(max_length=10, choices=Part)
    number = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "part", "number"], name="one_person_a_part_and_number"),
        ]

    def __str__(self) -> str:
        return f"person {self.pk}"


class Relation(models.Model):
    """One person is something to another, as somebody says: an edge within a case, with how sure it is."""

    class Certainty(models.TextChoices):
        """How sure a relation is."""

        DOCUMENTED = "documented", _("a paper says so")
        SAID = "said", _("somebody says so")
        DOUBTED = "doubted", _("somebody doubts it")
        REFUTED = "refuted", _("it turned out otherwise")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=30, choices=REL.choices())
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relations_to")
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.SAID)
    token = models.UUIDField(null=True, unique=True, editable=False)  # of the form it came with: sent twice, kept once
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("to")), name="nobody_is_related_to_themselves"),
            models.UniqueConstraint(
                fields=["person", "kind", "to"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_living_relation_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.to}"

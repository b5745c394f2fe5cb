"""Whether two requests, or two children's records, are about one and the same child: edges that people draw."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock
from kintrace.registry.models.persons import Side


class Verdict(models.TextChoices):
    """The three answers."""

    SAME = "same", _("same child")
    DIFFERENT = "different", _("different child")
    UNSURE = "unsure", _("unsure")


class DuplicateJudgement(models.Model):
    """What one person said of two cases of one side. It joins and parts them, and opens nothing to anybody.

    `first` is the smaller of the two cases, so that a pair is one pair whichever way it is asked about. The reason is
    sealed under `key`, which is destroyed with either case.
    """

    side = models.CharField(max_length=10, choices=Side)
    first = models.UUIDField()
    second = models.UUIDField()
    verdict = models.CharField(max_length=10, choices=Verdict)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    reason = models.BinaryField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["second"], name="duplicate_of_second")]
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_in_order"),
            models.UniqueConstraint(
                fields=["first", "second", "by"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_living_duplicate_judgement_a_person_and_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict}: {self.first} and {self.second}"

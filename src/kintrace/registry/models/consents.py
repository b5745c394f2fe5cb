"""Consents: what may be done with what was told, point by point. What was not answered is a no."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock
from kintrace.registry.codes import REL, WITHHOLD


class Consent(models.Model):
    """One answer on one point: who gave it, how, in which language, and to which text.

    `scope` is a code of `codes.CONS`; `given_by` says who, as the relation to the child, never by name.
    """

    class How(models.TextChoices):
        """How the answer was given."""

        SPOKEN = "spoken", _("spoken")
        WRITTEN = "written", _("written")
        THUMB = "thumb", _("by thumb print")
        PARTNER = "partner", _("to the partner who sent the list")

    case = models.UUIDField()
    scope = models.CharField(max_length=30)
    granted = models.BooleanField()
    given_by = models.CharField(max_length=30, choices=REL.choices())
    how = models.CharField(max_length=10, choices=How)
    language = models.CharField(max_length=3)  # ISO 639-3
    interpreted = models.BooleanField(default=False)
    text_version = models.CharField(max_length=20)
    withhold_reason = models.CharField(max_length=30, blank=True, choices=WITHHOLD.choices())
    given_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        indexes = [models.Index(fields=["case", "scope"], name="consent_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("given_on")),
                name="consent_expires_after_it_is_given",
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"

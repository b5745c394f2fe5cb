"""What was asked and not answered: they would rather not say, or they do not know."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock
from kintrace.registry.models.persons import Person
from kintrace.registry.models.statements import Property, Source


class Silence(models.Model):
    """One question about a child that was asked and brought no value. What was not asked leaves no row.

    The matching reads none of them: what is missing weighs nothing.
    """

    class Kind(models.TextChoices):
        """Why there is no value."""

        REFUSED = "refused", _("would rather not say")
        UNKNOWN = "unknown", _("does not know")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="silences")
    property = models.CharField(max_length=20, choices=Property)
    kind = models.CharField(max_length=10, choices=Kind)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="silences")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"{self.kind} of {self.person}"

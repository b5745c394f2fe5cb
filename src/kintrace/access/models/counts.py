"""What somebody opened or took out, counted, so that it can be limited."""

from __future__ import annotations

from django.db import models

from kintrace.access.models.staff import User


class Taken(models.Model):
    """So many cases, opened or exported by one person at one moment."""

    class What(models.TextChoices):
        OPENED = "opened"
        EXPORTED = "exported"

    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    cases = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["by", "what", "at"], name="taken_by")]

    def __str__(self) -> str:
        return f"{self.by}: {self.cases} {self.what}"

"""The trail: who did what to which code, and when."""

from __future__ import annotations

from django.db import models

from kintrace.access.models.staff import User
from kintrace.kernel import clock


class Event(models.Model):
    """One row of the trail: who did what to which code, and when.

    It holds neither names nor free text, so that it can be read by an auditor who may not open a case, and kept
    after a case is erased. Triggers refuse UPDATE and DELETE.
    """

    at = models.DateTimeField(default=clock.now, editable=False)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-at"], name="event_subject"),
            models.Index(fields=["verb", "-at"], name="event_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject}"

    @classmethod
    def record(cls, by: User, verb: str, *, subject: str = "") -> Event:
        """Write one row; `verb` reads like "judgement.recorded" and `subject` is a code or a number, never a name."""
        return cls.objects.create(by=by, verb=verb, subject=subject)

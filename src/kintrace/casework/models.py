"""What two persons have signed, and what is left to be done of it: a contact to pass on, a case to recover."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Q

from kintrace.access.models import User
from kintrace.access.models.trail import Purpose


class Disclosure(models.Model):
    """One way to reach a family, to be told to one person who works on the case, once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.UUIDField(db_index=True)
    member = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=30, choices=Purpose)
    at = models.DateTimeField()
    until = models.DateTimeField()
    passed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    box = models.BinaryField(default=bytes)  # sealed to the member by the desk on call; emptied once it was read
    read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"contact of {self.case} for {self.member}"

    @staticmethod
    def open_still(at: datetime) -> Q:
        """Return what picks disclosures that may still be passed on or read."""
        return Q(read_at=None, until__gt=at)


class Recovery(models.Model):
    """Leave, signed by two persons, for one member to open one case with the shares of the office's recovery key."""

    case = models.UUIDField(db_index=True)
    member = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.case} for {self.member}"

    @staticmethod
    def open_still(at: datetime) -> Q:
        """Return what picks leaves that were not used and are not over."""
        return Q(used_at=None, until__gt=at)

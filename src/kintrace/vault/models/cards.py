"""How a family can be called without danger, sealed to the desk that calls."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from kintrace.kernel import clock


class Desk(models.Model):
    """A desk on call: one key pair, whose private half is sealed to each member on call."""

    name = models.CharField(max_length=40, unique=True)
    public = models.BinaryField()
    made = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return self.name


class DeskKey(models.Model):
    """The private half of a desk's key, sealed to one member on call."""

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="keys")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    public = models.BinaryField()
    box = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["desk", "member"], name="one_desk_key_a_member")]

    def __str__(self) -> str:
        return f"key of {self.member_id} to {self.desk}"


class ContactCard(models.Model):
    """A number, the hours that are safe, and the word by which the family knows us; opened for a due call only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.UUIDField(db_index=True, editable=False)
    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="cards")
    box = models.BinaryField()
    due_at = models.DateTimeField(null=True, blank=True)
    made = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"contact card of {self.desk}"

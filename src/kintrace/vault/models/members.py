"""Members of staff as holders of keys."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from kintrace.kernel import clock


class Keyring(models.Model):
    """The key pair of one member of staff; its private half opens with the member's password alone."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="keyring")
    public = models.BinaryField()
    wrapped = models.BinaryField()
    made = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"keyring of {self.member_id}"


class RecoveryKey(models.Model):
    """The public half of an office's recovery key. The private half exists on paper only, split into shares."""

    office = models.CharField(max_length=40)
    public = models.BinaryField()
    shares = models.PositiveSmallIntegerField()
    needed = models.PositiveSmallIntegerField()
    made = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"recovery key of {self.office}, {self.needed} of {self.shares}"

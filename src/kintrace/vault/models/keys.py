"""The two tables of the keys database."""

from __future__ import annotations

from django.db import models

from kintrace.kernel import clock


class MasterKey(models.Model):
    """The key that wraps every case's key; itself wrapped under the passphrase. There is one, two while rotating."""

    version = models.PositiveIntegerField(primary_key=True)
    record = models.UUIDField(editable=False)
    wrapped = models.BinaryField()
    made = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"master key {self.version}"


class CaseKey(models.Model):
    """The key of one case, wrapped under a master key. Once this row is gone, the case is unreadable for good.

    A standing key belongs to no case, such as the one of the index of receipts; it is never collected.
    """

    case = models.UUIDField(primary_key=True, editable=False)
    version = models.PositiveSmallIntegerField(default=1)
    master = models.ForeignKey(MasterKey, on_delete=models.PROTECT, related_name="cases")
    wrapped = models.BinaryField()
    standing = models.BooleanField(default=False)
    made = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"key of case {self.case}"

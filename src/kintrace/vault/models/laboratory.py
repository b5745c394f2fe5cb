"""The two tables of keys that lie with the laboratory: its master key, and one key for each thing that it seals."""

from __future__ import annotations

from django.db import models

from kintrace.kernel import clock


class LaboratoryKey(models.Model):
    """The one key that wraps all keys of the laboratory; itself wrapped under the secret of the office.

    It lies in no other database, and opens nothing that lies in one.
    """

    record = models.UUIDField(editable=False)
    wrapped = models.BinaryField()
    made = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return "key of the laboratory"


class ProfileKey(models.Model):
    """The key of one sample or one finding. Once this row is gone, what it sealed is unreadable for good."""

    row = models.UUIDField(primary_key=True, editable=False)
    wrapped = models.BinaryField()
    made = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"key of {self.row}"

"""The mark by which a record and its keys know each other."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class TheMark(models.Manager["Mark"]):
    """Finds the one row there is."""

    def here(self) -> Mark:
        return self.get_or_create(pk=1)[0]


class Mark(models.Model):
    """One row, in the record: who it is, and since when its keys are out in the keys database.

    A keys database that names another record is refused, and one that is empty although `sealed` is set is missed.
    """

    record = models.UUIDField(default=uuid.uuid4, editable=False)
    sealed = models.BooleanField(default=False)
    laboratory = models.BooleanField(default=False)  # likewise, of the laboratory's database

    objects: ClassVar[TheMark] = TheMark()

    def __str__(self) -> str:
        return f"record {self.record}"

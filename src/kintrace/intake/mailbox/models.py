"""What lies in the mailbox. It is a database of its own, and all that a thief of the public machine would find.

No row says who wrote, from where, or at what hour; no row can be opened here.
"""

from __future__ import annotations

from django.db import models

from kintrace.kernel import clock

SEALED_AS = b"kintrace letter 1"  # what a letter is sealed and opened as, at both doors


class Letter(models.Model):
    """One letter, sealed to the desk as it arrived; it stays until the staff have fetched it."""

    token = models.CharField(max_length=64, unique=True)  # drawn with the page: the same letter sent twice comes once
    sealed = models.BinaryField()
    left_on = models.DateField(default=clock.today)

    def __str__(self) -> str:
        return f"letter {self.pk}"


class DeskKey(models.Model):
    """The public half of the key that letters are sealed to; the newest holds."""

    public = models.BinaryField()
    pushed_on = models.DateField(default=clock.today)

    def __str__(self) -> str:
        return f"desk key of {self.pushed_on:%Y-%m-%d}"


class Notice(models.Model):
    """What the public page says in one language of how to reach the staff: a number, the hours, an address."""

    language = models.CharField(max_length=8, primary_key=True)
    text = models.TextField(max_length=1000, blank=True)

    def __str__(self) -> str:
        return f"notice in {self.language}"


class Sheet(models.Model):
    """Something the staff put up for everybody to read: figures, and the tables behind them."""

    name = models.CharField(max_length=40)
    language = models.CharField(max_length=8, blank=True)
    kind = models.CharField(max_length=40)
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "language"], name="one_sheet_a_name_and_language")]

    def __str__(self) -> str:
        return f"{self.name} {self.language}"

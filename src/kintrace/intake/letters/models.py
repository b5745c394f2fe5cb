"""Letters that came through the public door, and the keys of the desk that reads them.

Once it is entered in a case, a letter lies there, sealed to the people of the case, and is no letter of the desk more.

A letter is stored as it was sealed, and never in clear. The desk has one key pair at a time; its private half is
sealed to each reader, and the half it had before is sealed to the new one, so that older letters still open.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kintrace.access.models.codes import free_code
from kintrace.kernel import clock


def new_letter_code() -> str:
    """Draw the code by which a letter is known."""
    return free_code(IncomingLetter, "L")


class IncomingLetter(models.Model):
    """One letter that belongs to no case yet, sealed to the desk; every opening of it is on the trail."""

    class State(models.TextChoices):
        """Whether anybody has read it."""

        WAITING = "waiting", _("nobody has read it yet")
        READ = "read", _("read, and entered in no case yet")
        LOST = "lost", _("nobody can open it any more: its key is lost")

    code = models.CharField(max_length=16, unique=True, default=new_letter_code, editable=False)
    token = models.CharField(max_length=64, unique=True, editable=False)  # a letter fetched twice is kept once
    sealed = models.BinaryField()
    left_on = models.DateField()
    fetched_at = models.DateTimeField(default=clock.now, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    read_on = models.DateField(null=True, editable=False)  # when it was opened last: from then on its time runs

    class Meta:
        indexes = [models.Index(fields=["state", "left_on"], name="letter_waiting")]

    def __str__(self) -> str:
        return self.code


class LetterKey(models.Model):
    """The key pair that letters are sealed to; the newest holds."""

    public = models.BinaryField()
    before = models.BinaryField(default=bytes)  # the private half of the pair before, sealed to this one
    made = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"letter key of {self.made:%Y-%m-%d}"


class LetterKeyBox(models.Model):
    """The private half, sealed to one reader."""

    key = models.ForeignKey(LetterKey, on_delete=models.CASCADE, related_name="boxes")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    public = models.BinaryField()
    box = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "member"], name="one_letter_key_a_reader")]

    def __str__(self) -> str:
        return f"letter key of {self.member_id}"

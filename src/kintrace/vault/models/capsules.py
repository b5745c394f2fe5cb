"""What only named people open: capsules, and who holds a key to each."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock
from kintrace.vault.models.members import RecoveryKey


class CapsuleKind(models.TextChoices):
    """What a capsule holds."""

    INQUIRER = "inquirer", _("who asks, and in their own words")
    DISPUTE = "dispute", _("a dispute over the child")
    WHEREABOUTS = "whereabouts", _("where the child is, and with whom")


class Capsule(models.Model):
    """A text sealed under a key of its own, which is sealed to each member and to the office's recovery key.

    `box` is sealed once more under the key of the case, so that erasing the case takes its capsules with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.UUIDField(db_index=True, editable=False)
    kind = models.CharField(max_length=12, choices=CapsuleKind)
    version = models.PositiveIntegerField(default=1)
    box = models.BinaryField()
    recovery = models.ForeignKey(RecoveryKey, on_delete=models.PROTECT, related_name="+")
    recovery_box = models.BinaryField()
    made = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"{self.kind} capsule"


class CapsuleKey(models.Model):
    """The key of a capsule, sealed to one member."""

    capsule = models.ForeignKey(Capsule, on_delete=models.CASCADE, related_name="keys")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    public = models.BinaryField()  # whom it was sealed to: another one than the member's means a password was reset
    box = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["capsule", "member"], name="one_key_a_member")]

    def __str__(self) -> str:
        return f"key of {self.member_id} to {self.capsule_id}"

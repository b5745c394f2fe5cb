"""Breaking the glass: an hour with one case, in need, with others told first and a review after."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from kintrace.access.models.staff import User


class Opening(models.Model):
    """One break-glass: who, which case, why, and what the review said of it."""

    class Reason(models.TextChoices):
        CHILD_IN_DANGER = "child_in_danger", _("a child is in danger now")
        INQUIRER_IN_DANGER = "inquirer_in_danger", _("whoever asked is in danger now")
        ABOUT_TO_MOVE = "about_to_move", _("a child is about to be moved")
        NOBODY_AT_HAND = "nobody_at_hand", _("nobody who works on the case can be reached")

    class Verdict(models.TextChoices):
        RIGHT = "right", _("it was right")
        NEEDLESS = "needless", _("it was not needed, and no harm was meant")
        WRONG = "wrong", _("it was wrong")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.UUIDField(db_index=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason)
    note = models.BinaryField()  # sealed: it may name people
    begun = models.DateTimeField()
    ends = models.DateTimeField()
    review_due = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)

    class Meta:
        indexes = [models.Index(fields=["by", "case", "-ends"], name="glass_by_case")]

    def __str__(self) -> str:
        return f"{self.case} by {self.by}"


class Alert(models.Model):
    """Something that one person has to be told, shown on their first page until they say they read it."""

    class Kind(models.TextChoices):
        GLASS_BROKEN = "glass_broken", _("Somebody opened a case in need that they do not work on")
        TOO_MANY_OPENED = "too_many_opened", _("Somebody tried to open more cases within an hour than is usual")
        OPENED_AT_NIGHT = "opened_at_night", _("Somebody opened what is sealed at night")
        FACTOR_RESET = "factor_reset", _("Somebody's second factor was reset")
        PASSWORD_RESET = "password_reset", _("Somebody was given a new password")
        STAFF_ADDED = "staff_added", _("Somebody was added to the staff at the server's terminal")
        OFFICE_FROZEN = "office_frozen", _("An office was frozen")
        RECOVERY_KEY_MADE = "recovery_key_made", _("Somebody made a recovery key, and saw all its shares")
        LARGE_EXPORT = "large_export", _("A large export was approved; it can be carried out after a day")
        LETTERS_PILE_UP = "letters_pile_up", _("So many letters lie unread that no more are fetched for now")

    to = models.ForeignKey(User, on_delete=models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=20, choices=Kind)
    about = models.CharField(max_length=60)  # a code: of a person, an office or a case
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    colleague = ""  # the name behind `about`, once somebody is about to read it

    class Meta:
        indexes = [models.Index(fields=["to", "seen_at"], name="alert_unseen")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.about}"

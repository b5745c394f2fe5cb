"""What one person proposed and another has to sign: the very content, by its digest."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from kintrace.access.models.codes import free_code
from kintrace.access.models.staff import User


def new_proposal_code() -> str:
    """Draw the code by which a proposal is known."""
    return free_code(Proposal, "P")


class Proposal(models.Model):
    """One act for two persons, from being proposed to being carried out once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for a signature")
        APPROVED = "approved", _("signed")
        REFUSED = "refused", _("refused")
        DONE = "done", _("carried out")

    code = models.CharField(max_length=16, unique=True, default=new_proposal_code, editable=False)
    act = models.CharField(max_length=40)
    payload: models.JSONField[Any, Any] = models.JSONField()  # codes and numbers, never a name
    digest = models.CharField(max_length=64)  # SHA-256 of act and payload, as they were proposed
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    seat = models.JSONField()  # digests of the session and the browser it was proposed in
    at = models.DateTimeField()
    expires = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "expires"], name="proposal_waiting")]

    def __str__(self) -> str:
        return f"{self.code} {self.act}"

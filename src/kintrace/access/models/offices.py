"""Offices: where people work, and what is shut at once when an office is in danger."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kintrace.access.models.codes import free_code


def new_office_code() -> str:
    """Draw the code by which an office is known on the trail."""
    return free_code(Office, "O")


class Office(models.Model):
    """One office. While it is frozen, none of its people can do or open anything."""

    code = models.CharField(max_length=16, unique=True, default=new_office_code, editable=False)
    name = models.CharField(_("name"), max_length=100, unique=True)
    frozen_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[models.Manager[Office]] = models.Manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None

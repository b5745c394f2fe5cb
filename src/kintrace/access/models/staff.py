"""The people who work here: who they are, and in which role."""

from __future__ import annotations

import random
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock
from kintrace.kernel.ids import new_code


class Role(models.TextChoices):
    """What somebody does here; the tables in each app's `permissions` say what that allows."""

    TRACING_OFFICER = "tracing_officer", _("tracing officer")
    SUPERVISOR = "supervisor", _("supervisor")
    REGISTRAR = "registrar", _("registrar of children")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")


def new_public_id() -> str:
    """Draw the code by which one member of staff is known outside this table."""
    return new_code("U", random.SystemRandom())


class Staff(BaseUserManager["User"]):
    """Makes and finds members of staff; Django's sign-in asks it for `get_by_natural_key`."""

    def create_user(self, username: str, *, password: str | None = None, role: Role, **about: str) -> User:
        """Add one member of staff; `about` may hold `name`, `office` and `language`."""
        user = self.model(username=username, role=role, **about)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One member of staff. There are no superusers: whoever runs the server needs none, and nobody else may be one."""

    username = models.CharField(_("user name"), max_length=150, unique=True)
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    office = models.CharField(_("office"), max_length=100, blank=True)
    language = models.CharField(max_length=8, blank=True)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(default=clock.now, editable=False)

    objects: ClassVar[Staff] = Staff()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["role"]

    def __str__(self) -> str:
        return self.name or self.username

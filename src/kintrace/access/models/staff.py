"""The people who work here: who they are, in which office, and in which roles."""

from __future__ import annotations

import random
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from kintrace.access.models.codes import free_code
from kintrace.access.models.offices import Office
from kintrace.access.models.roles import Role
from kintrace.kernel import clock
from kintrace.kernel.ids import new_code


def new_public_id() -> str:
    """Draw the code by which one member of staff is known outside this table; whoever is added gets a free one.

    Django makes a nameless user when it checks itself, before there is a table: so it is not looked for here.
    """
    return new_code("U", random.SystemRandom())


class Staff(BaseUserManager["User"]):
    """Makes and finds members of staff; Django's sign-in asks it for `get_by_natural_key`."""

    def create_user(
        self, username: str, *, password: str | None = None, role: Role, office: Office | str = "", **about: str
    ) -> User:
        """Add one member of staff; `about` may hold `name` and `language`, and an office is made if it is new."""
        if isinstance(office, str):
            place = Office.objects.get_or_create(name=office)[0] if office else None
        else:
            place = office
        free = free_code(self.model, "U", column="public_id")
        user = self.model(username=username, role=role, office=place, public_id=free, **about)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One member of staff. There are no superusers: whoever runs the server needs none, and nobody else may be one."""

    username = models.CharField(_("user name"), max_length=150, unique=True)
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    name = models.CharField(_("name"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role)
    office = models.ForeignKey(Office, verbose_name=_("office"), null=True, blank=True, on_delete=models.PROTECT)
    language = models.CharField(max_length=8, blank=True)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(default=clock.now, editable=False)
    password_drawn = models.BooleanField(default=False, editable=False)  # by somebody else, who knows it too
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)  # counting up ends every open session

    objects: ClassVar[Staff] = Staff()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["role"]

    # Which session this person acts in; set for each request, and empty where there is none.
    seat: Any = None

    def __str__(self) -> str:
        return self.name or self.username

    def get_session_auth_hash(self) -> str:
        """Bind sessions to the password and to how often they were all ended."""
        said = f"{self.password}|{self.sessions_ended}"
        return salted_hmac("kintrace.access.session", said, algorithm="sha256").hexdigest()

    @cached_property
    def further_roles(self) -> frozenset[Role]:
        """What this person does besides `role`; the full policy takes no notice of it."""
        return frozenset(Role(duty.role) for duty in self.duties.all())

    @property
    def is_shut_out(self) -> bool:
        """Whether this person has left, or their office is frozen."""
        return not self.is_active or (self.office is not None and self.office.is_frozen)


class Duty(models.Model):
    """One more role that somebody of a small office holds besides their own."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="duties")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="duty_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

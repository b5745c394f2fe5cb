"""Tracing requests and children's records, and the lists that rows of them came from."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from kintrace.access.models import Office
from kintrace.access.models.codes import free_code
from kintrace.kernel import clock
from kintrace.registry.codes import CHN
from kintrace.registry.models.persons import Person, Side
from kintrace.registry.states import CHILD, REQUEST, Machine


def new_request_code() -> str:
    """Draw the code of a tracing request."""
    return free_code(TracingRequest, "R")


def new_child_code() -> str:
    """Draw the code of a child's record."""
    return free_code(ChildRecord, "C")


def sought_code(code: str, number: int) -> str:
    """Return the code of one of the children sought in a request: the first has the request's own."""
    return code if number == 1 else f"{code}.{number}"


def _choices(machine: Machine) -> list[tuple[str, str | Promise]]:
    return [(state.code, state.word) for state in machine.values()]


class LineList(models.Model):
    """A list that rows came from, known again by its name, which is sealed under a key of its own."""

    side = models.CharField(max_length=10, choices=Side)
    case = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.BinaryField()

    def __str__(self) -> str:
        return f"list {self.pk}"


class Entry(models.Model):
    """What a tracing request and a child's record share: a code to say aloud, a state, and who looks after it."""

    case = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    token = models.UUIDField(null=True, unique=True, editable=False)  # of the form it came with: sent twice, kept once
    line_list = models.ForeignKey(LineList, on_delete=models.PROTECT, null=True, related_name="+")
    foreign_id = models.BinaryField(default=bytes)  # the id in that list, as strangers wrote it
    channel = models.CharField(max_length=20, choices=CHN.choices(), default="partner_import")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True, editable=False)  # when somebody must look again
    closed_on = models.DateField(null=True, editable=False)
    reason = models.CharField(max_length=30, blank=True)  # of `grounds.REASON`, once closed
    erased_on = models.DateField(null=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(getattr(self, "code", self.pk))


class TracingRequest(Entry):
    """Somebody looks for one child or several. `person` is the first of them."""

    code = models.CharField(max_length=16, unique=True, default=new_request_code, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="request")
    state = models.CharField(max_length=30, choices=_choices(REQUEST), default="registered")

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_on"], name="request_due"),
            models.Index(fields=["office", "state"], name="request_of_office"),
            models.Index(fields=["assignee", "state"], name="request_of_assignee"),
            models.Index(fields=["opened_at"], name="request_opened"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(state__startswith="closed"), name="request_closed_when_closed"
            ),
        ]


class ChildRecord(Entry):
    """A child whom somebody found and registered."""

    code = models.CharField(max_length=16, unique=True, default=new_child_code, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="child")
    state = models.CharField(max_length=30, choices=_choices(CHILD), default="registered")

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_on"], name="child_due"),
            models.Index(fields=["office", "state"], name="child_of_office"),
            models.Index(fields=["assignee", "state"], name="child_of_assignee"),
            models.Index(fields=["opened_at"], name="child_opened"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(state__startswith="closed"), name="child_closed_when_closed"
            ),
        ]


def code_of(case: str) -> str | None:
    """Return the code by which people know a case; None where no record has it.

    It asks nobody's leave: only what is worded for those who sign or review an act may call it.
    """
    found = (model.objects.filter(case=case).values_list("code", flat=True) for model in (TracingRequest, ChildRecord))
    return next((code for codes in found for code in codes), None)

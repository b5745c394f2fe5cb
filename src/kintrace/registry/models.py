"""The record: requests, registered children, and the statements that are all we know of them.

Nothing is overwritten. A statement is one value as somebody wrote it, with its source; two that contradict each
other stand side by side. A correction is a new statement, and the one it corrects is retracted by a row of its own.
Triggers refuse UPDATE and DELETE on both.
"""

from __future__ import annotations

import random

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock
from kintrace.kernel.ids import new_code


class Side(models.TextChoices):
    """Who speaks: relatives who look for a child, or those who registered one."""

    REQUESTS = "requests", _("children who are looked for")
    CHILDREN = "children", _("children who were found and registered")


class Person(models.Model):
    """Somebody statements are about: today a child sought or a child registered, later relatives and custodians too.

    Holds nothing itself: whatever is known of a person is a statement.
    """

    side = models.CharField(max_length=10, choices=Side)

    def __str__(self) -> str:
        return f"person {self.pk}"


def new_request_code() -> str:
    """Draw the code of a tracing request."""
    return new_code("R", random.SystemRandom())


def new_child_code() -> str:
    """Draw the code of a child's record."""
    return new_code("C", random.SystemRandom())


class Entry(models.Model):
    """What a tracing request and a child's record share: a code to say aloud, and the list the row came from."""

    list_name = models.CharField(max_length=100)
    foreign_id = models.CharField(max_length=200)
    opened_at = models.DateTimeField(default=clock.now, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(getattr(self, "code", self.pk))


class TracingRequest(Entry):
    """Somebody looks for a child. One child sought for now; a later room gives a request several, and an inquirer."""

    class State(models.TextChoices):
        """How far a request has come."""

        OPEN = "open", _("open")
        PAUSED = "paused", _("paused")
        CLOSED = "closed", _("closed")

    code = models.CharField(max_length=16, unique=True, default=new_request_code, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="request")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list_name", "foreign_id"], name="one_request_a_list_row"),
        ]


class ChildRecord(Entry):
    """A child whom somebody found and registered."""

    class State(models.TextChoices):
        """Where a registered child's record stands."""

        REGISTERED = "registered", _("registered")
        CLOSED = "closed", _("closed")

    code = models.CharField(max_length=16, unique=True, default=new_child_code, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="child")
    state = models.CharField(max_length=10, choices=State, default=State.REGISTERED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list_name", "foreign_id"], name="one_child_a_list_row"),
        ]


class Source(models.Model):
    """Where statements come from: what it was, when it came, who entered it. The file itself is not kept."""

    class Kind(models.TextChoices):
        """What the source was."""

        LIST = "list", _("list")
        CALL = "call", _("call")
        LETTER = "letter", _("letter")
        VISIT = "visit", _("visit")
        POST = "post", _("post")
        DOCUMENT = "document", _("document")
        PHOTOGRAPH = "photograph", _("photograph")
        AGENCY_MESSAGE = "agency_message", _("message from an agency")

    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=100)
    received_on = models.DateField()
    entered_at = models.DateTimeField(default=clock.now, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.name}, {self.received_on:%Y-%m-%d}"


class Property(models.TextChoices):
    """What a statement is about: the columns of a line list."""

    NAME = "name", _("name")
    ALIAS = "alias", _("other name")
    SEX = "sex", _("sex")
    BIRTH_DATE = "birth_date", _("date of birth")
    AGE = "age", _("age")
    AGE_DATE = "age_date", _("age as of")
    FATHER_NAME = "father_name", _("father's name")
    FATHER_ALIAS = "father_alias", _("father's other name")
    MOTHER_NAME = "mother_name", _("mother's name")
    MOTHER_ALIAS = "mother_alias", _("mother's other name")
    SIBLINGS = "siblings", _("brothers and sisters")
    LANGUAGES = "languages", _("languages")
    ORIGIN = "origin", _("origin")
    BIRTH_PLACE = "birth_place", _("place of birth")
    LAST_PLACE = "last_place", _("last known place")
    LAST_DATE = "last_date", _("last news, or date of registration")
    MARKS = "marks", _("marks")


class Statement(models.Model):
    """One value, as written, with where it comes from: the atom of the record. Never changed."""

    class Visibility(models.TextChoices):
        """What a statement may be used for; one held back for verification is never used for matching."""

        MATCHING = "matching", _("for matching")
        HELD_BACK = "held_back", _("held back for verification")
        STAFF_ONLY = "staff_only", _("for staff only")

    subject = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statements")
    property = models.CharField(max_length=20, choices=Property)
    value = models.TextField()
    script = models.CharField(max_length=2, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="statements")
    learned_on = models.DateField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now, editable=False)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.MATCHING)

    class Meta:
        indexes = [models.Index(fields=["subject", "property", "position"], name="statement_of_subject")]

    def __str__(self) -> str:
        return f"{self.property} of {self.subject}"


class Retraction(models.Model):
    """A statement its own source no longer makes. The statement itself stays, readable, for good."""

    statement = models.OneToOneField(Statement, on_delete=models.PROTECT, related_name="retraction")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="retractions")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"retraction of {self.statement}"

"""Statements, where they come from, and what becomes of one that is no longer made."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock
from kintrace.registry.models.persons import Person


class Source(models.Model):
    """Where statements come from: what it was, when it came, who entered it. Its name is sealed.

    `case` is the key it is sealed under: the list's own where it is a list, else the case it belongs to.
    """

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
    case = models.UUIDField(editable=False)
    row = models.UUIDField(default=uuid.uuid4, editable=False)
    name = models.BinaryField(default=bytes)
    received_on = models.DateField()
    entered_at = models.DateTimeField(default=clock.now, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case"], name="source_of_case")]

    def __str__(self) -> str:
        return f"source {self.pk}"


class Property(models.TextChoices):
    """What a statement is about: the columns of a line list, and what is recorded besides them."""

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
    BELONGINGS = "belongings", _("belongings")
    HABITS = "habits", _("habits, songs and words")
    HEALTH = "health", _("health")
    SEPARATION = "separation", _("how they became separated")
    CARE = "care", _("with whom the child lives")
    LEGAL = "legal", _("where the child stands before the law")
    PAPERS = "papers", _("papers")
    PROTECTION = "protection", _("what the child is protected from")
    NAME_KIND = "name_kind", _("what kind of name it is")


# What the matcher reads: the columns of a line list.
MATCHED = frozenset(Property.values[: Property.values.index("marks") + 1])


class Visibility(models.TextChoices):
    """What a statement may be used for; one held back for verification is never used for matching."""

    MATCHING = "matching", _("for matching")
    HELD_BACK = "held_back", _("held back for verification")
    STAFF_ONLY = "staff_only", _("for staff only")


class Statement(models.Model):
    """One value, as written, with where it comes from: the atom of the record. Never changed.

    `independence` is an opaque mark: statements that share it go back to one and the same telling. Of a family it is
    kept that the family says so, and the year we learned it; never how the family knows.
    """

    class Precision(models.TextChoices):
        """How exactly the day is kept on which we learned it."""

        DAY = "day", _("to the day")
        YEAR = "year", _("to the year")

    subject = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statements", db_index=False)
    property = models.CharField(max_length=20, choices=Property)
    row = models.UUIDField(default=uuid.uuid4, editable=False)
    value = models.BinaryField()
    position = models.PositiveSmallIntegerField(default=0)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="statements")
    source_class = models.CharField(max_length=30)  # a code of SRC
    independence = models.UUIDField(null=True, editable=False)
    learned_on = models.DateField()
    learned_to_the = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    true_from = models.DateField(null=True)
    true_until = models.DateField(null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now, editable=False)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.MATCHING)

    class Meta:
        indexes = [models.Index(fields=["subject", "position"], name="statement_of_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(true_until__isnull=True)
                | Q(true_from__isnull=False, true_until__gte=models.F("true_from")),
                name="true_until_after_true_from",
            ),
        ]

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

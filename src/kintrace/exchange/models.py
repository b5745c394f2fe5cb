"""Who receives lists, what each family said about each of them, and the copies that families asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock
from kintrace.registry.codes import CONS, Word

SHARING = ("share_named_agency", "share_icrc_rfl", "share_host_state", "share_home_state")  # never the police
KINDS_OF_BODY: Final[Mapping[str, Word]] = {
    "share_named_agency": _("an agency or organisation"),
    "share_icrc_rfl": _("the Red Cross or Red Crescent"),
    "share_host_state": _("an authority of the state where the child is"),
    "share_home_state": _("an authority of the home state"),
}
COPY_WITHIN: Final = timedelta(days=30)


class Purpose(models.TextChoices):
    """What a list may be given away for."""

    TRACING = "tracing", _("tracing")
    RETURN = "return", _("return")


class Recipient(models.Model):
    """A body that may receive lists, by name. `scope` is what a family must have agreed to besides."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=150)
    scope = models.CharField(max_length=30, choices=CONS.choices(only=SHARING))

    def __str__(self) -> str:
        return self.name

    @property
    def kind_word(self) -> str:
        """What kind of body it is, which `scope` follows from."""
        return str(KINDS_OF_BODY[self.scope])


class Answer(models.Model):
    """What was said about one recipient: yes for one purpose, or never. The last living answer counts."""

    class Said(models.TextChoices):
        """Yes, or never: what was not asked is a no."""

        AGREED = "agreed", _("agreed")
        NEVER = "never", _("never share with them")

    case = models.UUIDField()
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="answers")
    purpose = models.CharField(max_length=10, choices=Purpose, blank=True)  # empty for never: no purpose changes it
    said = models.CharField(max_length=10, choices=Said)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["case", "recipient"], name="answer_of_case")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(said="never", purpose="") | (models.Q(said="agreed") & ~models.Q(purpose="")),
                name="answer_agrees_to_a_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class FamilyCopy(models.Model):
    """A family, or a child who has grown up, asks to read what is kept about them; it is due within thirty days.

    `known_by` says how staff know that it is they who ask. The copy itself is kept nowhere.
    """

    class KnownBy(models.TextChoices):
        """How staff know that those who ask are those who told."""

        CODE_WORD = "code_word", _("they said the word by which we know them")
        IN_PERSON = "in_person", _("they came, and a colleague who took it down knows them")
        CAME_OF_AGE = "came_of_age", _("it is the child itself, grown up, and staff who know it say so")

    case = models.UUIDField(db_index=True)
    language = models.CharField(max_length=7)
    known_by = models.CharField(max_length=12, choices=KnownBy)
    asked_on = models.DateField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=clock.now, editable=False)
    made_at = models.DateTimeField(null=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"copy {self.pk}"

    @property
    def due_on(self) -> date:
        """The last day on which it is to be handed over."""
        return self.asked_on + COPY_WITHIN

    @property
    def is_late(self) -> bool:
        """Tell whether that day is over and nobody made it."""
        return self.made_at is None and clock.today() > self.due_on

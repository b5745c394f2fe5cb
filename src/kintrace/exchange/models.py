"""Who receives lists, and what each family said about each of them, purpose by purpose."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kintrace.kernel import clock
from kintrace.registry.codes import CONS

SHARING = ("share_named_agency", "share_icrc_rfl", "share_host_state", "share_home_state")  # never the police


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

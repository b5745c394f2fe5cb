"""What somebody does here, and how much a record gives away."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody does here; the tables in each app's `permissions` say what that allows."""

    HOTLINE_OPERATOR = "hotline_operator", _("hotline operator")
    REGISTRAR = "registrar", _("registrar of children")
    TRACING_OFFICER = "tracing_officer", _("tracing officer")
    SUPERVISOR = "supervisor", _("supervisor")
    DNA_ANALYST = "dna_analyst", _("DNA analyst")
    RETURN_COORDINATOR = "return_coordinator", _("return coordinator")
    COUNSELLOR = "counsellor", _("counsellor")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")


class Sensitivity(models.IntegerChoices):
    """How much a piece of the record gives away: counts, matching facts, who somebody is, what is sealed."""

    PUBLIC = 0, _("counts and codes")
    SERVICE = 1, _("what the matching reads")
    IDENTITY = 2, _("who asks, and where a child is")
    SEALED = 3, _("sealed to named people")

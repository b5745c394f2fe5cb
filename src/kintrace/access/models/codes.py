"""Codes that no row has yet: among the 6.4 million there are, a few thousand drawn by chance hold two alike."""

from __future__ import annotations

import random

from django.db import models

from kintrace.kernel.ids import new_code


def free_code(model: type[models.Model], prefix: str, *, column: str = "code") -> str:
    """Draw a code that no row of a model has."""
    rng = random.SystemRandom()
    while True:
        code = new_code(prefix, rng)
        if not model._default_manager.filter(**{column: code}).exists():  # noqa: SLF001  # Django's documented name for it
            return code

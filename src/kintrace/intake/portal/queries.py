"""What the public door reads: whether letters can be taken, and what the staff put up."""

from __future__ import annotations

import json
from typing import Any

from kintrace.intake.mailbox.models import DeskKey, Notice, Sheet


def takes_letters() -> bool:
    """Tell whether there is a desk to seal letters to."""
    return DeskKey.objects.exists()


def notice(language: str) -> str:
    """Return what the staff put up in this language; empty where they put up nothing."""
    return Notice.objects.filter(language=language).values_list("text", flat=True).first() or ""


def has_figures(language: str) -> bool:
    """Tell whether the staff put up figures in this language."""
    return Sheet.objects.filter(name="figures", language=language).exists()


def figures(language: str) -> dict[str, Any] | None:
    """Return the figures as they were put up, in plain words."""
    text = Sheet.objects.filter(name="figures", language=language).values_list("text", flat=True).first()
    return None if text is None else json.loads(text)


def open_data(name: str) -> Sheet | None:
    """Return a table that was put up for everybody."""
    return Sheet.objects.filter(name=name, language="").first()

"""What the public door reads: whether letters can be taken, and what the staff put up."""

from __future__ import annotations

from kintrace.intake.mailbox.models import DeskKey, Notice


def takes_letters() -> bool:
    """Tell whether there is a desk to seal letters to."""
    return DeskKey.objects.exists()


def notice(language: str) -> str:
    """Return what the staff put up in this language; empty where they put up nothing."""
    return Notice.objects.filter(language=language).values_list("text", flat=True).first() or ""

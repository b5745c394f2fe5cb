"""Putting up sheets at the public door: they are written into the mailbox, which the public machine reads."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from kintrace.intake.mailbox.models import Sheet
from kintrace.web import posting


def put_up(sheets: Sequence[posting.Sheet]) -> None:
    """Write sheets into the mailbox, all or none."""
    with transaction.atomic(using=Sheet.objects.db):
        for sheet in sheets:
            Sheet.objects.update_or_create(
                name=sheet.name, language=sheet.language, defaults={"kind": sheet.kind, "text": sheet.text}
            )

"""What can happen at the public door: somebody leaves a letter."""

from __future__ import annotations

import json

from django.db import transaction

from kintrace.intake.mailbox.models import SEALED_AS, DeskKey, Letter
from kintrace.kernel.errors import KintraceError
from kintrace.vault.boxes import seal_to

BUCKET = 4096  # bytes; every letter is filled up to a whole number of these, so that its length tells nothing


class NoDesk(KintraceError):
    """No key was pushed yet, so there is nobody to whom a letter could be sealed."""


def leave_letter(*, token: str, letter: str, reply: str, language: str) -> None:
    """Seal a letter to the desk and keep it; one with the same token is kept once. Raises NoDesk."""
    desk = DeskKey.objects.order_by("-pk").first()
    if desk is None:
        raise NoDesk("no desk key was pushed to this mailbox")
    words = json.dumps({"letter": letter, "reply": reply, "language": language}, ensure_ascii=False).encode()
    sealed = seal_to(bytes(desk.public), _filled(words), context=SEALED_AS)
    with transaction.atomic(using=Letter.objects.db):
        Letter.objects.get_or_create(token=token, defaults={"sealed": sealed})


def _filled(words: bytes) -> bytes:
    """Fill up with spaces, which JSON allows at its end."""
    return words + b" " * (-len(words) % BUCKET)

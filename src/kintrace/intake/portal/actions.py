"""What can happen at the public door: somebody leaves a letter, unless too many lie here already.

How many letters come is counted for all together, in the memory of this process: neither who sends one nor the hour
is read or kept.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction
from django.db.models import Count, Sum
from django.db.models.functions import Length

from kintrace.intake.mailbox.models import SEALED_AS, DeskKey, Letter
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError
from kintrace.vault.boxes import seal_to

BUCKET = 4096  # bytes; every letter is filled up to a whole number of these, so that its length tells nothing
MOST_WAITING: Final = 2_000  # letters that nobody has fetched yet
MOST_BYTES: Final = 64 * 2**20
AT_ONCE, SECONDS_A_LETTER = 60, 1.0  # sixty letters at once, then one a second


class NoDesk(KintraceError):
    """No key was pushed yet, so there is nobody to whom a letter could be sealed."""


class TooManyLetters(KintraceError):
    """More letters came, or lie here, than can be kept; the family is asked to call, or to come back."""


@dataclass(slots=True)
class Pace:
    """How many letters may come now, from all together."""

    left: float = AT_ONCE
    at: float = field(default_factory=lambda: clock.now().timestamp())
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> bool:
        """Count one letter; False where too many came lately."""
        with self.lock:
            now = clock.now().timestamp()
            self.left = min(AT_ONCE, self.left + max(0.0, now - self.at) / SECONDS_A_LETTER)
            self.at = now
            if self.left < 1:
                return False
            self.left -= 1
            return True


pace = Pace()


def leave_letter(*, token: str, letter: str, reply: str, language: str) -> None:
    """Seal a letter to the desk and keep it; one with the same token is kept once. Raises NoDesk and TooManyLetters."""
    desk = DeskKey.objects.order_by("-pk").first()
    if desk is None:
        raise NoDesk("no desk key was pushed to this mailbox")
    if Letter.objects.filter(token=token).exists():
        return
    if _is_full() or not pace.take():
        raise TooManyLetters("more letters came or lie here than can be kept")
    words = json.dumps({"letter": letter, "reply": reply, "language": language}, ensure_ascii=False).encode()
    sealed = seal_to(bytes(desk.public), _filled(words), context=SEALED_AS)
    with transaction.atomic(using=Letter.objects.db):
        Letter.objects.get_or_create(token=token, defaults={"sealed": sealed})


def _is_full() -> bool:
    held = Letter.objects.aggregate(letters=Count("pk"), size=Sum(Length("sealed")))
    return held["letters"] >= MOST_WAITING or (held["size"] or 0) >= MOST_BYTES


def _filled(words: bytes) -> bytes:
    """Fill up with spaces, which JSON allows at its end."""
    return words + b" " * (-len(words) % BUCKET)

"""Everything that can happen to a member of staff's access."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import transaction

from kintrace.access.models import Event, TokenBucket, User
from kintrace.kernel import clock
from kintrace.kernel.errors import WrongUse

# Ten tries for one user name, one more every minute and a half; sixty a minute for all names together.
TRIES_A_NAME, SECONDS_A_TRY = 10, 90.0
TRIES_IN_ALL, SECONDS_A_TRY_IN_ALL = 60, 1.0
KEPT: Final = timedelta(hours=1)  # longer than any bucket takes to fill: forgetting one then gives nothing away


@transaction.atomic
def take_token(key: str, *, capacity: int, seconds_a_token: float) -> bool:
    """Take one token from the bucket named `key`; False when it is empty."""
    at = clock.now()
    bucket, new = TokenBucket.objects.select_for_update().get_or_create(
        key=key, defaults={"tokens": capacity, "updated": at}
    )
    if new:
        TokenBucket.objects.filter(updated__lt=at - KEPT).delete()
    tokens = bucket.refilled(at=at, capacity=capacity, seconds_a_token=seconds_a_token)
    bucket.tokens, bucket.updated = max(0.0, tokens - 1), at
    bucket.save(update_fields=["tokens", "updated"])
    return tokens >= 1


def may_try_to_sign_in(username: str, *, device: str = "") -> bool:
    """Count one try to sign in; of the name tried only a keyed digest is kept, and nothing of where it came from.

    `device` is what `known.device` says: tries from a browser that is known to the account are counted for it alone,
    and whatever strangers do is none of its business. Among strangers the tries of all together are counted first,
    so that a flood of names fills no table.
    """
    if device:
        return _may_try(f"known browser {device}")
    all_together = take_token("all", capacity=TRIES_IN_ALL, seconds_a_token=SECONDS_A_TRY_IN_ALL)
    return all_together and _may_try(username.casefold())


def may_try_again(user: User) -> bool:
    """Count one try of somebody who is signed in to give their password once more."""
    return _may_try(f"signed in {user.pk}")


def _may_try(whose: str) -> bool:
    digest = hmac.new(settings.SECRET_KEY.encode(), whose.encode(), hashlib.sha256).hexdigest()
    return take_token(digest[:40], capacity=TRIES_A_NAME, seconds_a_token=SECONDS_A_TRY)


def note_sign_in(user: User) -> None:
    """Record that somebody signed in."""
    Event.record(user, "staff.signed-in", subject=user.public_id)


def note_sign_out(user: User) -> None:
    """Record that somebody signed out."""
    Event.record(user, "staff.signed-out", subject=user.public_id)


def choose_language(user: User, *, language: str) -> None:
    """Remember the language somebody wants to read; raises WrongUse for one that is not spoken here."""
    if language not in dict(settings.LANGUAGES):
        raise WrongUse(f"There is no translation into {language!r} yet.")
    User.objects.filter(pk=user.pk).update(language=language)

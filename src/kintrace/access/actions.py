"""Everything that can happen to a member of staff's access."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.db import transaction

from kintrace.access.models import Event, TokenBucket, User
from kintrace.kernel import clock
from kintrace.kernel.errors import WrongUse

# Ten tries for one user name, one more every minute and a half; sixty a minute for all names together.
TRIES_A_NAME, SECONDS_A_TRY = 10, 90.0
TRIES_IN_ALL, SECONDS_A_TRY_IN_ALL = 60, 1.0


@transaction.atomic
def take_token(key: str, *, capacity: int, seconds_a_token: float) -> bool:
    """Take one token from the bucket named `key`; False when it is empty."""
    at = clock.now()
    bucket, _ = TokenBucket.objects.select_for_update().get_or_create(
        key=key, defaults={"tokens": capacity, "updated": at}
    )
    tokens = bucket.refilled(at=at, capacity=capacity, seconds_a_token=seconds_a_token)
    bucket.tokens, bucket.updated = max(0.0, tokens - 1), at
    bucket.save(update_fields=["tokens", "updated"])
    return tokens >= 1


def may_try_to_sign_in(username: str) -> bool:
    """Count one try to sign in; of the name tried only a keyed digest is kept, and nothing of where it came from."""
    digest = hmac.new(settings.SECRET_KEY.encode(), username.casefold().encode(), hashlib.sha256).hexdigest()
    return take_token(digest[:40], capacity=TRIES_A_NAME, seconds_a_token=SECONDS_A_TRY) and take_token(
        "all", capacity=TRIES_IN_ALL, seconds_a_token=SECONDS_A_TRY_IN_ALL
    )


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

"""How much one person may open within an hour, and take out within a day; beyond it, others are told.

Called before the act begins its own transaction: what was refused, and that others were told, must outlive the refusal.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from kintrace.access.alerts import alert, to_be_told
from kintrace.access.models import Alert, Event, Taken, User
from kintrace.access.nights import tell_of_night
from kintrace.kernel import clock
from kintrace.kernel.errors import KintraceError

OPENED_AN_HOUR: Final = 30
EXPORTED_A_DAY: Final = 25
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class TooMany(KintraceError):
    """More than one person may open or take out in that time."""


def count_opened(by: User, *, cases: int = 1) -> None:
    """Count capsules that somebody is about to open; raises TooMany, after others were told, beyond thirty an hour.

    In the night others are told of the first one too.
    """
    if _fits(by, Taken.What.OPENED, cases=cases, within=HOUR, most=OPENED_AN_HOUR):
        tell_of_night(by)
        return
    with transaction.atomic():
        if not Alert.objects.filter(
            kind=Alert.Kind.TOO_MANY_OPENED, about=by.public_id, at__gt=clock.now() - HOUR
        ).exists():
            alert(to_be_told(by), Alert.Kind.TOO_MANY_OPENED, about=by.public_id)
        Event.record(by, "limit.openings-reached", subject=by.public_id)
    raise TooMany(
        _(
            "You have opened %(most)d sealed cases within an hour, which is as many as one person may. Your supervisor "
            "was told. Please go on later, or let somebody else help."
        )
        % {"most": OPENED_AN_HOUR}
    )


def count_exported(by: User, *, cases: int) -> None:
    """Count cases that somebody is about to take out; raises TooMany beyond 25 a day, which take two persons."""
    if _fits(by, Taken.What.EXPORTED, cases=cases, within=DAY, most=EXPORTED_A_DAY):
        return
    Event.record(by, "limit.exports-reached", subject=by.public_id)
    raise TooMany(
        _(
            "One person may let %(most)d cases leave within a day. For more, propose an export that a second person "
            "signs; it is carried out a day later."
        )
        % {"most": EXPORTED_A_DAY}
    )


@transaction.atomic
def _fits(by: User, what: Taken.What, *, cases: int, within: timedelta, most: int) -> bool:
    """Count what is to be taken, unless that were too much; one person's requests wait for one another."""
    User.objects.select_for_update().get(pk=by.pk)
    at = clock.now()
    lately = Taken.objects.filter(by=by, what=what, at__gt=at - within)
    if (lately.aggregate(n=Sum("cases"))["n"] or 0) + cases > most:
        return False
    Taken.objects.create(by=by, what=what, cases=cases, at=at)
    return True

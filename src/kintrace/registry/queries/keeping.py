"""For how long a closed case is kept, and which have been kept as long as they may be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import QuerySet

from kintrace.access.models import User
from kintrace.access.permissions import allowed, require, within_reach
from kintrace.kernel import clock
from kintrace.registry.models import Side
from kintrace.registry.queries.records import MODELS, Record

DAYS_A_MONTH: Final = 30.4375


def kept_until(closed_on: date) -> date:
    """Return the day from which a case that was closed on a day may be erased."""
    return closed_on + _time()


def kept_long_enough(viewer: User, side: str, *, on: date | None = None) -> QuerySet[Record]:
    """Return the closed cases of one side whose time of keeping is over, the longest closed first.

    Whether a child is of age by then is another question: `births.latest_births` answers it.
    """
    require(viewer, "registry.erase")
    model: type[Any] = MODELS[side]  # both take the same fields, which their union does not tell
    closed = model.objects.filter(closed_on__lte=(on or clock.today()) - _time(), erased_on__isnull=True)
    found: QuerySet[Record] = closed.filter(within_reach(viewer, "registry.erase")).order_by("closed_on", "pk")
    return found


def requests_to_erase(viewer: User) -> int | None:
    """Count the requests that are due for erasure; None for whoever erases none."""
    return kept_long_enough(viewer, Side.REQUESTS).count() if allowed(viewer, "registry.erase") else None


def _time() -> timedelta:
    return timedelta(days=round(settings.RETENTION_MONTHS * DAYS_A_MONTH))

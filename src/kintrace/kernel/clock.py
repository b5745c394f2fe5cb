"""The one place that asks what time it is. Everything pure takes the day as an argument."""

from __future__ import annotations

from datetime import UTC, date, datetime


def now() -> datetime:
    """Return the present moment, in UTC and aware of it."""
    return datetime.now(UTC)


def today() -> date:
    """Return the present day, in UTC."""
    return now().date()

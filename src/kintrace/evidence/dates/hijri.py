"""Hijri dates as spans of Gregorian days, through the Umm al-Qura calendar.

The month begins by sighting the moon, which may differ by a day or two from place to place, so
every span is two days wider on either side.
"""

from __future__ import annotations

from kintrace.kernel.errors import UnreadableValue
from kintrace.kernel.spans import Span

SIGHTING_DAYS = 2
FIRST_YEAR, LAST_YEAR = 1343, 1500  # what the tables of Umm al-Qura hold
# A lunar year is this much of a solar one: 354.367 / 365.2425 days.
SOLAR_YEARS_A_LUNAR_YEAR = 0.9702


def hijri_span(year: int, month: int | None = None, *, day: int | None = None) -> Span:
    """Return the days that a Hijri year, month or day may mean.

    >>> print(hijri_span(1436))
    2014-10-23–2015-10-15
    """
    from hijridate import Hijri  # noqa: PLC0415 - its tables are wanted only where somebody wrote a Hijri date

    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableValue(
            f"the Hijri year {year} cannot be read; write a year between {FIRST_YEAR} and {LAST_YEAR}."
        )
    try:
        first = Hijri(year, month or 1, day or 1)
        last_month = Hijri(year, month or 12, 1)
        last = Hijri(year, month or 12, day or last_month.month_length())
    except ValueError as error:
        raise UnreadableValue(
            f"there is no day {day or 1}, month {month} in the Hijri year {year}; check the date."
        ) from error
    return Span(first.to_gregorian(), last.to_gregorian()).widened(SIGHTING_DAYS)

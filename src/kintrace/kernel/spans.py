"""Spans of days: "2013", "spring of 2017", "about five" are all a first day and a last day."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

DAYS_A_YEAR = 365.2425


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from `first` to `last`, both included.

    >>> Span.of_year(2013).days
    365
    >>> print(Span(date(2013, 4, 1), date(2013, 4, 30)))
    2013-04
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span cannot end ({self.last}) before it begins ({self.first})")

    @classmethod
    def of_day(cls, day: date) -> Span:
        return cls(day, day)

    @classmethod
    def of_month(cls, year: int, month: int) -> Span:
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def of_year(cls, year: int) -> Span:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def days(self) -> int:
        """How many days it holds; never less than one."""
        return (self.last - self.first).days + 1

    def meet(self, other: Span) -> Span | None:
        """Return the days that lie in both, or None."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Span(first, last) if first <= last else None

    def widened(self, days: int) -> Span:
        """Return the span with `days` more on either side, as far as the calendar goes."""
        more = timedelta(days=days)
        first = self.first - more if self.first - date.min > more else date.min
        return Span(first, self.last + more if date.max - self.last > more else date.max)

    def __str__(self) -> str:
        """Write it as shortly as it can be said: a day, a month, a year, or from–to."""
        if self.first == self.last:
            return self.first.isoformat()
        if self == Span.of_year(self.first.year):
            return f"{self.first:%Y}"
        if self == Span.of_month(self.first.year, self.first.month):
            return f"{self.first:%Y-%m}"
        return f"{self.first.isoformat()}–{self.last.isoformat()}"

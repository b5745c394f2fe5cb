"""What was written about a birth, as `Birth` values: dates of birth, and ages with the day they were true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product

from kintrace.evidence.dates.age import looks_observed, read_age
from kintrace.evidence.dates.birth import Basis, Birth
from kintrace.evidence.dates.day import read_birth_day, read_day
from kintrace.kernel.errors import UnreadableValue
from kintrace.kernel.spans import DAYS_A_YEAR, Span


def births_of(
    *, birth_date: Sequence[str], age: Sequence[str], age_date: Sequence[str], today: date
) -> tuple[Birth, ...]:
    """Read all that is said of one birth; what cannot be read is left out, and nothing is averaged.

    As many ages as dates go together in order; otherwise each age may belong to each date. Without a
    readable date an age is of `today`.
    """
    dated = (Birth(span, Basis.DOCUMENT) for span in _readable(birth_date, read_birth_day))
    when = list(_readable(age_date, read_day)) or [Span.of_day(today)]
    pairs = zip(age, when, strict=True) if len(age) == len(when) else product(age, when)
    aged = (birth for text, day in pairs if (birth := birth_of_age(text, day)) is not None)
    return tuple(dict.fromkeys((*dated, *aged)))


def birth_of_age(text: str, day: Span) -> Birth | None:
    """Return the birth that an age true on some day of `day` tells, or None where it cannot be read.

    >>> print(birth_of_age("4", Span.of_day(date(2017, 8, 1))).span)
    2012-08-02–2013-08-01
    """
    try:
        low, high = read_age(text)
    except UnreadableValue:
        return None
    first = _years_before(day.first, high) + timedelta(days=1)
    last = _years_before(day.last, low)
    basis = Basis.OBSERVED if looks_observed(text) else Basis.STATED
    return Birth(Span(min(first, last), last), basis, as_of=day.last)


def _readable(texts: Iterable[str], read: Callable[[str], Span]) -> Iterator[Span]:
    for text in texts:
        try:
            yield read(text)
        except UnreadableValue:
            continue


def _years_before(day: date, years: float) -> date:
    """Go back whole years by the calendar and the rest in days; 29 February becomes the 28th."""
    whole = int(years)
    rest = timedelta(days=round((years - whole) * DAYS_A_YEAR))
    try:
        return day.replace(year=day.year - whole) - rest
    except ValueError:
        return day.replace(year=day.year - whole, day=28) - rest

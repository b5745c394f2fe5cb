"""The ages a register holds: what stands below the line when two births are compared.

Agreeing on an age that half the register has says little. A few imagined children, spread over all
ages, stand beside the real ones, so that an age nobody has yet is rare and not impossible.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from kintrace.evidence.dates.birth import Birth
from kintrace.evidence.dates.density import PERIOD, REACH, Floats, Ints, Relation, Shape, against
from kintrace.kernel.spans import DAYS_A_YEAR

_IMAGINED = 5.0
_CHILDHOOD_DAYS = round(18 * DAYS_A_YEAR)
_NARROWEST_DAYS = 90.0  # no register shows its ages more finely than this
_LEAST = 1e-3 / PERIOD  # a birth outside all this is rare, not impossible
_LEAST_REACH = 0.05
# Where nothing at all is said of a register; any day serves, a flat background has no place.
_ANY_DAY = date(2017, 1, 1)


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Cohort:
    """The density of births by day: `by_day[0]` is the day with ordinal `start`; shape (PERIOD,), sums to 1."""

    start: int
    by_day: Floats
    _under: dict[tuple[Shape, Relation], Floats] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, births: Iterable[Sequence[Birth]]) -> Cohort:
        """Build from what is said of each child of a register; the silent ones do not count."""
        said = [[birth for birth in child if birth.span.days <= REACH] for child in births]
        ends = [birth.span.last for child in said for birth in child]
        # The newest hundredth are slips of the year; they must not move the eighteen years before.
        newest = sorted(ends)[-1 - len(ends) // 100] if ends else _ANY_DAY
        start = newest.toordinal() - 2 * REACH
        heard = _heard(said, start)
        count = sum(1 for child in said if child)
        flat = np.zeros(PERIOD)
        flat[2 * REACH - _CHILDHOOD_DAYS : 2 * REACH + 1] = 1 / (_CHILDHOOD_DAYS + 1)
        return cls(start, (_smooth(heard, count) + _IMAGINED * flat) / (count + _IMAGINED))

    def under(self, shape: Shape, firsts: Ints) -> Floats:
        """Return how probable statements of one shape are of any child of the register.

        `firsts` are the ordinals of their first days, shape (n,), as is the result.
        """
        return np.maximum(self._mean(self.by_day, shape, firsts, relation=Relation.SAME), _LEAST)

    def reach(self, shape: Shape, firsts: Ints) -> Floats:
        """Return the share of siblings of somebody so described who are of the ages that the register takes."""
        usual = float((self.by_day**2).sum())
        taken = np.minimum(self.by_day / usual, 1.0)
        return np.maximum(self._mean(taken, shape, firsts, relation=Relation.SIBLING), _LEAST_REACH)

    def _mean(self, by_day: Floats, shape: Shape, firsts: Ints, *, relation: Relation) -> Floats:
        key = shape, relation
        if key not in self._under:
            self._under[key] = against(by_day, shape, relation=relation)
        places = firsts - self.start
        inside = (places >= 0) & (places < PERIOD)
        return np.where(inside, self._under[key][np.where(inside, places, 0)], 0.0)


def _heard(said: Sequence[Sequence[Birth]], start: int) -> Floats:
    """Lay the spans over each other by day; a child of several statements counts once."""
    births = [
        (birth.span.first.toordinal(), birth.span.last.toordinal(), len(child)) for child in said for birth in child
    ]
    firsts, lasts, shares = np.array(births, dtype=np.int64).reshape(-1, 3).T
    firsts = np.clip(firsts - start, 0, PERIOD - 1)
    lasts = np.clip(lasts - start + 1, firsts + 1, PERIOD)
    heights = 1.0 / (shares * (lasts - firsts))
    steps = np.bincount(firsts, heights, PERIOD + 1) - np.bincount(lasts, heights, PERIOD + 1)
    return np.cumsum(steps)[:-1]


def _smooth(heard: Floats, count: int) -> Floats:
    """Blur by Silverman's rule, so that a register of ten is not ten spikes; mass is kept."""
    total = heard.sum()
    if count == 0 or total <= 0:
        return heard
    days = np.arange(PERIOD)
    mean = (heard * days).sum() / total
    sd = float(np.sqrt((heard * (days - mean) ** 2).sum() / total))
    width = min(max(1.06 * sd * count**-0.2, _NARROWEST_DAYS), 2 * DAYS_A_YEAR)
    reach = np.fft.fftfreq(PERIOD, 1 / PERIOD)
    bell = np.exp(-0.5 * (reach / width) ** 2)
    smooth = np.fft.irfft(np.fft.rfft(heard) * np.fft.rfft(bell / bell.sum()), PERIOD)
    return np.clip(smooth, 0.0, None)

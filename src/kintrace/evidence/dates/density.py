"""How probable each day of birth is, given one statement: its span, blurred by how wrong such statements are.

A density depends only on the *shape* of a statement (its basis, its length, for an age how old), so
shapes are few, and what two statements say together depends only on their shapes and on how many days lie
between their first days. It is a table by that difference, one for each pair of shapes, made by
convolution and kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kintrace.evidence.dates.birth import Basis, Birth
from kintrace.kernel.spans import DAYS_A_YEAR

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]

# A span shorter than so many days is rounded to so many.
ROUNDING = ((8, 1), (60, 5), (300, 10), (1 << 30, 73))
# Days from −REACH to REACH around the first day of a span; 22 years either way.
REACH = 8192
PERIOD = 4 * REACH
CARRIED_DAYS = 275  # nine months
_GRACE_DAYS = 3  # a child may be born a little after the day an age was noted: clocks, calendars


class Relation(StrEnum):
    """What the two statements are supposed to speak of."""

    SAME = "same"  # one child
    SIBLING = "sibling"  # a child and its full or half sibling


@dataclass(frozen=True, slots=True)
class Blur:
    """One way of being wrong: this share of statements is off by `shift` ± `sd` days (positive: born later)."""

    share: float
    shift: float
    sd: float


# Most dates of birth are right; in some day and month are swapped or misheard, in some the year has slipped.
DOCUMENT_BLURS = (
    Blur(0.95, 0, 0),
    Blur(0.025, 0, 75),
    Blur(0.008, 365, 20),
    Blur(0.008, -365, 20),
    Blur(0.009, 0, 900),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a statement decides its density, apart from where it lies."""

    basis: Basis
    days: int
    # Quarter years between the end of the span and the day the age was true: how old, at the least.
    quarters: int = 0

    @classmethod
    def of(cls, birth: Birth) -> Shape:
        if birth.basis is Basis.DOCUMENT or birth.as_of is None:
            return cls(Basis.DOCUMENT, birth.span.days)
        youngest = (birth.as_of - birth.span.last).days
        return cls(birth.basis, _rounded(birth.span.days), max(0, round(4 * youngest / DAYS_A_YEAR)))

    @property
    def blurs(self) -> tuple[Blur, ...]:
        """Return the ways of being wrong.

        The error of a stated age grows from about 1 year at two to 1.5 at ten; a judged one is half as wrong
        again. Hunger makes children look younger than they are, so the tail leans to earlier births.
        """
        if self.basis is Basis.DOCUMENT:
            return DOCUMENT_BLURS
        age = self.quarters / 4 + self.days / DAYS_A_YEAR / 2
        sd = DAYS_A_YEAR * (0.8 + 0.05 * min(age, 18.0)) * (1.5 if self.basis is Basis.OBSERVED else 1.0)
        return Blur(0.84, 0, sd), Blur(0.14, -0.8 * sd, 1.4 * sd), Blur(0.02, 0, 4 * DAYS_A_YEAR)


def _rounded(days: int) -> int:
    """Forget leap days and the like, so that shapes stay few; ages are blurred by far more."""
    for limit, step in ROUNDING:
        if days < limit:
            return max(step, step * round(days / step))
    return days


@lru_cache(maxsize=512)
def density(shape: Shape) -> Floats:
    """Return the density by day, shape (PERIOD,), summing to 1.

    Index 0 is the first day of the span, −1 the day before. An age leaves no births after the day it was true.
    """
    box = np.zeros(PERIOD)
    box[: min(shape.days, REACH)] = 1.0
    spectrum = np.fft.rfft(box)
    mixed: Floats = np.zeros(PERIOD)
    for blur in shape.blurs:
        kernel = _normal(blur.shift, blur.sd)
        mixed += blur.share * np.fft.irfft(spectrum * np.fft.rfft(kernel), PERIOD)
    mixed[REACH:-REACH] = 0.0
    if shape.basis is not Basis.DOCUMENT:
        latest = shape.days + round(shape.quarters * DAYS_A_YEAR / 4) + _GRACE_DAYS
        mixed[min(latest, REACH) : PERIOD // 2] = 0.0
    np.clip(mixed, 0.0, None, out=mixed)
    return mixed / mixed.sum()


def _normal(mean: float, sd: float) -> Floats:
    """Return a normal density by day around index 0, wrapped; `sd` 0 is one day."""
    days = _days()
    bell: Floats = np.exp(-0.5 * ((days - mean) / sd) ** 2) if sd > 0 else (days == mean).astype(np.float64)
    bell /= bell.sum()
    return bell


def _days() -> Floats:
    """Return the day each index stands for: 0, 1 … then the negative ones."""
    return np.fft.fftfreq(PERIOD, 1 / PERIOD)


@lru_cache(maxsize=1)
def gap_density() -> Floats:
    """Return the density by day of how much younger a sibling is, shape (PERIOD,), the same for older.

    Twins; half siblings of one father less than nine months apart; else at least nine months, mostly one
    to six years, hardly ever over fifteen (a gamma density of shape 2 and scale 2 years, after nine months).
    """
    days = np.abs(_days())
    twins = (days <= 1).astype(np.float64)
    close = (days < CARRIED_DAYS).astype(np.float64)
    later = np.clip(days - CARRIED_DAYS, 0.0, None) * np.exp(
        -np.clip(days - CARRIED_DAYS, 0.0, None) / (2 * DAYS_A_YEAR)
    )
    later[days > REACH] = 0.0
    gaps: Floats = 0.03 * twins / twins.sum() + 0.04 * close / close.sum() + 0.93 * later / later.sum()
    return gaps


@lru_cache(maxsize=512)
def _spectrum(shape: Shape, relation: Relation) -> NDArray[np.complex128]:
    spectrum = np.fft.rfft(density(shape))
    return spectrum * np.fft.rfft(gap_density()) if relation is Relation.SIBLING else spectrum


@lru_cache(maxsize=1024)
def meeting(sought: Shape, found: Shape, *, relation: Relation) -> NDArray[np.float32]:
    """Return how probable it is that both statements mean one day, by found first day − sought first day.

    Shape (PERIOD,), index 0 is no difference; for siblings, one day apart by their gap. Units: 1/day.
    """
    together = _spectrum(sought, relation) * np.conj(_spectrum(found, Relation.SAME))
    return np.clip(np.fft.irfft(together, PERIOD), 0.0, None).astype(np.float32)


def against(background: Floats, shape: Shape, *, relation: Relation) -> Floats:
    """Return the mean of a background by day under a statement, by where the statement begins; as `background`."""
    spectrum = np.fft.rfft(background) * np.conj(_spectrum(shape, relation))
    return np.clip(np.fft.irfft(spectrum, PERIOD), 0.0, None)

"""Do two children's births go together? One pair, with the sentence for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from kintrace.evidence.dates.birth import Basis, Birth
from kintrace.evidence.dates.cohort import Cohort
from kintrace.evidence.dates.table import BirthTable, weigh_births
from kintrace.evidence.weight import Weight
from kintrace.kernel.says import Sentence, says
from kintrace.kernel.spans import DAYS_A_YEAR

KIND = "births"
MONTHS = 12
# Beyond these the sentence takes sides; between them it says that the births tell little.
FITS, UNFIT = 0.2, -0.2
_YOUNG = 2.0  # years; below it an age is told in months, unless a whole year was meant
_NEARLY_A_YEAR = 0.9


def compare_births(sought: Sequence[Birth], found: Sequence[Birth], *, cohort: Cohort) -> Weight:
    """Weigh what is said of two births; `cohort` is the register the found child stands in."""
    if not sought or not found:
        return Weight.silent(KIND, _silence(sought, found))
    one = np.zeros(1, dtype=np.int64)
    left, right = BirthTable.of([sought]), BirthTable.of([found])
    if not (left.said[0] and right.said[0]):
        return Weight.silent(KIND, says("the birth is said too vaguely to tell anything"))
    log10_lr = float(weigh_births(left, right, one, one, cohort=cohort)[0])
    return Weight(KIND, log10_lr, births_because(sought, found, log10_lr))


def _silence(sought: Sequence[Birth], found: Sequence[Birth]) -> Sentence:
    if sought:
        return says("the list of children gives neither age nor date of birth")
    if found:
        return says("the request gives neither age nor date of birth")
    return says("neither side gives an age or a date of birth")


def births_because(sought: Sequence[Birth], found: Sequence[Birth], log10_lr: float) -> Sentence:
    """Say in words what the births of two sides weigh, the weight being known already."""
    sides = {"sought": _all_said(tuple(sought)), "found": _all_said(tuple(found))}
    if log10_lr >= FITS:
        return says("sought: {sought}; found: {found}. The two go together", **sides)
    if log10_lr > UNFIT:
        return says("sought: {sought}; found: {found}. Possible, but this tells little", **sides)
    months = _months_between(sought, found)
    if months < MONTHS:
        return says("sought: {sought}; found: {found}. The two hardly go together", **sides)
    if months < 2 * MONTHS:
        return says("sought: {sought}; found: {found}. More than a year lies between them", **sides)
    return says(
        "sought: {sought}; found: {found}. About {years} years lie between them", years=months // MONTHS, **sides
    )


def _months_between(sought: Sequence[Birth], found: Sequence[Birth]) -> int:
    """Return how far apart the nearest two statements are, 0 where they overlap."""
    gaps = (max((a.span.first - b.span.last).days, (b.span.first - a.span.last).days, 0) for a in sought for b in found)
    return int(min(gaps) / DAYS_A_YEAR * MONTHS)


@lru_cache(maxsize=100_000)
def _all_said(births: tuple[Birth, ...]) -> Sentence:
    first, *others = (birth_in_words(birth) for birth in births)
    for other in others:
        first = says("{one} or {other}", one=first, other=other)
    return first


@lru_cache(maxsize=100_000)
def birth_in_words(birth: Birth) -> Sentence:
    """Say a birth the way it is known: a date, or an age on a day."""
    if birth.basis is Basis.DOCUMENT or birth.as_of is None:
        return says("born {day}", day=str(birth.span))
    low = (birth.as_of - birth.span.last).days / DAYS_A_YEAR
    high = ((birth.as_of - birth.span.first).days + 1) / DAYS_A_YEAR
    day = birth.as_of.isoformat()
    return _looked(low, high, day) if birth.basis is Basis.OBSERVED else _aged(low, high, day)


def _looked(low: float, high: float, day: str) -> Sentence:
    if high <= _YOUNG and high - low < _NEARLY_A_YEAR:
        return says(
            "looked about {age} months old on {day}", age=_from_to(round(low * 12), round(high * 12) - 1), day=day
        )
    return says("looked about {age} on {day}", age=_from_to(int(low + 0.01), round(high) - 1), day=day)


def _aged(low: float, high: float, day: str) -> Sentence:
    if high <= _YOUNG and high - low < _NEARLY_A_YEAR:
        return says("{age} months old on {day}", age=_from_to(round(low * 12), round(high * 12) - 1), day=day)
    return says("aged {age} on {day}", age=_from_to(int(low + 0.01), round(high) - 1), day=day)


def _from_to(low: int, high: int) -> str:
    return f"{low}–{high}" if high > low else str(low)

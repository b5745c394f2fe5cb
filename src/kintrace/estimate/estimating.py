"""How many children? Several families of methods side by side, never one number.

Every method alone misses more often than it says, mostly on the low side, wherever the truth is known. So what is
called likely spans all of them. What cannot be excluded is where the widest of them leaves one chance in two hundred.
"""

from __future__ import annotations

import math
from collections.abc import Collection

from kintrace.estimate import chao, rules
from kintrace.estimate.answer import Estimate, Headline, Method, Status, refused
from kintrace.estimate.fitting import Fitted, fit_all
from kintrace.estimate.spread import Spread
from kintrace.estimate.tables import FrequencyTable, ListTable
from kintrace.kernel.says import Sentence, says

MOSTLY = 0.5  # of the weight: where models without an upper limit hold more, nothing is called likely


def estimate(table: ListTable, *, draws: int = 0) -> Estimate:
    """Estimate how many children there are, or refuse to.

    `draws` asks for a bootstrap interval as well, of so many draws of whole families.
    """
    found = fit_all(table, draws=draws)
    return refused(table.id, n=table.n, because=found) if isinstance(found, Sentence) else judge(table.id, found)


def estimate_from_frequencies(table: FrequencyTable) -> Estimate:
    """Give the lower bound, all that can be said where only how often children were seen is known."""
    bound = chao.lower_bound(table.frequencies, lists=None)
    if bound is None:
        because = says("Nobody was seen exactly twice, so nothing can be learnt of those who were never seen.")
        return refused(table.id, n=table.n, because=because)
    warning = says("Only how often each child was seen is known: a lower limit is all that can be given.")
    headline = Headline(table.n, None, None)
    return Estimate(table.id, Status.WEAK, table.n, {"chao": Method.of(bound)}, headline, (warning,))


def judge(id: str, found: Fitted, *, because: tuple[Sentence, ...] = ()) -> Estimate:  # noqa: A002 the word of the table
    """Say what the methods support, with warnings; `because` are more of them."""
    low, high = envelope(found.spreads.values())
    middles = [spread.interval.estimate for spread in found.spreads.values()]
    warnings = (
        *found.warnings,
        *rules.unsteady(
            widest=high / low,
            middles=(min(middles), max(middles)),
            rivals=found.rivals,
            dropped=1.0 if found.unbounded else found.dropped,
        ),
        *because,
    )
    return Estimate(
        id,
        Status.WEAK if warnings else Status.OK,
        found.n,
        found.methods,
        _headline(found),
        (*found.notes, *warnings),
        spreads=found.spreads,
    )


def envelope(spreads: Collection[Spread]) -> tuple[float, float]:
    """Return the lowest and the highest limit that any method gives."""
    intervals = [spread.interval for spread in spreads]
    return min(interval.lo for interval in intervals), max(interval.hi for interval in intervals)


def outwards(spreads: Collection[Spread], *, known: int) -> tuple[int, int]:
    """Return the envelope in whole children, rounded outwards, never below those known."""
    low, high = envelope(spreads)
    return max(known, math.floor(low)), max(known, math.ceil(high))


def _headline(found: Fitted) -> Headline:
    """Leave open what the lists leave open."""
    known = found.known[0]
    around = outwards(found.spreads.values(), known=known)
    supported = found.n >= rules.FEWEST_CHILDREN and not found.unbounded and found.dropped <= MOSTLY
    open_above = found.unbounded or found.dropped > rules.MOST_DROPPED
    farthest = None if open_above else max(around[1], math.ceil(found.farthest))
    return Headline(known, around if supported else None, farthest)

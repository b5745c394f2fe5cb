"""Children of one family are listed together, so they are not so many separate observations.

The design effect is the mean size of the family that a child belongs to (Kish 1965). Counts divided by it carry as
much information as the children do; the estimate is multiplied back. The bootstrap draws whole families anew.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from kintrace.estimate.averaging import useful
from kintrace.estimate.hierarchy import Bools, Design, design
from kintrace.estimate.loglinear import fit
from kintrace.estimate.spread import Floats, Interval, Spread
from kintrace.estimate.tables import ListTable

BEST_MODELS = 50  # that a new draw may choose among (Silverman, Chan and Vincent 2023)
AT_ONCE = 4000  # fits in one array


def design_effect(table: ListTable) -> float:
    """Return Σm²/Σm over the families; 1 where families are not known.

    >>> design_effect(ListTable("t", ("a",), {"1": 4}, families=(("1",), ("1", "1", "1"))))
    2.5
    """
    sizes = [len(family) for family in table.families]
    return sum(size**2 for size in sizes) / sum(sizes) if sizes else 1.0


def largest_share(table: ListTable) -> float:
    """Return which share of the children the largest family holds; 0 where families are not known."""
    return max((len(family) for family in table.families), default=0) / max(table.n, 1)


def bootstrap(table: ListTable, *, draws: int, seed: int = 0) -> Interval | None:
    """Draw families anew, choose the model with the lowest BIC each time, and return what the estimates span.

    None where no model can be fitted to most of the draws.
    """
    laid = design(table.k)
    models = laid.with_terms(table.referrals)
    first = fit(laid.matrix, models, laid.counts(table.counts))
    order = np.argsort(first.bic(table.n))[:BEST_MODELS]
    models = models[order[first.estimable[order]]]
    if not len(models):
        return None
    tables = _drawn(table, laid, draws=draws, rng=np.random.default_rng(seed))
    step = max(1, AT_ONCE // len(models))
    found = [_best(laid, models, tables[at : at + step]) for at in range(0, draws, step)]
    estimates = np.concatenate(found)
    known = np.sort(estimates[np.isfinite(estimates)])
    return Spread(known).interval if len(known) > draws / 2 else None


def _drawn(table: ListTable, laid: Design, *, draws: int, rng: np.random.Generator) -> Floats:
    """Return draws x cells: as many families as there are, each drawn with replacement."""
    families = table.families or tuple((pattern,) for pattern, count in table.counts.items() for _ in range(count))
    kinds = Counter(tuple(sorted(family)) for family in families)
    members = np.array([laid.counts(Counter(kind)) for kind in kinds])
    shares = np.array(list(kinds.values())) / len(families)
    drawn: Floats = rng.multinomial(len(families), shares, size=draws) @ members
    return drawn


def _best(laid: Design, models: Bools, tables: Floats) -> Floats:
    """Return the estimate of the best model for each table; infinite where there is none."""
    many = len(models)
    fits = fit(laid.matrix, np.tile(models, (len(tables), 1)), np.repeat(tables, many, axis=0))
    n = np.repeat(tables.sum(axis=1), many)
    price = np.log(n)
    ok = useful(fits, n=n)
    criterion = np.where(ok, -2 * fits.log_likelihood + price * fits.parameters, np.inf).reshape(-1, many)
    best = criterion.argmin(axis=1)
    estimates = (n + np.exp(fits.log_missing)).reshape(-1, many)[np.arange(len(tables)), best]
    return np.where(np.isfinite(criterion.min(axis=1)), estimates, np.inf)

"""Every method applied to one table: what each found, before anybody judges whether it can be believed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kintrace.estimate import averaging, chao, graphs, rules
from kintrace.estimate.answer import Method
from kintrace.estimate.hierarchy import FEWEST_LISTS, Design, design, name
from kintrace.estimate.loglinear import Fits, fit
from kintrace.estimate.profile import profile_interval
from kintrace.estimate.siblings import bootstrap, design_effect
from kintrace.estimate.spread import Floats, Interval, Spread
from kintrace.estimate.tables import ListTable
from kintrace.kernel.says import Sentence, says

ONE_IN_TWO_HUNDRED = 0.995


@dataclass(frozen=True, slots=True, eq=False)
class Fitted:
    """What the methods found, in children.

    `rivals` are the lowest and highest estimate of models that fit alike, `farthest` what one chance in two hundred
    exceeds by the average that is widest, `dropped` the weight of models without an upper limit. `unbounded`: the
    average over graphs never comes to an end.
    """

    n: int
    known: tuple[int, int]  # how many different children, lower and upper end
    spreads: Mapping[str, Spread]
    methods: Mapping[str, Method]
    rivals: tuple[float, float]
    farthest: float
    dropped: float
    unbounded: bool = False
    notes: tuple[Sentence, ...] = ()
    warnings: tuple[Sentence, ...] = ()


def fit_all(table: ListTable, *, draws: int = 0, alone: bool = True) -> Fitted | Sentence:
    """Apply every method, or say why the table is refused; `draws` asks for a bootstrap of so many draws.

    A table that is not `alone` is one of many to be pooled: what is told of a single one is left out, which halves
    the time (the best model and its profile, the grid that others use, how far each list moves the middle).
    """
    part = rules.usable(table)
    if isinstance(part, Sentence):
        return part
    used, effect = part.table, design_effect(part.table)
    counts = {pattern: count / effect for pattern, count in used.counts.items()}
    found = _with_graphs(_log_linear(used, counts, alone=alone), counts, alone=alone)
    found = _with_bound(found, [count / effect for count in used.frequencies], lists=used.k)
    found = _back(found, times=effect, plus=part.set_aside, n=table.n)
    if draws:
        found = _with_bootstrap(found, used, draws=draws, plus=part.set_aside)
    warnings = (*part.warnings, *found.warnings, *rules.thin(used), *rules.moved(used, _moves(used) if alone else {}))
    return replace(found, notes=part.notes, warnings=warnings)


def _log_linear(table: ListTable, counts: Mapping[str, float], *, alone: bool) -> Fitted:
    """Fit and average the models; where none is of use, there is nothing to average."""
    whole = design(table.k)
    laid = replace(whole, models=whole.with_terms(table.referrals))
    row = laid.counts(counts)
    n = float(row.sum())
    fits = fit(laid.matrix, laid.models, row)
    aic, bic = fits.aic(), fits.bic(n)
    found = {
        "loglinear_aic": averaging.average(fits, aic, n=n),
        "loglinear_bic": averaging.average(fits, bic, n=n),
    }
    both = all(average is not None for average in found.values())
    averages = {key: average for key, average in found.items() if average is not None and both}
    methods = {
        key: Method.of(average.spread.interval, name(laid.terms, laid.models[average.best]))
        for key, average in averages.items()
    }
    told = alone and bool(fits.estimable.any())
    best = {"loglinear_bic_best": _best(laid, row, fits, averaging.best(fits, bic))} if told else {}
    nothing = says("No model can be fitted to these lists: too few children stand in two lists or more.")
    return Fitted(
        table.n,
        (table.n, table.n),
        {key: average.spread for key, average in averages.items()},
        {**best, **methods},
        rivals=averaging.rivals(fits, bic, n=n),
        farthest=averages["loglinear_aic"].spread.quantile(ONE_IN_TWO_HUNDRED) if averages else n,
        dropped=max((average.dropped for average in averages.values()), default=1.0),
        warnings=() if averages else (nothing,),
    )


def _best(laid: Design, row: Floats, fits: Fits, which: int) -> Method:
    """Return one model with its profile interval."""
    model = laid.models[which]
    estimate = float(row.sum()) + math.exp(float(fits.log_missing[which]))
    lo, hi = profile_interval(laid.matrix, model, row, estimate=estimate)
    return Method(estimate, lo, hi, name(laid.terms, model))


def _with_graphs(found: Fitted, counts: Mapping[str, float], *, alone: bool) -> Fitted:
    """Add the average over graphs: as others print it, and, for the answer, on a grid that is wide enough."""
    wide = graphs.wide_enough(counts)
    fixed = {"decomposable": Method.of(graphs.on_fixed_grid(counts).interval)} if alone else {}
    return replace(
        found,
        spreads={**found.spreads, "decomposable_wide": wide.spread},
        methods={**found.methods, **fixed, "decomposable_wide": Method.of(wide.interval)},
        unbounded=wide.edge > graphs.NOTHING_AT_THE_EDGE,
    )


def _with_bound(found: Fitted, frequencies: list[float], *, lists: int) -> Fitted:
    bound = chao.lower_bound(frequencies, lists=lists)
    spread = chao.spread_of(frequencies, lists=lists)
    if bound is None or spread is None:
        return found
    return replace(
        found, spreads={**found.spreads, "chao": spread}, methods={**found.methods, "chao": Method.of(bound)}
    )


def _back(found: Fitted, *, times: float, plus: int, n: int) -> Fitted:
    """Multiply by the design effect and add the children of lists that were set aside."""
    return replace(
        found,
        n=n,
        known=(n, n),
        spreads={key: Spread(spread.values * times + plus) for key, spread in found.spreads.items()},
        methods={key: _moved(method, times=times, plus=plus) for key, method in found.methods.items()},
        rivals=(found.rivals[0] * times + plus, found.rivals[1] * times + plus),
        farthest=found.farthest * times + plus,
    )


def _moved(method: Method, *, times: float, plus: float) -> Method:
    hi = None if method.hi is None else method.hi * times + plus
    return replace(method, estimate=method.estimate * times + plus, lo=method.lo * times + plus, hi=hi)


def _with_bootstrap(found: Fitted, table: ListTable, *, draws: int, plus: int) -> Fitted:
    interval = bootstrap(table, draws=draws)
    if interval is None:
        return found
    moved = Interval(interval.estimate + plus, interval.lo + plus, interval.hi + plus)
    return replace(found, methods={**found.methods, "bootstrap": Method.of(moved)})


def _moves(table: ListTable) -> dict[int, float]:
    """Say by which share the middle over graphs moves without each list, where enough lists are left."""
    if table.k <= FEWEST_LISTS:
        return {}
    whole = graphs.wide_enough(table.counts).interval.estimate
    moves = {}
    for which in range(table.k):
        rest = rules.usable(table.only([other for other in range(table.k) if other != which]))
        if not isinstance(rest, Sentence):
            moves[which] = graphs.wide_enough(rest.table.counts).interval.estimate / whole - 1
    return moves

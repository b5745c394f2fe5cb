"""How many children, from records whose matches are not certain.

Every partition drawn gives a table, every table an estimate; the spreads are pooled. The number of different
children we know of is itself a range, and `at least` is its lower end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kintrace.estimate import rules
from kintrace.estimate.answer import Estimate, Method, refused
from kintrace.estimate.combining import Replicate, combine
from kintrace.estimate.estimating import judge
from kintrace.estimate.fitting import ONE_IN_TWO_HUNDRED, Fitted, fit_all
from kintrace.estimate.linkage import Partition, Progress, Records, draw_partitions
from kintrace.estimate.spread import Spread, pool
from kintrace.estimate.tables import ListTable
from kintrace.kernel.says import Sentence

FEWEST_DRAWS = 10
CHECKED = "decomposable_wide"  # the method whose replicates are combined by Rubin's rules as a check


@dataclass(frozen=True, slots=True)
class Linked:
    """The estimate; the lower and upper end of the different children known; the share of variance from matches.

    `partitions` are those that were drawn, equally probable.
    """

    estimate: Estimate
    known: tuple[int, int]
    from_matches: float | None
    partitions: tuple[Partition, ...] = ()

    @property
    def tables(self) -> tuple[ListTable, ...]:
        """The tables of the partitions."""
        return tuple(partition.table for partition in self.partitions)


def estimate_records(
    id: str,  # noqa: A002 the word of the table itself
    lists: Sequence[str],
    records: Records,
    *,
    draws: int = 20,
    seed: int = 0,
    progress: Progress | None = None,
) -> Linked:
    """Draw partitions of the records, estimate under each, and pool.

    `progress` hears of sweeps done and to do. Raises ValueError for fewer than ten draws.
    """
    if draws < FEWEST_DRAWS:
        raise ValueError(f"draw at least {FEWEST_DRAWS} partitions, not {draws}")
    partitions = tuple(draw_partitions(lists, records, draws=draws, seed=seed, progress=progress))
    return replace(estimate_tables(id, [partition.table for partition in partitions]), partitions=partitions)


def estimate_tables(id: str, tables: Sequence[ListTable]) -> Linked:  # noqa: A002 the word of the table itself
    """Estimate under each of several tables, of which each is as probable as the others, and pool."""
    known = between(table.n for table in tables)
    answers = [fit_all(table, alone=False) for table in tables]
    fitted = [answer for answer in answers if isinstance(answer, Fitted)]
    if len(fitted) <= len(tables) / 2:
        because = _commonest([answer for answer in answers if isinstance(answer, Sentence)])
        return Linked(refused(id, n=known[0], because=because), known, None)
    combined = combine([Replicate(found.n, found.spreads[CHECKED].values) for found in fitted])
    pooled = _pooled(fitted, known=known)
    pooled = replace(pooled, methods={**pooled.methods, "combined": Method.of(combined.interval)})
    return Linked(judge(id, pooled, because=rules.linked(combined.between)), known, combined.between)


def _commonest(reasons: Sequence[Sentence]) -> Sentence:
    said = [str(reason) for reason in reasons]
    return max(reasons, key=lambda reason: said.count(str(reason)))


def between(numbers: Iterable[int]) -> tuple[int, int]:
    """Return between which two a number lies in all partitions but the most extreme."""
    spread = Spread(np.sort(np.array(list(numbers), dtype=float)))
    return round(spread.interval.lo), round(spread.interval.hi)


def _pooled(fitted: Sequence[Fitted], *, known: tuple[int, int]) -> Fitted:
    """Put what was found under each partition together; the middle one speaks for what is told in words."""
    middle = sorted(fitted, key=lambda found: found.n)[len(fitted) // 2]
    shared = [name for name in middle.spreads if all(name in found.spreads for found in fitted)]
    spreads = {name: pool(found.spreads[name] for found in fitted) for name in shared}
    return replace(
        middle,
        known=known,
        spreads=spreads,
        methods={name: Method.of(spread.interval) for name, spread in spreads.items()},
        farthest=spreads.get("loglinear_aic", spreads[CHECKED]).quantile(ONE_IN_TWO_HUNDRED),
        dropped=float(np.mean([found.dropped for found in fitted])),
        unbounded=sum(found.unbounded for found in fitted) > len(fitted) / 2,
    )

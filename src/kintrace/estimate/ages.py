"""How many children of each age: the same ways of joining records, each cut into age groups and estimated apart.

Children of one age are more alike in how easily they come to a list, and counting them apart mends part of what
counting unlike ones together gets wrong. A group that cannot bear an estimate is put to its neighbour; where no two
groups are left, that is said, and nothing is split.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kintrace.estimate.answer import Estimate, Status, refused
from kintrace.estimate.linkage import Partition, Records
from kintrace.estimate.linked import estimate_tables
from kintrace.estimate.strata import total
from kintrace.estimate.tables import ListTable
from kintrace.kernel.says import Sentence, says

BEGINNINGS = (0, 5, 10, 14)  # of the groups, in years; from fourteen on the way home is another in law


@dataclass(frozen=True, slots=True)
class _Group:
    """One age group: the years from which it reaches, and to which; its table in each partition, and the answer."""

    begins: int
    ends: int | None
    tables: tuple[ListTable, ...]
    answer: Estimate

    @classmethod
    def of(cls, begins: int, ends: int | None, tables: Sequence[ListTable]) -> _Group:
        name = f"{begins}+" if ends is None else f"{begins}\N{EN DASH}{ends - 1}"
        return cls(begins, ends, tuple(tables), estimate_tables(name, tables).estimate)

    @property
    def holds(self) -> bool:
        return self.answer.status is Status.OK

    @property
    def why(self) -> Sentence:
        return self.answer.reason or self.answer.warnings[-1]


def estimate_by_age(
    id: str,  # noqa: A002 the word of the table itself
    partitions: Sequence[Partition],
    records: Records,
    *,
    ages: Sequence[float],
    seed: int = 0,
) -> Estimate:
    """Estimate age groups one by one and add them up, or refuse to and say why.

    `ages` are those of the records, in years; NaN where nothing is said. A child is as old as its records say on
    average. One of whom no record says an age gets that of another child, drawn anew in each partition.
    """
    if all(math.isnan(age) for age in ages):
        n = min(partition.table.n for partition in partitions)
        return refused(id, n=n, because=says("No record tells how old a child is."))
    rng = np.random.default_rng(seed)
    cut = [_cut(partition, records, np.asarray(ages, dtype=float), rng) for partition in partitions]
    ends = (*BEGINNINGS[1:], None)
    groups = [
        _Group.of(begins, end, [tables[place] for tables in cut])
        for place, (begins, end) in enumerate(zip(BEGINNINGS, ends, strict=True))
    ]
    because = says("All children are of one age group.")
    while len(groups) > 1 and (weak := [group for group in groups if not group.holds]):
        least = min(weak, key=lambda group: group.answer.n)
        if least.answer.n:
            because = says("{ages}: {why}", ages=least.answer.id, why=least.why)
        groups = _with_neighbour(groups, groups.index(least))
    if len(groups) > 1:
        return total(id, [group.answer for group in groups])
    reason = says("No two age groups bear an estimate of their own. {why}", why=because)
    return refused(id, n=groups[0].answer.n, because=reason)


def _with_neighbour(groups: Sequence[_Group], place: int) -> list[_Group]:
    """Put a group and the smaller of its neighbours together."""
    beside = [other for other in (place - 1, place + 1) if 0 <= other < len(groups)]
    first = min(place, min(beside, key=lambda other: groups[other].answer.n))
    one, other = groups[first], groups[first + 1]
    tables = [_together(pair) for pair in zip(one.tables, other.tables, strict=True)]
    return [*groups[:first], _Group.of(one.begins, other.ends, tables), *groups[first + 2 :]]


def _together(tables: Sequence[ListTable]) -> ListTable:
    counts = sum((Counter(table.counts) for table in tables), Counter[str]())
    families = tuple(family for table in tables for family in table.families)
    return ListTable("", tables[0].lists, dict(counts), families)


def _cut(partition: Partition, records: Records, ages: np.ndarray, rng: np.random.Generator) -> list[ListTable]:
    """Cut the table of a partition into one for each group; families are cut with their children."""
    said = np.array([_mean(ages[list(held)]) for held in partition.children])
    known = said[~np.isnan(said)]
    said = np.where(np.isnan(said), rng.choice(known, size=len(said)), said)
    places = np.clip(np.searchsorted(BEGINNINGS, said, side="right") - 1, 0, len(BEGINNINGS) - 1)
    lists = partition.table.lists
    families = partition.families or range(len(said))
    rows: list[dict[int, list[str]]] = [defaultdict(list) for _ in BEGINNINGS]
    for held, family, place in zip(partition.children, families, places, strict=True):
        on = {records.list_of[record] for record in held}
        rows[place][family].append("".join("01"[which in on] for which in range(len(lists))))
    return [_table(lists, list(each.values()), told=bool(partition.families)) for each in rows]


def _table(lists: tuple[str, ...], families: Sequence[Sequence[str]], *, told: bool) -> ListTable:
    counts = Counter(pattern for family in families for pattern in family)
    return ListTable("", lists, dict(counts), tuple(map(tuple, families)) if told else ())


def _mean(ages: np.ndarray) -> float:
    said = ages[~np.isnan(ages)]
    return float(said.mean()) if len(said) else math.nan

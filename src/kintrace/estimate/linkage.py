"""Which records are one child is not known, so ways of joining them are drawn.

A partition of the records into children is drawn again and again: each record in turn joins the children it resembles,
with the weights of the matcher, or is a child of its own, the more readily the more children there are that nobody
has met. How many there are is drawn from the overlaps that the partition shows, so the two settle together. What
people judged and DNA showed is fixed. Method: Sadinle (2018), linkage-averaging, with N fed back into the linkage.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from operator import or_

import numpy as np

from kintrace.estimate import graphs, rules
from kintrace.estimate.joining import ContradictingJudgements, Pair, contradictions, joined
from kintrace.estimate.tables import ListTable
from kintrace.kernel.says import Sentence

LN_10 = math.log(10)
SETTLING, BETWEEN = 16, 2  # sweeps before the first partition that is kept, and between two of them

type Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Records:
    """Records of several lists and what is known of which are one child.

    `list_of` is the list of each record. `weights` are base-10 weights of pairs of records, as the matcher gives
    them; a pair that is not there weighs `unlisted`. `same` and `different` were settled by people or by DNA. Where
    a child stands but `once` in a list, two records of it are two children, unless `same` says otherwise. Where it
    may stand twice, the weight of two records of one list is the logarithm of the odds that they are one child: how
    often a list repeats a child has nothing to do with how many children there are. `families` numbers the family of
    each record, where known: families that share a child are one, and the tables drawn hold them.
    """

    list_of: Sequence[int]
    weights: Mapping[Pair, float]
    same: Sequence[Pair] = ()
    different: Sequence[Pair] = ()
    unlisted: float = -3.0
    once: bool = True
    families: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Partition:
    """One way of joining records to children: the table it shows, the records of each child, and its family.

    Families are numbered anew; where they are not known, none are told.
    """

    table: ListTable
    children: tuple[tuple[int, ...], ...]
    families: tuple[int, ...] = ()


@dataclass(slots=True)
class _Units:
    """Records that are fixed as one child move as one; near[u] holds what joining u and others weighs, in nats."""

    records: list[list[int]]
    lists: list[int]  # one bit a list
    many: list[int]  # records
    near: list[dict[int, float]]
    apart: list[set[int]]
    unlisted: float
    once: bool
    families: list[set[int]]  # of the records of each


@dataclass(slots=True)
class _Children:
    """Which child each unit is; of each child its units, its lists and how many records."""

    of: list[int]
    units: dict[int, set[int]]
    lists: dict[int, int]
    many: dict[int, int]

    @classmethod
    def one_each(cls, units: _Units) -> _Children:
        """Begin with every unit a child of its own."""
        numbers = range(len(units.lists))
        return cls(
            list(numbers), {unit: {unit} for unit in numbers}, dict(enumerate(units.lists)), dict(enumerate(units.many))
        )

    def take_out(self, unit: int, units: _Units) -> None:
        child = self.of[unit]
        left = self.units[child] - {unit}
        if left:
            self._hold(child, left, units)
        else:
            del self.units[child], self.lists[child], self.many[child]

    def put(self, unit: int, child: int | None, units: _Units) -> None:
        """Put a unit to a child; None makes a new one."""
        if child is None:
            child = unit if unit not in self.units else max(self.units) + 1
        self.of[unit] = child
        self._hold(child, self.units.get(child, set()) | {unit}, units)

    def _hold(self, child: int, members: set[int], units: _Units) -> None:
        self.units[child] = members
        self.lists[child] = reduce(or_, (units.lists[unit] for unit in members))
        self.many[child] = sum(units.many[unit] for unit in members)


def draw_partitions(
    lists: Sequence[str], records: Records, *, draws: int, seed: int = 0, progress: Progress | None = None
) -> Iterator[Partition]:
    """Yield so many partitions, drawn one after another; the first ones, still settling, are passed over.

    Raises ContradictingJudgements where two records are fixed both as one child and as two.
    """
    rng = np.random.default_rng(seed)
    units = _units(records)
    children = _Children.one_each(units)
    population = 2.0 * len(units.lists)
    sweeps = SETTLING + BETWEEN * draws
    for sweep in range(1, sweeps + 1):
        _sweep(units, children, population=population, rng=rng)
        table = _table(lists, children)
        if sweep % 2 == 0 or sweep < SETTLING:
            population = _drawn_population(table, rng, before=population)
        if sweep > SETTLING and (sweep - SETTLING) % BETWEEN == 0:
            families = _families(units, children)
            whole = replace(table, families=_together(children, families, lists=len(lists)))
            yield Partition(whole, _records_of(units, children), families)
        if progress is not None:
            progress(sweep, sweeps)


def draw_tables(lists: Sequence[str], records: Records, *, draws: int, seed: int = 0) -> Iterator[ListTable]:
    """Yield the tables of so many partitions."""
    return (partition.table for partition in draw_partitions(lists, records, draws=draws, seed=seed))


def _records_of(units: _Units, children: _Children) -> tuple[tuple[int, ...], ...]:
    return tuple(
        tuple(record for unit in sorted(held) for record in units.records[unit]) for held in children.units.values()
    )


def _sweep(units: _Units, children: _Children, *, population: float, rng: np.random.Generator) -> None:
    """Let every unit choose its child anew."""
    chances = rng.random(len(units.lists)).tolist()
    for unit in rng.permutation(len(units.lists)).tolist():
        children.take_out(unit, units)
        new = math.log(max(population - len(children.units), 1.0))
        children.put(unit, _choose(_options(units, children, unit, new=new), new, chances[unit]), units)


def _options(units: _Units, children: _Children, unit: int, *, new: float) -> dict[int, float]:
    """Return the children the unit may be, with the weight of its being that child, beside `new` for a new one."""
    weights: dict[int, float] = {}
    told: dict[int, int] = {}
    barred = {children.of[other] for other in units.apart[unit]}
    mine, child_of, lists, many = units.lists[unit], children.of, children.lists, units.many
    for other, weight in units.near[unit].items():
        child = child_of[other]
        if not (units.once and lists[child] & mine) and child not in barred:
            weights[child] = weights.get(child, 0.0) + weight
            told[child] = told.get(child, 0) + many[other]
    for child, records in told.items():
        weights[child] += units.unlisted * many[unit] * (children.many[child] - records)
        if lists[child] & mine:
            weights[child] += new
    return weights


def _choose(options: dict[int, float], new: float, chance: float) -> int | None:
    """Choose a child by the weights; None for a child nobody has met."""
    highest = max([new, *options.values()])
    left = chance * (math.exp(new - highest) + sum(math.exp(weight - highest) for weight in options.values()))
    for child, weight in options.items():
        left -= math.exp(weight - highest)
        if left < 0:
            return child
    return None


def _drawn_population(table: ListTable, rng: np.random.Generator, *, before: float) -> float:
    """Draw how many children there are from what a partition shows; as before where it shows too little."""
    part = rules.usable(table)
    if isinstance(part, Sentence):
        return max(before, table.n)
    posterior = graphs.wide_enough(part.table.counts)
    return float(rng.choice(posterior.children, p=posterior.probability)) + part.set_aside


def _table(lists: Sequence[str], children: _Children) -> ListTable:
    counts = Counter(_pattern(held, lists=len(lists)) for held in children.lists.values())
    return ListTable("", tuple(lists), dict(counts))


def _pattern(held: int, *, lists: int) -> str:
    return "".join("1" if held >> which & 1 else "0" for which in range(lists))


def _families(units: _Units, children: _Children) -> tuple[int, ...]:
    """Return the family of each child; families of which one child is drawn as one are one."""
    of_child = [set().union(*(units.families[unit] for unit in held)) for held in children.units.values()]
    at = {number: place for place, number in enumerate(sorted(set().union(*of_child)))}
    same = [(at[one], at[other]) for held in of_child for one, other in pairwise(sorted(held))]
    family_of = joined(len(at), same)
    return tuple(family_of[at[min(held)]] for held in of_child) if at else ()


def _together(children: _Children, families: Sequence[int], *, lists: int) -> tuple[tuple[str, ...], ...]:
    """Return the patterns of the children of each family."""
    together: dict[int, list[str]] = defaultdict(list)
    for family, child in zip(families, children.units if families else (), strict=True):
        together[family].append(_pattern(children.lists[child], lists=lists))
    return tuple(tuple(sorted(patterns)) for patterns in together.values())


def _units(records: Records) -> _Units:
    unit_of = joined(len(records.list_of), records.same)
    if found := contradictions(unit_of, records.same, records.different):
        raise ContradictingJudgements(found)
    how_many = max(unit_of, default=-1) + 1
    units = _Units(
        [[] for _ in range(how_many)],
        [0] * how_many,
        [0] * how_many,
        [defaultdict(float) for _ in range(how_many)],
        [set() for _ in range(how_many)],
        records.unlisted * LN_10,
        records.once,
        [set() for _ in range(how_many)],
    )
    for record, unit in enumerate(unit_of):
        units.records[unit].append(record)
        units.lists[unit] |= 1 << records.list_of[record]
        units.many[unit] += 1
        if records.families:
            units.families[unit].add(records.families[record])
    for one, other in records.different:
        units.apart[unit_of[one]].add(unit_of[other])
        units.apart[unit_of[other]].add(unit_of[one])
    _weigh(units, records, unit_of)
    return units


def _weigh(units: _Units, records: Records, unit_of: Sequence[int]) -> None:
    """Add up the weights between units; pairs of records that are not listed count as such."""
    listed: Counter[Pair] = Counter()
    for (first, second), weight in records.weights.items():
        one, other = sorted((unit_of[first], unit_of[second]))
        twice = records.once and units.lists[one] & units.lists[other]
        if one != other and other not in units.apart[one] and not twice:
            listed[one, other] += 1
            units.near[one][other] += weight * LN_10
    for (one, other), told in listed.items():
        units.near[one][other] += units.unlisted * (units.many[one] * units.many[other] - told)
        units.near[other][one] = units.near[one][other]

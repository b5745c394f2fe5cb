"""In which order to sum the variables out.

Greedy: always the variable whose sum touches the smallest table. Where that still ends in large tables, orders with
small random changes (from a fixed seed) are tried too. The order depends on who was seen and how many alleles there
are, not on which, so it is found once for all markers, candidates and later cases of the same shape.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kintrace.kernel.errors import UnusableData

CHEAP = 20_000  # cells a row: below this no better order is looked for
TRIES = 8
MOST_CELLS = 60_000_000  # cells of one table of one row: half a gigabyte
LETTERS = "abcdefghijklmnopqrstuvwxyABCDEFGHIJKLMNOPQRSTUVWXY"  # z is the row

type Scope = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Multiply tables and sum: takes tables off the heap by place and puts one on top. `scope` is all it touches."""

    places: tuple[int, ...]
    spec: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class Plan:
    """Steps, the axes of what remains (tables by place, each with its scope), and the largest table in cells a row."""

    steps: tuple[Step, ...]
    remaining: tuple[tuple[int, Scope], ...]
    largest: int

    def for_sizes(self, sizes: Sequence[int]) -> Plan | None:
        """Return the same steps for variables of other sizes; None where a better order should be looked for."""
        touched = [math.prod([sizes[variable] for variable in step.scope]) for step in self.steps]
        if sum(touched) > CHEAP:
            return None
        return Plan(self.steps, self.remaining, max(touched, default=0))


def plan_of(scopes: Sequence[Scope], sizes: Sequence[int], *, kept: Iterable[int] = ()) -> Plan:
    """Find an order of summation.

    Raises UnusableData where even the best order found needs tables that do not fit.
    """
    keep = frozenset(kept)
    order, cost, largest = _greedy(scopes, sizes, keep, wobble=None)
    if cost > CHEAP:
        chance = random.Random(0)  # noqa: S311 - the same order each time is what is wanted
        for _ in range(TRIES):
            again = _greedy(scopes, sizes, keep, wobble=chance)
            if again[1] < cost:
                order, cost, largest = again
    if largest > MOST_CELLS:
        raise UnusableData("This pedigree has too many loops or unseen persons to be summed exactly.")
    return _compile(scopes, order, largest)


def _greedy(
    scopes: Sequence[Scope], sizes: Sequence[int], keep: frozenset[int], *, wobble: random.Random | None
) -> tuple[list[int], float, int]:
    """Return an order, the cells it touches in all, and those of its largest table."""
    beside = _neighbours(scopes)
    favour = {variable: 1.0 if wobble is None else math.exp(wobble.gauss(0, 0.7)) for variable in beside}
    cells = {variable: _cells(variable, near, sizes) for variable, near in beside.items() if variable not in keep}
    looks = {variable: count * favour[variable] for variable, count in cells.items()}
    order, cost, largest = [], 0.0, 0
    while looks:
        chosen = min(looks, key=looks.__getitem__)
        order.append(chosen)
        cost += cells[chosen]
        largest = max(largest, cells[chosen])
        del looks[chosen]
        near = beside.pop(chosen)
        for variable in near:
            others = beside[variable]
            others |= near
            others -= {variable, chosen}
            if variable in looks:
                cells[variable] = _cells(variable, others, sizes)
                looks[variable] = cells[variable] * favour[variable]
    return order, cost, largest


def _neighbours(scopes: Sequence[Scope]) -> dict[int, set[int]]:
    """Return for each variable those it stands with in a table."""
    beside: dict[int, set[int]] = {}
    for scope in scopes:
        for variable in scope:
            beside.setdefault(variable, set()).update(scope)
    for variable, near in beside.items():
        near.discard(variable)
    return beside


def _cells(variable: int, near: Iterable[int], sizes: Sequence[int]) -> int:
    return sizes[variable] * math.prod([sizes[other] for other in near])


def _compile(scopes: Sequence[Scope], order: Sequence[int], largest: int) -> Plan:
    """Write the order down as products of two tables at a time, small ones first."""
    heap = list(scopes)
    alive = set(range(len(heap)))
    steps: list[Step] = []
    for variable in order:
        touched = sorted((place for place in alive if variable in heap[place]), key=lambda place: len(heap[place]))
        while len(touched) > 2:  # noqa: PLR2004 - the last two are multiplied and summed at once
            first, second, *rest = touched
            _join(heap, alive, steps, (first, second), without=None)
            touched = [len(heap) - 1, *rest]
            touched.sort(key=lambda place: len(heap[place]))
        _join(heap, alive, steps, tuple(touched), without=variable)
    return Plan(tuple(steps), tuple((place, heap[place]) for place in sorted(alive)), largest)


def _join(
    heap: list[Scope], alive: set[int], steps: list[Step], places: tuple[int, ...], *, without: int | None
) -> None:
    together = tuple(dict.fromkeys([variable for place in places for variable in heap[place]]))
    letters = dict(zip(together, LETTERS, strict=False))
    result = tuple([variable for variable in together if variable != without])
    inputs = ",z".join(["".join([letters[variable] for variable in heap[place]]) for place in places])
    steps.append(Step(places, f"z{inputs}->z{''.join([letters[variable] for variable in result])}", together))
    alive.difference_update(places)
    alive.add(len(heap))
    heap.append(result)

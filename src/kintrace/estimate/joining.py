"""Which records people and DNA fixed as one child, and where what they said contradicts itself."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kintrace.kernel.errors import UnusableData

type Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two records held to be two children, and the records by way of which they are held to be one.

    `joined` leads from the one to the other: each record is held to be the same child as the next.
    """

    apart: Pair
    joined: tuple[int, ...]


class ContradictingJudgements(UnusableData):
    """Records are held to be one child and two children at once; `found` says which, by number."""

    def __init__(self, found: Sequence[Contradiction]) -> None:
        one, other = found[0].apart
        way = ", ".join(map(str, found[0].joined))
        super().__init__(
            f"Records {one} and {other} are held to be two children, and yet one child (each of {way} is held to be "
            "the same child as the next). Withdraw one of these judgements."
        )
        self.found = tuple(found)


def joined(many: int, same: Sequence[Pair]) -> list[int]:
    """Return the unit of each of so many records, numbered from 0: records fixed as one child are one unit."""
    root = list(range(many))

    def top(record: int) -> int:
        while root[record] != record:
            record = root[record]
        return record

    for one, other in same:
        root[top(one)] = top(other)
    numbers = {old: new for new, old in enumerate(sorted({top(record) for record in range(many)}))}
    return [numbers[top(record)] for record in range(many)]


def contradictions(unit_of: Sequence[int], same: Sequence[Pair], different: Sequence[Pair]) -> list[Contradiction]:
    """Return every pair held to be different that `same` joins to one unit, with the shortest way between them."""
    beside: dict[int, list[int]] = defaultdict(list)
    for one, other in same:
        beside[one].append(other)
        beside[other].append(one)
    return [
        Contradiction((one, other), _way(beside, one, other))
        for one, other in different
        if unit_of[one] == unit_of[other]
    ]


def _way(beside: Mapping[int, Sequence[int]], one: int, other: int) -> tuple[int, ...]:
    """Return the shortest way from one record to another that is joined to it."""
    before = {one: one}
    waiting = deque([one])
    while other not in before:
        record = waiting.popleft()
        for following in beside[record]:
            if following not in before:
                before[following] = record
                waiting.append(following)
    way = [other]
    while way[-1] != one:
        way.append(before[way[-1]])
    return tuple(reversed(way))

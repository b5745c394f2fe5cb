"""List-overlap tables: how many children stand in exactly these lists and no others.

A pattern such as `101` has one sign a list: the child is in the first and third, not in the second. The pattern
`000` is what nobody can count; estimating it is what this package is for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kintrace.kernel.errors import UnusableData
from kintrace.kernel.says import Sentence, says

MOST_CHILDREN = 100_000_000  # in one cell: beyond, a slip of the pen
SHOWN = 40  # signs of a count that cannot be


class UnusableTable(UnusableData):
    """A table cannot be used; `because` says why in any language."""

    def __init__(self, because: Sentence) -> None:
        super().__init__(str(because))
        self.because = because


@dataclass(frozen=True)
class ListTable:
    """Counts of children by the lists they stand in.

    >>> table = ListTable("t", ("hotline", "camp"), {"10": 30, "01": 20, "11": 10})
    >>> table.n, table.size(0), table.overlap(0, 1), table.frequencies
    (60, 40, 10, (50, 10))
    """

    id: str
    lists: tuple[str, ...]
    counts: Mapping[str, int]
    families: tuple[tuple[str, ...], ...] = ()  # the patterns of the children of each family, where known
    referrals: tuple[tuple[int, int], ...] = field(default=())  # lists of which one is fed by the other

    def __post_init__(self) -> None:
        _check_lists(self.lists)
        for pattern, count in self.counts.items():
            _check_cell(pattern, count, lists=len(self.lists))
        _check_families(self)

    @property
    def k(self) -> int:
        """How many lists."""
        return len(self.lists)

    @cached_property
    def n(self) -> int:
        """How many different children stand in at least one list."""
        return sum(self.counts.values())

    @cached_property
    def frequencies(self) -> tuple[int, ...]:
        """How many children stand in exactly 1, 2, … k lists."""
        seen: Counter[int] = Counter()
        for pattern, count in self.counts.items():
            seen[pattern.count("1")] += count
        return tuple(seen[times] for times in range(1, self.k + 1))

    def size(self, which: int) -> int:
        return self.overlap(which, which)

    def overlap(self, one: int, other: int) -> int:
        """Count the children who stand in both lists, whatever others they stand in."""
        return sum(count for pattern, count in self.counts.items() if pattern[one] == pattern[other] == "1")

    def only(self, kept: Sequence[int]) -> ListTable:
        """Return what these lists alone would show; children in none of them are forgotten."""
        counts: Counter[str] = Counter()
        for pattern, count in self.counts.items():
            counts[_kept(pattern, kept)] += count
        families = (tuple(_kept(pattern, kept) for pattern in family) for family in self.families)
        known = (tuple(pattern for pattern in family if "1" in pattern) for family in families)
        place = {which: at for at, which in enumerate(kept)}
        referrals = [(place[a], place[b]) for a, b in self.referrals if a in place and b in place]
        return ListTable(
            self.id,
            tuple(self.lists[which] for which in kept),
            {pattern: count for pattern, count in counts.items() if count and "1" in pattern},
            tuple(family for family in known if family),
            tuple(referrals),
        )


@dataclass(frozen=True, slots=True)
class FrequencyTable:
    """Only how often children were seen is known, not where."""

    id: str
    frequencies: tuple[int, ...]

    def __post_init__(self) -> None:
        for times, count in enumerate(self.frequencies, start=1):
            _check_count(str(times), count)

    @property
    def n(self) -> int:
        return sum(self.frequencies)


def add(tables: Sequence[ListTable], *, id: str) -> ListTable:  # noqa: A002 the word of the table itself
    """Put tables over the same lists together into one.

    Raises UnusableTable where their lists differ.
    """
    first = tables[0]
    counts: Counter[str] = Counter()
    for table in tables:
        if table.lists != first.lists:
            raise UnusableTable(says("All parts of one table must have the same lists, in the same order."))
        counts.update(table.counts)
    families = tuple(family for table in tables for family in table.families)
    return ListTable(id, first.lists, dict(counts), families, first.referrals)


def _kept(pattern: str, kept: Sequence[int]) -> str:
    return "".join(pattern[which] for which in kept)


def _check_lists(lists: Sequence[str]) -> None:
    if len(set(lists)) < len(lists):
        raise UnusableTable(says("Two lists have the same name. Give each list a name of its own."))


def _check_cell(pattern: str, count: object, *, lists: int) -> None:
    if len(pattern) != lists or set(pattern) - {"0", "1"}:
        raise UnusableTable(
            says("The pattern {pattern} must have one 0 or 1 for each of the {k} lists.", pattern=pattern, k=lists)
        )
    _check_count(pattern, count)
    if "1" not in pattern and count:
        raise UnusableTable(
            says("Children on no list cannot have been counted. Remove the pattern {pattern}.", pattern=pattern)
        )


def _check_count(pattern: str, count: object) -> None:
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= MOST_CHILDREN:
        raise UnusableTable(
            says(
                "The count of {pattern} is {count}; a number of children is a whole number, 0 or more.",
                pattern=pattern,
                count=_shown(count),
            )
        )


def _shown(count: object) -> str:
    """Write a count as it was given, text in quotation marks, but for its length."""
    said = f"“{count}”" if isinstance(count, str) else str(count)
    return said[:SHOWN]


def _check_families(table: ListTable) -> None:
    """Families, where given, hold exactly the children of the table."""
    if not table.families:
        return
    held = Counter(pattern for family in table.families for pattern in family)
    if held != Counter({pattern: count for pattern, count in table.counts.items() if count}):
        raise UnusableTable(says("The families do not hold exactly the children of the counts. Make them agree."))
